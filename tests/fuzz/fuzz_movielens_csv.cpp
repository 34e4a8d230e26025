// SPDX-License-Identifier: MIT
// Two parts: movies.csv, ratings.csv. What can't be read is refused, then left out.
#include "core/data/dataset_reader.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::writeParts(fuzz::textOf(data, size), {"movies.csv", "ratings.csv"});
    fuzz::expectAnswerOrError([] { readDataset(fuzz::folder()); });
    fuzz::expectAnswerOrError([] { readDataset(fuzz::folder(), {.skipBadRows = true}); });
    return 0;
}
