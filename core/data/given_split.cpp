// SPDX-License-Identifier: MIT
#include "core/data/given_split.h"

#include "core/data/field_values.h"
#include "core/data/negative_lines.h"
#include "core/data/pair_index.h"
#include "core/data/rating_lines.h"
#include "core/error.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace towerlab {
namespace {

constexpr std::size_t linesBetweenReports = 1 << 14;

void keepInTouch(const TextTable& table, const std::stop_token& stop,
                 const ProgressCallback& progress) {
    if (table.lineNumber() % linesBetweenReports != 0)
        return;
    throwIfStopped(stop);
    report(progress, table.bytePosition(), table.byteCount(), "Reading the split");
}

using detail::NegativeLine;

/// Reads a given split's files one after the other; each step checks against those before.
class GivenSplitReader {
public:
    GivenSplitReader(const std::shared_ptr<const Dataset>& dataset, const std::stop_token& stop,
                     const ProgressCallback& progress)
        : dataset_(dataset), stop_(stop), progress_(progress) {}

    GivenSplit read(const GivenSplitFiles& files) {
        hasTraining_ = !files.train.empty();
        if (hasTraining_)
            readTraining(files.train);
        if (!files.test.empty())
            readTest(files.test);
        if (!files.negatives.empty())
            readNegatives(files.negatives, files.test.empty());
        finishRows();
        return std::move(result_);
    }

private:
    void readTraining(const std::filesystem::path& file) {
        throwIfStopped(stop_);
        detail::RatingLines lines(file, *dataset_);
        while (lines.next()) {
            if (!lines.stars())
                lines.fail("the training line has no rating",
                           "Training needs “user, movie, rating” in each line.");
            if (!trained_.insert(detail::pairKey(lines.userRow(), lines.movieRow())).second)
                lines.fail("the rating by " + lines.pairText() + " is listed twice");
            addRating(lines.userRow(), lines.movieRow(), *lines.stars(), lines.timestamp());
            keepInTouch(lines.table(), stop_, progress_);
        }
        trainCount_ = ratings_.size();
    }

    void readTest(const std::filesystem::path& file) {
        throwIfStopped(stop_);
        detail::RatingLines lines(file, *dataset_);
        while (lines.next()) {
            const TestPair pair{lines.userRow(), lines.movieRow()};
            if (trained_.contains(detail::pairKey(pair.user, pair.movie)))
                lines.fail(lines.pairText() + " are in the training file too");
            if (!addPair(pair))
                lines.fail(lines.pairText() + " are listed twice");
            if (lines.stars())
                addRating(pair.user, pair.movie, *lines.stars(), lines.timestamp());
            keepInTouch(lines.table(), stop_, progress_);
        }
    }

    void readNegatives(const std::filesystem::path& file, bool namesPairs) {
        throwIfStopped(stop_);
        detail::NegativeLines reader(file, *dataset_);
        const TextTable& table = reader.table();
        std::vector<NegativeLine> lines;
        std::unordered_set<std::uint64_t> seen;
        for (NegativeLine line; reader.next(line);) {
            if (!seen.insert(detail::pairKey(line.user, line.movie)).second)
                table.fail("these negatives are listed twice");
            if (namesPairs)
                addNamedPair(table, line);
            else if (line.movie >= 0 && !tested_.contains(detail::pairKey(line.user, line.movie)))
                table.fail("negatives of a user and a movie that are not in the test file");
            lines.push_back(std::move(line));
            keepInTouch(table, stop_, progress_);
        }
        leaveOutTested(lines, table.path());
        checkNegatives(lines, table.path());
        assignNegatives(lines, table.path());
    }

    void addNamedPair(const TextTable& table, const NegativeLine& line) {
        if (line.movie < 0)
            table.fail("expected “(user,movie)” first, as there is no file of test ratings");
        if (trained_.contains(detail::pairKey(line.user, line.movie)))
            table.fail("the tested pair is in the training file too");
        addPair({line.user, line.movie});
    }

    /// A movie can't be told from itself: what a line is to find is no negative of it.
    void leaveOutTested(std::vector<NegativeLine>& lines, const std::string& path) {
        for (NegativeLine& line : lines) {
            result_.testedNegatives += std::erase_if(line.movies, [&](std::int32_t movie) {
                return line.movie < 0 ? tested_.contains(detail::pairKey(line.user, movie))
                                      : movie == line.movie;
            });
            if (line.movies.empty())
                throw DataError("but for what is tested there are no negatives in this line", path,
                                line.lineNumber);
        }
    }

    /// Only once all lines are read is it known which movies are to be found.
    void checkNegatives(const std::vector<NegativeLine>& lines, const std::string& path) const {
        const PairIndex index(*dataset_);
        for (const NegativeLine& line : lines) {
            for (const std::int32_t movie : line.movies) {
                const std::uint64_t key = detail::pairKey(line.user, movie);
                const bool tested = tested_.contains(key);
                const bool trains = hasTraining_ ? trained_.contains(key)
                                                 : index.find(line.user, movie).has_value();
                if (tested || trains)
                    throw DataError(text({line.user, movie}) +
                                        (tested ? " are a test pair" : " are a training rating") +
                                        ", so this movie can't be among the negatives",
                                    path, line.lineNumber);
            }
        }
    }

    void assignNegatives(const std::vector<NegativeLine>& lines, const std::string& path) {
        std::unordered_map<std::uint64_t, const NegativeLine*> byHead;
        for (const NegativeLine& line : lines)
            byHead.emplace(detail::pairKey(line.user, line.movie), &line);
        for (const TestPair& pair : result_.pairs) {
            auto found = byHead.find(detail::pairKey(pair.user, pair.movie));
            if (found == byHead.end())
                found = byHead.find(detail::pairKey(pair.user, -1));
            if (found == byHead.end())
                throw DataError("there are no negatives for " + text(pair), path);
            result_.negatives.push_back(found->second->movies);
        }
    }

    /// Makes `dataset` and `rows` of what was read.
    void finishRows() {
        result_.rows.name = "given split";
        if (hasTraining_) {
            finishWithTraining();
            return;
        }
        result_.dataset = dataset_;
        const PairIndex index(*dataset_);
        std::vector<bool> isTest(dataset_->ratings().size(), false);
        for (const TestPair& pair : result_.pairs)
            if (const auto row = index.find(pair.user, pair.movie))
                isTest[*row] = true;
        for (std::uint32_t row = 0; row < isTest.size(); ++row)
            (isTest[row] ? result_.rows.test : result_.rows.train).push_back(row);
    }

    void finishWithTraining() {
        for (std::uint32_t row = 0; row < ratings_.size(); ++row)
            (row < trainCount_ ? result_.rows.train : result_.rows.test).push_back(row);
        detail::scaleTimes(ratings_.timestamp);
        result_.dataset = dataset_->withRatings(std::move(ratings_));
    }

    void addRating(std::int32_t user, std::int32_t movie, float stars, std::int64_t timestamp) {
        ratings_.user.push_back(user);
        ratings_.movie.push_back(movie);
        ratings_.value.push_back(stars);
        ratings_.timestamp.push_back(timestamp);
    }

    bool addPair(const TestPair& pair) {
        if (!tested_.insert(detail::pairKey(pair.user, pair.movie)).second)
            return false;
        result_.pairs.push_back(pair);
        return true;
    }

    std::string text(const TestPair& pair) const {
        return detail::pairText(*dataset_, pair.user, pair.movie);
    }

    std::shared_ptr<const Dataset> dataset_;
    std::stop_token stop_;
    const ProgressCallback& progress_;
    bool hasTraining_ = false;
    RatingColumns ratings_; ///< of the files: training first
    std::size_t trainCount_ = 0;
    std::unordered_set<std::uint64_t> trained_;
    std::unordered_set<std::uint64_t> tested_;
    GivenSplit result_;
};

} // namespace

GivenSplit readGivenSplit(const std::shared_ptr<const Dataset>& dataset,
                          const GivenSplitFiles& files, const std::stop_token& stop,
                          const ProgressCallback& progress) {
    if (files.test.empty() && files.negatives.empty())
        throw SettingsError("a given split needs a file of test ratings, or of negatives that "
                            "names them");
    return GivenSplitReader(dataset, stop, progress).read(files);
}

} // namespace towerlab
