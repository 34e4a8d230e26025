// SPDX-License-Identifier: MIT
#include "ui/recommend/controls.h"

#include "ui/recommend/table.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace towerlab::ui {
namespace {

constexpr std::array<int, 4> lengths = {10, 20, 50, 100};
constexpr int mostMinimumRatings = 9999;
constexpr int roomForArrows = 36;

} // namespace

RecommendControls::RecommendControls(QWidget* parent)
    : QWidget(parent),
      caption_(new QLabel(this)),
      hideRated_(new QCheckBox(tr("Hide already &rated"), this)),
      genre_(new QComboBox(this)),
      minimumRatings_(new QSpinBox(this)),
      length_(new QComboBox(this)),
      export_(new QToolButton(this)) {
    theme::makeCaption(caption_);
    makeHideRated();
    makeGenre();
    makeMinimumRatings();
    makeLength();
    makeExport();
    layOut();
    restore();
    connect(hideRated_, &QCheckBox::toggled, this, &RecommendControls::changed);
    connect(genre_, &QComboBox::currentIndexChanged, this, &RecommendControls::changed);
    connect(minimumRatings_, &QSpinBox::valueChanged, this, &RecommendControls::changed);
    connect(length_, &QComboBox::currentIndexChanged, this, &RecommendControls::changed);
    connect(this, &RecommendControls::changed, this, &RecommendControls::store);
}

void RecommendControls::makeHideRated() {
    hideRated_->setObjectName(QStringLiteral("hideRated"));
    hideRated_->setToolTip(tr("Leaves out what this user has rated: the model has seen those "
                              "answers, so they prove little"));
}

void RecommendControls::makeGenre() {
    genre_->setObjectName(QStringLiteral("genreFilter"));
    genre_->setAccessibleName(tr("Genre"));
    genre_->setToolTip(tr("Ranks only the movies that list this genre"));
    genre_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    genre_->setMinimumContentsLength(5);
    setDataset(nullptr);
}

void RecommendControls::makeMinimumRatings() {
    minimumRatings_->setObjectName(QStringLiteral("minimumRatings"));
    minimumRatings_->setAccessibleName(tr("Least number of ratings"));
    minimumRatings_->setToolTip(
        tr("Leaves out movies with fewer ratings: a rarely rated movie's vector is learned from "
           "little evidence, so its score may be high by chance"));
    minimumRatings_->setRange(0, mostMinimumRatings);
    minimumRatings_->setSingleStep(5);
    minimumRatings_->setAccelerated(true);
    minimumRatings_->setSpecialValueText(tr("Any ratings"));
    minimumRatings_->setPrefix(tr("≥ "));
    minimumRatings_->setSuffix(tr(" ratings"));
    // The style sheet's padding and arrows are not in the box's own hint.
    const QString widest =
        minimumRatings_->prefix() + QStringLiteral("999") + minimumRatings_->suffix();
    minimumRatings_->setMinimumWidth(fontMetrics().horizontalAdvance(widest) + roomForArrows);
}

void RecommendControls::makeLength() {
    length_->setObjectName(QStringLiteral("listLength"));
    length_->setAccessibleName(tr("Length of the list"));
    length_->setToolTip(tr("How many of the best movies are listed"));
    for (const int length : lengths)
        length_->addItem(tr("Top %1").arg(length), length);
}

void RecommendControls::makeExport() {
    export_->setObjectName(QStringLiteral("exportRecommendations"));
    export_->setIcon(theme::icon(QStringLiteral("export")));
    export_->setAccessibleName(tr("Export the list"));
    export_->setToolTip(tr("Writes this list to a CSV table; Ctrl+C in the list copies rows"));
    export_->setEnabled(false);
    connect(export_, &QToolButton::clicked, this, &RecommendControls::exportRequested);
}

void RecommendControls::layOut() {
    auto* heading = new QLabel(tr("Recommended"), this);
    theme::makeHeading(heading);
    heading->setMinimumHeight(recommendHeadHeight);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(heading);
    head->addWidget(caption_);
    head->addStretch(1);
    head->addWidget(hideRated_);
    auto* filters = new QHBoxLayout;
    filters->setSpacing(8);
    filters->addWidget(genre_, 1);
    filters->addWidget(minimumRatings_, 1);
    filters->addWidget(length_);
    filters->addWidget(export_);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addLayout(head);
    rows->addLayout(filters);
}

RecommendOptions RecommendControls::options() const {
    RecommendOptions options;
    options.count = static_cast<std::size_t>(length_->currentData().toInt());
    options.hideRated = hideRated_->isChecked();
    options.genre = static_cast<std::int16_t>(genre_->currentData().toInt());
    options.minimumRatings = static_cast<std::uint32_t>(minimumRatings_->value());
    return options;
}

void RecommendControls::setDataset(const Dataset* dataset) {
    std::vector<std::pair<QString, int>> genres;
    if (dataset)
        for (const std::string& name : dataset->genreNames())
            genres.emplace_back(QString::fromStdString(name), static_cast<int>(genres.size()));
    std::sort(genres.begin(), genres.end());
    const QSignalBlocker silent(genre_);
    genre_->clear();
    genre_->addItem(tr("All genres"), -1);
    for (const auto& [name, genre] : genres)
        genre_->addItem(name, genre);
}

void RecommendControls::setCaption(const QString& caption) { caption_->setText(caption); }

void RecommendControls::setExportEnabled(bool enabled) { export_->setEnabled(enabled); }

bool RecommendControls::hasFilters() const {
    return genre_->currentIndex() > 0 || minimumRatings_->value() > 0;
}

void RecommendControls::clearFilters() {
    genre_->setCurrentIndex(0);
    minimumRatings_->setValue(0);
}

void RecommendControls::restore() {
    hideRated_->setChecked(remembered(preference::hideRated));
    minimumRatings_->setValue(remembered(preference::minimumRatings));
    const int index = length_->findData(remembered(preference::listLength));
    length_->setCurrentIndex(index >= 0 ? index
                                        : length_->findData(preference::listLength.standard));
}

void RecommendControls::store() const {
    remember(preference::hideRated, hideRated_->isChecked());
    remember(preference::minimumRatings, minimumRatings_->value());
    remember(preference::listLength, length_->currentData().toInt());
}

} // namespace towerlab::ui
