// SPDX-License-Identifier: MIT
#include "core/data/split_files.h"

#include "core/data/pair_index.h"
#include "core/data/rating_lines.h"

#include <algorithm>

namespace towerlab {
namespace {

constexpr std::size_t linesBetweenReports = 1 << 14;
constexpr const char* otherDataRemedy = "Is this a split of another data set?";

std::string starsText(float value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

/// The data set's rating that the current line speaks of.
std::uint32_t ratingOf(const RatingColumns& ratings, const PairIndex& index,
                       const detail::RatingLines& lines) {
    const auto row = index.find(lines.userRow(), lines.movieRow());
    if (!row)
        lines.fail("the data set has no rating by " + lines.pairText(), otherDataRemedy);
    if (lines.stars() && *lines.stars() != ratings.value[*row])
        lines.fail("the rating by " + lines.pairText() + " is " + starsText(*lines.stars()) +
                       " here but " + starsText(ratings.value[*row]) + " in the data set",
                   otherDataRemedy);
    return *row;
}

std::vector<std::uint32_t> rowsOfFile(const Dataset& dataset, const PairIndex& index,
                                      const std::filesystem::path& file, std::vector<bool>& listed,
                                      const std::stop_token& stop,
                                      const ProgressCallback& progress) {
    throwIfStopped(stop);
    std::vector<std::uint32_t> rows;
    detail::RatingLines lines(file, dataset);
    while (lines.next()) {
        const std::uint32_t row = ratingOf(dataset.ratings(), index, lines);
        if (listed[row])
            lines.fail("the rating by " + lines.pairText() + " is listed twice");
        listed[row] = true;
        rows.push_back(row);
        if (lines.table().lineNumber() % linesBetweenReports == 0) {
            throwIfStopped(stop);
            report(progress, lines.table().bytePosition(), lines.table().byteCount(),
                   "Reading the split");
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace

TestSplit splitFromFiles(const Dataset& dataset, const std::filesystem::path& trainFile,
                         const std::filesystem::path& testFile, const std::stop_token& stop,
                         const ProgressCallback& progress) {
    const PairIndex index(dataset);
    std::vector<bool> listed(dataset.ratings().size(), false);
    TestSplit split;
    split.name = trainFile.filename().string() + " / " + testFile.filename().string();
    split.train = rowsOfFile(dataset, index, trainFile, listed, stop, progress);
    split.test = rowsOfFile(dataset, index, testFile, listed, stop, progress);
    return split;
}

} // namespace towerlab
