// SPDX-License-Identifier: MIT
// Three parts: users.dat, movies.dat, ratings.dat.
#include "core/data/movielens_reader.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parts = fuzz::partsOf(fuzz::textOf(data, size), 3);
    fuzz::write("users.dat", parts[0]);
    fuzz::write("movies.dat", parts[1]);
    fuzz::write("ratings.dat", parts[2]);
    fuzz::expectAnswerOrError([] { readMovieLens(fuzz::folder()); });
    return 0;
}
