// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/widgets/metric_text.h"

#include <cstddef>
#include <vector>

#include <QString>

#include <optional>

namespace towerlab::ui {

QString plainText(std::string_view text);
/// Core describes methods and metrics in English; their translations are in the contexts "Methods"
/// and "Metrics".
QString methodsText(std::string_view text);

QString familyText(MethodFamily family);
QString stageText(MethodStage stage);
/// What the stage is there for, in a sentence.
QString stageHelp(MethodStage stage);
QString groupText(MetricGroup group);

MethodFamily familyOf(const CompareEntry& entry);

/// "12", "Cosine": a value of a parameter for people.
QString parameterText(const SettingField& field, double value);
/// "Neighbours 40 · Similarity Pearson correlation": where an entry differs from the defaults; else
/// empty.
QString changesText(const CompareEntry& entry);
/// What a person calls it, else the method's name, or the key where there is no such method.
QString nameText(const CompareEntry& entry);
/// The same with a star after a method's name where its settings are not the defaults.
QString entryText(const CompareEntry& entry);
/// The same for narrow places: two towers without the family's name before the colon.
QString shortEntryText(const CompareEntry& entry);

/// The label with the number of places: "NDCG@10".
QString metricLabel(const CompareMetric& metric, int places);
/// The label that also says among what: "NDCG@10 among 99", "NDCG@10 among all".
QString metricTitle(const CompareMetric& metric, const CompareSettings& settings);
/// The mean as metricNumber() writes it; a dash for none.
QString metricValue(const CompareMetric& metric, const std::optional<Estimate>& value);
/// "95 % interval 0.398 to 0.426", empty where it has no width.
QString intervalText(const CompareMetric& metric, const Estimate& value);

/// The value of a method's metric, if there is one.
const std::optional<Estimate>& valueOf(const MethodResult& result, std::size_t metric);
/// The index of the method that is best by a metric (the first of equals), `without` left out.
std::optional<std::size_t> bestMethod(const Comparison& comparison, std::size_t metric,
                                      std::optional<std::size_t> without = std::nullopt);

/// "Last rating of each user · 943 users · …": how it was tested, in one line.
QString testText(const Comparison& comparison);
/// Local date and time of the end: "25 Nov 2026, 09:12".
QString finishedText(const std::string& iso);
/// Whether the comparison is of that data set.
bool isOf(const Comparison& comparison, const Dataset* dataset);

/// A caution about ratings and ranking, with the figures of the comparison where it has both kinds
/// of method (null: without).
QString ratingLossNote(const Comparison* comparison);

/// The method's name, or the key itself where there is none of that key.
QString nameOfMethod(std::string_view key);
/// Name of a method of the comparison; where it takes part more than once, with the settings that
/// are its own.
QString methodTitle(const Comparison& comparison, std::size_t method);

/// Places in Comparison::methods of the fitted scorers that are a T.
template <typename T>
std::vector<std::size_t> methodsWith(const Comparison& comparison) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < comparison.scorers.size(); ++i)
        if (dynamic_cast<const T*>(comparison.scorers[i].get()) != nullptr)
            found.push_back(i);
    return found;
}

} // namespace towerlab::ui
