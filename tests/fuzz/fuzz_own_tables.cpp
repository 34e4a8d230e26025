// SPDX-License-Identifier: MIT
// Three parts: a table of ratings, one of users, one of items, all of unknown form.
#include "core/data/dataset_reader.h"
#include "core/data/table_preview.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::writeParts(fuzz::textOf(data, size), {"ratings.tsv", "people.csv", "things.csv"});
    const auto table = fuzz::folder() / "ratings.tsv";
    fuzz::expectAnswerOrError([&] { previewTable(table); });
    fuzz::expectAnswerOrError([] { readDataset(fuzz::folder()); });
    ReadOptions options;
    options.skipBadRows = true;
    options.columns = {"1", "2", "3", "4"};
    options.users = (fuzz::folder() / "people.csv").string();
    options.items = (fuzz::folder() / "things.csv").string();
    fuzz::expectAnswerOrError([&] { readDataset(table, options); });
    return 0;
}
