// SPDX-License-Identifier: MIT
#include "ui/train/epochs_model.h"

#include "ui/runs/run_text.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace towerlab::ui {
namespace {

/// The losses, and what else any epoch carries.
std::vector<const RunMetric*> columnsFor(const std::vector<EpochRecord>& epochs) {
    std::vector<const RunMetric*> metrics;
    for (const RunMetric& metric : runMetrics()) {
        const bool loss = metric.key == "train_loss" || metric.key == "validation_loss";
        if (loss || std::any_of(epochs.begin(), epochs.end(), [&](const EpochRecord& epoch) {
                return metric.of(epoch).has_value();
            }))
            metrics.push_back(&metric);
    }
    return metrics;
}

} // namespace

EpochsModel::EpochsModel(QObject* parent) : QAbstractTableModel(parent), metrics_(columnsFor({})) {}

void EpochsModel::setEpochs(std::vector<EpochRecord> epochs) {
    beginResetModel();
    record_.epochs = std::move(epochs);
    metrics_ = columnsFor(record_.epochs);
    endResetModel();
}

void EpochsModel::add(const EpochRecord& epoch) {
    const auto carried = columnsFor({epoch});
    const bool fits = std::all_of(carried.begin(), carried.end(), [this](const RunMetric* metric) {
        return columnOf(metric->key) >= 0;
    });
    if (!fits) {
        auto epochs = record_.epochs;
        epochs.push_back(epoch);
        setEpochs(std::move(epochs));
        return;
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    record_.epochs.push_back(epoch);
    endInsertRows();
    Q_EMIT dataChanged(index(0, 0), index(row, columnCount() - 1)); // another may be the best
}

int EpochsModel::columnOf(std::string_view metricKey) const {
    for (std::size_t i = 0; i < metrics_.size(); ++i)
        if (metrics_[i]->key == metricKey)
            return FirstMetric + static_cast<int>(i);
    return -1;
}

int EpochsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(record_.epochs.size());
}

int EpochsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : speedColumn() + 1;
}

const RunMetric* EpochsModel::metricAt(int column) const {
    return column >= FirstMetric && column < secondsColumn()
               ? metrics_[static_cast<std::size_t>(column - FirstMetric)]
               : nullptr;
}

std::optional<double> EpochsModel::value(const EpochRecord& epoch, int column) const {
    if (const RunMetric* metric = metricAt(column))
        return metric->of(epoch);
    if (column == Epoch)
        return epoch.epoch;
    return column == secondsColumn() ? epoch.seconds : epoch.examplesPerSecond;
}

bool EpochsModel::isBest(int row, int column) const {
    const RunMetric* metric = metricAt(column);
    return metric != nullptr && rowCount() > 1 &&
           bestEpoch(record_, *metric) == static_cast<std::size_t>(row);
}

QVariant EpochsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto number =
        value(record_.epochs[static_cast<std::size_t>(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == SortRole)
        return number ? QVariant(*number) : QVariant();
    if (role == Qt::FontRole && isBest(index.row(), index.column())) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role == Qt::ToolTipRole && isBest(index.row(), index.column()))
        return tr("The best of this run's epochs");
    if (role != Qt::DisplayRole)
        return {};
    if (!number)
        return QStringLiteral("–");
    const QLocale locale;
    if (index.column() == Epoch)
        return locale.toString(static_cast<int>(*number));
    if (const RunMetric* metric = metricAt(index.column()))
        return locale.toString(*number, 'f', metric->decimals + 1);
    return index.column() == secondsColumn() ? tr("%1 s").arg(locale.toString(*number, 'f', 2))
                                             : locale.toString(*number, 'f', 0);
}

QVariant EpochsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    const bool tip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !tip)
        return {};
    if (const RunMetric* metric = metricAt(section))
        return metricsText(tip ? metric->help : metric->label);
    if (section == Epoch)
        return tip ? QVariant(tr("In bold: the best epoch of each column")) : tr("Epoch");
    if (section == secondsColumn())
        return tip ? tr("Time spent training in this epoch, without validation") : tr("Time");
    return tip ? QVariant(tr("Training examples per second: ratings, positives, or for a "
                             "softmax over all movies users"))
               : tr("Examples/s");
}

} // namespace towerlab::ui
