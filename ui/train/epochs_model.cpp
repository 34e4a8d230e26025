// SPDX-License-Identifier: MIT
#include "ui/train/epochs_model.h"

#include "ui/runs/run_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <utility>

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

EpochsModel::EpochsModel(QObject* parent) : TableModel(parent) { describeColumns(); }

void EpochsModel::setEpochs(std::vector<EpochRecord> epochs) {
    beginResetModel();
    record_.epochs = std::move(epochs);
    describeColumns();
    endResetModel();
}

void EpochsModel::describeColumns() {
    metrics_ = columnsFor(record_.epochs);
    std::vector<TableColumn> columns = {
        {.title = tr("Epoch"),
         .help = tr("In bold: the best epoch of each column"),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return QLocale().toString(epoch(row).epoch); },
         .sortValue = [this](std::size_t row) { return double(epoch(row).epoch); }}};
    for (const RunMetric* metric : metrics_)
        columns.push_back(metricColumn(*metric));
    columns.push_back({.title = tr("Time"),
                       .help = tr("Time spent training in this epoch, without validation"),
                       .alignment = Qt::AlignRight,
                       .text =
                           [this](std::size_t row) {
                               return tr("%1 s").arg(
                                   QLocale().toString(epoch(row).seconds, 'f', 2));
                           },
                       .sortValue = [this](std::size_t row) { return epoch(row).seconds; }});
    columns.push_back(
        {.title = tr("Examples/s"),
         .help = tr("Training examples per second: ratings, positives, or for a "
                    "softmax over all movies users"),
         .alignment = Qt::AlignRight,
         .text =
             [this](std::size_t row) {
                 return QLocale().toString(epoch(row).examplesPerSecond, 'f', 0);
             },
         .sortValue = [this](std::size_t row) { return epoch(row).examplesPerSecond; }});
    setColumns(std::move(columns));
}

TableColumn EpochsModel::metricColumn(const RunMetric& metric) const {
    return {.title = metricsText(metric.label),
            .help = metricsText(metric.help),
            .alignment = Qt::AlignRight,
            .text =
                [this, &metric](std::size_t row) {
                    const auto value = metric.of(epoch(row));
                    return value ? QLocale().toString(*value, 'f', metric.decimals + 1)
                                 : QStringLiteral("–");
                },
            .sortValue =
                [this, &metric](std::size_t row) {
                    const auto value = metric.of(epoch(row));
                    return value ? QVariant(*value) : QVariant();
                },
            .toolTip =
                [this, &metric](std::size_t row) {
                    return isBest(row, metric) ? tr("The best of this run's epochs") : QString();
                }};
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

bool EpochsModel::isBest(std::size_t row, const RunMetric& metric) const {
    return rows() > 1 && bestEpoch(record_, metric) == row;
}

QVariant EpochsModel::more(std::size_t row, int column, int role) const {
    const bool ofMetric = column >= FirstMetric && column < secondsColumn();
    if (role != Qt::FontRole || !ofMetric ||
        !isBest(row, *metrics_[static_cast<std::size_t>(column - FirstMetric)]))
        return {};
    QFont font;
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace towerlab::ui
