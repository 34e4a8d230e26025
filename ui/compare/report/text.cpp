// SPDX-License-Identifier: MIT
#include "ui/compare/report/text.h"

#include "ui/compare/shared/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace towerlab::ui::report_text {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("CompareReport", text); }

} // namespace

QString title(const Comparison& comparison) {
    return tr("%1 methods compared on %2")
        .arg(comparison.methods.size())
        .arg(QString::fromStdString(comparison.datasetName));
}

QStringList facts(const Comparison& comparison) {
    const QLocale locale;
    QString data = tr("Data: %1, %2 training ratings")
                       .arg(QString::fromStdString(comparison.datasetName),
                            locale.toString(qulonglong{comparison.trainRatings}));
    QStringList lines = {data, tr("Test: %1").arg(testText(comparison))};
    for (const std::string& note : comparison.notes)
        lines << QString::fromStdString(note);
    lines << tr("Made on %1 by TowerLab; times taken on %2")
                     .arg(finishedText(comparison.finished),
                          QString::fromStdString(comparison.processor)) +
                 (comparison.stoppedEarly ? u' ' + tr("(stopped before all methods were done)")
                                          : QString());
    return lines;
}

QStringList howToRead(const Comparison& comparison) {
    const int k = comparison.settings.places;
    return {tr("★ is the best of its column. The lines at the bars are 95 % intervals over users: "
               "where two of them overlap by much, the methods may well be equally good."),
            tr("HR@%1: share with a hit among the first %1; NDCG@%1: the same, higher places "
               "counting more. Among a few drawn at random every method looks better than among "
               "all movies: such figures must not be compared with each other.")
                .arg(k)};
}

QStringList remarks(const Comparison& comparison) {
    QStringList lines;
    for (const MethodResult& result : comparison.methods) {
        const QString changes = changesText(result.entry);
        if (!changes.isEmpty())
            lines << (result.entry.name.empty() ? tr("* %1: %2") : tr("%1: %2"))
                         .arg(nameText(result.entry), changes);
        if (!result.error.empty())
            lines << tr("%1 failed: %2")
                         .arg(entryText(result.entry), QString::fromStdString(result.error));
    }
    return lines;
}

std::vector<std::size_t> metrics(const Comparison& comparison) {
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < compareMetrics().size(); ++i)
        if (std::any_of(comparison.methods.begin(), comparison.methods.end(),
                        [i](const MethodResult& one) { return valueOf(one, i).has_value(); }))
            used.push_back(i);
    return used;
}

QString star() { return QStringLiteral("★"); }

QString number(const Comparison& comparison, std::size_t method, std::size_t metric) {
    const auto& value = valueOf(comparison.methods[method], metric);
    return value ? metricNumber(compareMetrics()[metric], value->mean, true) : QStringLiteral("–");
}

QString cell(const Comparison& comparison, std::size_t method, std::size_t metric) {
    const QString figure = number(comparison, method, metric);
    return isBest(comparison, method, metric) ? star() + u' ' + figure : figure;
}

QString heading(const Comparison& comparison, std::size_t metric) {
    const CompareMetric& info = compareMetrics()[metric];
    const QString label = metricLabel(info, comparison.settings.places);
    const QString unit = info.percent ? QStringLiteral("%") : metricsText(info.unit);
    return unit.isEmpty() ? label : tr("%1, %2").arg(label, unit);
}

} // namespace towerlab::ui::report_text
