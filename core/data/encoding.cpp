// SPDX-License-Identifier: MIT
#include "core/data/encoding.h"

#include <utility>

namespace towerlab {
namespace {

constexpr std::string_view noGenre = "(none)";
constexpr std::string_view unknownWord = "(unknown)";

/// Hands out sequence indices to the values 0, 1, 2, … of a column by order of first appearance.
class Sequence {
public:
    explicit Sequence(std::size_t values) : index_(values, -1) {}

    /// True if `value` was new.
    bool add(std::size_t value) {
        if (index_[value] >= 0)
            return false;
        index_[value] = next_++;
        return true;
    }
    std::int32_t of(std::size_t value) const { return index_[value]; }
    std::vector<std::int32_t> take() { return std::move(index_); }

private:
    std::vector<std::int32_t> index_;
    std::int32_t next_ = 0;
};

/// One categorical column: its words by index.
class Column {
public:
    explicit Column(std::size_t values) : sequence_(values) {}

    std::int32_t indexOf(std::size_t value, std::string_view word) {
        if (sequence_.add(value))
            words_.emplace_back(word);
        return sequence_.of(value);
    }
    std::vector<std::string> take() { return std::move(words_); }

private:
    Sequence sequence_;
    std::vector<std::string> words_;
};

/// The columns of users, or of movies.
class CategoryEncoder {
public:
    explicit CategoryEncoder(const EntityColumns& entities) : entities_(entities) {
        for (const CategoryColumn& column : entities_.categories) {
            columns_.emplace_back(column.words.size() + 1);
            features_.push_back({column.name, column.label, {}, {}});
        }
    }

    void add(std::size_t row) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const CategoryColumn& column = entities_.categories[i];
            const std::int32_t value = column.value[row];
            features_[i].index.push_back(
                columns_[i].indexOf(static_cast<std::size_t>(std::int64_t{value} + 1),
                                    value < 0 ? unknownWord : column.wordOf(row)));
        }
    }
    std::vector<FeatureColumn> take() {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            features_[i].words = columns_[i].take();
        return std::move(features_);
    }

private:
    const EntityColumns& entities_;
    std::vector<Column> columns_;
    std::vector<FeatureColumn> features_;
};

class UserEncoder {
public:
    explicit UserEncoder(const Dataset& dataset)
        : users_(dataset.users()), categories_(dataset.users()) {}

    void add(std::size_t row, UserFeatures& features) {
        features.id.add(users_.id.text(row));
        categories_.add(row);
    }
    void finish(UserFeatures& features) { features.categories = categories_.take(); }

private:
    const UserColumns& users_;
    CategoryEncoder categories_;
};

class MovieEncoder {
public:
    explicit MovieEncoder(const Dataset& dataset)
        : dataset_(dataset),
          categories_(dataset.movies()),
          genres_(dataset.genreNames().size() + 1),
          allGenres_(dataset.genreNames().size()) {}

    void add(std::size_t row, MovieFeatures& movies) {
        const std::int16_t genre = dataset_.mainGenre(row);
        const std::string_view word =
            genre < 0 ? noGenre
                      : std::string_view(dataset_.genreNames()[static_cast<std::size_t>(genre)]);
        movies.id.add(dataset_.movies().id.text(row));
        categories_.add(row);
        movies.genre.push_back(genres_.indexOf(static_cast<std::size_t>(genre) + 1, word));
        for (const std::int16_t listed : dataset_.movies().genresOf(row)) {
            const auto name = static_cast<std::size_t>(listed);
            movies.allGenres.push_back(allGenres_.indexOf(name, dataset_.genreNames()[name]));
        }
        movies.genreStart.push_back(static_cast<std::uint32_t>(movies.allGenres.size()));
        movies.title.push_back(dataset_.movies().title[row]);
        movies.year.push_back(dataset_.movies().year[row]);
    }
    void finish(Vocabulary& vocabulary) {
        vocabulary.movies.categories = categories_.take();
        vocabulary.genres = genres_.take();
        vocabulary.allGenres = allGenres_.take();
    }

private:
    const Dataset& dataset_;
    CategoryEncoder categories_;
    Column genres_;
    Column allGenres_;
};

} // namespace

float Vocabulary::normalise(float stars) const {
    return maxRating > minRating ? (stars - minRating) / (maxRating - minRating) : 0.0F;
}

float Vocabulary::toStars(float normalised) const {
    return minRating + normalised * (maxRating - minRating);
}

Encoding::Encoding(const Dataset& dataset) {
    Sequence users(dataset.users().size());
    Sequence movies(dataset.movies().size());
    UserEncoder userEncoder(dataset);
    MovieEncoder movieEncoder(dataset);
    const RatingColumns& ratings = dataset.ratings();
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        const auto user = static_cast<std::size_t>(ratings.user[i]);
        const auto movie = static_cast<std::size_t>(ratings.movie[i]);
        if (users.add(user)) {
            userEncoder.add(user, vocabulary_.users);
            userRow_.push_back(ratings.user[i]);
        }
        if (movies.add(movie)) {
            movieEncoder.add(movie, vocabulary_.movies);
            movieRow_.push_back(ratings.movie[i]);
        }
    }
    userEncoder.finish(vocabulary_.users);
    movieEncoder.finish(vocabulary_);
    userIndex_ = users.take();
    movieIndex_ = movies.take();
    vocabulary_.minRating = dataset.minRating();
    vocabulary_.maxRating = dataset.maxRating();
}

Encoding::Encoding(const Dataset& dataset, Vocabulary vocabulary)
    : vocabulary_(std::move(vocabulary)) {
    mapRows(dataset);
}

void Encoding::mapRows(const Dataset& dataset) {
    userIndex_.assign(dataset.users().size(), -1);
    movieIndex_.assign(dataset.movies().size(), -1);
    const auto map = [](const IdColumn& known, const IdColumn& present,
                        std::vector<std::int32_t>& rows, std::vector<std::int32_t>& indices) {
        rows.assign(known.size(), -1);
        for (std::size_t index = 0; index < known.size(); ++index)
            if (const std::optional<std::size_t> row = present.find(known, index)) {
                rows[index] = static_cast<std::int32_t>(*row);
                indices[*row] = static_cast<std::int32_t>(index);
            }
    };
    map(vocabulary_.users.id, dataset.users().id, userRow_, userIndex_);
    map(vocabulary_.movies.id, dataset.movies().id, movieRow_, movieIndex_);
}

} // namespace towerlab
