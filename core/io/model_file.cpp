// SPDX-License-Identifier: MIT
//
// Layout, little-endian:
//   8 bytes   "TOWERLAB"
//   u32       format version
//   u64       size of the payload
//   u32       CRC-32 of the payload (zlib's)
//   payload:  u64 size of the JSON; JSON (vocabulary, run record); LibTorch's archive of the
//   weights,
//             the histories that the towers read, and the checkpoint to train on from
//
// Format 1 had the weights alone in the archive, and knew of each movie's main genre only.
#include "core/io/model_file.h"

#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/model/trained_model_contents.h"

#include <torch/serialize.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace towerlab {
namespace {

using Json = nlohmann::json;

constexpr std::string_view magic = "TOWERLAB";
constexpr std::uint32_t formatVersion = 2;
constexpr std::size_t headerSize = 8 + 4 + 8 + 4;

template <typename T>
void appendNumber(std::string& out, T value) {
    for (std::size_t byte = 0; byte < sizeof(T); ++byte)
        out += static_cast<char>(static_cast<unsigned char>(value >> (8 * byte)));
}

template <typename T>
T readNumber(std::string_view in, std::size_t offset) {
    T value = 0;
    for (std::size_t byte = 0; byte < sizeof(T); ++byte)
        value |= static_cast<T>(static_cast<T>(static_cast<unsigned char>(in[offset + byte]))
                                << (8 * byte));
    return value;
}

std::uint32_t checksum(std::string_view bytes) {
    const uLong start = crc32_z(0, nullptr, 0);
    return static_cast<std::uint32_t>(
        crc32_z(start, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

Json vocabularyToJson(const Vocabulary& v) {
    return {{"users",
             {{"id", v.users.id},
              {"gender", v.users.gender},
              {"age", v.users.age},
              {"occupation", v.users.occupation}}},
            {"movies",
             {{"id", v.movies.id},
              {"genre", v.movies.genre},
              {"genre_start", v.movies.genreStart},
              {"all_genres", v.movies.allGenres},
              {"title", v.movies.title},
              {"year", v.movies.year}}},
            {"genders", v.genders},
            {"ages", v.ages},
            {"occupations", v.occupations},
            {"genres", v.genres},
            {"all_genres", v.allGenres},
            {"min_rating", v.minRating},
            {"max_rating", v.maxRating}};
}

/// What makes a file unreadable although its checksum is right: it was written by something else.
[[noreturn]] void contradiction(const std::string& what) { throw SettingsError(what); }

void checkColumn(const std::vector<std::int32_t>& column, std::size_t rows, std::size_t words) {
    const auto outside = [&](std::int32_t index) {
        return index < 0 || static_cast<std::size_t>(index) >= words;
    };
    if (column.size() != rows || std::any_of(column.begin(), column.end(), outside))
        contradiction("the vocabulary's columns do not fit together");
}

void checkIds(const std::vector<std::int32_t>& ids) {
    if (ids.empty() || std::set<std::int32_t>(ids.begin(), ids.end()).size() != ids.size())
        contradiction("the vocabulary's ids are missing or repeated");
}

void checkVocabulary(const Vocabulary& v) {
    checkIds(v.users.id);
    checkIds(v.movies.id);
    checkColumn(v.users.gender, v.userCount(), v.genders.size());
    checkColumn(v.users.age, v.userCount(), v.ages.size());
    checkColumn(v.users.occupation, v.userCount(), v.occupations.size());
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

Vocabulary vocabularyFromJson(const Json& json) {
    Vocabulary v;
    const Json& users = json.at("users");
    users.at("id").get_to(v.users.id);
    users.at("gender").get_to(v.users.gender);
    users.at("age").get_to(v.users.age);
    users.at("occupation").get_to(v.users.occupation);
    const Json& movies = json.at("movies");
    movies.at("id").get_to(v.movies.id);
    movies.at("genre").get_to(v.movies.genre);
    movies.at("title").get_to(v.movies.title);
    movies.at("year").get_to(v.movies.year);
    json.at("genders").get_to(v.genders);
    json.at("ages").get_to(v.ages);
    json.at("occupations").get_to(v.occupations);
    json.at("genres").get_to(v.genres);
    if (json.contains("all_genres")) {
        movies.at("genre_start").get_to(v.movies.genreStart);
        movies.at("all_genres").get_to(v.movies.allGenres);
        json.at("all_genres").get_to(v.allGenres);
    } else { // format 1
        v.movies.genreStart.assign(v.movieCount() + 1, 0);
    }
    json.at("min_rating").get_to(v.minRating);
    json.at("max_rating").get_to(v.maxRating);
    checkVocabulary(v);
    return v;
}

torch::Tensor tensorOf(const void* values, std::size_t count, torch::ScalarType type) {
    // Only read from, and not before the archive is saved: the values must last until then.
    return torch::from_blob(const_cast<void*>(values), {static_cast<std::int64_t>(count)}, type);
}

template <typename T>
void writeColumn(torch::serialize::OutputArchive& archive, const std::string& name,
                 const std::vector<T>& values, torch::ScalarType type) {
    archive.write(name, tensorOf(values.data(), values.size(), type));
}

template <typename T>
std::vector<T> readColumn(torch::serialize::InputArchive& archive, const std::string& name,
                          torch::ScalarType type) {
    torch::Tensor tensor;
    archive.read(name, tensor);
    if (tensor.scalar_type() != type || tensor.dim() != 1)
        contradiction("a history's columns are of another kind");
    const torch::Tensor values = tensor.contiguous();
    const T* from = static_cast<const T*>(values.data_ptr());
    return {from, from + values.numel()};
}

bool allFinite(const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

void writeHistory(torch::serialize::OutputArchive& archive, const std::string& name,
                  const EntityHistory& history) {
    writeColumn(archive, name + ".start", history.rows.start, torch::kInt32);
    writeColumn(archive, name + ".column", history.rows.column, torch::kInt32);
    writeColumn(archive, name + ".timed", history.timed, torch::kInt8);
    for (std::size_t k = 0; k < history.channels.size(); ++k)
        writeColumn(archive, name + ".weights" + std::to_string(k), history.channels[k].weights,
                    torch::kFloat32);
}

std::shared_ptr<const EntityHistory> readHistory(torch::serialize::InputArchive& archive,
                                                 const std::string& name, History kind,
                                                 std::size_t entities, std::size_t words) {
    if (kind == History::None)
        return nullptr;
    auto history = std::make_shared<EntityHistory>();
    SparseRows& rows = history->rows;
    rows.start = readColumn<std::uint32_t>(archive, name + ".start", torch::kInt32);
    rows.column = readColumn<std::int32_t>(archive, name + ".column", torch::kInt32);
    history->timed = readColumn<char>(archive, name + ".timed", torch::kInt8);
    checkColumn(rows.column, rows.column.size(), words);
    if (rows.start.size() != entities + 1 || rows.start.front() != 0 ||
        rows.start.back() != rows.column.size() ||
        !std::is_sorted(rows.start.begin(), rows.start.end()) || history->timed.size() != entities)
        contradiction("a history does not fit the vocabulary");
    for (std::size_t k = 0; k < channelCount(kind); ++k) {
        std::vector<float> weights =
            readColumn<float>(archive, name + ".weights" + std::to_string(k), torch::kFloat32);
        if (weights.size() != rows.column.size() || !allFinite(weights))
            contradiction("a history does not fit the vocabulary");
        history->channels.push_back({std::move(weights), kind != History::Recent || k == 0});
    }
    return history;
}

void writeBaseline(torch::serialize::OutputArchive& archive, const RatingBaseline& baseline) {
    if (baseline.empty())
        return;
    archive.write("baseline.mean", torch::full({1}, baseline.mean, torch::kFloat64));
    writeColumn(archive, "baseline.users", baseline.users, torch::kFloat32);
    writeColumn(archive, "baseline.movies", baseline.movies, torch::kFloat32);
}

RatingBaseline readBaseline(torch::serialize::InputArchive& archive, const Vocabulary& vocabulary) {
    torch::Tensor mean;
    if (!archive.try_read("baseline.mean", mean))
        return {};
    RatingBaseline baseline;
    const auto means = readColumn<double>(archive, "baseline.mean", torch::kFloat64);
    baseline.users = readColumn<float>(archive, "baseline.users", torch::kFloat32);
    baseline.movies = readColumn<float>(archive, "baseline.movies", torch::kFloat32);
    if (means.size() != 1 || baseline.users.size() != vocabulary.userCount() ||
        baseline.movies.size() != vocabulary.movieCount() || !std::isfinite(means.front()) ||
        !allFinite(baseline.users) || !allFinite(baseline.movies))
        contradiction("the baseline does not fit the vocabulary");
    baseline.mean = means.front();
    return baseline;
}

std::string archiveBytes(const TrainedModel::Contents& contents) {
    torch::serialize::OutputArchive archive;
    contents.net->save(archive);
    if (contents.history.users)
        writeHistory(archive, "history.users", *contents.history.users);
    if (contents.history.movies)
        writeHistory(archive, "history.movies", *contents.history.movies);
    writeBaseline(archive, contents.history.baseline);
    if (contents.checkpoint)
        archive.write("checkpoint", tensorOf(contents.checkpoint->data(),
                                             contents.checkpoint->size(), torch::kUInt8));
    std::ostringstream out;
    archive.save_to(out);
    return std::move(out).str();
}

void readWeights(torch::serialize::InputArchive& archive, TwoTowerNetImpl& net) {
    std::vector<std::vector<std::int64_t>> shapes;
    for (const torch::Tensor& weights : net.parameters())
        shapes.push_back(weights.sizes().vec());
    net.load(archive);
    const auto loaded = net.parameters();
    for (std::size_t i = 0; i < loaded.size(); ++i) // loading itself does not compare shapes
        if (loaded[i].sizes().vec() != shapes[i] || loaded[i].scalar_type() != torch::kFloat32)
            contradiction("the weights do not fit the vocabulary and the settings");
    for (const torch::Tensor& weights : loaded)
        if (!torch::isfinite(weights).all().item<bool>())
            contradiction("some weights are not numbers");
    net.eval();
}

void readArchive(std::string_view bytes, TrainedModel::Contents& contents) {
    torch::serialize::InputArchive archive;
    archive.load_from(bytes.data(), bytes.size());
    readWeights(archive, *contents.net);
    const ModelSettings& settings = contents.record.settings.model;
    const Vocabulary& vocabulary = *contents.vocabulary;
    contents.history.users = readHistory(archive, "history.users", settings.userHistory,
                                         vocabulary.userCount(), vocabulary.movieCount());
    contents.history.movies = readHistory(archive, "history.movies", settings.movieHistory,
                                          vocabulary.movieCount(), vocabulary.userCount());
    contents.history.baseline = readBaseline(archive, vocabulary);
    torch::Tensor checkpoint;
    if (archive.try_read("checkpoint", checkpoint) && checkpoint.scalar_type() == torch::kUInt8) {
        const torch::Tensor values = checkpoint.contiguous();
        const char* from = static_cast<const char*>(values.data_ptr());
        contents.checkpoint = std::make_shared<const Checkpoint>(from, from + values.numel());
    }
}

std::string makePayload(const TrainedModel& model) {
    const Json json = {{"vocabulary", vocabularyToJson(model.vocabulary())},
                       {"record", Json::parse(toJson(model.record()))}};
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string payload;
    appendNumber(payload, static_cast<std::uint64_t>(text.size()));
    payload += text;
    payload += archiveBytes(model.contents());
    return payload;
}

TrainedModel readPayload(std::string_view payload) {
    if (payload.size() < sizeof(std::uint64_t))
        contradiction("it has no contents");
    const auto jsonSize = readNumber<std::uint64_t>(payload, 0);
    payload.remove_prefix(sizeof(std::uint64_t));
    if (jsonSize > payload.size())
        contradiction("its parts overlap");
    const Json json = Json::parse(payload.substr(0, jsonSize));
    auto contents = std::make_shared<TrainedModel::Contents>();
    contents->vocabulary =
        std::make_shared<const Vocabulary>(vocabularyFromJson(json.at("vocabulary")));
    contents->record = runRecordFromJson(json.at("record").dump());
    contents->net = std::make_shared<TwoTowerNetImpl>(
        netShape(*contents->vocabulary, contents->record.settings.model));
    readArchive(payload.substr(jsonSize), *contents);
    contents->inputs =
        makeNetInputs(*contents->vocabulary, contents->record.settings.model, contents->history);
    return TrainedModel(std::move(contents));
}

std::string readFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        throw ModelFileError("There is no such file", path.string());
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    if (std::filesystem::is_directory(path, error) || !in)
        throw ModelFileError("This file can't be opened", path.string(), 0,
                             "Is it a file, and one that you may read?");
    if (in.peek() != std::ifstream::traits_type::eof())
        bytes << in.rdbuf();
    if (in.bad() || !bytes)
        throw ModelFileError("This file can't be read to its end", path.string());
    return std::move(bytes).str();
}

/// @return the payload
std::string_view checkHeader(std::string_view bytes, const std::string& file) {
    const auto truncated = [&] {
        return ModelFileError("This model file is truncated: its end is missing", file, 0,
                              "Copy or save it again.");
    };
    const std::size_t start = std::min(bytes.size(), magic.size());
    if (bytes.substr(0, start) != magic.substr(0, start))
        throw ModelFileError("This is not a TowerLab model file", file);
    if (bytes.size() < headerSize)
        throw truncated();
    const auto version = readNumber<std::uint32_t>(bytes, 8);
    if (version > formatVersion)
        throw ModelFileError("This model file has format " + std::to_string(version) +
                                 ", which is newer than this program knows (" +
                                 std::to_string(formatVersion) + ")",
                             file, 0, "Update TowerLab to open it.");
    const auto size = readNumber<std::uint64_t>(bytes, 12);
    const auto expected = readNumber<std::uint32_t>(bytes, 20);
    const std::string_view payload = bytes.substr(headerSize);
    if (payload.size() < size)
        throw truncated();
    if (payload.size() > size || version == 0 || checksum(payload) != expected)
        throw ModelFileError("This model file is damaged: its checksum does not match", file, 0,
                             "Copy or save it again.");
    return payload;
}

} // namespace

void saveModel(const TrainedModel& model, const std::filesystem::path& path) {
    const std::string payload = makePayload(model);
    std::string header(magic);
    appendNumber(header, formatVersion);
    appendNumber(header, static_cast<std::uint64_t>(payload.size()));
    appendNumber(header, checksum(payload));
    writeAtomically(path, [&](std::ostream& out) { out << header << payload; });
}

TrainedModel loadModel(const std::filesystem::path& path) {
    const std::string bytes = readFile(path);
    const std::string file = path.string();
    const std::string_view payload = checkHeader(bytes, file);
    // The checksum is right, so what fails from here on was never a sound model.
    try {
        return readPayload(payload);
    } catch (const Error& error) {
        throw ModelFileError("This model file contradicts itself: " + error.reason(), file);
    } catch (const c10::Error& error) {
        throw ModelFileError("This model file's weights can't be read: " +
                                 std::string(error.what_without_backtrace()),
                             file);
    } catch (const std::exception& error) {
        throw ModelFileError(
            "This model file's contents can't be read: " + std::string(error.what()), file);
    }
}

} // namespace towerlab
