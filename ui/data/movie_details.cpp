// SPDX-License-Identifier: MIT
#include "ui/data/movie_details.h"

#include "ui/data/charts.h"
#include "ui/data/movies_model.h"
#include "ui/data/plot_card.h"
#include "ui/data/rating_text.h"
#include "ui/data/user_facts.h"
#include "ui/plots/bar_plot.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace towerlab::ui {

MovieDetails::MovieDetails(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedLayout(this)),
      title_(new QLabel),
      facts_(new QLabel),
      stars_(new BarPlot(Qt::Vertical)),
      raters_(new BarPlot(Qt::Horizontal)) {
    stars_->setObjectName(QStringLiteral("movieStarsPlot"));
    raters_->setObjectName(QStringLiteral("movieRatersPlot"));
    stars_->setMinimumHeight(90);
    raters_->setMinimumHeight(110);
    pages_->addWidget(new EmptyState(
        QStringLiteral("movie"), tr("No movie is selected"),
        tr("Select a row of the movies table to see how its ratings spread and who likes it.")));
    pages_->addWidget(makeContent());
}

QWidget* MovieDetails::makeContent() {
    auto* facts = new QWidget;
    theme::makeCard(facts);
    title_->setObjectName(QStringLiteral("movieTitle"));
    facts_->setObjectName(QStringLiteral("movieFacts"));
    for (QLabel* label : {title_, facts_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    theme::makeHeading(title_);
    theme::makeCaption(facts_);
    auto* lines = new QVBoxLayout(facts);
    lines->setContentsMargins(theme::padding, 10, theme::padding, 10);
    lines->setSpacing(2);
    lines->addWidget(title_);
    lines->addWidget(facts_);

    groups_ = new DataPlotCard({}, raters_);
    spread_ = new DataPlotCard({}, stars_);
    for (DataPlotCard* card : {groups_, spread_})
        card->setSubject([this] { return title_->text(); });
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(theme::spacing);
    column->addWidget(facts);
    column->addWidget(spread_, 4);
    column->addWidget(groups_, 5);
    return content;
}

void MovieDetails::setDataset(std::shared_ptr<const Dataset> dataset, const RatingScale& scale) {
    dataset_ = std::move(dataset);
    bins_ = RatingBins(scale);
    if (dataset_)
        nameCharts();
    setMovie(std::nullopt);
}

void MovieDetails::nameCharts() {
    const bool inStars = hasStars(*dataset_);
    spread_->setHeading(inStars ? tr("Its ratings by stars") : tr("Its ratings by value"));
    stars_->setAxes(inStars ? BarPlot::Axis{"stars", tr("Stars")}
                            : BarPlot::Axis{"rating", tr("Rating")},
                    {"ratings", tr("Ratings")});
    const CategoryColumn* groups = DataCharts::groupsOfRaters(*dataset_);
    groups_->setVisible(groups != nullptr);
    if (groups == nullptr)
        return;
    const QString label = columnText(groups->label);
    const QString mean = meanRatingTitle(*dataset_);
    groups_->setHeading(tr("%1 by the raters' %2").arg(mean, label.toLower()));
    raters_->setAxes({"group", label}, {inStars ? "mean_stars" : "mean_rating", mean});
}

void MovieDetails::setMovie(std::optional<std::size_t> movieRow) {
    const bool shown = dataset_ && movieRow;
    pages_->setCurrentIndex(shown ? 1 : 0);
    if (!shown)
        return;
    const std::int16_t year = dataset_->movies().year[*movieRow];
    QStringList facts;
    if (year > 0)
        facts << QString::number(year);
    if (!dataset_->movies().genresOf(*movieRow).empty())
        facts << genresText(*dataset_, *movieRow);
    facts << factsOf(dataset_->movies(), *movieRow) << ratingsText(*movieRow);
    title_->setText(QString::fromStdString(dataset_->movies().title[*movieRow]));
    QStringList lines = {facts.join(QStringLiteral(" · "))};
    for (const TextColumn& column : dataset_->movies().texts)
        if (const std::string& text = column.value[*movieRow]; !text.empty())
            lines << tr("%1: %2").arg(columnText(column.label), QString::fromStdString(text));
    facts_->setText(lines.join(u'\n'));
    stars_->setBars(DataCharts::starsOfMovie(*dataset_, bins_, *movieRow));
    if (const CategoryColumn* groups = DataCharts::groupsOfRaters(*dataset_))
        raters_->setBars(DataCharts::ratersOfMovie(*dataset_, *movieRow, *groups));
}

QString MovieDetails::ratingsText(std::size_t movieRow) const {
    const std::size_t count = dataset_->byMovie().count(movieRow);
    if (count == 0)
        return tr("no ratings");
    return tr("%1, mean %2")
        .arg(DataCharts::ratingsText(count),
             QLocale().toString(double{dataset_->meanOfMovie(movieRow)}, 'f', 2));
}

} // namespace towerlab::ui
