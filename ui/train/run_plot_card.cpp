// SPDX-License-Identifier: MIT
#include "ui/train/run_plot_card.h"

#include "ui/runs/run_csv.h"
#include "ui/runs/run_library.h"
#include "ui/runs/run_text.h"
#include "ui/train/loss_plot.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

std::vector<const TrainRun*> shownRuns(const RunLibrary& library) {
    std::vector<const TrainRun*> shown;
    for (const TrainRun& run : library.runs())
        if (run.shown)
            shown.push_back(&run);
    return shown;
}

} // namespace

RunPlotCard::RunPlotCard(RunLibrary* library, QWidget* parent)
    : QWidget(parent),
      library_(library),
      plot_(new LossPlot),
      pages_(new QStackedWidget),
      invitation_(new EmptyState(
          QStringLiteral("train"), tr("Ready to train"),
          tr("Press Train and watch the loss fall: every step as it happens, and each epoch's mean "
             "beside the loss on ratings that were held out."),
          tr("Train"))),
      warning_(new QLabel) {
    theme::makeCard(this);
    plot_->setObjectName(QStringLiteral("lossPlot"));
    plot_->setAccessibleName(tr("Curves of the runs by epoch"));
    plot_->setTitle([this] { return title(); });
    plot_->setTable([this] { return curvesTable(shownRuns(*library_)); });
    invitation_->setObjectName(QStringLiteral("trainInvitation"));
    pages_->addWidget(invitation_);
    pages_->addWidget(plot_);
    warning_->setObjectName(QStringLiteral("trainWarning"));
    warning_->setWordWrap(true);
    theme::makeNote(warning_);
    warning_->hide();
    tools_ = makeTools();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 10, theme::padding, 8);
    column->setSpacing(6);
    column->addWidget(tools_);
    column->addWidget(warning_);
    column->addWidget(pages_, 1);
    connect(invitation_, &EmptyState::triggered, this, &RunPlotCard::trainRequested);
    connect(library, &RunLibrary::curvesChanged, this, &RunPlotCard::showRuns);
    showRuns();
}

QWidget* RunPlotCard::makeTools() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    metrics_ = new QComboBox;
    metrics_->setObjectName(QStringLiteral("plotMetric"));
    metrics_->setAccessibleName(tr("What the plot shows"));
    metrics_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    metrics_->setMinimumWidth(90);
    connect(metrics_, &QComboBox::activated, this, &RunPlotCard::chooseMetric);
    smoothingCaption_ = new QLabel;
    smoothingCaption_->setObjectName(QStringLiteral("smoothingCaption"));
    theme::makeCaption(smoothingCaption_);
    smoothing_ = new QSlider(Qt::Horizontal);
    smoothing_->setObjectName(QStringLiteral("smoothing"));
    smoothing_->setRange(0, 99);
    smoothing_->setFixedHeight(22);
    smoothing_->setMinimumWidth(50);
    smoothing_->setMaximumWidth(110);
    smoothing_->setToolTip(tr("How much of the past the smoothed line keeps at each step: "
                              "s = weight·s + (1 − weight)·loss"));
    smoothing_->setAccessibleName(tr("Smoothing of the step losses"));
    connect(smoothing_, &QSlider::valueChanged, smoothingCaption_, [this](int value) {
        plot_->setSmoothing(value / 100.0);
        smoothingCaption_->setText(
            tr("Smoothing %1").arg(QLocale().toString(value / 100.0, 'f', 2)));
        remember(preference::smoothing, value);
    });
    smoothing_->setValue(remembered(preference::smoothing));
    Q_EMIT smoothing_->valueChanged(
        smoothing_->value()); // said also where it is the slider's own 0
    auto* logarithmic = new QCheckBox(tr("Log scale"));
    logarithmic->setObjectName(QStringLiteral("logScale"));
    logarithmic->setToolTip(tr("Equal distances for equal ratios, so that late progress shows"));
    connect(logarithmic, &QCheckBox::toggled, plot_, &LossPlot::setLogarithmic);
    row->addWidget(metrics_);
    row->addStretch(1);
    row->addWidget(smoothingCaption_);
    row->addWidget(smoothing_);
    row->addWidget(logarithmic);
    row->addWidget(plot_->makeExportButton(tr("Export the plot")));
    return area;
}

QString RunPlotCard::title() const {
    const TrainRun* run = library_->find(plot_->mainRun());
    const QString metric = tr("%1 by epoch").arg(metrics_->currentText());
    return run != nullptr
               ? tr("%1: %2").arg(QString::fromStdString(run->record.datasetName), metric)
               : metric;
}

void RunPlotCard::beginRun(quint64 id, std::uint64_t stepsPerEpoch,
                           const std::vector<float>& losses) {
    const RunRecord record = library_->find(id)->record;
    plot_->begin(stepsPerEpoch, record.settings.train.epochs);
    plot_->takeOver(record.epochs, losses);
    nameMain(id);
}

void RunPlotCard::showAsMain(quint64 id) {
    if (const TrainRun* run = library_->find(id))
        plot_->showRecord(run->record);
    nameMain(id);
}

void RunPlotCard::nameMain(quint64 id) {
    if (const TrainRun* run = library_->find(id))
        plot_->setMainRun(id, run->name, run->colour);
    showRuns(); // what was the main run is one of the others now
}

void RunPlotCard::clear() {
    plot_->begin(1, 1);
    plot_->setMainRun(0, {}, 0);
    setWarning({});
    showRuns();
}

void RunPlotCard::setTrainEnabled(bool on) { invitation_->setEnabled(on); }

void RunPlotCard::setWarning(const QString& text) {
    warning_->setText(text);
    warning_->setVisible(!text.isEmpty());
}

void RunPlotCard::showPage() {
    const bool any = !library_->runs().empty();
    pages_->setCurrentWidget(any ? static_cast<QWidget*>(plot_) : invitation_);
    tools_->setVisible(any);
}

void RunPlotCard::showRuns() {
    std::vector<PlottedRun> others;
    bool mainShown = false;
    for (const TrainRun* run : shownRuns(*library_)) {
        if (run->id == plot_->mainRun())
            mainShown = true;
        else
            others.push_back({run->id, run->name, run->colour, run->record.epochs, run->losses});
    }
    if (const TrainRun* main = library_->find(plot_->mainRun()))
        plot_->setMainRun(main->id, main->name, main->colour);
    plot_->setMainShown(mainShown);
    plot_->setOthers(std::move(others));
    updateMetrics();
    showPage();
}

void RunPlotCard::updateMetrics() {
    const auto carried = plot_->carriedMetrics();
    if (metrics_->count() > 0 && carried == offered_)
        return;
    offered_ = carried;
    const RunMetric* chosen = plot_->metric();
    metrics_->clear();
    metrics_->addItem(tr("Loss"));
    metrics_->setItemData(0, tr("Training loss solid, validation loss dashed"), Qt::ToolTipRole);
    for (const RunMetric* metric : offered_) {
        metrics_->addItem(
            metricsText(metric->label),
            QString::fromUtf8(metric->key.data(), static_cast<qsizetype>(metric->key.size())));
        metrics_->setItemData(metrics_->count() - 1, metricsText(metric->help), Qt::ToolTipRole);
        if (metric == chosen)
            metrics_->setCurrentIndex(metrics_->count() - 1);
    }
    chooseMetric(); // the loss again, where no run shown carries what was chosen
}

void RunPlotCard::chooseMetric() {
    const QString key = metrics_->currentData().toString();
    const RunMetric* metric = key.isEmpty() ? nullptr : &runMetric(key.toStdString());
    plot_->setMetric(metric);
    library_->setComparesLosses(metric == nullptr);
    metrics_->setToolTip(metrics_->currentData(Qt::ToolTipRole).toString());
    smoothing_->setVisible(metric == nullptr); // only steps are smoothed
    smoothingCaption_->setVisible(metric == nullptr);
}

} // namespace towerlab::ui
