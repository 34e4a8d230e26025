// SPDX-License-Identifier: MIT
#include "ui/train/run_tiles.h"

#include "ui/runs/run_text.h"
#include "ui/runs/train_run.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr std::size_t mostTiles = 6;
constexpr int tileWidth = 118;     ///< that a caption such as "Validation loss" needs
constexpr int progressWidth = 250; ///< so that its text takes two lines at most
constexpr int leastProgressWidth = 150;
constexpr int cardHeight = 70; ///< two lines of text and the bar
constexpr int wholeBar = 1000;

/// What an objective is measured by, losses aside.
std::vector<const RunMetric*> metricsOf(Objective objective) {
    if (isRanking(objective))
        return {&runMetric("validation_hit_rate"), &runMetric("validation_ndcg")};
    if (objective == Objective::MeanSquaredError)
        return {&runMetric("validation_rmse"), &runMetric("validation_mae")};
    return {&runMetric("validation_accuracy"), &runMetric("validation_auc")};
}

/// The losses in any case (of a softmax over the catalogue there is none on what is held out);
/// before the first epoch the metrics that the objective is known to bring, so that the tiles stay
/// where they are when a run begins.
std::vector<const RunMetric*> metricsToShow(const RunRecord& record) {
    const Objective objective = record.settings.train.objective;
    const auto carried = record.epochs.empty() ? metricsOf(objective) : metricsOf(record);
    const bool validationLoss = objective != Objective::CatalogueSoftmax;
    std::vector<const RunMetric*> shown;
    for (const RunMetric& metric : runMetrics()) {
        const bool loss =
            metric.key == "train_loss" || (metric.key == "validation_loss" && validationLoss);
        if (loss || std::find(carried.begin(), carried.end(), &metric) != carried.end())
            shown.push_back(&metric);
    }
    if (shown.size() > mostTiles)
        shown.resize(mostTiles);
    return shown;
}

} // namespace

RunTiles::RunTiles(QWidget* parent) : QWidget(parent), text_(new QLabel), bar_(new QProgressBar) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::spacing);
    for (std::size_t i = 0; i < mostTiles; ++i) {
        tiles_.push_back(new StatTile(QString()));
        tiles_.back()->setObjectName(QStringLiteral("runTile_%1").arg(i));
        row->addWidget(tiles_.back(), 1);
    }
    row->addWidget(makeProgress(), 2);
    // As wide as there is room, or tiles that do not fit would keep it from becoming narrower.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    showRun({});
}

QWidget* RunTiles::makeProgress() {
    auto* card = new QWidget;
    theme::makeCard(card);
    card->setMinimumWidth(leastProgressWidth);
    card->setMinimumHeight(cardHeight);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 10, theme::padding, 12);
    column->setSpacing(8);
    text_->setObjectName(QStringLiteral("trainProgressText"));
    text_->setWordWrap(true);
    bar_->setObjectName(QStringLiteral("trainProgress"));
    bar_->setTextVisible(false);
    bar_->setRange(0, wholeBar);
    bar_->setAccessibleName(tr("Progress of training"));
    column->addStretch(1);
    column->addWidget(text_);
    column->addWidget(bar_);
    column->addStretch(1);
    return card;
}

void RunTiles::showRun(const RunRecord& record) {
    const auto metrics = metricsToShow(record);
    const EpochRecord* epoch = modelEpoch(record);
    used_ = metrics.size();
    for (std::size_t i = 0; i < used_; ++i) {
        tiles_[i]->setCaption(metricsText(metrics[i]->label), metricsText(metrics[i]->help));
        tiles_[i]->setValue(
            metricText(*metrics[i], epoch == nullptr ? std::nullopt : metrics[i]->of(*epoch)));
    }
    fit();
}

void RunTiles::setText(const QString& text, const QString& help) {
    text_->setText(text);
    text_->setToolTip(help);
}

void RunTiles::setProgress(double share) {
    bar_->setValue(static_cast<int>(wholeBar * std::clamp(share, 0.0, 1.0)));
}

void RunTiles::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void RunTiles::fit() {
    constexpr std::size_t least = 2;
    const int room = (width() - progressWidth) / (tileWidth + theme::spacing);
    const auto fits = std::max(least, static_cast<std::size_t>(std::max(0, room)));
    for (std::size_t i = 0; i < tiles_.size(); ++i)
        tiles_[i]->setVisible(i < std::min(used_, fits));
}

} // namespace towerlab::ui
