// SPDX-License-Identifier: MIT
#include "ui/train/runs_model.h"

#include "ui/jobs/job_runner.h"
#include "ui/runs/run_text.h"
#include "ui/train/value_range.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

const RunMetric& metricOf(int column) {
    return runMetrics()[static_cast<std::size_t>(column - RunsModel::FirstMetric)];
}

bool isMetric(int column) { return column >= RunsModel::FirstMetric; }

bool isLoss(const RunMetric& metric) {
    return metric.key == "train_loss" || metric.key == "validation_loss";
}

/// Of the model that the run has left, or so far would leave.
std::optional<double> modelValue(const TrainRun& run, const RunMetric& metric) {
    const EpochRecord* epoch = modelEpoch(run.record);
    return epoch == nullptr ? std::nullopt : metric.of(*epoch);
}

/// So that "Run 10" comes after "Run 9".
QString withPaddedNumbers(const QString& name) {
    QString padded;
    QString digits;
    const auto flush = [&] {
        if (!digits.isEmpty())
            padded += digits.rightJustified(12, u'0');
        digits.clear();
    };
    for (const QChar letter : name) {
        if (letter.isDigit()) {
            digits += letter;
            continue;
        }
        flush();
        padded += letter;
    }
    flush();
    return padded.toLower();
}

} // namespace

RunsModel::RunsModel(RunLibrary* library, QObject* parent)
    : QAbstractTableModel(parent), library_(library) {
    connect(library, &RunLibrary::aboutToInsert, this,
            [this](int row) { beginInsertRows({}, row, row); });
    connect(library, &RunLibrary::inserted, this, [this] {
        endInsertRows();
        compareAgain();
    });
    connect(library, &RunLibrary::aboutToRemove, this,
            [this](int row) { beginRemoveRows({}, row, row); });
    connect(library, &RunLibrary::removed, this, [this] {
        endRemoveRows();
        compareAgain();
    });
    connect(library, &RunLibrary::aboutToReset, this, [this] { beginResetModel(); });
    connect(library, &RunLibrary::reset, this, [this] {
        endResetModel();
        compareAgain();
    });
    connect(library, &RunLibrary::changed, this, [this](int row) {
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        compareAgain();
    });
    compareAgain();
}

const TrainRun& RunsModel::run(int row) const {
    return library_->runs()[static_cast<std::size_t>(row)];
}

quint64 RunsModel::idAt(int row) const { return row >= 0 && row < rowCount() ? run(row).id : 0; }

void RunsModel::compareAgain() {
    std::vector<const RunSettings*> all;
    for (const TrainRun& one : library_->runs())
        all.push_back(&one.record.settings);
    differing_ = differingFields(all);
    const auto& runs = library_->runs();
    const bool comparable = std::all_of(runs.begin(), runs.end(), [&](const TrainRun& one) {
        return sameLoss(one.record, runs.front().record);
    });
    best_.assign(runMetrics().size(), std::nullopt);
    for (std::size_t i = 0; i < best_.size(); ++i) {
        const RunMetric& metric = runMetrics()[i];
        if (isLoss(metric) && !comparable)
            continue;
        ValueRange range;
        for (const TrainRun& one : library_->runs())
            if (const auto value = modelValue(one, metric))
                range.include(*value);
        if (range.low < range.high) // a lone value, or equal ones, are no better than others
            best_[i] = metric.better == Better::Higher ? range.high : range.low;
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Settings), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT usedColumnsChanged();
}

int RunsModel::columnOf(const RunMetric& metric) {
    return FirstMetric + static_cast<int>(&metric - runMetrics().data());
}

bool RunsModel::isUsed(int column) const {
    const auto& runs = library_->runs();
    return !isMetric(column) || std::any_of(runs.begin(), runs.end(), [column](const auto& one) {
        return bestEpoch(one.record, metricOf(column)).has_value();
    });
}

int RunsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(library_->runs().size());
}

int RunsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstMetric + static_cast<int>(runMetrics().size());
}

std::vector<const SettingField*> RunsModel::differences(const TrainRun& one) const {
    return rowCount() > 1 && !differing_.empty() ? differing_
                                                 : changesFromPreset(one.record.settings);
}

bool RunsModel::isBest(const TrainRun& one, int column) const {
    if (!isMetric(column))
        return false;
    const auto& best = best_[static_cast<std::size_t>(column - FirstMetric)];
    return best && modelValue(one, metricOf(column)) == best;
}

QString RunsModel::text(const TrainRun& one, int column) const {
    const QLocale locale;
    switch (column) {
    case Name:
        return one.name;
    case Pinned:
        return {};
    case Settings:
        return fieldsText(differences(one), one.record.settings);
    case Epochs:
        return one.live ? tr("%1 of %2")
                              .arg(one.record.epochs.size())
                              .arg(one.record.settings.train.epochs)
                        : locale.toString(qulonglong{one.record.epochs.size()});
    case Time: {
        const double seconds = secondsOf(one.record);
        if (one.record.epochs.empty())
            return QStringLiteral("–");
        return seconds < 10 ? tr("%1 s").arg(locale.toString(seconds, 'f', 2))
                            : durationText(seconds);
    }
    default:
        return metricText(metricOf(column), modelValue(one, metricOf(column)));
    }
}

QString RunsModel::toolTip(const TrainRun& one, int column) const {
    switch (column) {
    case Pinned:
        return one.pinned() ? tr("Pinned: this run is kept in a file, and listed again at the "
                                 "next start. Click to unpin it.")
                            : tr("Click to pin: the run is then kept in a file, and listed again "
                                 "at the next start.");
    case Name:
    case Settings:
        return QStringLiteral("<p><b>%1</b>%2%3</p>")
                   .arg(one.name.toHtmlEscaped(),
                        one.live
                            ? QString()
                            : QStringLiteral("<br>%1<br>%2, %3")
                                  .arg(endText(one.record).toHtmlEscaped(), engineText(one.record),
                                       examplesText(one.record.settings.train.objective,
                                                    one.record.trainCount)),
                        library_->inUse() == one.id
                            ? QStringLiteral("<br>") + tr("Its model is the one in use.")
                            : QString()) +
               settingsToolTip(one.record.settings, differences(one));
    case Epochs:
        return one.live ? QString() : endText(one.record);
    case Time:
        return tr("Time spent training, without validation and pauses. %1")
            .arg(engineText(one.record));
    default:
        break;
    }
    const RunMetric& metric = metricOf(column);
    const auto best = bestEpoch(one.record, metric);
    if (!best)
        return tr("This run does not have this figure.");
    const EpochRecord& epoch = one.record.epochs[*best];
    QString text = tr("After epoch %1: %2.\nBest of its epochs: %3, after epoch %4.")
                       .arg(modelEpoch(one.record)->epoch)
                       .arg(metricText(metric, modelValue(one, metric)))
                       .arg(metricText(metric, metric.of(epoch)))
                       .arg(epoch.epoch);
    if (isBest(one, column))
        text += u'\n' + tr("The best of the runs listed.");
    return text;
}

QVariant RunsModel::sortValue(const TrainRun& one, int column) const {
    switch (column) {
    case Name:
        return withPaddedNumbers(one.name);
    case Pinned:
        return one.pinned();
    case Epochs:
        return qulonglong{one.record.epochs.size()};
    case Time:
        return secondsOf(one.record);
    case Settings:
        return text(one, column);
    default: {
        const auto value = modelValue(one, metricOf(column));
        return value ? QVariant(*value) : QVariant();
    }
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TrainRun& one = run(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(one, column);
    case Qt::ToolTipRole:
        return toolTip(one, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column >= Epochs ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case Qt::CheckStateRole:
        return column == Name ? QVariant(one.shown ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return column == Name ? QVariant(theme::category(one.colour)) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setWeight(QFont::DemiBold);
        const bool stands = isBest(one, column) || (column == Name && library_->inUse() == one.id);
        return stands ? QVariant(font) : QVariant();
    }
    case Qt::ForegroundRole:
        if (column == Settings)
            return theme::mutedText();
        return isBest(one, column) ? QVariant(theme::accent()) : QVariant();
    case Qt::AccessibleDescriptionRole:
        return column == Name && library_->inUse() == one.id ? QVariant(tr("in use")) : QVariant();
    case SortRole:
        return sortValue(one, column);
    case BestRole:
        return isBest(one, column);
    case IdRole:
        return qulonglong{one.id};
    default:
        return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Name)
        return false;
    const quint64 id = run(index.row()).id;
    if (role == Qt::CheckStateRole) {
        library_->setShown(id, value.toInt() == Qt::Checked);
        return true;
    }
    return role == Qt::EditRole && library_->rename(id, value.toString());
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    return index.column() == Name ? plain | Qt::ItemIsEditable | Qt::ItemIsUserCheckable : plain;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section >= Epochs ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    const bool tip = role == Qt::ToolTipRole;
    if (role == Qt::DecorationRole && section == Pinned)
        return theme::icon(QStringLiteral("pin"));
    if (role != Qt::DisplayRole && !tip)
        return {};
    switch (section) {
    case Name:
        return tip ? tr("A check shows the run's curve in the plot. In bold: the run whose model "
                        "is in use")
                   : tr("Run");
    case Pinned:
        return tip ? tr("Pinned runs are kept in files, and listed again at the next start")
                   : QString();
    case Settings:
        return tip ? tr("The settings that are not the same in all runs listed; hold the mouse "
                        "over one to read all of them")
                   : tr("Differs in");
    case Epochs:
        return tip ? tr("Finished passes over the training examples") : tr("Epochs");
    case Time:
        return tip ? tr("Time spent training, without validation and pauses") : tr("Time");
    default:
        break;
    }
    const RunMetric& metric = metricOf(section);
    return tip ? tr("%1.\nShown is the value of the run's model, after the last epoch or the one "
                    "kept; the best of the column is bold.")
                     .arg(metricsText(metric.help))
               : metricsText(metric.label).replace(u' ', u'\n'); // narrow columns
}

RunsProxy::RunsProxy(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
    setSortLocaleAware(true);
}

bool RunsProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const bool hasLeft = left.data(SortRole).isValid();
    const bool hasRight = right.data(SortRole).isValid();
    if (hasLeft && hasRight)
        return QSortFilterProxyModel::lessThan(left, right);
    return sortOrder() == Qt::AscendingOrder ? hasLeft && !hasRight : hasRight && !hasLeft;
}

} // namespace towerlab::ui
