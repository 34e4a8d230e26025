// SPDX-License-Identifier: MIT
#include "core/model/tower_inputs.h"
#include "core/data/text_hash.h"

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

Column columnOf(const FeatureColumn& column) { return {column.index, column.words.size()}; }

std::vector<Column> userColumns(const Vocabulary& v, const ModelSettings& settings) {
    std::vector<Column> columns = {idColumn(v.userCount())};
    for (const std::size_t place :
         columnsRead(v.users.categories.size(), settings.userFeatures, settings.userColumnsLeftOut))
        columns.push_back(columnOf(v.users.categories[place]));
    return columns;
}

std::vector<Column> movieColumns(const Vocabulary& v, const ModelSettings& settings) {
    std::vector<Column> columns = {idColumn(v.movieCount())};
    if (settings.movieGenres == MovieGenres::Main)
        columns.push_back({v.movies.genre, v.genres.size()});
    if (settings.movieYear == Switch::On)
        columns.push_back(yearColumn(v));
    for (const std::size_t place : columnsRead(v.movies.categories.size(), settings.movieFeatures,
                                               settings.movieColumnsLeftOut))
        columns.push_back(columnOf(v.movies.categories[place]));
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

/// Of the columns behind that of the ids.
std::vector<std::int64_t> wordCounts(const std::vector<Column>& columns) {
    std::vector<std::int64_t> counts;
    for (std::size_t i = 1; i < columns.size(); ++i)
        counts.push_back(static_cast<std::int64_t>(columns[i].words));
    return counts;
}

std::shared_ptr<const Bag> genreBag(const Vocabulary& vocabulary) {
    auto bag = std::make_shared<Bag>();
    for (std::size_t movie = 0; movie < vocabulary.movieCount(); ++movie) {
        const auto genres = vocabulary.movies.genresOf(movie);
        for (const std::int32_t genre : genres) {
            bag->rows.column.push_back(genre);
            bag->weights.push_back(1.0F / static_cast<float>(genres.size()));
        }
        bag->rows.endRow();
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

std::shared_ptr<const Bag> titleBag(const Vocabulary& vocabulary, int buckets) {
    auto bag = std::make_shared<Bag>();
    for (const std::string& title : vocabulary.movies.title) {
        const std::vector<std::string> words = wordsOf(title);
        for (const std::string& word : words) {
            bag->rows.column.push_back(
                static_cast<std::int32_t>(hashOfText(word) % static_cast<std::uint64_t>(buckets)));
            bag->weights.push_back(1.0F / static_cast<float>(words.size()));
        }
        bag->rows.endRow();
    }
    return bag;
}

} // namespace

std::vector<std::size_t> columnsRead(std::size_t count, Switch any, std::uint32_t leftOut) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < count && any == Switch::On; ++place)
        if (!isLeftOut(leftOut, place))
            places.push_back(place);
    return places;
}

NetInputs makeNetInputs(const Vocabulary& vocabulary, const ModelSettings& settings,
                        const RunHistory& history) {
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
    const auto users = static_cast<std::int64_t>(vocabulary.userCount());
    const auto movies = static_cast<std::int64_t>(vocabulary.movieCount());
    const std::int64_t id = settings.idEmbedding;
    shape.user = {users,
                  settings.userIds == Switch::On ? id : 0,
                  wordCounts(userColumns(vocabulary, settings)),
                  {},
                  movies,
                  channelCount(settings.userHistory)};
    shape.movie = {movies, id,    wordCounts(movieColumns(vocabulary, settings)),
                   {},     users, channelCount(settings.movieHistory)};
    if (settings.movieGenres == MovieGenres::All)
        shape.movie.bagWords.push_back(static_cast<std::int64_t>(vocabulary.allGenres.size()));
    if (settings.titleBuckets > 0)
        shape.movie.bagWords.push_back(settings.titleBuckets);
    return shape;
}

std::uint64_t embeddingNumbers(const NetShape& shape) {
    const auto ofTower = [&](const TowerShape& tower) {
        const auto number = [](auto value) { return static_cast<std::uint64_t>(value); };
        std::uint64_t words = 0;
        for (const std::int64_t count : tower.categories)
            words += number(count);
        for (const std::int64_t count : tower.bagWords)
            words += number(count);
        return number(tower.entities) * number(tower.idEmbedding) +
               words * number(shape.settings.featureEmbedding) +
               number(tower.historyWords) * tower.historyChannels *
                   number(shape.settings.historyEmbedding);
    };
    return ofTower(shape.user) + ofTower(shape.movie);
}

} // namespace towerlab
