// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace towerlab {

/// A column of words as sequence indices: entry k belongs to the user (or movie) with index k.
struct FeatureColumn {
    std::string name; ///< as CategoryColumn::name and label
    std::string label;
    std::vector<std::string> words;  ///< by order of first appearance
    std::vector<std::int32_t> index; ///< of the word
    friend bool operator==(const FeatureColumn&, const FeatureColumn&) = default;
};
struct UserFeatures {
    IdColumn id; ///< raw ids by index
    std::vector<FeatureColumn> categories;
};
struct MovieFeatures {
    IdColumn id; ///< raw ids by index
    std::vector<FeatureColumn> categories;
    std::vector<std::int32_t> genre;          ///< the main one: index into Vocabulary::genres
    std::vector<std::uint32_t> genreStart{0}; ///< one more than there are movies
    std::vector<std::int32_t> allGenres;      ///< as listed: indices into Vocabulary::allGenres
    std::vector<std::string> title;           ///< for lists made without the data set at hand
    std::vector<std::int16_t> year;

    std::span<const std::int32_t> genresOf(std::size_t index) const {
        return std::span(allGenres).subspan(genreStart[index],
                                            genreStart[index + 1] - genreStart[index]);
    }
};

/// Everything needed to turn raw ids into a model's inputs, and back.
struct Vocabulary {
    UserFeatures users;
    MovieFeatures movies;
    std::vector<std::string> genres;    ///< those that are the main one of some movie
    std::vector<std::string> allGenres; ///< those that some movie lists
    float minRating = 0;                ///< stars that become 0
    float maxRating = 1;                ///< stars that become 1

    std::size_t userCount() const { return users.id.size(); }
    std::size_t movieCount() const { return movies.id.size(); }
    /// Stars to [0, 1]. With a single rating value in the data, 0.
    float normalise(float stars) const;
    /// [0, 1] to stars.
    float toStars(float normalised) const;
};

/// A Dataset seen through a Vocabulary: index by row, and row by index.
class Encoding {
public:
    /// Encodes as the seed does: one most frequent genre a movie, and in every column the index is
    /// the order of first appearance in the ratings file. Users and movies without any rating get
    /// no index (-1), as they do not appear there.
    explicit Encoding(const Dataset& dataset);

    /// Lays an existing vocabulary (a loaded model's) over a data set by raw id; rows that it does
    /// not know get -1.
    Encoding(const Dataset& dataset, Vocabulary vocabulary);

    const Vocabulary& vocabulary() const { return vocabulary_; }
    std::int32_t userIndex(std::size_t row) const { return userIndex_[row]; }
    std::int32_t movieIndex(std::size_t row) const { return movieIndex_[row]; }
    /// Row of the data set, or -1 where the vocabulary's entry is not in it.
    std::int32_t userRow(std::size_t index) const { return userRow_[index]; }
    std::int32_t movieRow(std::size_t index) const { return movieRow_[index]; }

private:
    void mapRows(const Dataset& dataset);

    Vocabulary vocabulary_;
    std::vector<std::int32_t> userIndex_;
    std::vector<std::int32_t> movieIndex_;
    std::vector<std::int32_t> userRow_;
    std::vector<std::int32_t> movieRow_;
};

} // namespace towerlab
