// SPDX-License-Identifier: MIT
#include "ui/train/run_curve.h"

#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr double lineWidth = 2.2;

} // namespace

RunCurve::RunCurve(QCustomPlot* plot)
    : plot_(plot), main_(plot->addGraph()), validation_(plot->addGraph()) {
    restyle();
}

RunCurve::~RunCurve() {
    plot_->removeGraph(validation_);
    plot_->removeGraph(main_);
}

void RunCurve::setRun(PlottedRun run) {
    run_ = std::move(run);
    restyle();
    draw();
}

void RunCurve::add(const EpochRecord& epoch) {
    run_.epochs.push_back(epoch);
    draw(epoch);
}

void RunCurve::setMetric(const RunMetric* metric) {
    if (metric == metric_)
        return;
    metric_ = metric;
    draw();
}

void RunCurve::setVisible(bool on) {
    visible_ = on;
    main_->setVisible(on);
    validation_->setVisible(on);
}

void RunCurve::putOnTop() {
    const QString layer = QStringLiteral("top");
    if (plot_->layer(layer) == nullptr)
        plot_->addLayer(layer, plot_->layer(QStringLiteral("main")), QCustomPlot::limAbove);
    main_->setLayer(layer);
    validation_->setLayer(layer);
}

QColor RunCurve::colour() const { return theme::category(run_.colour); }

bool RunCurve::hasValues() const { return main_->dataCount() + validation_->dataCount() > 0; }

QColor RunCurve::validationColour() const {
    if (!alone_)
        return colour();
    // Blue or orange, whichever is farther from the run's own.
    const auto distance = [this](const QColor& other) {
        const QColor own = colour();
        return std::abs(own.red() - other.red()) + std::abs(own.blue() - other.blue());
    };
    return distance(theme::secondary()) > distance(theme::accent()) ? theme::secondary()
                                                                    : theme::accent();
}

void RunCurve::setAlone(bool alone) {
    if (alone == alone_)
        return;
    alone_ = alone;
    restyle();
}

void RunCurve::restyle() {
    const QColor own = colour();
    main_->setPen(QPen(own, lineWidth));
    main_->setScatterStyle({QCPScatterStyle::ssDisc, QPen(own, 1.5), own, 6});
    const QColor second = validationColour();
    QPen dashed(second, lineWidth);
    dashed.setDashPattern({3.0, 2.0});
    validation_->setPen(dashed);
    validation_->setScatterStyle({QCPScatterStyle::ssDiamond, QPen(second, 1.5),
                                  alone_ ? second : theme::cardBackground(), 8});
}

void RunCurve::draw() {
    main_->data()->clear();
    validation_->data()->clear();
    for (const EpochRecord& epoch : run_.epochs)
        draw(epoch);
}

void RunCurve::draw(const EpochRecord& epoch) {
    if (metric_ != nullptr) {
        if (const auto value = metric_->of(epoch))
            main_->addData(epoch.epoch, *value);
        return;
    }
    main_->addData(epoch.epoch, epoch.trainLoss);
    if (epoch.validationLoss)
        validation_->addData(epoch.epoch, *epoch.validationLoss);
}

void RunCurve::includeIn(ValueRange& range) const {
    for (const QCPGraph* graph : {main_, validation_})
        for (const QCPGraphData& point : *graph->data())
            range.include(point.value);
}

const EpochRecord* RunCurve::nearest(double epochs) const {
    const auto found = std::min_element(
        run_.epochs.begin(), run_.epochs.end(), [epochs](const auto& a, const auto& b) {
            return std::abs(a.epoch - epochs) < std::abs(b.epoch - epochs);
        });
    return found == run_.epochs.end() ? nullptr : &*found;
}

QStringList RunCurve::valuesOf(const EpochRecord& epoch, const QLocale& locale) const {
    const auto shown = [&](const std::optional<double>& value) {
        if (!value)
            return QStringLiteral("–");
        if (metric_ != nullptr)
            return locale.toString(*value, 'f', metric_->decimals);
        constexpr double small = 0.001; // fixed decimals would leave no digits of it
        return std::abs(*value) < small ? locale.toString(*value, 'g', 4)
                                        : locale.toString(*value, 'f', 5);
    };
    if (metric_ != nullptr)
        return {shown(metric_->of(epoch))};
    return {shown(epoch.trainLoss), shown(epoch.validationLoss)};
}

} // namespace towerlab::ui
