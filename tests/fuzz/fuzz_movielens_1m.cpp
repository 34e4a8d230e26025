// SPDX-License-Identifier: MIT
// Three parts: users.dat, movies.dat, ratings.dat.
#include "core/data/dataset_reader.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::writeParts(fuzz::textOf(data, size), {"users.dat", "movies.dat", "ratings.dat"});
    fuzz::expectAnswerOrError([] { readDataset(fuzz::folder()); });
    return 0;
}
