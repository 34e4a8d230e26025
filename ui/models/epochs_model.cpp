// SPDX-License-Identifier: MIT
#include "ui/models/epochs_model.h"

#include "ui/models/table_roles.h"

#include <QLocale>

namespace towerlab::ui {
namespace {

QString header(int column, bool stars) {
    switch (column) {
    case EpochsModel::Epoch:
        return EpochsModel::tr("Epoch");
    case EpochsModel::TrainLoss:
        return EpochsModel::tr("Training loss");
    case EpochsModel::ValidationLoss:
        return EpochsModel::tr("Validation loss");
    case EpochsModel::FirstMetric:
        return stars ? EpochsModel::tr("RMSE, stars") : EpochsModel::tr("Accuracy");
    case EpochsModel::SecondMetric:
        return stars ? EpochsModel::tr("MAE, stars") : EpochsModel::tr("AUC");
    case EpochsModel::Seconds:
        return EpochsModel::tr("Time");
    default:
        return EpochsModel::tr("Examples/s");
    }
}

QString help(int column, bool stars) {
    switch (column) {
    case EpochsModel::TrainLoss:
        return EpochsModel::tr("Mean loss of the epoch's batches, each as it was before its step");
    case EpochsModel::ValidationLoss:
        return EpochsModel::tr("The same loss on the ratings held out, after the epoch");
    case EpochsModel::FirstMetric:
        return stars ? EpochsModel::tr("Root of the mean squared error on the ratings held out, "
                                       "in stars: sqrt(mean((p - r)²))")
                     : EpochsModel::tr("Share of the ratings held out that are put on the right "
                                       "side of 0.5");
    case EpochsModel::SecondMetric:
        return stars ? EpochsModel::tr("Mean absolute error on the ratings held out, in stars")
                     : EpochsModel::tr("Chance that a liked movie gets a higher score than one "
                                       "not liked; 0.5 is guessing");
    case EpochsModel::Seconds:
        return EpochsModel::tr("Time spent training in this epoch, without validation");
    default:
        return {};
    }
}

} // namespace

EpochsModel::EpochsModel(QObject* parent) : QAbstractTableModel(parent) {}

void EpochsModel::begin(Objective objective) {
    beginResetModel();
    epochs_.clear();
    objective_ = objective;
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, FirstMetric, SecondMetric);
}

void EpochsModel::add(const EpochRecord& epoch) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    epochs_.push_back(epoch);
    endInsertRows();
}

int EpochsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(epochs_.size());
}

int EpochsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

std::optional<double> EpochsModel::value(const EpochRecord& epoch, int column) const {
    const bool stars = objective_ == Objective::MeanSquaredError;
    switch (column) {
    case Epoch:
        return epoch.epoch;
    case TrainLoss:
        return epoch.trainLoss;
    case ValidationLoss:
        return epoch.validationLoss;
    case FirstMetric:
        return stars ? epoch.validationRmse : epoch.validationAccuracy;
    case SecondMetric:
        return stars ? epoch.validationMae : epoch.validationAuc;
    case Seconds:
        return epoch.seconds;
    default:
        return epoch.examplesPerSecond;
    }
}

QVariant EpochsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto number = value(epochs_[static_cast<std::size_t>(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == SortRole)
        return number ? QVariant(*number) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    if (!number)
        return QStringLiteral("–");
    const QLocale locale;
    switch (index.column()) {
    case Epoch:
        return locale.toString(static_cast<int>(*number));
    case TrainLoss:
    case ValidationLoss:
        return locale.toString(*number, 'f', 5);
    case Seconds:
        return tr("%1 s").arg(locale.toString(*number, 'f', 2));
    case Speed:
        return locale.toString(*number, 'f', 0);
    default:
        return locale.toString(*number, 'f', 4);
    }
}

QVariant EpochsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const bool stars = objective_ == Objective::MeanSquaredError;
    if (role == Qt::DisplayRole)
        return header(section, stars);
    if (role == Qt::ToolTipRole)
        return help(section, stars);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace towerlab::ui
