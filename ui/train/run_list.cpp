// SPDX-License-Identifier: MIT
#include "ui/train/run_list.h"

#include "ui/runs/run_library.h"
#include "ui/train/continue_dialog.h"
#include "ui/train/run_table.h"
#include "ui/train/runs_model.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"
#include "ui/widgets/value_proxy.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int widthForWords = 640; ///< of the card: below it buttons have no words

} // namespace

RunList::RunList(RunLibrary* library, QWidget* parent)
    : QWidget(parent),
      library_(library),
      model_(new RunsModel(library, this)),
      sorted_(new ValueProxy(this)),
      table_(new RunTable) {
    sorted_->setSourceModel(model_);
    sorted_->sort(-1);
    table_->setObjectName(QStringLiteral("runsTable"));
    table_->setAccessibleName(tr("Runs, newest first"));
    table_->setModel(sorted_);
    makeActions();
    makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeNote());
    column->addWidget(table_, 1);
    connectLibrary();
    connect(model_, &RunsModel::usedColumnsChanged, table_, &RunTable::fitColumns);
    connect(table_, &RunTable::chosenChanged, this, &RunList::showChosen);
    connect(table_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != RunsModel::Pinned)
            useModel();
    });
    connect(table_, &RunTable::pinClicked, this, [this](quint64 id) {
        if (const TrainRun* run = library_->find(id))
            library_->setPinned(id, !run->pinned());
    });
    showChosen();
    showNote();
}

QAction* RunList::makeAction(const QString& name, const QString& icon, const QString& text,
                             const QString& help, const QKeySequence& shortcut) {
    auto* action = new QAction(theme::icon(icon), text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(shortcut.isEmpty()
                           ? help
                           : tr("%1 (%2)").arg(help, shortcut.toString(QKeySequence::NativeText)));
    table_->addAction(action);
    return action;
}

void RunList::makeActions() {
    useModel_ =
        makeAction(QStringLiteral("runUseModel"), QStringLiteral("reopen"), tr("Use this model"),
                   tr("Make this run's model the one in use in every place of the window"),
                   QKeySequence(Qt::CTRL | Qt::Key_Return));
    continue_ = makeAction(QStringLiteral("runContinue"), QStringLiteral("continue"),
                           tr("Continue…"), {}, QKeySequence(Qt::CTRL | Qt::Key_E));
    useSettings_ = makeAction(QStringLiteral("runUseSettings"), QStringLiteral("sliders"),
                              tr("Use these settings"),
                              tr("Put this run's settings into the form on the left"));
    pin_ = makeAction(QStringLiteral("runPin"), QStringLiteral("pin"), tr("Pin"),
                      tr("Keep this run in a file, and list it again at the next start"),
                      QKeySequence(Qt::CTRL | Qt::Key_D));
    pin_->setCheckable(true);
    rename_ = makeAction(QStringLiteral("runRename"), QStringLiteral("rename"), tr("Rename"),
                         tr("Give this run another name"), QKeySequence(Qt::Key_F2));
    remove_ = makeAction(QStringLiteral("runDelete"), QStringLiteral("trash"), tr("Delete"),
                         tr("Take the selected runs off the list, with their files"),
                         QKeySequence(QKeySequence::Delete));
    export_ = makeAction(QStringLiteral("runExport"), QStringLiteral("export"), {}, {});
    setExportsEpochs(false);
    connect(useModel_, &QAction::triggered, this, &RunList::useModel);
    connect(useSettings_, &QAction::triggered, this,
            [this] { Q_EMIT useSettingsRequested(chosen()); });
    connect(continue_, &QAction::triggered, this, [this] { Q_EMIT continueRequested(chosen()); });
    connect(pin_, &QAction::triggered, this, &RunList::pinChosen);
    connect(rename_, &QAction::triggered, this,
            [this] { table_->edit(table_->currentIndex().siblingAtColumn(RunsModel::Name)); });
    connect(remove_, &QAction::triggered, this, [this] {
        library_->remove(table_->selectedIds());
        table_->setFocus(); // where Ctrl+Z is heard
    });
    connect(export_, &QAction::triggered, this, &RunList::exportRequested);
}

void RunList::makeButtons() {
    buttons_ = new QWidget;
    auto* row = new QHBoxLayout(buttons_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (QAction* action : {useModel_, continue_, useSettings_, pin_, rename_, remove_, export_}) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setAccessibleName(action->text());
        button->setIconSize({16, 16});
        button->setFocusPolicy(Qt::StrongFocus);
        if (action == useModel_ || action == continue_)
            wordyButtons_.push_back(button);
        row->addWidget(button);
    }
}

void RunList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool wide = width() >= theme::pixels(widthForWords);
    for (QToolButton* button : wordyButtons_)
        button->setToolButtonStyle(wide ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

QWidget* RunList::makeNote() {
    note_ = new QWidget;
    note_->setObjectName(QStringLiteral("runsNote"));
    theme::makeNote(note_);
    noteText_ = new QLabel;
    noteText_->setObjectName(QStringLiteral("runsNoteText"));
    noteText_->setTextFormat(Qt::PlainText); // it holds names that a person gave
    noteText_->setWordWrap(true);
    noteText_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    noteButton_ = new QPushButton;
    noteButton_->setObjectName(QStringLiteral("runsNoteButton"));
    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("runsNoteClose"));
    close->setIcon(theme::icon(QStringLiteral("close")));
    close->setIconSize({14, 14});
    close->setAccessibleName(tr("Close this note"));
    auto* row = new QHBoxLayout(note_);
    row->setContentsMargins(10, 2, 4, 2);
    row->addWidget(noteText_, 1);
    row->addWidget(noteButton_);
    row->addWidget(close);
    connect(noteButton_, &QPushButton::clicked, this, &RunList::noteButtonPressed);
    connect(close, &QToolButton::clicked, this, [this] {
        if (library_->removedNames().isEmpty() && !library_->rescued().empty())
            library_->dismissRescued();
        else if (library_->removedNames().isEmpty())
            library_->dismissDamaged();
        note_->hide();
    });
    return note_;
}

void RunList::connectLibrary() {
    connect(library_, &RunLibrary::changed, this, &RunList::showChosen);
    connect(library_, &RunLibrary::inserted, this, &RunList::showChosen);
    connect(library_, &RunLibrary::removed, this, [this] {
        choose(chosen()); // the neighbour that has become the current row is selected, too
        showChosen();
    });
    connect(library_, &RunLibrary::reset, this, &RunList::showChosen);
    connect(library_, &RunLibrary::removedNamesChanged, this, &RunList::showNote);
    connect(library_, &RunLibrary::damagedChanged, this, &RunList::showNote);
    connect(library_, &RunLibrary::rescuedChanged, this, &RunList::showNote);
}

quint64 RunList::chosen() const { return table_->currentId(); }

void RunList::choose(quint64 id) {
    const int row = library_->rowOf(id);
    table_->selectModelRow(
        row < 0 ? -1 : sorted_->mapFromSource(model_->index(row, RunsModel::Name)).row());
}

void RunList::setBusy(bool busy) {
    busy_ = busy;
    showChosen();
}

void RunList::showChosen() {
    const TrainRun* run = library_->find(chosen());
    const auto ids = table_->selectedIds();
    const bool anyEnded = std::any_of(ids.begin(), ids.end(), [this](quint64 id) {
        const TrainRun* one = library_->find(id);
        return one != nullptr && !one->live;
    });
    useModel_->setEnabled(run != nullptr && run->reusable() && !busy_ &&
                          library_->inUse() != run->id);
    useSettings_->setEnabled(run != nullptr && !busy_);
    showWhetherContinuable();
    rename_->setEnabled(run != nullptr);
    pin_->setEnabled(anyEnded);
    pin_->setChecked(run != nullptr && run->pinned());
    pin_->setText(pin_->isChecked() ? tr("Unpin") : tr("Pin"));
    remove_->setEnabled(anyEnded);
    export_->setEnabled(!library_->runs().empty());
    const quint64 now = run == nullptr ? 0 : run->id;
    if (std::exchange(told_, now) != now)
        Q_EMIT runChosen(now);
}

void RunList::showWhetherContinuable() {
    const TrainRun* run = library_->find(chosen());
    QString why;
    if (run == nullptr)
        why = tr("No run is chosen");
    else if (busy_)
        why = tr("A run is under way");
    else if (!run->continuable())
        why = tr("The model of this run was saved without the optimiser's state, so its training "
                 "can't go on");
    else if (ContinueDialog::room(run->record) < 1)
        why = tr("This run has as many epochs as a run may have");
    continue_->setEnabled(why.isEmpty());
    continue_->setToolTip(
        why.isEmpty() ? tr("Train this run's model for further epochs, as a run of its own (%1)")
                            .arg(continue_->shortcut().toString(QKeySequence::NativeText))
                      : why);
}

void RunList::pinChosen() {
    const bool pinned = pin_->isChecked(); // toggled by the click
    for (const quint64 id : table_->selectedIds())
        library_->setPinned(id, pinned);
    showChosen();
}

void RunList::useModel() {
    if (useModel_->isEnabled())
        Q_EMIT useModelRequested(chosen());
}

void RunList::showNote() {
    const QStringList names = library_->removedNames();
    const auto& damaged = library_->damaged();
    const bool rescued = !library_->rescued().empty();
    note_->setVisible(!names.isEmpty() || rescued || !damaged.empty());
    if (!names.isEmpty()) {
        noteText_->setText(names.size() == 1 ? tr("Deleted: %1").arg(names.first())
                                             : tr("%1 runs deleted").arg(names.size()));
        noteText_->setToolTip(plainTip(names.join(u'\n')));
        noteButton_->setText(tr("Undo"));
        noteButton_->setToolTip(tr("Bring back what was deleted (Ctrl+Z)"));
    } else if (rescued) {
        showRescued();
    } else if (!damaged.empty()) {
        QStringList reasons;
        for (const DamagedFile& file : damaged)
            reasons << tr("%1: %2").arg(file.file, file.reason);
        noteText_->setText(
            damaged.size() == 1
                ? tr("“%1” can't be read. %2.").arg(damaged.front().name, damaged.front().reason)
                : tr("%1 pinned runs can't be read").arg(damaged.size()));
        noteText_->setToolTip(plainTip(reasons.join(u'\n')));
        noteButton_->setText(tr("Set aside"));
        noteButton_->setToolTip(
            plainTip(tr("Moves to the folder “damaged” beside:\n%1").arg(reasons.join(u'\n'))));
    }
}

void RunList::showRescued() {
    const TrainRun* run = library_->find(library_->rescued().front());
    if (run == nullptr)
        return;
    const std::size_t done = run->record.epochs.size();
    const int planned = run->record.settings.train.epochs;
    const QString state = tr("%1, %2 of %3 epochs").arg(run->name).arg(done).arg(planned);
    const auto others = static_cast<int>(library_->rescued().size()) - 1;
    noteText_->setText(others == 0 ? tr("The program ended unexpectedly. Rescued: %1").arg(state)
                                   : tr("The program ended unexpectedly. Rescued: %1, and %2 more")
                                         .arg(state)
                                         .arg(others));
    noteText_->setToolTip(plainTip(noteText_->text()));
    const bool more = static_cast<int>(done) < planned && run->continuable();
    noteButton_->setText(more ? tr("Go on…") : tr("Show it"));
    noteButton_->setToolTip(more ? tr("Train on from its last epoch")
                                 : tr("Shows the run in the list, where it is pinned"));
}

void RunList::noteButtonPressed() {
    if (!library_->removedNames().isEmpty()) {
        library_->undoRemove();
        return;
    }
    if (library_->rescued().empty()) {
        library_->setDamagedAside();
        return;
    }
    const quint64 id = library_->rescued().front();
    const TrainRun* run = library_->find(id);
    const bool more = run != nullptr && static_cast<int>(run->record.epochs.size()) <
                                            run->record.settings.train.epochs;
    library_->dismissRescued();
    choose(id);
    if (more)
        Q_EMIT continueRequested(id);
}

std::vector<const TrainRun*> RunList::listed() const {
    std::vector<const TrainRun*> runs;
    for (int row = 0; row < sorted_->rowCount(); ++row)
        runs.push_back(&library_->runs()[static_cast<std::size_t>(
            sorted_->mapToSource(sorted_->index(row, 0)).row())]);
    return runs;
}

void RunList::setExportsEpochs(bool on) {
    export_->setText(on ? tr("Export the epochs…") : tr("Export the list…"));
    export_->setToolTip(on ? tr("Export the epochs of the chosen run as CSV")
                           : tr("Export all runs listed as CSV: settings and metrics"));
    for (QObject* button : export_->associatedObjects())
        if (auto* widget = qobject_cast<QToolButton*>(button))
            widget->setAccessibleName(export_->text());
}

} // namespace towerlab::ui
