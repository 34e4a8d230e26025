// SPDX-License-Identifier: MIT
#include "ui/inspect/picture_words.h"

#include "ui/data/rating_text.h"
#include "ui/data/user_facts.h"
#include "ui/inspect/formula.h"
#include "ui/towers/tower_painter.h"

#include <QLocale>

namespace towerlab::ui {

QStringList PictureWords::of(const SceneBox& box, const Inspector* inspector,
                             const PictureNumbers* numbers, const Dataset* dataset,
                             std::optional<float> given) {
    if (inspector == nullptr || numbers == nullptr)
        return {};
    if (box.kind == SceneBox::Kind::Word)
        return ofWord(box, *inspector, numbers->journey());
    if (box.kind == SceneBox::Kind::Bias) {
        const TowerJourney& tower = numbers->journey().tower(box.side);
        return {Formula::number(double{tower.ownBias} + double{tower.biasOfInputs}),
                tr("%1 + %2").arg(shortNumber(double{tower.ownBias}),
                                  shortNumber(double{tower.biasOfInputs}))};
    }
    return ofScore(box, *numbers, dataset, given);
}

QStringList PictureWords::ofWord(const SceneBox& box, const Inspector& inspector,
                                 const Journey& journey) {
    const auto place = static_cast<std::size_t>(box.place);
    const auto& words = journey.tower(box.side).words[place];
    const TowerInput& input = inspector.plan().tower(box.side).inputs[place];
    if (words.empty())
        return {tr("none")};
    if (readsOneWord(input.kind)) {
        if (words.front().word < 0)
            return {tr("not known"), tr("mean")};
        return {columnText(inspector.nameOf(box.side, place, words.front().word)),
                tr("#%1").arg(words.front().word)};
    }
    const QString first = columnText(inspector.nameOf(box.side, place, words.front().word));
    if (words.size() == 1)
        return {first, tr("#%1").arg(words.front().word)};
    if (input.kind == InputKind::Genres)
        return {first, tr("+ %1 more").arg(words.size() - 1)};
    return {QLocale().toString(qulonglong{words.size()}),
            input.kind == InputKind::TitleWords ? tr("words") : tr("ratings")};
}

QStringList PictureWords::ofScore(const SceneBox& box, const PictureNumbers& numbers,
                                  const Dataset* dataset, std::optional<float> given) {
    const Journey& now = numbers.journey();
    const Journey* before = numbers.before();
    const auto was = [&](auto value) {
        const double change = value(now) - value(*before);
        if (change == 0)
            return QString();
        return QStringLiteral("%1%2").arg(change < 0 ? QStringLiteral("−") : QStringLiteral("+"),
                                          shortNumber(std::abs(change)));
    };
    if (box.id == QLatin1String("match.logit")) {
        if (numbers.showsGradients())
            return {Formula::number(double{numbers.path()->row.slope}), tr("∂L/∂z")};
        const auto logit = [](const Journey& journey) { return double{journey.logit}; };
        return {Formula::number(logit(now)), before != nullptr ? was(logit) : QString()};
    }
    if (box.id == QLatin1String("match.output")) {
        const auto output = [](const Journey& journey) { return double{journey.output}; };
        return {Formula::number(output(now)), before != nullptr ? was(output) : QString()};
    }
    const QString told = given && dataset != nullptr
                             ? tr("given %1").arg(ratingWithUnit(*dataset, double{*given}))
                             : tr("not rated");
    if (!now.stars || dataset == nullptr)
        return {told};
    return {ratingWithUnit(*dataset, double{*now.stars}, 2), told};
}

} // namespace towerlab::ui
