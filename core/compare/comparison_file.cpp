// SPDX-License-Identifier: MIT
#include "core/compare/comparison_file.h"

#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/io/csv.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace towerlab {
namespace {

using Json = nlohmann::ordered_json;

constexpr int formatVersion = 1;

Json planToJson(const TestPlan& plan) {
    return {{"split", splitKey(plan.split)},        {"test_fraction", plan.testFraction},
            {"train_file", plan.trainFile},         {"test_file", plan.testFile},
            {"negatives_file", plan.negativesFile}, {"relevant_from", plan.relevantFrom},
            {"negatives", plan.negatives},          {"seed", plan.seed}};
}

TestPlan planFromJson(const Json& json) {
    TestPlan plan;
    plan.split = splitKind(json.at("split").get<std::string>());
    json.at("test_fraction").get_to(plan.testFraction);
    json.at("train_file").get_to(plan.trainFile);
    json.at("test_file").get_to(plan.testFile);
    json.at("negatives_file").get_to(plan.negativesFile);
    json.at("relevant_from").get_to(plan.relevantFrom);
    json.at("negatives").get_to(plan.negatives);
    json.at("seed").get_to(plan.seed);
    return plan;
}

Json entryToJson(const CompareEntry& entry) {
    Json values = Json::object();
    for (const auto& [key, value] : entry.values)
        values[key] = value;
    Json json = {{"key", entry.key}, {"settings", values}};
    if (!entry.name.empty())
        json["name"] = entry.name;
    return json;
}

CompareEntry entryFromJson(const Json& json) {
    CompareEntry entry;
    json.at("key").get_to(entry.key);
    entry.name = json.value("name", "");
    for (const auto& [key, value] : json.at("settings").items())
        entry.values.emplace(key, value.get<double>());
    return entry;
}

Json settingsToJson(const CompareSettings& settings) {
    Json entries = Json::array();
    for (const CompareEntry& entry : settings.entries)
        entries.push_back(entryToJson(entry));
    return {{"plan", planToJson(settings.plan)},
            {"places", settings.places},
            {"liked_from", settings.likedFrom},
            {"threads", settings.threads},
            {"methods", entries}};
}

CompareSettings settingsFromJson(const Json& json) {
    CompareSettings settings;
    settings.plan = planFromJson(json.at("plan"));
    json.at("places").get_to(settings.places);
    json.at("liked_from").get_to(settings.likedFrom);
    json.at("threads").get_to(settings.threads);
    for (const Json& entry : json.at("methods"))
        settings.entries.push_back(entryFromJson(entry));
    return settings;
}

/// By key, so that a version with more metrics can read it: [mean, low, high].
Json resultToJson(const MethodResult& result) {
    Json json = entryToJson(result.entry);
    if (!result.error.empty())
        json["error"] = result.error;
    Json values = Json::object();
    for (std::size_t i = 0; i < result.values.size(); ++i)
        if (const auto& value = result.values[i])
            values[std::string(compareMetrics()[i].key)] = {value->mean, value->low, value->high};
    json["values"] = values;
    json["ndcg_by_user"] = result.perUser;
    return json;
}

MethodResult resultFromJson(const Json& json) {
    MethodResult result;
    result.entry = entryFromJson(json);
    result.error = json.value("error", "");
    result.values.resize(compareMetrics().size());
    const Json& values = json.at("values");
    for (std::size_t i = 0; i < compareMetrics().size(); ++i)
        if (const auto found = values.find(compareMetrics()[i].key); found != values.end())
            result.values[i] = Estimate{found->at(0).get<double>(), found->at(1).get<double>(),
                                        found->at(2).get<double>()};
    json.at("ndcg_by_user").get_to(result.perUser);
    return result;
}

Comparison parse(const Json& json) {
    if (json.at("format").get<std::string>() != "towerlab-comparison")
        throw FormatError("this is no comparison of TowerLab's");
    if (json.at("version").get<int>() != formatVersion)
        throw FormatError("this comparison was made by another version of TowerLab");
    Comparison comparison;
    comparison.settings = settingsFromJson(json.at("settings"));
    json.at("dataset").get_to(comparison.datasetName);
    json.at("source").get_to(comparison.datasetSource);
    json.at("finished").get_to(comparison.finished);
    json.at("processor").get_to(comparison.processor);
    json.at("train_ratings").get_to(comparison.trainRatings);
    json.at("test_ratings").get_to(comparison.testRatings);
    json.at("rankings").get_to(comparison.rankings);
    json.at("stopped_early").get_to(comparison.stoppedEarly);
    comparison.notes = json.value("notes", std::vector<std::string>());
    json.at("users").get_to(comparison.users);
    for (const Json& result : json.at("results"))
        comparison.methods.push_back(resultFromJson(result));
    return comparison;
}

std::string shortest(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

bool hasInterval(const Comparison& comparison, std::size_t metric) {
    for (const MethodResult& result : comparison.methods)
        if (const auto& value = result.values[metric]; value && value->low < value->high)
            return true;
    return false;
}

std::string header(const Comparison& comparison) {
    std::string line = "method,name";
    for (std::size_t i = 0; i < compareMetrics().size(); ++i) {
        const std::string key(compareMetrics()[i].key);
        line.append(",").append(key);
        if (hasInterval(comparison, i))
            line.append(",").append(key).append("_low,").append(key).append("_high");
    }
    return line + ",error\r\n";
}

std::string csvLine(const Comparison& comparison, const MethodResult& result) {
    std::string line = csvField(result.entry.key) + "," +
                       csvField(result.entry.name.empty() ? method(result.entry.key).name
                                                          : std::string_view(result.entry.name));
    for (std::size_t i = 0; i < compareMetrics().size(); ++i) {
        const auto& value = result.values[i];
        line += ',';
        if (value)
            line += shortest(value->mean);
        if (hasInterval(comparison, i))
            line += value ? ',' + shortest(value->low) + ',' + shortest(value->high) : ",,";
    }
    return line + "," + csvField(result.error) + "\r\n";
}

} // namespace

std::string toJson(const Comparison& comparison) {
    Json results = Json::array();
    for (const MethodResult& result : comparison.methods)
        results.push_back(resultToJson(result));
    const Json json = {{"format", "towerlab-comparison"},
                       {"version", formatVersion},
                       {"finished", comparison.finished},
                       {"dataset", comparison.datasetName},
                       {"source", comparison.datasetSource},
                       {"processor", comparison.processor},
                       {"settings", settingsToJson(comparison.settings)},
                       {"train_ratings", comparison.trainRatings},
                       {"test_ratings", comparison.testRatings},
                       {"rankings", comparison.rankings},
                       {"stopped_early", comparison.stoppedEarly},
                       {"notes", comparison.notes},
                       {"results", results},
                       {"users", comparison.users}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

Comparison comparisonFromJson(const std::string& json) {
    const auto parsed = parseBoundedInOrder(json);
    if (!parsed)
        throw FormatError("the comparison can't be read: it is no JSON of a sensible size");
    try {
        return parse(*parsed);
    } catch (const Json::exception& error) {
        throw FormatError(std::string("the comparison can't be read: ") + error.what());
    } catch (const SettingsError& error) { // a stored setting is nobody's choice any more
        throw FormatError("the comparison can't be read: " + error.reason());
    }
}

std::string toCsv(const Comparison& comparison) {
    std::string text = header(comparison);
    for (const MethodResult& result : comparison.methods)
        text += csvLine(comparison, result);
    return text;
}

} // namespace towerlab
