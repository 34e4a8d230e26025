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

RunsModel::RunsModel(RunLibrary* library, QObject* parent) : TableModel(parent), library_(library) {
    setColumns(describe());
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

std::vector<TableColumn> RunsModel::describe() const {
    const auto tip = [this](std::size_t row) { return nameTip(run(row)); };
    std::vector<TableColumn> columns = {
        {.title = tr("Run"),
         .help = tr("A check shows the run's curve in the plot. In bold: the run whose model "
                    "is in use"),
         .text = [this](std::size_t row) { return run(row).name; },
         .sortValue = [this](std::size_t row) { return withPaddedNumbers(run(row).name); },
         .toolTip = tip,
         .richToolTip = true},
        {.title = {}, // an icon
         .help = tr("Pinned runs are kept in files, and listed again at the next start"),
         .text = [](std::size_t) { return QString(); },
         .sortValue = [this](std::size_t row) { return run(row).pinned(); },
         .toolTip =
             [this](std::size_t row) {
                 return run(row).pinned()
                            ? tr("Pinned: this run is kept in a file, and listed again at the "
                                 "next start. Click to unpin it.")
                            : tr("Click to pin: the run is then kept in a file, and listed again "
                                 "at the next start.");
             }},
        {.title = tr("Differs in"),
         .help = tr("The settings that are not the same in all runs listed; hold the mouse "
                    "over one to read all of them"),
         .text =
             [this](std::size_t row) {
                 return fieldsText(differences(run(row)), run(row).record.settings);
             },
         .toolTip = tip,
         .richToolTip = true},
        {.title = tr("Epochs"),
         .help = tr("Finished passes over the training examples"),
         .alignment = Qt::AlignRight,
         .text =
             [this](std::size_t row) {
                 const RunRecord& record = run(row).record;
                 return run(row).live ? tr("%1 of %2")
                                            .arg(record.epochs.size())
                                            .arg(record.settings.train.epochs)
                                      : QLocale().toString(qulonglong{record.epochs.size()});
             },
         .sortValue = [this](std::size_t row) { return qulonglong{run(row).record.epochs.size()}; },
         .toolTip =
             [this](std::size_t row) {
                 return run(row).live ? QString() : endText(run(row).record);
             }},
        {.title = tr("Time"),
         .help = tr("Time spent training, without validation and pauses"),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return timeText(run(row)); },
         .sortValue = [this](std::size_t row) { return secondsOf(run(row).record); },
         .toolTip =
             [this](std::size_t row) {
                 return tr("Time spent training, without validation and pauses. %1")
                     .arg(engineText(run(row).record));
             }}};
    for (const RunMetric& metric : runMetrics())
        columns.push_back(metricColumn(metric));
    return columns;
}

TableColumn RunsModel::metricColumn(const RunMetric& metric) const {
    return {.title = metricsText(metric.label).replace(u' ', u'\n'), // narrow columns
            .help = tr("%1.\nShown is the value of the run's model, after the last epoch or the "
                       "one kept; the best of the column is bold.")
                        .arg(metricsText(metric.help)),
            .alignment = Qt::AlignRight,
            .text =
                [this, &metric](std::size_t row) {
                    return metricText(metric, modelValue(run(row), metric));
                },
            .sortValue =
                [this, &metric](std::size_t row) {
                    const auto value = modelValue(run(row), metric);
                    return value ? QVariant(*value) : QVariant();
                },
            .toolTip = [this, &metric](std::size_t row) { return metricTip(run(row), metric); },
            .richToolTip = true};
}

quint64 RunsModel::idAt(int row) const {
    return row >= 0 && row < rowCount() ? run(static_cast<std::size_t>(row)).id : 0;
}

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

QString RunsModel::timeText(const TrainRun& one) const {
    const double seconds = secondsOf(one.record);
    if (one.record.epochs.empty())
        return QStringLiteral("–");
    return seconds < 10 ? tr("%1 s").arg(QLocale().toString(seconds, 'f', 2))
                        : durationText(seconds);
}

QString RunsModel::nameTip(const TrainRun& one) const {
    const QString facts =
        one.live
            ? QString()
            : QStringLiteral("<br>%1<br>%2, %3")
                  .arg(endText(one.record).toHtmlEscaped(), engineText(one.record),
                       examplesText(one.record.settings.train.objective, one.record.trainCount));
    const QString use = library_->inUse() == one.id
                            ? QStringLiteral("<br>") + tr("Its model is the one in use.")
                            : QString();
    return QStringLiteral("<p><b>%1</b>%2%3</p>").arg(one.name.toHtmlEscaped(), facts, use) +
           settingsToolTip(one.record.settings, differences(one));
}

QString RunsModel::metricTip(const TrainRun& one, const RunMetric& metric) const {
    const auto best = bestEpoch(one.record, metric);
    if (!best)
        return tr("This run does not have this figure.");
    const EpochRecord& epoch = one.record.epochs[*best];
    QString text = tr("After epoch %1: %2.\nBest of its epochs: %3, after epoch %4.")
                       .arg(modelEpoch(one.record)->epoch)
                       .arg(metricText(metric, modelValue(one, metric)))
                       .arg(metricText(metric, metric.of(epoch)))
                       .arg(epoch.epoch);
    if (isBest(one, columnOf(metric)))
        text += u'\n' + tr("The best of the runs listed.");
    return text;
}

QVariant RunsModel::more(std::size_t row, int shown, int role) const {
    const TrainRun& one = run(row);
    const bool isName = shown == Name;
    switch (role) {
    case Qt::EditRole:
        return column(shown).text(row);
    case Qt::CheckStateRole:
        return isName ? QVariant(one.shown ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return isName ? QVariant(theme::category(one.colour)) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setWeight(QFont::DemiBold);
        const bool stands = isBest(one, shown) || (isName && library_->inUse() == one.id);
        return stands ? QVariant(font) : QVariant();
    }
    case Qt::ForegroundRole:
        if (shown == Settings)
            return theme::mutedText();
        return isBest(one, shown) ? QVariant(theme::accent()) : QVariant();
    case Qt::AccessibleDescriptionRole:
        return isName && library_->inUse() == one.id ? QVariant(tr("in use")) : QVariant();
    case BestRole:
        return isBest(one, shown);
    case IdRole:
        return qulonglong{one.id};
    default:
        return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Name)
        return false;
    const quint64 id = idAt(index.row());
    if (role == Qt::CheckStateRole) {
        library_->setShown(id, value.toInt() == Qt::Checked);
        return true;
    }
    return role == Qt::EditRole && library_->rename(id, value.toString());
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags plain = TableModel::flags(index);
    return index.column() == Name ? plain | Qt::ItemIsEditable | Qt::ItemIsUserCheckable : plain;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && section == Pinned && role == Qt::DecorationRole)
        return theme::icon(QStringLiteral("pin"));
    return TableModel::headerData(section, orientation, role);
}

} // namespace towerlab::ui
