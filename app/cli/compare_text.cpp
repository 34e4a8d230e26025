// SPDX-License-Identifier: MIT
#include "app/cli/compare_text.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace towerlab::cli {
namespace {

using Lines = std::vector<std::vector<std::string>>;

constexpr std::array<std::pair<MetricGroup, const char*>, 6> groups = {
    {{MetricGroup::Rating, "Predicted stars"},
     {MetricGroup::Classification, "Liked or not"},
     {MetricGroup::Sampled, "Ranking, each movie to be found among some drawn at random"},
     {MetricGroup::Catalogue, "Ranking, among all movies not rated in training"},
     {MetricGroup::BeyondAccuracy, "The lists, beyond accuracy"},
     {MetricGroup::Time, "Time"}}};

std::string fixed(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

const std::string& nameOf(const CompareEntry& entry) {
    return entry.name.empty() ? entry.key : entry.name;
}

std::string labelOf(const CompareMetric& metric, int places) {
    std::string label(metric.label);
    if (const auto at = label.find("@K"); at != std::string::npos)
        label.replace(at + 1, 1, std::to_string(places));
    if (!metric.unit.empty())
        label += " (" + std::string(metric.unit) + ")";
    return label;
}

std::string cell(const Comparison& comparison, std::size_t method, std::size_t metric) {
    const auto& values = comparison.methods[method].values;
    if (!values[metric])
        return "–";
    const CompareMetric& info = compareMetrics()[metric];
    const double mean = info.percent ? values[metric]->mean * 100 : values[metric]->mean;
    // "0.000" would be no time at all.
    const double smallest = std::pow(10.0, -info.decimals);
    const bool below = mean > 0 && mean < smallest / 2;
    const std::string text = (below ? "<" : "") + fixed(below ? smallest : mean, info.decimals) +
                             (info.percent ? " %" : "");
    return (isBest(comparison, method, metric) ? "*" : "") + text;
}

std::vector<std::size_t> usedMetrics(const Comparison& comparison, MetricGroup group) {
    std::vector<std::size_t> used;
    for (std::size_t metric = 0; metric < compareMetrics().size(); ++metric)
        for (const MethodResult& result : comparison.methods)
            if (compareMetrics()[metric].group == group && result.values[metric]) {
                used.push_back(metric);
                break;
            }
    return used;
}

std::size_t lengthOf(const std::string& text) {
    std::size_t length = 0;
    for (const char c : text)
        length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // not inside a UTF-8 character
    return length;
}

std::string aligned(const Lines& lines) {
    std::vector<std::size_t> widths(lines.front().size(), 0);
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], lengthOf(line[i]));
    std::string text;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string padding(widths[i] - lengthOf(line[i]), ' ');
            text += i == 0 ? line[i] + padding : "  " + padding + line[i];
        }
        text += '\n';
    }
    return text;
}

std::string groupText(const Comparison& comparison, MetricGroup group) {
    const auto metrics = usedMetrics(comparison, group);
    if (metrics.empty())
        return {};
    Lines lines = {{"method"}};
    for (const std::size_t metric : metrics)
        lines[0].push_back(labelOf(compareMetrics()[metric], comparison.settings.places));
    for (std::size_t i = 0; i < comparison.methods.size(); ++i) {
        std::vector<std::string> line = {nameOf(comparison.methods[i].entry)};
        bool any = false;
        for (const std::size_t metric : metrics) {
            line.push_back(cell(comparison, i, metric));
            any = any || comparison.methods[i].values[metric].has_value();
        }
        if (any)
            lines.push_back(std::move(line));
    }
    return aligned(lines);
}

} // namespace

std::string compareText(const Comparison& comparison) {
    std::string text = comparison.datasetName + ", " + describe(comparison.settings.plan) +
                       ", seed " + std::to_string(comparison.settings.plan.seed) + ": " +
                       std::to_string(comparison.trainRatings) + " ratings train, " +
                       std::to_string(comparison.testRatings) + " tested, " +
                       std::to_string(comparison.users.size()) + " users ranked. " +
                       comparison.processor + ".\n* is the best of its column.\n";
    for (const std::string& note : comparison.notes)
        text.append(note).append("\n");
    for (const auto& [group, title] : groups)
        if (const std::string part = groupText(comparison, group); !part.empty())
            text.append("\n").append(title).append("\n").append(part);
    for (const MethodResult& result : comparison.methods)
        if (!result.error.empty())
            text += "\n" + nameOf(result.entry) + " failed: " + result.error + "\n";
    return text;
}

} // namespace towerlab::cli
