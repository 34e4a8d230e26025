// SPDX-License-Identifier: MIT
// An archive of a release.
#include "core/data/dataset_reader.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto path = fuzz::write("release.zip", fuzz::textOf(data, size));
    fuzz::expectAnswerOrError([&] { readDataset(path, {.skipBadRows = true}); });
    return 0;
}
