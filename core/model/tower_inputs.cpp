// SPDX-License-Identifier: MIT
#include "core/model/tower_inputs.h"

#include "core/data/text_hash.h"
#include "core/model/net_plan.h"

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

/// The columns that a tower reads, that of the ids first, whether or not there is a table for it.
std::vector<Column> columnsOf(const Vocabulary& v, const std::vector<TowerInput>& inputs,
                              Side side) {
    const bool users = side == Side::User;
    const auto& categories = users ? v.users.categories : v.movies.categories;
    std::vector<Column> columns = {idColumn(users ? v.userCount() : v.movieCount())};
    for (const TowerInput& input : inputs) {
        if (input.kind == InputKind::Category)
            columns.push_back(columnOf(categories[input.place]));
        if (input.kind == InputKind::MainGenre)
            columns.push_back({v.movies.genre, v.genres.size()});
        if (input.kind == InputKind::Year)
            columns.push_back(yearColumn(v));
    }
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

NetInputs makeNetInputs(const Vocabulary& vocabulary, const ModelSettings& settings,
                        const RunHistory& history) {
    const auto make = [&](Side side, std::shared_ptr<const EntityHistory> itsHistory) {
        const std::vector<TowerInput> read = towerInputs(vocabulary, settings, side);
        TowerInputs inputs;
        inputs.columns = columnsTensor(columnsOf(vocabulary, read, side));
        for (const TowerInput& input : read) {
            if (input.kind == InputKind::Genres)
                inputs.bags.push_back(genreBag(vocabulary));
            if (input.kind == InputKind::TitleWords)
                inputs.bags.push_back(titleBag(vocabulary, settings.titleBuckets));
        }
        inputs.history = std::move(itsHistory);
        return inputs;
    };
    return {make(Side::User, history.users), make(Side::Movie, history.movies)};
}

NetShape netShape(const Vocabulary& vocabulary, const ModelSettings& settings) {
    const auto shapeOf = [&](Side side) {
        const bool users = side == Side::User;
        TowerShape shape;
        shape.entities =
            static_cast<std::int64_t>(users ? vocabulary.userCount() : vocabulary.movieCount());
        shape.historyWords =
            static_cast<std::int64_t>(users ? vocabulary.movieCount() : vocabulary.userCount());
        for (const TowerInput& input : towerInputs(vocabulary, settings, side)) {
            if (input.kind == InputKind::Id)
                shape.idEmbedding = input.dimensions;
            else if (readsOneWord(input.kind))
                shape.categories.push_back(input.words);
            else if (readsBag(input.kind))
                shape.bagWords.push_back(input.words);
            else
                ++shape.historyChannels;
        }
        return shape;
    };
    return {shapeOf(Side::User), shapeOf(Side::Movie), settings};
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
