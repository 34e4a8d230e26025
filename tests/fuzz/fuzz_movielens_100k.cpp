// SPDX-License-Identifier: MIT
// Four parts: u.user, u.item, u.genre, u.data.
#include "core/data/dataset_reader.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::writeParts(fuzz::textOf(data, size), {"u.user", "u.item", "u.genre", "u.data"});
    fuzz::expectAnswerOrError([] { readDataset(fuzz::folder()); });
    return 0;
}
