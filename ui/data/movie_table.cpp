// SPDX-License-Identifier: MIT
#include "ui/data/movie_table.h"

#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/rating_delegate.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QHeaderView>

#include <algorithm>
#include <set>

namespace towerlab::ui {

MovieTable::MovieTable(QWidget* parent)
    : DataTable(QStringLiteral("movies"), parent),
      model_(new MoviesModel(this)),
      means_(new RatingDelegate(table())),
      genre_(addFilter(QStringLiteral("moviesGenre"), tr("Show only movies that carry one genre"))),
      decade_(addFilter(QStringLiteral("moviesDecade"), tr("Show only movies of one decade"))) {
    setModel(model_);
    setTexts(tr("Search movies"), tr("Movies"));
    setColumns();
    fillFilter(genre_, tr("All genres"), {});
    fillFilter(decade_, tr("All years"), {});
}

void MovieTable::setColumns() {
    QHeaderView* header = table()->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(MoviesModel::Title, QHeaderView::Stretch);
    for (const auto& [column, width] : {std::pair{MoviesModel::Id, 58},
                                        {MoviesModel::Year, 58},
                                        {MoviesModel::Genres, 140},
                                        {MoviesModel::Ratings, 80},
                                        {MoviesModel::Mean, 124}})
        header->resizeSection(column, width);
    table()->setItemDelegateForColumn(MoviesModel::Mean, means_);
    hideWhileNarrow(MoviesModel::Id);
    table()->sortByColumn(MoviesModel::Ratings, Qt::DescendingOrder);
}

void MovieTable::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    model_->setDataset(dataset);
    if (dataset) {
        showKnownColumns(*dataset);
        table()->setColumnWidth(MoviesModel::Id, idColumnWidth(dataset->movies().id));
        setScale(means_, *dataset);
        fillGenres(*dataset);
        fillDecades(*dataset);
    }
    datasetReplaced();
}

/// What is known of no movie has no column, and no filter.
void MovieTable::showKnownColumns(const Dataset& dataset) {
    const auto& years = dataset.movies().year;
    const bool anyYear = std::any_of(years.begin(), years.end(), [](int year) { return year > 0; });
    const bool anyGenre = !dataset.genreNames().empty();
    table()->setColumnHidden(MoviesModel::Year, !anyYear);
    table()->setColumnHidden(MoviesModel::Genres, !anyGenre);
    decade_->setVisible(anyYear);
    genre_->setVisible(anyGenre);
}

void MovieTable::fillGenres(const Dataset& dataset) {
    QList<std::pair<QString, int>> entries;
    for (std::size_t i = 0; i < dataset.genreNames().size(); ++i)
        if (dataset.genreCounts()[i] > 0)
            entries.append({QString::fromStdString(dataset.genreNames()[i]), static_cast<int>(i)});
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return a.first.compare(b.first, Qt::CaseInsensitive) < 0;
    });
    fillFilter(genre_, tr("All genres"), entries);
}

void MovieTable::fillDecades(const Dataset& dataset) {
    std::set<int, std::greater<>> decades;
    for (const std::int16_t year : dataset.movies().year)
        decades.insert(year / 10 * 10);
    QList<std::pair<QString, int>> entries;
    for (const int decade : decades)
        entries.append({decade > 0 ? tr("%1s").arg(decade) : tr("Year unknown"), decade});
    fillFilter(decade_, tr("All years"), entries);
}

void MovieTable::resizeEvent(QResizeEvent* event) {
    DataTable::resizeEvent(event);
    // Titles get what is left, which must stay the larger part.
    table()->setColumnWidth(MoviesModel::Genres, std::clamp(width() / 5, 100, 240));
}

FilterProxy::Condition MovieTable::condition() const {
    const auto wanted = [](const QComboBox* filter) {
        const QVariant value = filter->currentData();
        return value.isValid() ? value.toInt() : -1;
    };
    const int genre = wanted(genre_);
    const int decade = wanted(decade_);
    if (!model_->dataset() || (genre < 0 && decade < 0))
        return {};
    // The model's own data set, which changes before the view asks for rows of the new one.
    return [model = model_, genre, decade](int sourceRow) {
        const MovieColumns& movies = model->dataset()->movies();
        const auto row = static_cast<std::size_t>(sourceRow);
        if (decade >= 0 && movies.year[row] / 10 * 10 != decade)
            return false;
        const auto genres = movies.genresOf(row);
        return genre < 0 || std::any_of(genres.begin(), genres.end(),
                                        [genre](std::int16_t own) { return int{own} == genre; });
    };
}

QString MovieTable::countText(const QString& shown, const QString& all) const {
    return tr("%1 of %2 movies").arg(shown, all);
}

} // namespace towerlab::ui
