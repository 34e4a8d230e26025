// SPDX-License-Identifier: MIT
#include "ui/compare/panel.h"

#include "core/data/dataset.h"
#include "core/error.h"
#include "ui/compare/explore/rules_view.h"
#include "ui/compare/explore/two_stage_view.h"
#include "ui/compare/explore/user_lists.h"
#include "ui/compare/report/report.h"
#include "ui/compare/results/results_view.h"
#include "ui/compare/setup/controls.h"
#include "ui/compare/setup/history.h"
#include "ui/compare/setup/method_list.h"
#include "ui/compare/setup/methods_view.h"
#include "ui/compare/setup/panel.h"
#include "ui/compare/shared/job.h"
#include "ui/compare/shared/library.h"
#include "ui/compare/shared/text.h"
#include "ui/runs/run_library.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/save_dialog.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int widthForSetup = 1000; ///< beside which the results can be read

} // namespace

ComparePanel::ComparePanel(Workspace* workspace, const RunLibrary* runs, QWidget* parent)
    : Place(parent),
      workspace_(workspace),
      runs_(runs),
      library_(new CompareLibrary(this)),
      job_(new CompareJob(this)),
      setup_(new CompareSetup) {
    setObjectName(QStringLiteral("comparePanel"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    row->setSpacing(theme::spacing);
    row->addWidget(setup_);
    setSideColumn(setup_, preference::setupShown, tr("Test and Methods"), widthForSetup);
    setFirstFocus(setup_->controls()->button());
    row->addWidget(makeMain(), 1);
    connect(setup_, &CompareSetup::compareRequested, this, &ComparePanel::compare);
    connect(setup_, &CompareSetup::stopRequested, job_, &CompareJob::stop);
    connectJob();
    connectLibrary();
    connectRuns();
    connect(workspace_, &Workspace::datasetChanged, this, &ComparePanel::adoptDataset);
    adoptDataset();
}

ComparePanel::~ComparePanel() {
    // They speak to parts of the panel that go before they do.
    job_->disconnect();
    library_->disconnect();
}

QWidget* ComparePanel::makeMain() {
    tabs_ = new QTabWidget;
    tabs_->setObjectName(QStringLiteral("compareTabs"));
    history_ = new CompareHistory(library_);
    tabs_->setCornerWidget(history_);
    // As high as the box beside the tabs.
    tabs_->setStyleSheet(QStringLiteral("QTabBar::tab { padding: 8px 4px; }"));
    results_ = new ResultsView;
    tabs_->addTab(results_, tr("Results"));
    addView(new UserLists(workspace_), tr("One User"));
    addView(new TwoStageView(workspace_), tr("Two Stages"));
    addView(new RulesView(workspace_), tr("Rules"));
    addView(new MethodsView, tr("Methods"));
    connect(results_, &ResultsView::compareRequested, this, [this] {
        if (workspace_->dataset())
            compare();
        else
            workspace_->openDemo();
    });
    connect(history_, &CompareHistory::exportRequested, this, &ComparePanel::askForExport);
    connect(history_, &CompareHistory::chosen, library_, &CompareLibrary::open);
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(makeNote());
    column->addWidget(tabs_, 1);
    return area;
}

QWidget* ComparePanel::makeNote() {
    note_ = new QWidget;
    note_->setObjectName(QStringLiteral("compareFilesNote"));
    theme::makeNote(note_);
    noteText_ = new QLabel;
    noteText_->setTextFormat(Qt::PlainText);
    noteText_->setWordWrap(true);
    noteText_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    noteButton_ = new QPushButton;
    noteButton_->setObjectName(QStringLiteral("compareUndo"));
    auto* close = new QToolButton;
    close->setIcon(theme::icon(QStringLiteral("close")));
    close->setIconSize({14, 14});
    close->setAccessibleName(tr("Close this note"));
    auto* row = new QHBoxLayout(note_);
    row->setContentsMargins(10, 2, 4, 2);
    row->addWidget(noteText_, 1);
    row->addWidget(noteButton_);
    row->addWidget(close);
    connect(noteButton_, &QPushButton::clicked, this, [this] {
        if (library_->removed())
            library_->undoRemove();
        else
            library_->setDamagedAside();
    });
    connect(close, &QToolButton::clicked, note_, &QWidget::hide);
    note_->hide();
    return note_;
}

void ComparePanel::connectJob() {
    connect(job_, &CompareJob::progressed, this,
            [this](int method, double fraction, const QString& phase) {
                setup_->showProgress(static_cast<std::size_t>(method), fraction, phase);
            });
    connect(job_, &CompareJob::methodDone, this, &ComparePanel::addResult);
    connect(job_, &CompareJob::finished, this, &ComparePanel::endComparison);
    connect(job_, &CompareJob::failed, workspace_, &Workspace::failed);
}

void ComparePanel::connectLibrary() {
    connect(library_, &CompareLibrary::changed, this, [this] {
        showNote();
        const bool gone = !shownFile_.isEmpty() && library_->rowOf(shownFile_) < 0;
        if (gone)
            show(nullptr, {});
        if (!shown_ && !isRunning())
            showNewest();
    });
    connect(library_, &CompareLibrary::opened, this,
            [this](const QString& file, const std::shared_ptr<const Comparison>& comparison) {
                show(comparison, file);
            });
    connect(library_, &CompareLibrary::saved, this,
            [this](const QString& file, const std::shared_ptr<const Comparison>& comparison) {
                if (comparison != shown_)
                    return;
                shownFile_ = file;
                history_->setShown(file);
            });
    connect(library_, &CompareLibrary::failed, workspace_, &Workspace::failed);
}

void ComparePanel::connectRuns() {
    connect(runs_, &RunLibrary::inserted, this, &ComparePanel::offerRuns);
    connect(runs_, &RunLibrary::removed, this, &ComparePanel::offerRuns);
    connect(runs_, &RunLibrary::reset, this, &ComparePanel::offerRuns);
    connect(runs_, &RunLibrary::changed, this, &ComparePanel::offerRuns);
    offerRuns();
}

void ComparePanel::offerRuns() {
    std::vector<MethodList::OwnRun> own;
    for (const TrainRun& run : runs_->runs())
        if (!run.live)
            own.push_back({run.id, ownRunEntry(run.name.toStdString(), run.record.settings)});
    setup_->methods()->setRuns(std::move(own));
}

bool ComparePanel::isRunning() const { return job_->isRunning(); }

void ComparePanel::stop() {
    if (isRunning())
        job_->stop();
}

void ComparePanel::adoptDataset() {
    job_->abandon();
    library_->cancelOpen(); // of results of the data before
    setup_->clearStates();
    setup_->setScale(workspace_->ratingScale());
    setup_->setRatings(workspace_->dataset() ? workspace_->dataset()->ratings().size() : 0);
    show(nullptr, {});
    showEmptyTexts();
    showNewest();
}

void ComparePanel::showNewest() {
    const auto dataset = workspace_->dataset();
    if (!dataset)
        return;
    if (const compare_store::Kept* newest = library_->newestOf(*dataset))
        library_->open(newest->file);
}

void ComparePanel::showEmptyTexts() {
    const bool open = workspace_->dataset() != nullptr;
    results_->setEmptyTexts(
        open ? tr("Nothing compared yet") : tr("Nothing to compare on"),
        open ? tr("Choose methods in the side column (Ctrl+B). Each one learns from the same "
                  "training ratings and "
                  "is asked the same questions, so that their figures can be compared.")
             : tr("Open a MovieLens folder from the File menu, or the built-in demo data."),
        open ? tr("Compare") : tr("Open the demo data"));
}

void ComparePanel::compare() {
    if (isRunning() || !setup_->whyNot().isEmpty())
        return;
    const CompareSettings settings = setup_->settings();
    const auto dataset = workspace_->dataset();
    partial_ = std::make_shared<Comparison>();
    partial_->settings = settings;
    partial_->datasetName = dataset->name();
    partial_->datasetSource = dataset->source();
    setup_->begin(settings.entries);
    tabs_->setCurrentIndex(0);
    job_->start(dataset, settings);
}

void ComparePanel::addResult(int method, const std::shared_ptr<const MethodResult>& result) {
    setup_->showResult(static_cast<std::size_t>(method), *result);
    if (!partial_)
        return;
    auto more = std::make_shared<Comparison>(*partial_);
    more->methods.push_back(*result);
    more->methods.back().perUser.clear(); // not for the table, and large
    partial_ = more;
    results_->setPartial(partial_);
    history_->setShown({});
    history_->setExportable(false);
}

void ComparePanel::endComparison(const std::shared_ptr<const Comparison>& comparison) {
    setup_->end(comparison ? comparison->methods.size() : 0,
                !comparison || comparison->stoppedEarly);
    partial_.reset();
    if (comparison) {
        show(comparison, {});
        library_->keep(comparison);
    } else {
        show(shown_, shownFile_); // the last good one stays
    }
    Q_EMIT ended();
}

void ComparePanel::show(const std::shared_ptr<const Comparison>& comparison, const QString& file) {
    partial_.reset(); // what goes on being compared is shown when it is done
    shown_ = comparison;
    shownFile_ = file;
    history_->setShown(file);
    history_->setExportable(comparison != nullptr);
    const auto dataset = workspace_->dataset();
    results_->setComparison(comparison, dataset);
    const bool ofThis = comparison && isOf(*comparison, dataset.get());
    for (const View& view : views_)
        view(ofThis ? comparison : nullptr, ofThis ? dataset : nullptr);
}

void ComparePanel::showNote() {
    const auto& removed = library_->removed();
    const auto& damaged = library_->damaged();
    note_->setVisible(removed.has_value() || !damaged.empty());
    Q_EMIT undoChanged();
    if (removed) {
        noteText_->setText(
            tr("Deleted: results of %1, %2")
                .arg(removed->dataset, finishedText(removed->finished.toStdString())));
        noteButton_->setText(tr("Undo"));
        noteButton_->setToolTip(tr("Bring back what was deleted (Ctrl+Z)"));
        noteText_->setToolTip({});
    } else if (!damaged.empty()) {
        noteText_->setText(
            tr("Kept results of %1: %2.").arg(damaged.front().name, damaged.front().reason));
        noteButton_->setText(tr("Set aside"));
        noteButton_->setToolTip(
            plainTip(tr("Moves to the folder “damaged” beside:\n%1").arg(damaged.front().file)));
        noteText_->setToolTip(plainTip(noteText_->text()));
    }
}

bool ComparePanel::canUndo() const { return library_->removed().has_value(); }

void ComparePanel::undo() { library_->undoRemove(); }

void ComparePanel::askForExport() {
    const QString path = askWhereToSave(
        this, tr("Export the results"), tr("comparison.pdf"),
        {tr("PDF report (*.pdf)"), tr("HTML report (*.html)"), tr("CSV table (*.csv)")});
    if (!path.isEmpty())
        exportTo(path);
}

void ComparePanel::exportTo(const QString& path) {
    if (!shown_)
        return;
    try {
        exportComparison(shown_, path);
        workspace_->tellWritten(tr("Results written to %1").arg(QFileInfo(path).fileName()), path);
    } catch (const Error& error) {
        workspace_->fail(tr("The results could not be exported"), QString::fromUtf8(error.what()));
    }
}

} // namespace towerlab::ui
