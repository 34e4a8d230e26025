// SPDX-License-Identifier: MIT
// Three parts: the files of a split that somebody else has made, training, test and negatives.
#include "core/data/given_split.h"
#include "core/data/split_files.h"
#include "tests/fuzz/input_files.h"
#include "tests/support/tiny_dataset.h"

using namespace towerlab;

namespace {

std::shared_ptr<const Dataset> dataset() {
    static const auto made = test::tinyDataset(
        4, 9, {{1, 1, 5}, {1, 2, 3}, {2, 1, 4}, {2, 5, 1}, {3, 4, 2}, {3, 1, 5}, {4, 9, 4}});
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parts = fuzz::partsOf(fuzz::textOf(data, size), 3);
    const auto train = fuzz::write("train", parts[0]);
    const auto test = fuzz::write("test", parts[1]);
    const auto negatives = fuzz::write("negatives", parts[2]);
    GivenSplitFiles files;
    if (!parts[0].empty())
        files.train = train;
    if (!parts[1].empty())
        files.test = test;
    if (!parts[2].empty())
        files.negatives = negatives;
    fuzz::expectAnswerOrError([&] {
        const GivenSplit split = readGivenSplit(dataset(), files);
        fuzz::require(!split.pairs.empty(), "a split that is taken tests something");
    });
    fuzz::expectAnswerOrError([&] { splitFromFiles(*dataset(), train, test); });
    return 0;
}
