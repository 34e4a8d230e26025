// SPDX-License-Identifier: MIT
#include "ui/data/movie_details.h"

#include "ui/data/charts.h"
#include "ui/data/movies_model.h"
#include "ui/data/plot_card.h"
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

    groups_ = new DataPlotCard(tr("Mean stars by kind of rater"), raters_);
    auto* stars = new DataPlotCard(tr("Its ratings by stars"), stars_);
    for (DataPlotCard* card : {groups_, stars})
        card->setSubject([this] { return title_->text(); });
    stars_->setAxes({"stars", tr("Stars")}, {"ratings", tr("Ratings")});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(theme::spacing);
    column->addWidget(facts);
    column->addWidget(stars, 4);
    column->addWidget(groups_, 5);
    return content;
}

void MovieDetails::setDataset(std::shared_ptr<const Dataset> dataset) {
    dataset_ = std::move(dataset);
    starScale_ = dataset_ ? DataCharts::starScale(*dataset_) : std::vector<float>();
    const CategoryColumn* groups = dataset_ ? DataCharts::groupsOfRaters(*dataset_) : nullptr;
    groups_->setVisible(groups != nullptr);
    if (groups != nullptr) {
        const QString label = columnText(groups->label);
        groups_->setHeading(tr("Mean stars by the raters' %1").arg(label.toLower()));
        raters_->setAxes({"group", label}, {"mean_stars", tr("Mean stars")});
    }
    setMovie(std::nullopt);
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
    stars_->setBars(DataCharts::starsOfMovie(*dataset_, starScale_, *movieRow));
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
