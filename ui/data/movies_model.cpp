// SPDX-License-Identifier: MIT
#include "ui/data/movies_model.h"

#include "ui/data/fact_columns.h"
#include "ui/widgets/id_text.h"

#include <QLocale>

#include <utility>

namespace towerlab::ui {

QString genresText(const Dataset& dataset, std::size_t movieRow) {
    QString text;
    for (const std::int16_t genre : dataset.movies().genresOf(movieRow)) {
        if (!text.isEmpty())
            text += QStringLiteral(", ");
        text += QString::fromStdString(dataset.genreNames()[static_cast<std::size_t>(genre)]);
    }
    return text.isEmpty() ? QStringLiteral("–") : text;
}

MoviesModel::MoviesModel(QObject* parent) : DatasetModel(parent) { setColumns(describe()); }

std::vector<TableColumn> MoviesModel::describe() const {
    const auto count = [this](std::size_t row) { return dataset()->byMovie().count(row); };
    const auto title = [this](std::size_t row) {
        return QString::fromStdString(movies().title[row]);
    };
    const auto genres = [this](std::size_t row) { return genresText(*dataset(), row); };
    std::vector<TableColumn> columns = {
        idColumn([this]() -> const IdColumn& { return movies().id; },
                 tr("The movie's id in the data files")),
        {.title = tr("Title"),
         .help = tr("Title without the year"),
         .text = title,
         .toolTip = title, // it may not fit the column
         .compare =
             [this](std::size_t left, std::size_t right) {
                 return searchText(left).compare(searchText(right));
             }},
        sortedBy([this](std::size_t row) { return int{movies().year[row]}; },
                 {.title = tr("Year"),
                  .help = tr("Year in the title; no input of the model"),
                  .alignment = Qt::AlignRight,
                  .text =
                      [this](std::size_t row) {
                          const int year = movies().year[row];
                          return year > 0 ? QString::number(year) : QStringLiteral("–");
                      }}),
        {.title = tr("Genres"),
         .help = tr("The movie tower is given one: the genre that most movies share"),
         .text = genres,
         .toolTip = genres,
         .compare =
             [this](std::size_t left, std::size_t right) {
                 return genresText(*dataset(), left).compare(genresText(*dataset(), right));
             }},
        sortedBy(count,
                 {.title = tr("Ratings"),
                  .help = tr("How many users rated this movie"),
                  .alignment = Qt::AlignRight,
                  .text = [count](std::size_t row) { return QLocale().toString(count(row)); }}),
        sortedBy([this](std::size_t row) { return double{dataset()->meanOfMovie(row)}; },
                 {.title = tr("Mean"),
                  .help = tr("Mean of what this movie got: sum of its ratings / their number"),
                  .text =
                      [this, count](std::size_t row) {
                          return meanText(count(row), dataset()->meanOfMovie(row));
                      }}),
    };
    if (dataset())
        for (TableColumn& column : factColumns(movies(), tr("One input of the item tower")))
            columns.push_back(std::move(column));
    return columns;
}

void MoviesModel::prepare() { setColumns(describe()); }

} // namespace towerlab::ui
