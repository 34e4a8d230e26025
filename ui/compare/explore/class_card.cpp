// SPDX-License-Identifier: MIT
#include "ui/compare/explore/class_card.h"

#include "ui/compare/explore/class_plot.h"
#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/shared/text.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <numeric>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::size_t mostMovies = 15;

QString percent(double share) {
    return ClassCard::tr("%1 %").arg(QLocale().toString(100 * share, 'f', share < 0.1 ? 2 : 1));
}

/// Classes, the likeliest first.
std::vector<std::size_t> byChance(const std::vector<float>& probabilities) {
    std::vector<std::size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return probabilities[a] > probabilities[b];
    });
    return order;
}

} // namespace

ClassCard::ClassCard(QWidget* parent)
    : QWidget(parent),
      choice_(new QComboBox(this)),
      newOnly_(new QCheckBox(tr("Only movies not rated yet"), this)),
      plot_(new ClassPlot(this)),
      caption_(new QLabel(this)) {
    theme::makeCard(this);
    setObjectName(QStringLiteral("classCard"));
    auto* heading = new QLabel(tr("Chance of the next class"), this);
    theme::makeHeading(heading);
    choice_->setObjectName(QStringLiteral("classMethod"));
    choice_->setAccessibleName(tr("Classifier"));
    choice_->setToolTip(tr("Which classifier of users"));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(8);
    plot_->setObjectName(QStringLiteral("classPlot"));
    plot_->setAccessibleName(heading->text());
    theme::makeCaption(caption_);
    caption_->setWordWrap(true);
    newOnly_->setObjectName(QStringLiteral("classNewOnly"));
    newOnly_->setToolTip(tr("Leaves out what the user rated in training, which such a classifier "
                            "often finds the likeliest"));
    connect(choice_, &QComboBox::currentIndexChanged, this, &ClassCard::showChosen);
    connect(newOnly_, &QCheckBox::toggled, this, &ClassCard::showChosen);
    auto* head = new QHBoxLayout;
    head->addWidget(heading, 1);
    head->addWidget(plot_->makeExportButton(tr("Export the plot: %1").arg(heading->text())));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 8, 8, theme::padding - 4);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(choice_);
    column->addWidget(newOnly_);
    column->addWidget(plot_, 1);
    column->addWidget(caption_);
}

void ClassCard::setAnswers(std::shared_ptr<const Comparison> comparison,
                           std::shared_ptr<const Dataset> dataset,
                           std::shared_ptr<const UserAnswers> answers) {
    comparison_ = std::move(comparison);
    dataset_ = std::move(dataset);
    answers_ = std::move(answers);
    fillChoice();
    showChosen();
}

void ClassCard::fillChoice() {
    const QSignalBlocker quiet(choice_);
    const QString before = choice_->currentText();
    choice_->clear();
    if (answers_)
        for (const ClassAnswer& answer : answers_->classes)
            choice_->addItem(methodTitle(*comparison_, answer.method));
    choice_->setCurrentIndex(std::max(0, choice_->findText(before)));
    choice_->setVisible(choice_->count() > 1);
}

void ClassCard::showChosen() {
    const auto chosen = static_cast<std::size_t>(std::max(0, choice_->currentIndex()));
    if (!answers_ || chosen >= answers_->classes.size()) {
        plot_->setBars({});
        caption_->clear();
        newOnly_->hide();
        return;
    }
    const ClassAnswer& answer = answers_->classes[chosen];
    newOnly_->setVisible(answer.classes == MultiClassScorer::Classes::Movies);
    if (answer.classes == MultiClassScorer::Classes::Genres)
        showGenres(answer);
    else
        showMovies(answer);
    plot_->setAccessibleDescription(caption_->text());
}

void ClassCard::showGenres(const ClassAnswer& answer) {
    QVector<ClassPlot::Bar> bars;
    for (const std::size_t genre : byChance(answer.probabilities)) {
        const double chance = double{answer.probabilities[genre]};
        const double share = answers_->genreShares[genre];
        const QString name = QString::fromStdString(dataset_->genreNames()[genre]);
        bars.append({name, chance, share, false,
                     tr("%1\nChance that the next movie is one: %2\nShare of the movies rated in "
                        "training: %3")
                         .arg(name, percent(chance), percent(share))});
    }
    plot_->setBars(bars);
    caption_->setText(tr("Bars: the chance by %1. Diamonds: share of the training ratings; a "
                         "movie of two genres counts for both.")
                          .arg(methodTitle(*comparison_, answer.method)));
}

void ClassCard::showMovies(const ClassAnswer& answer) {
    QVector<ClassPlot::Bar> bars;
    std::vector<std::size_t> order = byChance(answer.probabilities);
    if (newOnly_->isChecked())
        std::erase_if(order, [this](std::size_t movie) {
            return answers_->user.ratedMovie(static_cast<std::int32_t>(movie)) != nullptr;
        });
    order.resize(std::min(order.size(), mostMovies));
    for (const std::size_t movie : order) {
        const double chance = double{answer.probabilities[movie]};
        QStringList hint = {titleWithYear(*dataset_, movie),
                            tr("Chance that it is the next: %1").arg(percent(chance))};
        const QString mark = markText(answers_->user, static_cast<std::int32_t>(movie));
        const RatedMovie* rated = answers_->user.ratedMovie(static_cast<std::int32_t>(movie));
        if (!mark.isEmpty())
            hint << mark;
        if (rated != nullptr)
            hint << tr("Rated %1 in training: in no list").arg(ratingOrDash(*rated));
        bars.append({QString::fromStdString(dataset_->movies().title[movie]), chance, std::nullopt,
                     rated != nullptr, hint.join(QLatin1Char('\n'))});
    }
    plot_->setBars(bars);
    const double sum =
        std::accumulate(bars.begin(), bars.end(), 0.0,
                        [](double all, const auto& bar) { return all + bar.probability; });
    caption_->setText((newOnly_->isChecked()
                           ? tr("The %1 likeliest that are not rated yet, of %2 movies, each a "
                                "class of %3; they have %4 of the whole.")
                           : tr("The %1 likeliest of all %2 movies, each a class of %3; they have "
                                "%4 of the whole. Pale: rated in training, so in no list."))
                          .arg(bars.size())
                          .arg(QLocale().toString(qulonglong{answer.probabilities.size()}))
                          .arg(methodTitle(*comparison_, answer.method), percent(sum)));
}

} // namespace towerlab::ui
