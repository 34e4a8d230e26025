// SPDX-License-Identifier: MIT
#include "ui/embeddings/point_texts.h"

#include "ui/data/history_model.h"
#include "ui/data/movies_model.h"
#include "ui/widgets/id_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("PointTexts", text); }

} // namespace

QString pointName(const Recommender& recommender, Subject subject, std::size_t index) {
    const Vocabulary& vocabulary = recommender.encoding().vocabulary();
    return subject == Subject::Movies ? QString::fromStdString(vocabulary.movies.title[index])
                                      : tr("User %1").arg(idText(vocabulary.users.id, index));
}

QString pointHint(const Recommender& recommender, Subject subject, std::size_t index) {
    const Dataset& dataset = recommender.dataset();
    const Encoding& encoding = recommender.encoding();
    if (subject == Subject::Users)
        return userFacts(dataset, static_cast<std::size_t>(encoding.userRow(index)));
    const auto row = static_cast<std::size_t>(encoding.movieRow(index));
    const int year = dataset.movies().year[row];
    const QString title = QString::fromStdString(dataset.movies().title[row]);
    return tr("%1\n%2\n%3 ratings, mean %4")
        .arg(year > 0 ? tr("%1 (%2)").arg(title).arg(year) : title, genresText(dataset, row),
             QLocale().toString(dataset.byMovie().count(row)),
             QLocale().toString(double{dataset.meanOfMovie(row)}, 'f', 2));
}

} // namespace towerlab::ui
