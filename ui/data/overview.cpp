// SPDX-License-Identifier: MIT
#include "ui/data/overview.h"

#include "ui/data/charts.h"
#include "ui/data/plot_card.h"
#include "ui/data/rating_text.h"
#include "ui/jobs/job_runner.h"
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
double shareLiked(const Dataset& dataset, float from) {
    const std::vector<float>& ratings = dataset.ratings().value;
    const auto liked = std::count_if(ratings.begin(), ratings.end(),
                                     [from](float value) { return value >= from; });
    return static_cast<double>(liked) /
           static_cast<double>(std::max<std::size_t>(1, ratings.size()));
}

} // namespace

/// All that the plots show.
struct DataOverview::Figures {
    DataCharts::Bars stars;
    float likedFrom = 0;
    double shareLiked = 0;
    std::vector<std::size_t> ranking;
    DataCharts::Activity activity;
    DataCharts::Bars genres;
};

DataOverview::DataOverview(QWidget* parent)
    : VerticalScrollArea(parent),
      stars_(new BarPlot(Qt::Vertical)),
      longTail_(new LongTailPlot),
      activity_(new BarPlot(Qt::Vertical)),
      genres_(new BarPlot(Qt::Horizontal)),
      starsCard_(new DataPlotCard(tr("Ratings by stars"), stars_)),
      longTailCard_(new DataPlotCard(tr("The long tail"), longTail_)),
      activityCard_(new DataPlotCard(tr("Ratings over time"), activity_)),
      genresCard_(new DataPlotCard(tr("Movies by genre"), genres_)),
      counter_(new JobRunner(JobRunner::Results::Newest, this)) {
    connect(counter_, &JobRunner::failed, this, &DataOverview::failed);
    stars_->setObjectName(QStringLiteral("starsPlot"));
    longTail_->setObjectName(QStringLiteral("longTailPlot"));
    activity_->setObjectName(QStringLiteral("activityPlot"));
    genres_->setObjectName(QStringLiteral("genresPlot"));
    activityCard_->setObjectName(QStringLiteral("activityCard"));
    stars_->setFixedHeight(plotHeight);
    longTail_->setFixedHeight(plotHeight + 20);
    activity_->setFixedHeight(plotHeight);
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

DataOverview::~DataOverview() = default;

void DataOverview::setDataset(const std::shared_ptr<const Dataset>& dataset,
                              const RatingScale& scale) {
    counter_->abandon();
    longTail_->setDataset(nullptr, {});
    dataName_ = dataset ? QString::fromStdString(dataset->name()) : QString();
    if (!dataset)
        return;
    const bool inStars = hasStars(*dataset);
    starsCard_->setHeading(inStars ? tr("Ratings by stars") : tr("Ratings by value"));
    stars_->setAxes(inStars ? BarPlot::Axis{"stars", tr("Stars")}
                            : BarPlot::Axis{"rating", tr("Rating")},
                    {"ratings", tr("Ratings")});
    for (DataPlotCard* card : {starsCard_, longTailCard_, activityCard_, genresCard_}) {
        card->show();
        card->setBusy(true);
    }
    counter_->start({}, tr("The charts could not be made"),
                    [this, dataset, scale](const std::stop_token&, const ProgressCallback&) {
                        const auto figures =
                            std::make_shared<const Figures>(figuresOf(*dataset, scale));
                        return [this, dataset, figures] { showFigures(dataset, *figures); };
                    });
}

DataOverview::Figures DataOverview::figuresOf(const Dataset& dataset, const RatingScale& scale) {
    return {DataCharts::stars(dataset, RatingBins(scale)),
            scale.likedFrom,
            shareLiked(dataset, scale.likedFrom),
            LongTailPlot::rankMovies(dataset),
            DataCharts::activity(dataset),
            DataCharts::genres(dataset)};
}

void DataOverview::showFigures(const std::shared_ptr<const Dataset>& dataset,
                               const Figures& figures) {
    for (DataPlotCard* card : {starsCard_, longTailCard_, activityCard_, genresCard_})
        card->setBusy(false);
    stars_->setBars(figures.stars);
    starsCard_->setCaption(
        (hasStars(*dataset) ? tr("%1 % of the ratings are %2 stars or more")
                            : tr("%1 % of the ratings are %2 or more"))
            .arg(percent(figures.shareLiked, 0), ratingNumber(double{figures.likedFrom})));
    longTail_->setDataset(dataset, figures.ranking);
    longTailCard_->setCaption(tr("The 20 % most rated movies hold %1 % of all ratings")
                                  .arg(percent(longTail_->headShare(0.2), 0)));
    showActivity(figures);
    showGenres(figures);
}

void DataOverview::showActivity(const Figures& figures) {
    const DataCharts::Activity& activity = figures.activity;
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

void DataOverview::showGenres(const Figures& figures) {
    const DataCharts::Bars& bars = figures.genres;
    genresCard_->setVisible(!bars.isEmpty());
    genres_->setBars(bars);
    genres_->setFixedHeight(barHeight * static_cast<int>(bars.size()) + 30);
    genresCard_->setCaption(tr("A movie counts for each of its genres"));
}

} // namespace towerlab::ui
