// SPDX-License-Identifier: MIT
#include "ui/compare/explore/movie_roles.h"

#include "ui/theme.h"

#include <QCoreApplication>
#include <QLocale>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("MovieMarks", text); }

} // namespace

QString markGlyph(MovieMark mark) {
    switch (mark) {
    case MovieMark::Hit:
        return QStringLiteral("✓");
    case MovieMark::NotLiked:
        return QStringLiteral("✗");
    case MovieMark::None:
        break;
    }
    return {};
}

QColor markColour(MovieMark mark) { return theme::category(mark == MovieMark::Hit ? 2 : 3); }

QString starsOrDash(const std::optional<float>& stars) {
    return stars ? tr("%1 ★").arg(QLocale().toString(double{*stars}, 'g', 3)) : QStringLiteral("–");
}

QString markText(const TestedUser& user, std::int32_t movie) {
    const RatedMovie* held = user.heldOutMovie(movie);
    if (held == nullptr)
        return {};
    if (!held->stars)
        return tr("✓ Held out for the test: to be found");
    if (held->mark == MovieMark::Hit)
        return tr("✓ Held out for the test, and liked (%1)").arg(starsOrDash(held->stars));
    return (held->toBeFound ? tr("✗ Held out for the test but not liked (%1); the test counts it "
                                 "as found all the same")
                            : tr("✗ Held out for the test but not liked (%1): no hit"))
        .arg(starsOrDash(held->stars));
}

QString titleWithYear(const Dataset& dataset, std::size_t movieRow) {
    const QString title = QString::fromStdString(dataset.movies().title[movieRow]);
    const std::int16_t year = dataset.movies().year[movieRow];
    return year > 0 ? QStringLiteral("%1 (%2)").arg(title).arg(year) : title;
}

} // namespace towerlab::ui
