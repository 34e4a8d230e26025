// SPDX-License-Identifier: MIT
#include "ui/data/rating_text.h"

#include "core/data/rating_scale.h"
#include "ui/widgets/rating_delegate.h"

#include <QCoreApplication>
#include <QLocale>

namespace towerlab::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("towerlab::ui::RatingText", text);
}

QString withUnit(const Dataset& dataset, const QString& number) {
    return hasStars(dataset) ? tr("%1 ★").arg(number) : number;
}

} // namespace

bool hasStars(const Dataset& dataset) { return areStars(dataset.minRating(), dataset.maxRating()); }

QString ratingNumber(double rating) {
    constexpr int digits = 5; // more than a float's rounding lets through
    return QLocale().toString(rating, 'g', digits);
}

QString meanRatingTitle(const Dataset& dataset) {
    return hasStars(dataset) ? tr("Mean stars") : tr("Mean rating");
}

QString ratingWithUnit(const Dataset& dataset, double rating) {
    return withUnit(dataset, ratingNumber(rating));
}

QString ratingWithUnit(const Dataset& dataset, double rating, int decimals) {
    return withUnit(dataset, QLocale().toString(rating, 'f', decimals));
}

QString titleWithYear(const std::string& title, int year) {
    const QString text = QString::fromStdString(title);
    return year > 0 ? QStringLiteral("%1 (%2)").arg(text).arg(year) : text;
}

QString titleWithYear(const Dataset& dataset, std::size_t movieRow) {
    return titleWithYear(dataset.movies().title[movieRow], dataset.movies().year[movieRow]);
}

std::optional<float> givenRating(const Dataset& dataset, std::size_t userRow,
                                 std::size_t movieRow) {
    for (const std::uint32_t rating : dataset.byUser().of(userRow))
        if (static_cast<std::size_t>(dataset.ratings().movie[rating]) == movieRow)
            return dataset.ratings().value[rating];
    return std::nullopt;
}

void setScale(RatingDelegate* delegate, const Dataset& dataset) {
    if (hasStars(dataset))
        delegate->setStars();
    else
        delegate->setBars(double{dataset.minRating()}, double{dataset.maxRating()});
}

} // namespace towerlab::ui
