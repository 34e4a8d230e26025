// SPDX-License-Identifier: MIT
#include "ui/compare/results/results_model.h"

#include "ui/compare/results/paired_tests.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QFont>
#include <QLocale>

namespace towerlab::ui {
namespace {

QString headerTitle(const CompareMetric& metric, const CompareSettings& settings) {
    QString title = metricTitle(metric, settings);
    const QString unit = metric.percent ? QStringLiteral("%") : metricsText(metric.unit);
    if (!unit.isEmpty())
        title += u'\n' + unit;
    return title.replace(ResultsModel::tr(" among "), ResultsModel::tr("\namong ")); // narrow
}

QString paragraph(const QString& plain) {
    return plain.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(plain.toHtmlEscaped());
}

QString headerTip(const CompareMetric& metric, const CompareSettings& settings) {
    QString better = ResultsModel::tr("Neither more nor less is better in itself.");
    if (metric.better != Better::Neither)
        better = metric.better == Better::Higher ? ResultsModel::tr("Higher is better.")
                                                 : ResultsModel::tr("Lower is better.");
    return QStringLiteral("<p><b>%1</b></p>").arg(metricTitle(metric, settings).toHtmlEscaped()) +
           paragraph(metricsText(metric.help)) + paragraph(better);
}

} // namespace

ResultsModel::ResultsModel(const PairedTests* tests, QObject* parent)
    : TableModel(parent), tests_(tests) {
    setColumns(describe());
}

void ResultsModel::setComparison(std::shared_ptr<const Comparison> comparison) {
    beginResetModel();
    comparison_ = std::move(comparison);
    setColumns(describe());
    endResetModel();
}

std::vector<TableColumn> ResultsModel::describe() const {
    std::vector<TableColumn> columns = {
        {.title = tr("Method"),
         .help = tr("The methods compared. Hold the mouse over one to read its idea; * stands "
                    "for settings other than the defaults."),
         .text = [this](std::size_t row) { return entryText(result(row).entry); },
         .sortValue = [this](std::size_t row) { return entryText(result(row).entry).toLower(); },
         .toolTip = [this](std::size_t row) { return nameTip(result(row)); },
         .richToolTip = true}};
    for (std::size_t metric = 0; metric < compareMetrics().size(); ++metric)
        columns.push_back(metricColumn(metric));
    return columns;
}

TableColumn ResultsModel::metricColumn(std::size_t metric) const {
    const CompareSettings settings = comparison_ ? comparison_->settings : CompareSettings();
    return {.title = headerTitle(compareMetrics()[metric], settings),
            .help = headerTip(compareMetrics()[metric], settings),
            .alignment = Qt::AlignRight,
            .text = [this, metric](std::size_t row) { return text(row, metric); },
            .sortValue =
                [this, metric](std::size_t row) {
                    const auto& value = valueOf(result(row), metric);
                    return value ? QVariant(value->mean) : QVariant();
                },
            .toolTip = [this, metric](std::size_t row) { return toolTip(row, metric); },
            .richToolTip = true};
}

bool ResultsModel::isBest(std::size_t row, std::size_t metric) const {
    return towerlab::isBest(*comparison_, row, metric);
}

QString ResultsModel::text(std::size_t row, std::size_t metric) const {
    const MethodResult& one = result(row);
    if (isFailed(row)) // the table shows one cell for all of them
        return metric == 0 ? tr("✕ %1").arg(QString::fromStdString(one.error)) : QString();
    const auto& value = valueOf(one, metric);
    // Units would fill the column; the header says them.
    const QString number =
        value ? metricNumber(compareMetrics()[metric], value->mean, true) : QStringLiteral("–");
    return isBest(row, metric) ? QStringLiteral("★ ") + number : number;
}

QString ResultsModel::nameTip(const MethodResult& one) const {
    const MethodInfo* info = findMethod(one.entry.key);
    if (info == nullptr)
        return tr("This version of the program does not have this method.");
    QString tip = QStringLiteral("<p><b>%1</b><br>%2 · %3</p>")
                      .arg(nameText(one.entry).toHtmlEscaped(), familyText(info->family),
                           stageText(info->stage)) +
                  paragraph(methodsText(info->idea));
    const QString changes = changesText(one.entry);
    if (!changes.isEmpty())
        tip +=
            paragraph((one.entry.name.empty() ? tr("* Not the default settings: %1")
                                              : tr("Its settings, beside the seed article's: %1"))
                          .arg(changes));
    return tip;
}

QString ResultsModel::pairedText(std::size_t method, std::size_t metric) const {
    if (compareMetrics()[metric].key != "catalogue_ndcg")
        return {};
    if (!tests_->isReady())
        return tr("The paired test against the best method is being made…");
    const auto test = tests_->of(method);
    if (!test)
        return {};
    const QLocale locale;
    const auto difference = [&](double value) {
        QString text = locale.toString(value, 'f', compareMetrics()[metric].decimals);
        return value > 0 ? u'+' + text : text.replace(u'-', QChar(0x2212));
    };
    const PairedComparison& result = test->result;
    constexpr double smallest = 0.001;
    const QString chance = result.pValue < smallest
                               ? tr("p < %1").arg(locale.toString(smallest, 'f', 3))
                               : tr("p = %1").arg(locale.toString(result.pValue, 'f', 3));
    return tr("%1 [%2, %3] against %4, %5; better for %6 users, worse for %7, the same for %8")
        .arg(difference(result.difference.mean), difference(result.difference.low),
             difference(result.difference.high),
             entryText(comparison_->methods[test->against].entry), chance,
             locale.toString(qulonglong{result.wins}), locale.toString(qulonglong{result.losses}),
             locale.toString(qulonglong{result.ties}));
}

QString ResultsModel::toolTip(std::size_t row, std::size_t index) const {
    const MethodResult& one = result(row);
    if (isFailed(row))
        return paragraph(QString::fromStdString(one.error));
    const CompareMetric& metric = compareMetrics()[index];
    const auto& value = valueOf(one, index);
    const QString title = metricTitle(metric, comparison_->settings);
    if (!value)
        return QStringLiteral("<p><b>%1</b></p>").arg(title.toHtmlEscaped()) +
               paragraph(tr("This method, or this test, does not have this figure.")) +
               paragraph(metricsText(metric.help));
    QString tip = QStringLiteral("<p><b>%1: %2</b>")
                      .arg(title.toHtmlEscaped(), metricValue(metric, value).toHtmlEscaped());
    const QString interval = intervalText(metric, *value);
    if (!interval.isEmpty())
        tip += QStringLiteral("<br>") + interval.toHtmlEscaped();
    if (isBest(row, index))
        tip += QStringLiteral("<br>★ ") + tr("The best of this comparison.");
    tip += QStringLiteral("</p>");
    return tip + paragraph(pairedText(row, index)) + paragraph(metricsText(metric.help));
}

QVariant ResultsModel::more(std::size_t row, int column, int role) const {
    const bool ofMetric = column >= FirstMetric;
    const auto best = [&] {
        return ofMetric && isBest(row, static_cast<std::size_t>(column - FirstMetric));
    };
    switch (role) {
    case Qt::TextAlignmentRole:
        return isFailed(row) ? QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setWeight(QFont::Bold);
        return best() ? QVariant(font) : QVariant();
    }
    case Qt::ForegroundRole:
        if (ofMetric && isFailed(row))
            return theme::secondary();
        return best() ? QVariant(theme::accent()) : QVariant();
    case Qt::DecorationRole:
        return ofMetric ? QVariant()
                        : QVariant(theme::category(
                              static_cast<std::size_t>(familyOf(result(row).entry))));
    case Qt::AccessibleDescriptionRole:
        return best() ? QVariant(tr("the best of its column")) : QVariant();
    case RowRole:
        return static_cast<qulonglong>(row);
    default:
        return {};
    }
}

} // namespace towerlab::ui
