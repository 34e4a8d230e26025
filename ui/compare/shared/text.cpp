// SPDX-License-Identifier: MIT
#include "ui/compare/shared/text.h"

#include "core/data/dataset.h"
#include "ui/runs/run_text.h"
#include "ui/widgets/setting_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Compare", text); }

QString translated(const char* context, std::string_view text) {
    return QCoreApplication::translate(context, std::string(text).c_str());
}

/// The best value of a metric among methods that do, or don't, predict stars.
std::optional<std::size_t> bestAmong(const Comparison& comparison, std::size_t metric,
                                     bool ratings) {
    const std::size_t rmse = compareMetricIndex("rmse");
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < comparison.methods.size(); ++i) {
        const MethodResult& one = comparison.methods[i];
        const auto& value = valueOf(one, metric);
        if (!value || valueOf(one, rmse).has_value() != ratings)
            continue;
        if (!best || value->mean > valueOf(comparison.methods[*best], metric)->mean)
            best = i;
    }
    return best;
}

} // namespace

QString plainText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString methodsText(std::string_view text) { return translated("Methods", text); }

QString familyText(MethodFamily family) {
    switch (family) {
    case MethodFamily::Classical:
        return tr("Classical");
    case MethodFamily::Classifier:
        return tr("Classifiers");
    case MethodFamily::TwoTower:
        return tr("Two towers");
    case MethodFamily::TwoStage:
        return tr("Two stages");
    }
    return {};
}

QString stageText(MethodStage stage) {
    return stage == MethodStage::Retrieval ? tr("Retrieval") : tr("Ranking");
}

QString stageHelp(MethodStage stage) {
    return stage == MethodStage::Retrieval
               ? tr("Retrieval: finds what a user might watch among all movies")
               : tr("Ranking: puts what was found in order, or predicts its stars");
}

QString groupText(MetricGroup group) {
    switch (group) {
    case MetricGroup::Rating:
        return tr("Stars");
    case MetricGroup::Classification:
        return tr("Likes");
    case MetricGroup::Sampled:
        return tr("Among a sample");
    case MetricGroup::Catalogue:
        return tr("Among all movies");
    case MetricGroup::BeyondAccuracy:
        return tr("Beyond accuracy");
    case MetricGroup::Time:
        return tr("Time");
    }
    return {};
}

MethodFamily familyOf(const CompareEntry& entry) {
    const MethodInfo* info = findMethod(entry.key);
    return info == nullptr ? MethodFamily::Classical : info->family;
}

QString parameterText(const SettingField& field, double value) {
    return settingText(field, value, methodsText);
}

QString changesText(const CompareEntry& entry) {
    const MethodInfo* info = findMethod(entry.key);
    if (info == nullptr)
        return {};
    // A run's settings are described as in the Train place.
    const Translate translate = info == &ownRunMethod() ? settingsText : methodsText;
    QStringList changes;
    for (const SettingField& field : info->settings.fields()) {
        const auto found = entry.values.find(field.key);
        if (found != entry.values.end() && found->second != info->settings.get(field))
            changes << tr("%1 %2").arg(translate(field.label),
                                       settingText(field, found->second, translate));
    }
    return changes.join(QStringLiteral(" · "));
}

QString nameText(const CompareEntry& entry) {
    return entry.name.empty() ? nameOfMethod(entry.key) : QString::fromStdString(entry.name);
}

QString entryText(const CompareEntry& entry) {
    const QString name = nameText(entry);
    const bool starred = entry.name.empty() && !changesText(entry).isEmpty();
    return starred ? name + QStringLiteral(" *") : name;
}

QString shortEntryText(const CompareEntry& entry) {
    QString name = entryText(entry);
    const qsizetype colon = name.indexOf(QStringLiteral(": "));
    if (colon < 0 || !entry.name.empty() || familyOf(entry) != MethodFamily::TwoTower)
        return name;
    QString rest = name.mid(colon + 2);
    rest[0] = rest[0].toUpper();
    return rest;
}

QString metricLabel(const CompareMetric& metric, int places) {
    QString label = metricsText(metric.label);
    return label.replace(QStringLiteral("@K"), QStringLiteral("@%1").arg(places));
}

QString metricTitle(const CompareMetric& metric, const CompareSettings& settings) {
    const QString label = metricLabel(metric, settings.places);
    if (metric.group == MetricGroup::Sampled)
        return tr("%1 among %2").arg(label).arg(settings.plan.negatives);
    return metric.group == MetricGroup::Catalogue ? tr("%1 among all").arg(label) : label;
}

QString metricValue(const CompareMetric& metric, const std::optional<Estimate>& value) {
    return value ? metricNumber(metric, value->mean) : QStringLiteral("–");
}

QString intervalText(const CompareMetric& metric, const Estimate& value) {
    if (!(value.high > value.low))
        return {};
    return tr("95 % interval %1 to %2")
        .arg(metricNumber(metric, value.low, true), metricNumber(metric, value.high));
}

const std::optional<Estimate>& valueOf(const MethodResult& result, std::size_t metric) {
    static const std::optional<Estimate> none;
    return metric < result.values.size() ? result.values[metric] : none;
}

std::optional<std::size_t> bestMethod(const Comparison& comparison, std::size_t metric,
                                      std::optional<std::size_t> without) {
    const Metric& info = compareMetrics()[metric];
    std::optional<std::size_t> best;
    for (std::size_t i = 0; info.better != Better::Neither && i < comparison.methods.size(); ++i) {
        const auto& value = valueOf(comparison.methods[i], metric);
        if (!value || i == without)
            continue;
        const double so = best ? valueOf(comparison.methods[*best], metric)->mean : 0;
        if (!best || beats(info, value->mean, so))
            best = i;
    }
    return best;
}

QString testText(const Comparison& comparison) {
    const QLocale locale;
    QString split = QString::fromStdString(describe(comparison.settings.plan));
    if (!split.isEmpty())
        split[0] = split[0].toUpper();
    QStringList parts = {split};
    if (comparison.testRatings > 0) // not known while it is under way
        parts << tr("%1 tested ratings").arg(locale.toString(qulonglong{comparison.testRatings}));
    if (!comparison.users.empty())
        parts << tr("%1 users with movies to be found")
                     .arg(locale.toString(qulonglong{comparison.users.size()}));
    if (comparison.rankings > 0)
        parts << tr("each ranked among %1").arg(comparison.settings.plan.negatives);
    parts << tr("seed %1").arg(comparison.settings.plan.seed);
    return parts.join(QStringLiteral(" · "));
}

QString finishedText(const std::string& iso) {
    const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), tr("d MMM yyyy, HH:mm"))
                          : QString::fromStdString(iso);
}

bool isOf(const Comparison& comparison, const Dataset* dataset) {
    return dataset != nullptr && comparison.datasetName == dataset->name() &&
           comparison.datasetSource == dataset->source();
}

QString ratingLossNote(const Comparison* comparison) {
    QString note =
        tr("Methods that learn to predict stars rank badly: nothing tells them what people do not "
           "watch. On ml-100k the literature has an NDCG@10 of 0.096 for an SVD trained on "
           "ratings, and of 0.442 for BPR, in a test of its own: these must not be set "
           "beside the figures here.");
    if (comparison == nullptr)
        return note;
    const std::size_t ndcg = compareMetricIndex("catalogue_ndcg");
    const auto stars = bestAmong(*comparison, ndcg, true);
    const auto order = bestAmong(*comparison, ndcg, false);
    if (!stars || !order)
        return note;
    const CompareMetric& metric = compareMetrics()[ndcg];
    const auto figure = [&](std::size_t method) {
        return metricValue(metric, valueOf(comparison->methods[method], ndcg));
    };
    return note + u' ' +
           tr("In the results shown, the best that predicts stars (%1) has an %2 of %3, and the "
              "best "
              "of the others (%4) of %5.")
               .arg(entryText(comparison->methods[*stars].entry),
                    metricTitle(metric, comparison->settings), figure(*stars),
                    entryText(comparison->methods[*order].entry), figure(*order));
}

QString nameOfMethod(std::string_view key) {
    const MethodInfo* info = findMethod(key);
    return info != nullptr ? methodsText(info->name) : plainText(key);
}

QString methodTitle(const Comparison& comparison, std::size_t index) {
    const CompareEntry& entry = comparison.methods[index].entry;
    QString name = nameText(entry);
    const auto same =
        std::count_if(comparison.methods.begin(), comparison.methods.end(),
                      [&](const MethodResult& other) { return nameText(other.entry) == name; });
    if (same < 2)
        return name;
    const QString changes = changesText(entry);
    return QStringLiteral("%1 · %2").arg(name, changes.isEmpty() ? tr("defaults") : changes);
}

} // namespace towerlab::ui
