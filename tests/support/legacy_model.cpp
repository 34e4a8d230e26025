// SPDX-License-Identifier: MIT
#include "tests/support/legacy_model.h"

#include "core/model/trained_model_contents.h"

#include <torch/serialize.h>

#include <sstream>

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace towerlab::test {
namespace {

using Json = nlohmann::json;

template <typename T>
void append(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
void writeColumn(torch::serialize::OutputArchive& archive, const std::string& name,
                 const std::vector<T>& values, torch::ScalarType type) {
    const auto count = static_cast<std::int64_t>(values.size());
    archive.write(name, torch::from_blob(const_cast<T*>(values.data()), {count}, type).clone());
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

std::string archiveOf(const TrainedModel::Contents& contents) {
    torch::serialize::OutputArchive archive;
    contents.net->save(archive);
    if (contents.history.users)
        writeHistory(archive, "history.users", *contents.history.users);
    if (contents.history.movies)
        writeHistory(archive, "history.movies", *contents.history.movies);
    const RatingBaseline& baseline = contents.history.baseline;
    if (!baseline.empty()) {
        archive.write("baseline.mean", torch::full({1}, baseline.mean, torch::kFloat64));
        writeColumn(archive, "baseline.users", baseline.users, torch::kFloat32);
        writeColumn(archive, "baseline.movies", baseline.movies, torch::kFloat32);
    }
    archive.write("checkpoint", torch::ones({1000}, torch::kUInt8)); // an archive of its own
    std::ostringstream out;
    archive.save_to(out);
    return out.str();
}

} // namespace

std::string legacyModelJson(const TrainedModel& model) {
    const Vocabulary& v = model.vocabulary();
    Json record = Json::parse(toJson(model.record()));
    record["settings"].erase("epsilon_place"); // came with format 3
    return Json{{"vocabulary",
                 {{"users",
                   {{"id", v.users.id.numbers()},
                    {"gender", v.users.categories[0].index},
                    {"age", v.users.categories[1].index},
                    {"occupation", v.users.categories[2].index}}},
                  {"movies",
                   {{"id", v.movies.id.numbers()},
                    {"genre", v.movies.genre},
                    {"genre_start", v.movies.genreStart},
                    {"all_genres", v.movies.allGenres},
                    {"title", v.movies.title},
                    {"year", v.movies.year}}},
                  {"genders", v.users.categories[0].words},
                  {"ages", v.users.categories[1].words},
                  {"occupations", v.users.categories[2].words},
                  {"genres", v.genres},
                  {"all_genres", v.allGenres},
                  {"min_rating", v.minRating},
                  {"max_rating", v.maxRating}}},
                {"record", record}}
        .dump();
}

std::string legacyModelFile(const std::string& json, const std::string& archive) {
    std::string payload;
    append(payload, std::uint64_t{json.size()});
    payload += json + archive;
    std::string file = "TOWERLAB";
    append(file, std::uint32_t{2});
    append(file, std::uint64_t{payload.size()});
    append(file, static_cast<std::uint32_t>(
                     crc32_z(0, reinterpret_cast<const Bytef*>(payload.data()), payload.size())));
    return file + payload;
}

std::string legacyModelFile(const TrainedModel& model) {
    return legacyModelFile(legacyModelJson(model), archiveOf(model.contents()));
}

} // namespace towerlab::test
