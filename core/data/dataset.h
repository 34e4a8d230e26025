// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/columns.h"
#include "core/data/reading.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace towerlab {

enum class DataFormat { MovieLens1M, MovieLens10M, MovieLens100K, MovieLensCsv, Own, Demo };

/// What a reader hands over to make a Dataset of.
struct DatasetParts {
    std::string name;   ///< short, for people: "ml-1m"
    std::string source; ///< absolute folder, or empty for built-in data
    DataFormat format = DataFormat::Demo;
    UserColumns users;
    MovieColumns movies;
    RatingColumns ratings;
    std::vector<std::string> genreNames;
    ReadOptions options = {};            ///< that the files were read with
    bool lastRatingCounts = false;       ///< of a pair that was rated twice, instead of refusing it
    std::vector<std::string> notes = {}; ///< what had to be assumed or left out: sentences
};

/// Ratings grouped by user or by movie (compressed sparse rows).
struct RatingGroups {
    std::vector<std::uint32_t> start;  ///< one more than there are groups
    std::vector<std::uint32_t> rating; ///< rows of RatingColumns, in file order within a group

    std::span<const std::uint32_t> of(std::size_t group) const {
        return std::span(rating).subspan(start[group], start[group + 1] - start[group]);
    }
    std::uint32_t count(std::size_t group) const { return start[group + 1] - start[group]; }
};

/// Users, movies and ratings; immutable once built, shared by pointer between threads.
///
/// "Row" below is a position in the users or movies columns, not MovieLens' own id.
class Dataset {
public:
    /// Checks the parts against each other and builds the groups and means.
    /// @throws DataError on no users, movies or ratings, or a pair rated twice
    ///         where the last rating does not count.
    static std::shared_ptr<const Dataset> build(DatasetParts parts);

    /// The same users and movies with other ratings.
    /// @throws DataError as build() does.
    std::shared_ptr<const Dataset> withRatings(RatingColumns ratings) const;

    const std::string& name() const { return parts_.name; }
    const std::string& source() const { return parts_.source; }
    DataFormat format() const { return parts_.format; }
    /// That the files were read with, and are to be read with again.
    const ReadOptions& options() const { return parts_.options; }
    const UserColumns& users() const { return parts_.users; }
    const MovieColumns& movies() const { return parts_.movies; }
    const RatingColumns& ratings() const { return parts_.ratings; }
    /// What the reader had to assume or leave out: sentences for people.
    const std::vector<std::string>& notes() const { return parts_.notes; }
    const std::vector<std::string>& genreNames() const { return parts_.genreNames; }

    const RatingGroups& byUser() const { return byUser_; }
    const RatingGroups& byMovie() const { return byMovie_; }

    /// Of a movie's genres the one that most movies have (ties: the first listed); -1 without any.
    std::int16_t mainGenre(std::size_t movieRow) const { return mainGenre_[movieRow]; }
    /// How many movies carry each genre.
    const std::vector<std::uint32_t>& genreCounts() const { return genreCounts_; }

    /// Mean stars; 0 where there is no rating.
    float meanOfUser(std::size_t row) const { return userMean_[row]; }
    float meanOfMovie(std::size_t row) const { return movieMean_[row]; }

    /// The row of a raw id, as text.
    std::optional<std::size_t> userRow(std::string_view id) const { return users().id.find(id); }
    std::optional<std::size_t> movieRow(std::string_view id) const { return movies().id.find(id); }

    std::size_t ratedMovieCount() const { return ratedMovies_; }
    float minRating() const { return minRating_; }
    float maxRating() const { return maxRating_; }
    double meanRating() const { return meanRating_; }
    /// Share of the user-movie pairs (all users, all movies) that carry a rating, in [0, 1].
    double density() const;

private:
    explicit Dataset(DatasetParts parts);
    void groupRatings();
    void settleRepeatedPairs();
    void countGenres();
    void averageRatings();

    DatasetParts parts_;
    RatingGroups byUser_;
    RatingGroups byMovie_;
    std::vector<std::int16_t> mainGenre_;
    std::vector<std::uint32_t> genreCounts_;
    std::vector<float> userMean_;
    std::vector<float> movieMean_;
    std::size_t ratedMovies_ = 0;
    float minRating_ = 0;
    float maxRating_ = 0;
    double meanRating_ = 0;
};

} // namespace towerlab
