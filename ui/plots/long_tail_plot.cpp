// SPDX-License-Identifier: MIT
#include "ui/plots/long_tail_plot.h"

#include "ui/widgets/id_text.h"
#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab::ui {
namespace {

/// Whole numbers with the locale's thousands' separators.
template <typename Ticker>
class CountTicker : public Ticker {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        return locale.toString(std::llround(tick));
    }
};

} // namespace

LongTailPlot::LongTailPlot(QWidget* parent)
    : PlotWidget(parent), curve_(addGraph()), marker_(addGraph()) {
    setMouseTracking(true);
    setLocale(QLocale());
    auto ranks = QSharedPointer<CountTicker<QCPAxisTicker>>::create();
    ranks->setTickCount(4);
    xAxis->setTicker(ranks);
    yAxis->setScaleType(QCPAxis::stLogarithmic);
    auto counts = QSharedPointer<CountTicker<QCPAxisTickerLog>>::create();
    counts->setTickCount(3);
    yAxis->setTicker(counts);
    xAxis->setLabel(tr("Movies, most rated first"));
    yAxis->setLabel(tr("Ratings"));
    curve_->setAdaptiveSampling(true);
    marker_->setLineStyle(QCPGraph::lsNone);
    axisRect()->setMinimumMargins({4, 6, 10, 4});
    setLargeTable([this] {
        return
            [dataset = dataset_, ranking = ranking_] { return ranksTable(dataset.get(), ranking); };
    });
    LongTailPlot::restyle();
}

CsvTable LongTailPlot::ranksTable(const Dataset* dataset, const std::vector<std::size_t>& ranking) {
    CsvTable table{{QStringLiteral("rank"), QStringLiteral("movie_id"), QStringLiteral("title"),
                    QStringLiteral("ratings")},
                   {}};
    for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
        const std::size_t row = ranking[rank];
        table.rows << QStringList{QString::number(rank + 1), idText(dataset->movies().id, row),
                                  QString::fromStdString(dataset->movies().title[row]),
                                  QString::number(dataset->byMovie().count(row))};
    }
    return table;
}

void LongTailPlot::restyle() {
    PlotWidget::restyle();
    QColor fill = theme::accent();
    fill.setAlpha(40);
    curve_->setPen(QPen(theme::accent(), 1.8));
    curve_->setBrush(fill);
    marker_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(theme::secondary(), 2),
                                             theme::secondary(), 7));
}

std::vector<std::size_t> LongTailPlot::rankMovies(const Dataset& dataset) {
    const RatingGroups& groups = dataset.byMovie();
    std::vector<std::size_t> ranking;
    for (std::size_t row = 0; row < dataset.movies().size(); ++row)
        if (groups.count(row) > 0)
            ranking.push_back(row);
    std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t a, std::size_t b) {
        return groups.count(a) > groups.count(b);
    });
    return ranking;
}

void LongTailPlot::setDataset(std::shared_ptr<const Dataset> dataset,
                              std::vector<std::size_t> ranking) {
    dataset_ = std::move(dataset);
    ranking_ = std::move(ranking);
    QVector<double> ranks;
    QVector<double> counts;
    // As many points as a screen has pixels: more would only take longer to draw.
    constexpr std::size_t wholeHead = 200;
    constexpr std::size_t mostPoints = 2000;
    const std::size_t every = ranking_.size() / mostPoints + 1;
    for (std::size_t rank = 0; rank < ranking_.size(); ++rank)
        if (rank < wholeHead || rank % every == 0 || rank + 1 == ranking_.size()) {
            ranks.append(static_cast<double>(rank + 1));
            counts.append(dataset_->byMovie().count(ranking_[rank]));
        }
    curve_->setData(ranks, counts, true);
    marked_ = -1;
    marker_->data()->clear();
    xAxis->setRange(0, std::max(2.0, static_cast<double>(ranking_.size())));
    yAxis->setRange(0.8, counts.isEmpty() ? 10 : std::max(10.0, counts.first() * 1.4));
    replot(rpQueuedReplot);
}

double LongTailPlot::headShare(double share) const {
    if (ranking_.empty())
        return 0;
    const auto head = static_cast<std::size_t>(
        std::lround(share * static_cast<double>(dataset_->movies().size())));
    double sum = 0;
    for (std::size_t rank = 0; rank < std::min(head, ranking_.size()); ++rank)
        sum += dataset_->byMovie().count(ranking_[rank]);
    return sum / static_cast<double>(dataset_->ratings().size());
}

QString LongTailPlot::hint(std::size_t rank) const {
    const std::size_t row = ranking_[rank];
    return tr("%1. %2: %3 ratings")
        .arg(locale().toString(qulonglong{rank} + 1),
             QString::fromStdString(dataset_->movies().title[row]),
             locale().toString(dataset_->byMovie().count(row)));
}

void LongTailPlot::mark(int rank) {
    if (rank == marked_)
        return;
    marked_ = rank;
    marker_->data()->clear();
    if (rank >= 0)
        marker_->addData(rank + 1.0,
                         dataset_->byMovie().count(ranking_[static_cast<std::size_t>(rank)]));
    replot(rpQueuedReplot);
}

void LongTailPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const bool inside = axisRect()->rect().contains(event->position().toPoint());
    if (!inside || ranking_.empty()) {
        mark(-1);
        showHint(event, {});
        return;
    }
    const long nearest = std::lround(xAxis->pixelToCoord(event->position().x())) - 1;
    const long last = static_cast<long>(ranking_.size()) - 1;
    const auto rank = static_cast<int>(std::clamp(nearest, 0L, last));
    mark(rank);
    showHint(event, hint(static_cast<std::size_t>(rank)));
}

void LongTailPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    mark(-1);
}

} // namespace towerlab::ui
