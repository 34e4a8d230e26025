// SPDX-License-Identifier: MIT
// A file of settings.
#include "core/model/settings_fields.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view json = fuzz::textOf(data, size);
    fuzz::expectAnswerOrError([&] {
        const RunSettings settings = runSettingsFromJson(json);
        validate(settings);
        fuzz::require(toJson(runSettingsFromJson(toJson(settings))) == toJson(settings),
                      "settings are read as they were written");
    });
    fuzz::expectAnswerOrError([&] { validate(storedRunSettings(json)); });
    return 0;
}
