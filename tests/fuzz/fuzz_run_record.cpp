// SPDX-License-Identifier: MIT
// The record of a run, as it stands in model files and in kept runs.
#include "core/model/run_record.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string json(fuzz::textOf(data, size));
    fuzz::expectAnswerOrError([&] {
        const std::string written = toJson(runRecordFromJson(json));
        fuzz::require(toJson(runRecordFromJson(written)) == written,
                      "a record is read as it was written");
    });
    return 0;
}
