// SPDX-License-Identifier: MIT
#include "ui/data/overview.h"

#include "ui/data/charts.h"
#include "ui/data/plot_card.h"
#include "ui/plots/long_tail_plot.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int plotHeight = 140;
constexpr int barHeight = 18;

QString percent(double share, int digits) { return QLocale().toString(share * 100, 'f', digits); }

/// Share of the ratings that count as liked where a model is trained on likes.
double shareLiked(const Dataset& dataset) {
    const std::vector<float>& stars = dataset.ratings().value;
    const auto liked =
        std::count_if(stars.begin(), stars.end(), [](float value) { return value >= 4; });
    return static_cast<double>(liked) / static_cast<double>(std::max<std::size_t>(1, stars.size()));
}

} // namespace

DataOverview::DataOverview(QWidget* parent)
    : VerticalScrollArea(parent),
      stars_(new BarPlot(Qt::Vertical)),
      longTail_(new LongTailPlot),
      activity_(new BarPlot(Qt::Vertical)),
      genres_(new BarPlot(Qt::Horizontal)),
      starsCard_(new DataPlotCard(tr("Ratings by stars"), stars_)),
      longTailCard_(new DataPlotCard(tr("The long tail"), longTail_)),
      activityCard_(new DataPlotCard(tr("Ratings over time"), activity_)),
      genresCard_(new DataPlotCard(tr("Movies by genre"), genres_)) {
    stars_->setObjectName(QStringLiteral("starsPlot"));
    longTail_->setObjectName(QStringLiteral("longTailPlot"));
    activity_->setObjectName(QStringLiteral("activityPlot"));
    genres_->setObjectName(QStringLiteral("genresPlot"));
    activityCard_->setObjectName(QStringLiteral("activityCard"));
    stars_->setFixedHeight(plotHeight);
    longTail_->setFixedHeight(plotHeight + 20);
    activity_->setFixedHeight(plotHeight);
    stars_->setAxes({"stars", tr("Stars")}, {"ratings", tr("Ratings")});
    activity_->setAxes({"when", tr("Time")}, {"ratings", tr("Ratings")});
    genres_->setAxes({"genre", tr("Genre")}, {"movies", tr("Movies")});

    setFocusPolicy(Qt::StrongFocus); // its plots have none, and the keyboard scrolls, too
    setAccessibleName(tr("Overview of the ratings"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(theme::spacing);
    for (DataPlotCard* card : {starsCard_, longTailCard_, activityCard_, genresCard_}) {
        card->setSubject([this] { return dataName_; });
        column->addWidget(card);
    }
    column->addStretch(1);
    setContents(content);
}

void DataOverview::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    longTail_->setDataset(dataset);
    dataName_ = dataset ? QString::fromStdString(dataset->name()) : QString();
    if (!dataset)
        return;
    stars_->setBars(DataCharts::stars(*dataset, DataCharts::starScale(*dataset)));
    starsCard_->setCaption(
        tr("%1 % of the ratings are 4 stars or more").arg(percent(shareLiked(*dataset), 0)));
    longTailCard_->setCaption(tr("The 20 % most rated movies hold %1 % of all ratings")
                                  .arg(percent(longTail_->headShare(0.2), 0)));
    showActivity(*dataset);
    showGenres(*dataset);
}

void DataOverview::showActivity(const Dataset& dataset) {
    const DataCharts::Activity activity = DataCharts::activity(dataset);
    activityCard_->setVisible(!activity.bars.isEmpty());
    activity_->setBars(activity.bars);
    const QLocale locale;
    const QString format = tr("MMMM yyyy");
    QString caption =
        (activity.monthly ? tr("By month, %1 to %2") : tr("By year, %1 to %2"))
            .arg(locale.toString(activity.first, format), locale.toString(activity.last, format));
    if (activity.undatedShare > 0)
        caption += tr("; %1 % of the ratings have no date").arg(percent(activity.undatedShare, 1));
    if (activity.farOff > 0)
        caption += tr("; not shown are %1 with dates far from these")
                       .arg(DataCharts::ratingsText(activity.farOff));
    activityCard_->setCaption(caption);
}

void DataOverview::showGenres(const Dataset& dataset) {
    const DataCharts::Bars bars = DataCharts::genres(dataset);
    genresCard_->setVisible(!bars.isEmpty());
    genres_->setBars(bars);
    genres_->setFixedHeight(barHeight * static_cast<int>(bars.size()) + 30);
    genresCard_->setCaption(tr("A movie counts for each of its genres"));
}

} // namespace towerlab::ui
