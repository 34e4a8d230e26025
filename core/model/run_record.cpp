// SPDX-License-Identifier: MIT
#include "core/model/run_record.h"

#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/model/settings_fields.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace towerlab {
namespace {

using Json = nlohmann::json;

void put(Json& json, const char* key, const std::optional<double>& value) {
    if (value)
        json[key] = *value;
}

std::optional<double> optionalNumber(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null())
        return std::nullopt;
    return found->get<double>();
}

Json epochToJson(const EpochRecord& epoch) {
    Json json = {{"epoch", epoch.epoch},
                 {"step", epoch.step},
                 {"train_loss", epoch.trainLoss},
                 {"penalty", epoch.penalty},
                 {"score_spread", epoch.scoreSpread},
                 {"seconds", epoch.seconds},
                 {"examples_per_second", epoch.examplesPerSecond}};
    put(json, "validation_loss", epoch.validationLoss);
    put(json, "validation_rmse", epoch.validationRmse);
    put(json, "validation_mae", epoch.validationMae);
    put(json, "validation_accuracy", epoch.validationAccuracy);
    put(json, "validation_auc", epoch.validationAuc);
    put(json, "validation_hit_rate", epoch.validationHitRate);
    put(json, "validation_ndcg", epoch.validationNdcg);
    return json;
}

EpochRecord epochFromJson(const Json& json) {
    EpochRecord epoch;
    json.at("epoch").get_to(epoch.epoch);
    json.at("step").get_to(epoch.step);
    json.at("train_loss").get_to(epoch.trainLoss);
    json.at("penalty").get_to(epoch.penalty);
    json.at("score_spread").get_to(epoch.scoreSpread);
    json.at("seconds").get_to(epoch.seconds);
    json.at("examples_per_second").get_to(epoch.examplesPerSecond);
    epoch.validationLoss = optionalNumber(json, "validation_loss");
    epoch.validationRmse = optionalNumber(json, "validation_rmse");
    epoch.validationMae = optionalNumber(json, "validation_mae");
    epoch.validationAccuracy = optionalNumber(json, "validation_accuracy");
    epoch.validationAuc = optionalNumber(json, "validation_auc");
    epoch.validationHitRate = optionalNumber(json, "validation_hit_rate");
    epoch.validationNdcg = optionalNumber(json, "validation_ndcg");
    return epoch;
}

/// Hashes as text: JSON's numbers are no 64 bits to every reader.
constexpr std::array<std::pair<const char*, std::uint64_t DataFingerprint::*>, 8> printFields = {
    {{"users", &DataFingerprint::users},
     {"movies", &DataFingerprint::movies},
     {"ratings", &DataFingerprint::ratings},
     {"user_hash", &DataFingerprint::userHash},
     {"movie_hash", &DataFingerprint::movieHash},
     {"pair_hash", &DataFingerprint::pairHash},
     {"rating_hash", &DataFingerprint::ratingHash},
     {"order_hash", &DataFingerprint::orderHash}}};

Json fingerprintToJson(const DataFingerprint& print) {
    Json json;
    for (const auto& [key, field] : printFields)
        json[key] = std::to_string(print.*field);
    return json;
}

DataFingerprint fingerprintFromJson(const Json& json) {
    DataFingerprint print;
    for (const auto& [key, field] : printFields) {
        const std::string text = json.at(key).get<std::string>();
        const char* end = text.data() + text.size();
        if (const auto [rest, error] = std::from_chars(text.data(), end, print.*field);
            error != std::errc() || rest != end)
            throw FormatError("The run record's fingerprint of the data is malformed");
    }
    return print;
}

Json readingToJson(const ReadOptions& options) {
    const ColumnChoice& columns = options.columns;
    return {{"skip_bad_rows", options.skipBadRows}, {"user_column", columns.user},
            {"item_column", columns.item},          {"rating_column", columns.rating},
            {"time_column", columns.time},          {"users_file", options.users},
            {"items_file", options.items}};
}

ReadOptions readingFromJson(const Json& json) {
    return {json.at("skip_bad_rows"),
            {json.at("user_column"), json.at("item_column"), json.at("rating_column"),
             json.at("time_column")},
            json.at("users_file"),
            json.at("items_file")};
}

RunRecord recordFromJson(const Json& json) {
    RunRecord record;
    record.settings = storedRunSettings(json.at("settings").dump());
    json.at("dataset_name").get_to(record.datasetName);
    json.at("dataset_source").get_to(record.datasetSource);
    if (const auto reading = json.find("reading"); reading != json.end())
        record.reading = readingFromJson(*reading);
    json.at("train_count").get_to(record.trainCount);
    json.at("validation_count").get_to(record.validationCount);
    json.at("stopped_early").get_to(record.stoppedEarly);
    json.at("threads").get_to(record.threads);
    for (const Json& epoch : json.at("epochs"))
        record.epochs.push_back(epochFromJson(epoch));
    if (const auto data = json.find("data"); data != json.end())
        record.data = fingerprintFromJson(*data);
    // Format 1 has none of these.
    record.outOfPatience = json.value("out_of_patience", false);
    record.keptEpoch = json.value("kept_epoch", static_cast<int>(record.epochs.size()));
    if (record.keptEpoch < 0 || record.keptEpoch > static_cast<int>(record.epochs.size()))
        throw FormatError("The run record keeps an epoch that it does not have");
    record.engine =
        json.value("engine", std::string("fast")) == "autograd" ? Engine::Autograd : Engine::Fast;
    return record;
}

} // namespace

std::string collapseWarning(const EpochRecord& epoch, const RunSettings& settings) {
    constexpr double noSpread = 1e-4;
    if (epoch.scoreSpread > noSpread)
        return {};
    std::string text = "The towers have collapsed: every user and movie gets the same score.";
    if (settings.model.l2 == 0)
        return text + " Try another seed, or a lower learning rate.";
    text += " The L2 penalty has pushed the second dense layers to zero before they could learn. "
            "Try another seed, or a lower L2 penalty";
    if (isWeighted(settings.model.match))
        return text + '.';
    return text + ", or the weighted match: a single weight that starts below zero, as it does for "
                  "every second seed, mostly ends like this.";
}

std::string toJson(const RunRecord& record) {
    Json json = {{"settings", Json::parse(toJson(record.settings))},
                 {"dataset_name", record.datasetName},
                 {"dataset_source", record.datasetSource},
                 {"train_count", record.trainCount},
                 {"validation_count", record.validationCount},
                 {"stopped_early", record.stoppedEarly},
                 {"out_of_patience", record.outOfPatience},
                 {"kept_epoch", record.keptEpoch},
                 {"engine", record.engine == Engine::Fast ? "fast" : "autograd"},
                 {"threads", record.threads},
                 {"epochs", Json::array()}};
    if (record.reading != ReadOptions{})
        json["reading"] = readingToJson(record.reading);
    if (!record.data.unknown())
        json["data"] = fingerprintToJson(record.data);
    for (const EpochRecord& epoch : record.epochs)
        json["epochs"].push_back(epochToJson(epoch));
    // A folder's name need not be valid UTF-8; it must not keep a model from being saved.
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

RunRecord runRecordFromJson(const std::string& text) {
    const auto json = parseBounded(text);
    if (!json)
        throw FormatError("The run record is malformed");
    try {
        return recordFromJson(*json);
    } catch (const Json::exception& error) {
        throw FormatError(std::string("The run record is malformed (") + error.what() + ")");
    } catch (const SettingsError& error) { // a stored setting is nobody's choice any more
        throw FormatError(error.reason());
    }
}

} // namespace towerlab
