// SPDX-License-Identifier: MIT
#include "core/model/tower_inputs.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <string_view>
#include <utility>

namespace towerlab {
namespace {

/// A categorical column: the index of each entity, and how many there are.
struct Column {
    std::vector<std::int32_t> index;
    std::size_t words = 0;
};

std::vector<std::int16_t> distinctYears(const Vocabulary& vocabulary) {
    std::vector<std::int16_t> years = vocabulary.movies.year;
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
}

Column yearColumn(const Vocabulary& vocabulary) {
    const std::vector<std::int16_t> years = distinctYears(vocabulary);
    Column column{{}, years.size()};
    for (const std::int16_t year : vocabulary.movies.year)
        column.index.push_back(static_cast<std::int32_t>(
            std::lower_bound(years.begin(), years.end(), year) - years.begin()));
    return column;
}

Column idColumn(std::size_t count) {
    Column column{std::vector<std::int32_t>(count), count};
    std::iota(column.index.begin(), column.index.end(), 0);
    return column;
}

std::vector<Column> userColumns(const Vocabulary& v, const ModelSettings& settings) {
    std::vector<Column> columns = {idColumn(v.userCount())};
    if (settings.userFeatures == Switch::On) {
        columns.push_back({v.users.gender, v.genders.size()});
        columns.push_back({v.users.age, v.ages.size()});
        columns.push_back({v.users.occupation, v.occupations.size()});
    }
    return columns;
}

std::vector<Column> movieColumns(const Vocabulary& v, const ModelSettings& settings) {
    std::vector<Column> columns = {idColumn(v.movieCount())};
    if (settings.movieGenres == MovieGenres::Main)
        columns.push_back({v.movies.genre, v.genres.size()});
    if (settings.movieYear == Switch::On)
        columns.push_back(yearColumn(v));
    return columns;
}

torch::Tensor columnsTensor(const std::vector<Column>& columns) {
    const auto entities = static_cast<std::int64_t>(columns.front().index.size());
    torch::Tensor tensor =
        torch::empty({static_cast<std::int64_t>(columns.size()), entities}, torch::kInt64);
    auto* out = tensor.data_ptr<std::int64_t>();
    for (const Column& column : columns)
        out = std::copy(column.index.begin(), column.index.end(), out);
    return tensor;
}

std::vector<std::int64_t> wordCounts(const std::vector<Column>& columns) {
    std::vector<std::int64_t> counts;
    for (const Column& column : columns)
        counts.push_back(static_cast<std::int64_t>(column.words));
    return counts;
}

std::shared_ptr<const SparseRows> genreBag(const Vocabulary& vocabulary) {
    auto bag = std::make_shared<SparseRows>();
    for (std::size_t movie = 0; movie < vocabulary.movieCount(); ++movie) {
        const auto genres = vocabulary.movies.genresOf(movie);
        for (const std::int32_t genre : genres)
            bag->add(genre, 1.0F / static_cast<float>(genres.size()));
        bag->endRow();
    }
    return bag;
}

/// Letters and digits in lower case, one word after the other; bytes beyond ASCII count as letters.
std::vector<std::string> wordsOf(std::string_view title) {
    std::vector<std::string> words(1);
    for (const char c : title) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0)
            words.back() += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

/// FNV-1a, 64 bits: the same on every machine, unlike std::hash.
std::uint64_t hashOf(std::string_view word) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : word) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

std::shared_ptr<const SparseRows> titleBag(const Vocabulary& vocabulary, int buckets) {
    auto bag = std::make_shared<SparseRows>();
    for (const std::string& title : vocabulary.movies.title) {
        const std::vector<std::string> words = wordsOf(title);
        for (const std::string& word : words)
            bag->add(static_cast<std::int32_t>(hashOf(word) % static_cast<std::uint64_t>(buckets)),
                     1.0F / static_cast<float>(words.size()));
        bag->endRow();
    }
    return bag;
}

/// Ratings grouped by one side's index, in their order within a group.
std::shared_ptr<const SparseRows> grouped(const std::vector<IndexedRating>& ratings,
                                          std::size_t groups, History history, float meanStars,
                                          std::int32_t IndexedRating::*group,
                                          std::int32_t IndexedRating::*member) {
    auto rows = std::make_shared<SparseRows>();
    rows->start.assign(groups + 1, 0);
    for (const IndexedRating& rating : ratings)
        ++rows->start[static_cast<std::size_t>(rating.*group) + 1];
    std::partial_sum(rows->start.begin(), rows->start.end(), rows->start.begin());
    rows->column.resize(ratings.size());
    rows->weight.resize(ratings.size());
    std::vector<std::uint32_t> next(rows->start.begin(), rows->start.end() - 1);
    for (const IndexedRating& rating : ratings) {
        const std::uint32_t at = next[static_cast<std::size_t>(rating.*group)]++;
        rows->column[at] = rating.*member;
        rows->weight[at] = historyWeight(history, rating.stars, meanStars);
    }
    return rows;
}

} // namespace

float historyWeight(History history, float stars, float meanStars) {
    return history == History::Stars ? stars - meanStars : 1.0F;
}

HistoryRows makeHistory(const std::vector<IndexedRating>& ratings, const Vocabulary& vocabulary,
                        const ModelSettings& settings, float meanStars) {
    HistoryRows history;
    history.meanStars = meanStars;
    if (settings.userHistory != History::None)
        history.users = grouped(ratings, vocabulary.userCount(), settings.userHistory, meanStars,
                                &IndexedRating::user, &IndexedRating::movie);
    if (settings.movieHistory != History::None)
        history.movies = grouped(ratings, vocabulary.movieCount(), settings.movieHistory, meanStars,
                                 &IndexedRating::movie, &IndexedRating::user);
    return history;
}

NetInputs makeNetInputs(const Vocabulary& vocabulary, const ModelSettings& settings,
                        const HistoryRows& history) {
    NetInputs inputs;
    inputs.users.columns = columnsTensor(userColumns(vocabulary, settings));
    inputs.users.history = history.users;
    inputs.movies.columns = columnsTensor(movieColumns(vocabulary, settings));
    if (settings.movieGenres == MovieGenres::All)
        inputs.movies.bags.push_back(genreBag(vocabulary));
    if (settings.titleBuckets > 0)
        inputs.movies.bags.push_back(titleBag(vocabulary, settings.titleBuckets));
    inputs.movies.history = history.movies;
    return inputs;
}

NetShape netShape(const Vocabulary& vocabulary, const ModelSettings& settings) {
    NetShape shape;
    shape.settings = settings;
    shape.user.categories = wordCounts(userColumns(vocabulary, settings));
    if (settings.userHistory != History::None)
        shape.user.historyWords = static_cast<std::int64_t>(vocabulary.movieCount());
    shape.movie.categories = wordCounts(movieColumns(vocabulary, settings));
    if (settings.movieGenres == MovieGenres::All)
        shape.movie.bagWords.push_back(static_cast<std::int64_t>(vocabulary.allGenres.size()));
    if (settings.titleBuckets > 0)
        shape.movie.bagWords.push_back(settings.titleBuckets);
    if (settings.movieHistory != History::None)
        shape.movie.historyWords = static_cast<std::int64_t>(vocabulary.userCount());
    return shape;
}

} // namespace towerlab
