// SPDX-License-Identifier: MIT
#include "ui/compare/results/results_model.h"

#include "ui/compare/results/paired_tests.h"
#include "ui/compare/work/text.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QFont>
#include <QLocale>

namespace towerlab::ui {
namespace {

std::size_t metricAt(int column) {
    return static_cast<std::size_t>(column - ResultsModel::FirstMetric);
}

const CompareMetric& metricOf(int column) { return compareMetrics()[metricAt(column)]; }

QString paragraph(const QString& plain) {
    return plain.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(plain.toHtmlEscaped());
}

} // namespace

ResultsModel::ResultsModel(const PairedTests* tests, QObject* parent)
    : QAbstractTableModel(parent), tests_(tests) {}

void ResultsModel::setComparison(std::shared_ptr<const Comparison> comparison) {
    beginResetModel();
    comparison_ = std::move(comparison);
    endResetModel();
}

const MethodResult& ResultsModel::result(int row) const {
    return comparison_->methods[static_cast<std::size_t>(row)];
}

bool ResultsModel::isFailed(int row) const { return !result(row).error.empty(); }

bool ResultsModel::isBest(int row, int column) const {
    return column >= FirstMetric &&
           towerlab::isBest(*comparison_, static_cast<std::size_t>(row), metricAt(column));
}

int ResultsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !comparison_ ? 0 : static_cast<int>(comparison_->methods.size());
}

int ResultsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstMetric + static_cast<int>(compareMetrics().size());
}

QString ResultsModel::text(int row, int column) const {
    const MethodResult& one = result(row);
    if (column == Name)
        return entryText(one.entry);
    if (isFailed(row)) // the table shows one cell for all of them
        return column == FirstMetric ? tr("✕ %1").arg(QString::fromStdString(one.error))
                                     : QString();
    const CompareMetric& metric = metricOf(column);
    const auto& value = valueOf(one, metricAt(column));
    // Units would fill the column; the header says them.
    const QString number = value ? metricNumber(metric, value->mean, true) : QStringLiteral("–");
    return isBest(row, column) ? QStringLiteral("★ ") + number : number;
}

QString ResultsModel::nameTip(const MethodResult& one) const {
    const MethodInfo* info = findMethod(one.entry.key);
    if (info == nullptr)
        return tr("This version of the program does not have this method.");
    QString tip = QStringLiteral("<p><b>%1</b><br>%2 · %3</p>")
                      .arg(methodsText(info->name).toHtmlEscaped(), familyText(info->family),
                           stageText(info->stage)) +
                  paragraph(methodsText(info->idea));
    const QString changes = changesText(one.entry);
    if (!changes.isEmpty())
        tip += paragraph(tr("* Not the default settings: %1").arg(changes));
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

QString ResultsModel::toolTip(int row, int column) const {
    const MethodResult& one = result(row);
    if (column == Name)
        return nameTip(one);
    if (isFailed(row))
        return paragraph(QString::fromStdString(one.error));
    const std::size_t index = metricAt(column);
    const CompareMetric& metric = metricOf(column);
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
    if (isBest(row, column))
        tip += QStringLiteral("<br>★ ") + tr("The best of this comparison.");
    tip += QStringLiteral("</p>");
    return tip + paragraph(pairedText(static_cast<std::size_t>(row), index)) +
           paragraph(metricsText(metric.help));
}

QVariant ResultsModel::sortValue(int row, int column) const {
    if (column == Name)
        return entryText(result(row).entry).toLower();
    const auto& value = valueOf(result(row), metricAt(column));
    return value ? QVariant(value->mean) : QVariant();
}

QVariant ResultsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole: {
        const bool left = column == Name || isFailed(row);
        return QVariant::fromValue((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    case Qt::FontRole: {
        QFont font;
        font.setWeight(QFont::Bold);
        return isBest(row, column) ? QVariant(font) : QVariant();
    }
    case Qt::ForegroundRole:
        if (isFailed(row) && column != Name)
            return theme::secondary();
        return isBest(row, column) ? QVariant(theme::accent()) : QVariant();
    case Qt::DecorationRole:
        return column == Name ? QVariant(theme::category(
                                    static_cast<std::size_t>(familyOf(result(row).entry))))
                              : QVariant();
    case Qt::AccessibleDescriptionRole:
        return isBest(row, column) ? QVariant(tr("the best of its column")) : QVariant();
    case SortRole:
        return sortValue(row, column);
    case RowRole:
        return qulonglong(static_cast<unsigned>(row));
    default:
        return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const bool tip = role == Qt::ToolTipRole;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Name ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole && !tip)
        return {};
    if (section == Name)
        return tip ? tr("The methods compared. Hold the mouse over one to read its idea; * stands "
                        "for settings other than the defaults.")
                   : tr("Method");
    const CompareMetric& metric = metricOf(section);
    const CompareSettings settings = comparison_ ? comparison_->settings : CompareSettings();
    QString title = metricTitle(metric, settings);
    if (!tip) {
        const QString unit = metric.percent ? QStringLiteral("%") : metricsText(metric.unit);
        if (!unit.isEmpty())
            title += u'\n' + unit;
        return title.replace(tr(" among "), tr("\namong ")); // narrow columns
    }
    QString better;
    if (metric.better != Better::Neither)
        better = metric.better == Better::Higher ? tr("Higher is better.") : tr("Lower is better.");
    else
        better = tr("Neither more nor less is better in itself.");
    return QStringLiteral("<p><b>%1</b></p>").arg(title.toHtmlEscaped()) +
           paragraph(metricsText(metric.help)) + paragraph(better);
}

ResultsProxy::ResultsProxy(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
}

bool ResultsProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(SortRole);
    const QVariant b = right.data(SortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (left.column() == ResultsModel::Name)
        return a.toString().localeAwareCompare(b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

} // namespace towerlab::ui
