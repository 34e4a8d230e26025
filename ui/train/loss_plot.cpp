// SPDX-License-Identifier: MIT
#include "ui/train/loss_plot.h"

#include "ui/runs/run_text.h"
#include "ui/train/curve_legend.h"
#include "ui/train/epoch_ticks.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

bool isLoss(const RunMetric& metric) {
    return metric.key == "train_loss" || metric.key == "validation_loss";
}

constexpr QLatin1String stepKey("step");
constexpr QLatin1String smoothedKey("smoothed");
constexpr QLatin1String trainingKey("training");
constexpr QLatin1String validationKey("validation");

QString keyOf(const RunCurve& curve) { return QString::number(curve.run().id); }

QString tableRow(const QString& head, const QStringList& cells) {
    QString row = QStringLiteral("<tr><td>%1</td>").arg(head);
    for (const QString& cell : cells)
        row += QStringLiteral("<td align='right' style='padding-left: 14px'>%1</td>")
                   .arg(cell.toHtmlEscaped());
    return row + QStringLiteral("</tr>");
}

} // namespace

LossPlot::LossPlot(QWidget* parent) : PlotWidget(parent) {
    setMouseTracking(true);
    setLocale(QLocale());
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    xAxis->setLabel(tr("Epoch"));
    xAxis->setTicker(epochTicker());
    yAxis->setNumberFormat(QStringLiteral("gb"));
    yAxis->setNumberPrecision(4);
    axisRect()->setMinimumMargins({8, 10, 14, 6});
    steps_ = std::make_unique<StepCurve>(this);
    main_ = std::make_unique<RunCurve>(this);
    main_->putOnTop();
    legend_ = std::make_unique<CurveLegend>(this);
    makeCrosshair();
    for (QCPAxis* axis : {xAxis, yAxis}) // by the person: showEverything() blocks this
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this] { following_ = false; });
    LossPlot::restyle();
    showCurves();
}

LossPlot::~LossPlot() = default;

void LossPlot::makeCrosshair() {
    crosshair_ = new QCPItemStraightLine(this);
    crosshair_->setLayer(QStringLiteral("overlay"));
    crosshair_->setVisible(false);
    hint_ = new QCPItemText(this);
    hint_->position->setType(QCPItemPosition::ptAxisRectRatio);
    hint_->position->setCoords(0.5, 0.5);
    hint_->setText(tr("No curve is shown. Check a run in the list below to see its curve."));
    // A label rather than an item: each run's line has its own colour.
    readout_ = new QLabel(this);
    readout_->setObjectName(QStringLiteral("lossReadout"));
    readout_->setAttribute(Qt::WA_TransparentForMouseEvents);
    readout_->setTextFormat(Qt::RichText);
    readout_->hide();
}

void LossPlot::restyle() {
    PlotWidget::restyle();
    if (legend_ == nullptr || readout_ == nullptr)
        return;
    main_->restyle();
    steps_->setColour(main_->colour(), !mainIsAlone());
    for (const Other& other : others_) {
        other.curve->restyle();
        other.steps->setColour(other.curve->colour(), true);
    }
    legend_->restyle();
    crosshair_->setPen(QPen(theme::mutedText(), 1, Qt::DashLine));
    hint_->setColor(theme::mutedText());
    readout_->setStyleSheet(QStringLiteral("background: %1; border: 1px solid %2; border-radius: "
                                           "6px; padding: 5px 8px; font-size: %3px;")
                                .arg(theme::cardBackground().name(), theme::gridLine().name())
                                .arg(theme::pixels(12)));
}

void LossPlot::begin(std::uint64_t stepsPerEpoch, int epochs) {
    plannedEpochs_ = std::max(1, epochs);
    steps_->begin(static_cast<double>(stepsPerEpoch), plannedEpochs_);
    PlottedRun none = main_->run();
    none.epochs.clear();
    main_->setRun(std::move(none));
    main_->setVisible(true);
    following_ = true;
    showCurves();
}

void LossPlot::takeOver(const std::vector<EpochRecord>& epochs, const std::vector<float>& losses) {
    if (epochs.empty())
        return;
    const std::uint64_t steps = epochs.back().step;
    if (losses.size() >= steps)
        steps_->add(losses);
    else
        steps_->skip(steps);
    for (const EpochRecord& epoch : epochs)
        main_->add(epoch);
    showCurves();
}

void LossPlot::setMainRun(quint64 id, const QString& name, std::size_t colour) {
    PlottedRun run = main_->run();
    run.id = id;
    run.name = name;
    run.colour = colour;
    main_->setRun(std::move(run));
    showCurves();
}

void LossPlot::setMainShown(bool on) {
    main_->setVisible(on);
    showCurves();
}

void LossPlot::setOthers(std::vector<PlottedRun> runs) {
    others_.clear();
    for (PlottedRun& run : runs) {
        Other other{std::make_unique<StepCurve>(this), std::make_unique<RunCurve>(this)};
        if (run.losses != nullptr && !run.epochs.empty()) {
            other.steps->setSmoothing(smoothing_);
            other.steps->begin(static_cast<double>(run.epochs.front().step),
                               static_cast<int>(run.epochs.size()));
            other.steps->add(*run.losses);
        }
        other.curve->setMetric(metric_);
        other.curve->setRun(std::move(run));
        others_.push_back(std::move(other));
    }
    showCurves();
}

std::vector<const RunCurve*> LossPlot::curves() const {
    std::vector<const RunCurve*> shown;
    if (main_->isVisible() && (main_->hasValues() || (metric_ == nullptr && stepCount() > 0)))
        shown.push_back(main_.get());
    for (const Other& other : others_)
        if (other.curve->hasValues())
            shown.push_back(other.curve.get());
    return shown;
}

void LossPlot::setMetric(const RunMetric* metric) {
    if (metric == metric_)
        return;
    metric_ = metric;
    main_->setMetric(metric);
    for (const Other& other : others_)
        other.curve->setMetric(metric);
    following_ = true;
    showCurves();
}

std::vector<const RunMetric*> LossPlot::carriedMetrics() const {
    std::vector<const RunCurve*> shown;
    if (main_->isVisible())
        shown.push_back(main_.get());
    for (const Other& other : others_)
        shown.push_back(other.curve.get());
    std::vector<const RunMetric*> carried;
    for (const RunMetric& metric : runMetrics()) {
        const auto has = [&](const RunCurve* curve) {
            const auto& epochs = curve->run().epochs;
            return std::any_of(epochs.begin(), epochs.end(), [&](const EpochRecord& epoch) {
                return metric.of(epoch).has_value();
            });
        };
        if (!isLoss(metric) && std::any_of(shown.begin(), shown.end(), has))
            carried.push_back(&metric);
    }
    return carried;
}

void LossPlot::addSteps(const std::vector<StepRecord>& steps) {
    const bool first = stepCount() == 0;
    steps_->add(steps);
    if (first)
        showCurves();
    else
        showEverything();
}

void LossPlot::addEpoch(const EpochRecord& epoch) {
    const bool first = !main_->hasValues();
    main_->add(epoch);
    if (first)
        showCurves();
    else
        showEverything();
}

void LossPlot::showRecord(const RunRecord& record) {
    begin(record.epochs.empty() ? 1 : record.epochs.front().step,
          static_cast<int>(record.epochs.size()));
    for (const EpochRecord& epoch : record.epochs)
        main_->add(epoch);
    showCurves();
}

int LossPlot::validationCount() const { return main_->validation()->dataCount(); }

void LossPlot::setSmoothing(double weight) {
    smoothing_ = weight;
    steps_->setSmoothing(weight);
    for (const Other& other : others_)
        other.steps->setSmoothing(weight);
    replot(rpQueuedReplot);
}

void LossPlot::setStepping(bool on) {
    if (on == stepping_)
        return;
    stepping_ = on;
    following_ = true;
    showCurves();
}

bool LossPlot::showsSteps() const {
    return stepping_ && main_->isVisible() && metric_ == nullptr && following_;
}

bool LossPlot::mainIsAlone() const {
    const auto shown = curves();
    return metric_ == nullptr && shown.size() == 1 && shown.front() == main_.get();
}

void LossPlot::setLogarithmic(bool on) {
    yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                        : QSharedPointer<QCPAxisTicker>::create());
    following_ = true;
    showEverything();
}

void LossPlot::showCurves() {
    main_->setAlone(mainIsAlone());
    steps_->setColour(main_->colour(), !mainIsAlone());
    const bool loss = metric_ == nullptr;
    steps_->setVisible(main_->isVisible() && loss, main_->isVisible() && loss);
    for (const Other& other : others_) {
        other.steps->setColour(other.curve->colour(), true);
        other.steps->setVisible(false, loss);
    }
    hideWhatIsUnwanted();
    yAxis->setLabel(metric_ == nullptr ? tr("Loss") : metricsText(metric_->label));
    hideCrosshair(); // it would speak of what was shown before
    showLegend();
    showEverything();
}

void LossPlot::showLegend() {
    const auto shown = curves();
    std::vector<CurveLegend::Entry> entries;
    const auto add = [&](QCPGraph* graph, const QString& text, const QString& key) {
        entries.push_back({graph, text, key, isHidden(key)});
    };
    if (mainIsAlone()) {
        if (stepCount() > 0) { // a model file does not keep single steps
            add(steps_->faint(), tr("Each step"), stepKey);
            add(steps_->smoothed(), tr("Steps, smoothed"), smoothedKey);
        }
        add(main_->main(), tr("Training, mean of the epoch"), trainingKey);
        add(main_->validation(), tr("Validation, after the epoch"), validationKey);
    } else {
        for (const RunCurve* curve : shown)
            add(curve->main(), curve->run().name, keyOf(*curve));
        if (metric_ == nullptr && !shown.empty()) {
            add(legend_->solidKey(), tr("Training"), trainingKey);
            add(legend_->dashedKey(), tr("Validation"), validationKey);
        }
    }
    legend_->setEntries(entries);
    hint_->setVisible(shown.empty() && !main_->isVisible());
}

void LossPlot::hideWhatIsUnwanted() {
    const bool loss = metric_ == nullptr;
    const auto hide = [&](const RunCurve& curve, const StepCurve& steps) {
        // The entry of a run is there only beside others.
        const bool run = !mainIsAlone() && isHidden(keyOf(curve));
        if (run || (loss && isHidden(trainingKey)))
            curve.main()->setVisible(false);
        if (run || isHidden(validationKey))
            curve.validation()->setVisible(false);
        if (run || isHidden(stepKey))
            steps.faint()->setVisible(false);
        if (run || isHidden(smoothedKey))
            steps.smoothed()->setVisible(false);
    };
    main_->setVisible(main_->isVisible());
    hide(*main_, *steps_);
    for (const Other& other : others_) {
        other.curve->setVisible(true);
        hide(*other.curve, *other.steps);
    }
}

void LossPlot::toggleHidden(const QString& key) {
    if (!hidden_.remove(key))
        hidden_.insert(key);
    showCurves();
}

int LossPlot::epochsToShow() const {
    int epochs = main_->isVisible() ? plannedEpochs_ : 1;
    for (const Other& other : others_)
        if (!other.curve->run().epochs.empty())
            epochs = std::max(epochs, other.curve->run().epochs.back().epoch);
    return epochs;
}

ValueRange LossPlot::valuesToShow() const {
    ValueRange range;
    if (showsSteps()) {
        steps_->includeRecentIn(range);
        return range;
    }
    // The fall of the first steps would flatten what is compared: it may leave the picture at the
    // top once there are epochs. Wild single steps may do so from the beginning.
    constexpr double fallEpochs = 0.25;
    if (metric_ == nullptr && main_->isVisible() && mainIsAlone())
        steps_->includeIn(range);
    else if (metric_ == nullptr && main_->isVisible())
        steps_->includeSmoothedIn(range, main_->hasValues() ? fallEpochs : 0);
    if (metric_ == nullptr)
        for (const Other& other : others_)
            if (!isHidden(keyOf(*other.curve)))
                other.steps->includeSmoothedIn(range, fallEpochs);
    for (const RunCurve* curve : curves())
        if (mainIsAlone() || !isHidden(keyOf(*curve)))
            curve->includeIn(range);
    return range;
}

void LossPlot::showEverything() {
    if (following_) {
        steps_->setRecentVisible(showsSteps());
        const ValueRange range = valuesToShow();
        const QSignalBlocker quiet(xAxis);
        const QSignalBlocker still(yAxis);
        const double epochs = epochsToShow();
        xAxis->setLabel(showsSteps() ? tr("Step") : tr("Epoch"));
        xAxis->setTicker(showsSteps() ? stepTicker(steps_->stepsPerEpoch()) : epochTicker());
        if (showsSteps())
            xAxis->setRange(steps_->recentSpan());
        else if (metric_ == nullptr)
            xAxis->setRange(0, 1.02 * epochs);
        else if (epochs > 1) // a metric has its first value after the first epoch
            xAxis->setRange(1 - 0.02 * epochs, 1.02 * epochs);
        else
            xAxis->setRange(0.5, 1.5);
        const double span = std::max(range.high - range.low, 1e-6);
        if (range.isEmpty())
            yAxis->setRange(0, 1);
        else if (yAxis->scaleType() == QCPAxis::stLogarithmic)
            yAxis->setRange(std::max(range.low, 1e-6) * 0.9, std::max(range.high, 1e-6) * 1.15);
        else
            yAxis->setRange(range.low - 0.06 * span, range.high + 0.08 * span);
    }
    replot(rpQueuedReplot);
}

QString LossPlot::readoutAt(double epochs, double& snapped) const {
    const auto number = [this](double value) { return locale().toString(value, 'g', 4); };
    const auto step = main_->isVisible() && metric_ == nullptr ? steps_->at(epochs) : std::nullopt;
    QString rows;
    int epoch = 0; // that the heading speaks of
    for (const RunCurve* curve : curves()) {
        const EpochRecord* nearest = curve->nearest(epochs);
        if (nearest == nullptr)
            continue;
        epoch = epoch == 0 ? nearest->epoch : epoch;
        QString head = QStringLiteral("<span style='color:%1'>●</span> <b>%2</b>")
                           .arg(curve->colour().name(), curve->run().name.toHtmlEscaped());
        if (nearest->epoch != epoch) // a shorter run
            head += tr(", epoch %1").arg(nearest->epoch).toHtmlEscaped();
        rows += tableRow(head, curve->valuesOf(*nearest, locale()));
    }
    QString text;
    if (step) {
        snapped = step->epochs;
        text = tr("Step %1: %2, smoothed %3")
                   .arg(locale().toString(static_cast<qulonglong>(step->step)), number(step->loss),
                        step->smoothed ? number(*step->smoothed) : QStringLiteral("–"));
    } else {
        snapped = epoch;
    }
    if (rows.isEmpty())
        return text;
    const QStringList heads = metric_ == nullptr ? QStringList{tr("training"), tr("validation")}
                                                 : QStringList{metricsText(metric_->label)};
    return text + QStringLiteral("<table cellspacing='0'>%1%2</table>")
                      .arg(tableRow(tr("Epoch %1").arg(epoch), heads), rows);
}

void LossPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const QPoint mouse = event->position().toPoint();
    const CurveLegend::Entry* entry = legend_->entryAt(event->position());
    setCursor(entry != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    showHint(event, entry == nullptr ? QString()
                    : entry->hidden  ? tr("Click to show it again")
                                     : tr("Click to hide it"));
    double snapped = 0;
    const QString text = axisRect()->rect().contains(mouse)
                             ? readoutAt(xAxis->pixelToCoord(mouse.x()), snapped)
                             : QString();
    if (text.isEmpty()) {
        hideCrosshair();
        return;
    }
    crosshair_->setVisible(true);
    crosshair_->point1->setCoords(snapped, yAxis->range().lower);
    crosshair_->point2->setCoords(snapped, yAxis->range().upper);
    readout_->setText(text);
    readout_->adjustSize();
    placeReadout(mouse);
    readout_->show();
    layer(QStringLiteral("overlay"))->replot();
}

void LossPlot::mousePressEvent(QMouseEvent* event) {
    pressedAt_ = event->position();
    PlotWidget::mousePressEvent(event);
}

void LossPlot::mouseReleaseEvent(QMouseEvent* event) {
    PlotWidget::mouseReleaseEvent(event);
    constexpr double slack = 4;
    const bool click = event->button() == Qt::LeftButton &&
                       (event->position() - pressedAt_).manhattanLength() <= slack;
    const CurveLegend::Entry* entry = click ? legend_->entryAt(event->position()) : nullptr;
    if (entry != nullptr)
        toggleHidden(QString(entry->key)); // a copy: the entries are made anew
}

void LossPlot::placeReadout(const QPoint& mouse) {
    constexpr int gap = 14;
    const QRect area = axisRect()->rect();
    const int right = mouse.x() + gap;
    const int left = mouse.x() - gap - readout_->width();
    const int widest = std::max(area.left(), area.right() - readout_->width());
    const int x = right <= widest ? right : std::max(area.left(), left);
    // Below the middle, where falling losses leave room above, and the other way round.
    const int y =
        mouse.y() > area.center().y() ? area.top() + gap : area.bottom() - gap - readout_->height();
    readout_->move(x, std::max(area.top(), y));
}

void LossPlot::hideCrosshair() {
    if (!crosshair_->visible())
        return;
    crosshair_->setVisible(false);
    readout_->hide();
    layer(QStringLiteral("overlay"))->replot();
}

void LossPlot::resizeEvent(QResizeEvent* event) {
    PlotWidget::resizeEvent(event);
    if (legend_->layOut())
        replot(rpQueuedReplot); // the one of the resizing came too early
}

void LossPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    PlotWidget::mouseDoubleClickEvent(event);
    following_ = true;
    showEverything();
}

void LossPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    hideCrosshair();
}

} // namespace towerlab::ui
