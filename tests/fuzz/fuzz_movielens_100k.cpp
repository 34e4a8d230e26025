// SPDX-License-Identifier: MIT
// Four parts: u.user, u.item, u.genre, u.data.
#include "core/data/movielens_reader.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parts = fuzz::partsOf(fuzz::textOf(data, size), 4);
    fuzz::write("u.user", parts[0]);
    fuzz::write("u.item", parts[1]);
    fuzz::write("u.genre", parts[2]);
    fuzz::write("u.data", parts[3]);
    fuzz::expectAnswerOrError([] { readMovieLens(fuzz::folder()); });
    return 0;
}
