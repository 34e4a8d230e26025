// SPDX-License-Identifier: MIT
#include "core/io/model_parts.h"

#include "core/data/bounded_json.h"
#include "core/data/people.h"
#include "core/error.h"
#include "core/io/frame_parts.h"
#include "core/io/moment_parts.h"
#include "core/io/net_parts.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

using Json = nlohmann::json;

const std::string vocabularyPrefix = "vocabulary.";
const std::string netPrefix = "net.";
const std::string optimiserPrefix = "optimiser.";
const std::string runPrefix = "run."; ///< the run's own weights, where the net's are an average

template <typename T>
constexpr torch::ScalarType typeOf() {
    if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::uint32_t>)
        return torch::kInt32;
    else if constexpr (std::is_same_v<T, std::int16_t>)
        return torch::kInt16;
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return torch::kInt64;
    else if constexpr (std::is_same_v<T, char>)
        return torch::kUInt8;
    else if constexpr (std::is_same_v<T, double>)
        return torch::kFloat64;
    else
        return torch::kFloat32;
}

template <typename T>
void put(NamedTensors& to, const std::string& name, const std::vector<T>& values) {
    const auto count = static_cast<std::int64_t>(values.size());
    // Only read from; clone() copies them.
    auto* data = const_cast<T*>(values.data());
    to.add(name, torch::from_blob(data, {count}, typeOf<T>()).clone());
}

/// Hands tensors out by name, and knows in the end whether one was left over.
class Taker {
public:
    explicit Taker(const NamedTensors& from) : from_(from) {}

    torch::Tensor tensor(const std::string& name) {
        torch::Tensor found = from_.find(name);
        if (!found.defined())
            contradiction("it lacks " + name);
        ++taken_;
        return found;
    }
    template <typename T>
    std::vector<T> column(const std::string& name) {
        const torch::Tensor found = tensor(name).contiguous();
        if (found.scalar_type() != typeOf<T>() || found.dim() != 1)
            contradiction(name + " is of another kind");
        const auto* values = static_cast<const T*>(found.data_ptr());
        return {values, values + found.numel()};
    }
    bool has(const std::string& name) const { return from_.find(name).defined(); }
    template <typename T>
    bool holds(const std::string& name) const {
        return has(name) && from_.find(name).scalar_type() == typeOf<T>();
    }
    /// Copies of all whose names begin with the prefix, without it.
    NamedTensors all(const std::string& prefix) {
        NamedTensors result;
        for (const auto& [name, value] : from_.entries())
            if (name.starts_with(prefix)) {
                result.add(name.substr(prefix.size()), value.clone());
                ++taken_;
            }
        return result;
    }
    std::shared_ptr<TwoTowerNetImpl> net(const NetShape& shape) {
        auto net = takeNet(from_, netPrefix, shape);
        taken_ += net->parameters().size();
        return net;
    }
    std::shared_ptr<const std::vector<TrainedModel>> moments(const TrainedModel::Contents& model) {
        taken_ += momentTensors(from_);
        return takeMoments(from_, model);
    }
    std::shared_ptr<const RunFrames> frames(const Vocabulary& vocabulary,
                                            const ModelSettings& settings) {
        taken_ += frameTensors(from_);
        return takeFrames(from_, vocabulary.userCount(), vocabulary.movieCount(),
                          static_cast<std::size_t>(settings.vectorSize));
    }
    void requireNothingLeft() const {
        if (taken_ != from_.entries().size())
            contradiction("it holds something that is no part of its model");
    }

private:
    const NamedTensors& from_;
    std::size_t taken_ = 0;
};

void checkColumn(const std::vector<std::int32_t>& column, std::size_t rows, std::size_t words) {
    const auto outside = [&](std::int32_t index) {
        return index < 0 || static_cast<std::size_t>(index) >= words;
    };
    if (column.size() != rows || std::any_of(column.begin(), column.end(), outside))
        contradiction("the vocabulary's columns do not fit together");
}

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

/// Texts one after the other, and where each ends.
void putTexts(NamedTensors& to, const std::string& name, const std::vector<std::string>& texts) {
    std::vector<char> letters;
    std::vector<std::uint32_t> ends;
    for (const std::string& text : texts) {
        letters.insert(letters.end(), text.begin(), text.end());
        ends.push_back(static_cast<std::uint32_t>(letters.size()));
    }
    put(to, name, letters);
    put(to, name + "_end", ends);
}

std::vector<std::string> takeTexts(Taker& from, const std::string& name) {
    const auto letters = from.column<char>(name);
    const auto ends = from.column<std::uint32_t>(name + "_end");
    if ((ends.empty() ? 0 : ends.back()) != letters.size() ||
        !std::is_sorted(ends.begin(), ends.end()))
        contradiction(name + " does not fit its ends");
    std::vector<std::string> texts;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
        texts.emplace_back(letters.data() + begin, end - begin);
        begin = end;
    }
    return texts;
}

/// Numbers of 32 bits as such, as in files from before there were others; longer ones; or texts.
void putIds(NamedTensors& to, const std::string& name, const IdColumn& ids) {
    if (!ids.areNumbers())
        return putTexts(to, name, ids.texts());
    const std::vector<std::int64_t>& numbers = ids.numbers();
    const auto narrow = [](std::int64_t id) { return id == static_cast<std::int32_t>(id); };
    if (std::all_of(numbers.begin(), numbers.end(), narrow))
        put(to, name, std::vector<std::int32_t>(numbers.begin(), numbers.end()));
    else
        put(to, name, numbers);
}

IdColumn takeIds(Taker& from, const std::string& name) {
    const auto take = [&]() -> std::optional<IdColumn> {
        if (from.has(name + "_end"))
            return IdColumn::of(takeTexts(from, name));
        if (from.holds<std::int64_t>(name))
            return IdColumn::of(from.column<std::int64_t>(name));
        const auto narrow = from.column<std::int32_t>(name);
        return IdColumn::of(std::vector<std::int64_t>(narrow.begin(), narrow.end()));
    };
    auto ids = take();
    if (!ids || ids->size() == 0)
        contradiction("the vocabulary's ids are missing or repeated");
    return std::move(*ids);
}

Json describe(const std::vector<FeatureColumn>& categories) {
    Json columns = Json::array();
    for (const FeatureColumn& column : categories)
        columns.push_back(
            {{"name", column.name}, {"label", column.label}, {"words", column.words}});
    return columns;
}

Json wordsOf(const Vocabulary& v) {
    return {{"user_columns", describe(v.users.categories)},
            {"movie_columns", describe(v.movies.categories)},
            {"genres", v.genres},
            {"all_genres", v.allGenres},
            {"min_rating", v.minRating},
            {"max_rating", v.maxRating}};
}

/// By place rather than by name: a person's own column may be called anything.
std::string columnName(const char* side, std::size_t place) {
    return vocabularyPrefix + (side + (".column" + std::to_string(place)));
}

std::vector<FeatureColumn> takeColumns(Taker& from, const Json& described, const char* side) {
    std::vector<FeatureColumn> columns;
    for (const Json& column : described)
        columns.push_back({column.at("name"), column.at("label"), column.at("words"),
                           from.column<std::int32_t>(columnName(side, columns.size()))});
    return columns;
}

void putColumns(NamedTensors& to, const std::vector<FeatureColumn>& columns, const char* side) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        put(to, columnName(side, i), columns[i].index);
}

std::vector<FeatureColumn> takeUserColumns(Taker& from, const Json& words) {
    if (!words.contains("user_columns")) // as written before columns were data
        return movieLensFeatures(
            {words.at("genders"), from.column<std::int32_t>(vocabularyPrefix + "users.gender")},
            {words.at("ages"), from.column<std::int32_t>(vocabularyPrefix + "users.age")},
            {words.at("occupations"),
             from.column<std::int32_t>(vocabularyPrefix + "users.occupation")});
    return takeColumns(from, words.at("user_columns"), "users");
}

void putVocabulary(NamedTensors& to, const Vocabulary& v) {
    const auto name = [](const char* column) { return vocabularyPrefix + column; };
    putIds(to, name("users.id"), v.users.id);
    putColumns(to, v.users.categories, "users");
    putIds(to, name("movies.id"), v.movies.id);
    putColumns(to, v.movies.categories, "movies");
    put(to, name("movies.genre"), v.movies.genre);
    put(to, name("movies.genre_start"), v.movies.genreStart);
    put(to, name("movies.all_genres"), v.movies.allGenres);
    put(to, name("movies.year"), v.movies.year);
    putTexts(to, name("movies.title"), v.movies.title);
}

Vocabulary takeVocabulary(Taker& from, const Json& words) {
    const auto name = [](const char* column) { return vocabularyPrefix + column; };
    Vocabulary v;
    v.users.id = takeIds(from, name("users.id"));
    v.users.categories = takeUserColumns(from, words);
    v.movies.id = takeIds(from, name("movies.id"));
    if (words.contains("movie_columns"))
        v.movies.categories = takeColumns(from, words.at("movie_columns"), "movies");
    v.movies.genre = from.column<std::int32_t>(name("movies.genre"));
    v.movies.genreStart = from.column<std::uint32_t>(name("movies.genre_start"));
    v.movies.allGenres = from.column<std::int32_t>(name("movies.all_genres"));
    v.movies.year = from.column<std::int16_t>(name("movies.year"));
    v.movies.title = takeTexts(from, name("movies.title"));
    words.at("genres").get_to(v.genres);
    words.at("all_genres").get_to(v.allGenres);
    words.at("min_rating").get_to(v.minRating);
    words.at("max_rating").get_to(v.maxRating);
    checkVocabulary(v);
    return v;
}

void putHistory(NamedTensors& to, const std::string& name, const EntityHistory& history) {
    put(to, name + ".start", history.rows.start);
    put(to, name + ".column", history.rows.column);
    put(to, name + ".timed", history.timed);
    for (std::size_t k = 0; k < history.channels.size(); ++k)
        put(to, name + ".weights" + std::to_string(k), history.channels[k].weights);
}

std::shared_ptr<const EntityHistory> takeHistory(Taker& from, const std::string& name, History kind,
                                                 std::size_t entities, std::size_t words) {
    if (kind == History::None)
        return nullptr;
    auto history = std::make_shared<EntityHistory>();
    SparseRows& rows = history->rows;
    rows.start = from.column<std::uint32_t>(name + ".start");
    rows.column = from.column<std::int32_t>(name + ".column");
    history->timed = from.column<char>(name + ".timed");
    checkColumn(rows.column, rows.column.size(), words);
    if (rows.start.size() != entities + 1 || rows.start.front() != 0 ||
        rows.start.back() != rows.column.size() ||
        !std::is_sorted(rows.start.begin(), rows.start.end()) || history->timed.size() != entities)
        contradiction("a history does not fit the vocabulary");
    for (std::size_t k = 0; k < channelCount(kind); ++k) {
        auto weights = from.column<float>(name + ".weights" + std::to_string(k));
        if (weights.size() != rows.column.size() || !allFinite(weights))
            contradiction("a history does not fit the vocabulary");
        history->channels.push_back({std::move(weights), kind != History::Recent || k == 0});
    }
    return history;
}

void putBaseline(NamedTensors& to, const RatingBaseline& baseline) {
    if (baseline.empty())
        return;
    put(to, "baseline.mean", std::vector<double>{baseline.mean});
    put(to, "baseline.users", baseline.users);
    put(to, "baseline.movies", baseline.movies);
}

RatingBaseline takeBaseline(Taker& from, const Vocabulary& vocabulary) {
    if (!from.has("baseline.mean"))
        return {};
    RatingBaseline baseline;
    const auto means = from.column<double>("baseline.mean");
    baseline.users = from.column<float>("baseline.users");
    baseline.movies = from.column<float>("baseline.movies");
    if (means.size() != 1 || baseline.users.size() != vocabulary.userCount() ||
        baseline.movies.size() != vocabulary.movieCount() || !std::isfinite(means.front()) ||
        !allFinite(baseline.users) || !allFinite(baseline.movies))
        contradiction("the baseline does not fit the vocabulary");
    baseline.mean = means.front();
    return baseline;
}

void putCheckpoint(NamedTensors& to, const Checkpoint& checkpoint) {
    for (const auto& [name, value] : checkpoint.optimiser.entries())
        to.add(optimiserPrefix + name, value);
    for (const auto& [name, value] : checkpoint.weights.entries())
        to.add(runPrefix + name, value);
}

std::shared_ptr<TrainedModel::Contents>
takeContents(Taker& from, std::shared_ptr<const Vocabulary> vocabulary, RunRecord record) {
    auto contents = std::make_shared<TrainedModel::Contents>();
    contents->vocabulary = std::move(vocabulary);
    contents->record = std::move(record);
    const ModelSettings& settings = contents->record.settings.model;
    const Vocabulary& words = *contents->vocabulary;
    contents->net = from.net(netShape(words, settings));
    contents->history.users = takeHistory(from, "history.users", settings.userHistory,
                                          words.userCount(), words.movieCount());
    contents->history.movies = takeHistory(from, "history.movies", settings.movieHistory,
                                           words.movieCount(), words.userCount());
    contents->history.baseline = takeBaseline(from, words);
    contents->inputs = makeNetInputs(words, settings, contents->history);
    return contents;
}

Json parsed(const Texts& texts, const std::string& key) {
    const auto found = texts.find(key);
    const auto json = found == texts.end() ? std::nullopt : parseBounded(found->second);
    if (!json)
        contradiction("its " + key + " can't be read");
    return *json;
}

} // namespace

void contradiction(const std::string& what) { throw FormatError(what); }

std::vector<FeatureColumn> movieLensFeatures(ColumnParts gender, ColumnParts age,
                                             ColumnParts occupation) {
    const UserColumns schema = PeopleColumns().take({});
    std::vector<FeatureColumn> columns;
    for (ColumnParts* parts : {&gender, &age, &occupation}) {
        const CategoryColumn& column = schema.categories[columns.size()];
        columns.push_back(
            {column.name, column.label, std::move(parts->words), std::move(parts->index)});
    }
    return columns;
}

void checkVocabulary(const Vocabulary& v) {
    if (v.userCount() == 0 || v.movieCount() == 0)
        contradiction("the vocabulary has no users or no movies");
    for (const FeatureColumn& column : v.users.categories)
        checkColumn(column.index, v.userCount(), column.words.size());
    for (const FeatureColumn& column : v.movies.categories)
        checkColumn(column.index, v.movieCount(), column.words.size());
    checkColumn(v.movies.genre, v.movieCount(), v.genres.size());
    checkColumn(v.movies.allGenres, v.movies.allGenres.size(), v.allGenres.size());
    const std::vector<std::uint32_t>& starts = v.movies.genreStart;
    if (starts.size() != v.movieCount() + 1 || starts.front() != 0 ||
        starts.back() != v.movies.allGenres.size() || !std::is_sorted(starts.begin(), starts.end()))
        contradiction("the vocabulary's genres do not fit its movies");
    if (!std::isfinite(v.minRating) || !std::isfinite(v.maxRating) || v.minRating > v.maxRating)
        contradiction("the range of the ratings is not one");
    if (v.movies.title.size() != v.movieCount() || v.movies.year.size() != v.movieCount())
        contradiction("the vocabulary's columns do not fit together");
}

TensorFile partsOf(const TrainedModel::Contents& contents) {
    TensorFile parts;
    parts.texts["record"] = toJson(contents.record);
    parts.texts["vocabulary"] =
        wordsOf(*contents.vocabulary).dump(-1, ' ', false, Json::error_handler_t::replace);
    if (contents.checkpoint)
        parts.texts["checkpoint"] = "yes";
    putVocabulary(parts.tensors, *contents.vocabulary);
    putNet(parts.tensors, *contents.net, netPrefix);
    if (contents.history.users)
        putHistory(parts.tensors, "history.users", *contents.history.users);
    if (contents.history.movies)
        putHistory(parts.tensors, "history.movies", *contents.history.movies);
    putBaseline(parts.tensors, contents.history.baseline);
    if (contents.checkpoint)
        putCheckpoint(parts.tensors, *contents.checkpoint);
    if (contents.frames)
        putFrames(parts.tensors, *contents.frames);
    if (contents.moments)
        putMoments(parts.tensors, *contents.moments);
    return parts;
}

std::shared_ptr<const TrainedModel::Contents> contentsFrom(const TensorFile& parts) {
    Taker from(parts.tensors);
    auto vocabulary =
        std::make_shared<const Vocabulary>(takeVocabulary(from, parsed(parts.texts, "vocabulary")));
    auto contents = takeContents(from, std::move(vocabulary),
                                 runRecordFromJson(parsed(parts.texts, "record").dump()));
    if (parts.texts.contains("checkpoint"))
        contents->checkpoint = std::make_shared<const Checkpoint>(
            Checkpoint{from.all(optimiserPrefix), from.all(runPrefix)});
    contents->frames = from.frames(*contents->vocabulary, contents->record.settings.model);
    contents->moments = from.moments(*contents);
    from.requireNothingLeft();
    return contents;
}

std::shared_ptr<const TrainedModel::Contents>
contentsFrom(std::shared_ptr<const Vocabulary> vocabulary, RunRecord record,
             const NamedTensors& tensors) {
    Taker from(tensors);
    auto contents = takeContents(from, std::move(vocabulary), std::move(record));
    from.requireNothingLeft();
    return contents;
}

} // namespace towerlab
