// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_table.h"

#include "ui/data/movies_model.h"
#include "ui/data/user_facts.h"
#include "ui/widgets/id_text.h"

#include <cmath>
#include <numeric>

namespace towerlab::ui {
namespace {

QStringList namesOf(const EntityColumns& columns) {
    QStringList names;
    for (const CategoryColumn& column : columns.categories)
        names << QString::fromStdString(column.name);
    for (const NumberColumn& column : columns.numbers)
        names << QString::fromStdString(column.name);
    return names;
}

QStringList valuesOf(const EntityColumns& columns, std::size_t row) {
    QStringList values;
    for (const CategoryColumn& column : columns.categories)
        values << columnText(std::string(column.wordOf(row)));
    for (const NumberColumn& column : columns.numbers)
        values << (std::isnan(column.value[row]) ? QString()
                                                 : csvNumber(double{column.value[row]}));
    return values;
}

QStringList blanks(const EntityColumns& columns) {
    return QStringList(static_cast<qsizetype>(columns.categories.size() + columns.numbers.size()));
}

} // namespace

CsvTable noPoints() {
    return {
        {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("x"), QStringLiteral("y")},
        {}};
}

CsvTable tableOf(const MapTableParts& parts, const std::vector<int>* only) {
    const MapPoints& map = *parts.points;
    const Dataset& data = map.dataset();
    const bool movies = map.subject != Subject::Users;
    const bool users = map.subject != Subject::Movies;
    const bool groups = !parts.colouring.numeric && !parts.colouring.groupOf.empty();
    CsvTable table;
    if (movies && users)
        table.columns << QStringLiteral("kind");
    table.columns << noPoints().columns;
    if (groups)
        table.columns << QStringLiteral("group");
    if (!parts.kept.empty())
        table.columns << QStringLiteral("neighbours_kept");
    table.columns << QStringLiteral("ratings") << QStringLiteral("mean_rating");
    if (movies)
        table.columns << QStringLiteral("year") << QStringLiteral("genres")
                      << namesOf(data.movies());
    if (users)
        table.columns << namesOf(data.users());
    const Vocabulary& vocabulary = map.recommender->encoding().vocabulary();
    std::vector<int> all;
    if (only == nullptr) {
        all.resize(map.size());
        std::iota(all.begin(), all.end(), 0);
        only = &all;
    }
    for (const int point : *only) {
        const auto place = static_cast<std::size_t>(point);
        const MapPoint& at = map.points[place];
        QStringList row;
        if (movies && users)
            row << (at.movie ? QStringLiteral("movie") : QStringLiteral("user"));
        row << idText(at.movie ? vocabulary.movies.id : vocabulary.users.id, at.index)
            << nameOf(map, point) << csvNumber(double{parts.layout[place].x})
            << csvNumber(double{parts.layout[place].y});
        if (groups)
            row << parts.colouring.groups[static_cast<std::size_t>(parts.colouring.groupOf[place])]
                       .name;
        if (!parts.kept.empty())
            row << csvNumber(double{parts.kept[place]});
        row << QString::number(map.ratings[place])
            << (map.ratings[place] == 0 ? QString()
                                        : csvNumber(double{at.movie ? data.meanOfMovie(at.row)
                                                                    : data.meanOfUser(at.row)}));
        if (movies && at.movie) {
            const int year = data.movies().year[at.row];
            row << (year > 0 ? QString::number(year) : QString()) << genresText(data, at.row)
                << valuesOf(data.movies(), at.row);
        } else if (movies) {
            row << QString() << QString() << blanks(data.movies());
        }
        if (users)
            row << (at.movie ? blanks(data.users()) : valuesOf(data.users(), at.row));
        table.rows << row;
    }
    return table;
}

} // namespace towerlab::ui
