// SPDX-License-Identifier: MIT
#include "ui/data/header.h"

#include "ui/data/rating_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace towerlab::ui {
namespace {

/// A short remark on a tinted, rounded ground, with an icon.
class NoteLabel : public QLabel {
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor ground = theme::secondary();
        ground.setAlpha(theme::isDark() ? 56 : 38);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rect(), 8, 8);
        theme::icon(QStringLiteral("flask"))
            .paint(&painter, QRect(10, (height() - 16) / 2, 16, 16));
        QLabel::paintEvent(event);
    }
};

} // namespace

DataHeader::DataHeader(QWidget* parent)
    : QWidget(parent),
      name_(new QLabel(this)),
      source_(new ElidedLabel(this)),
      note_(nullptr),
      get_(new QPushButton(tr("Get MovieLens…"))),
      notes_(new QLabel(this)),
      users_(new StatTile(tr("Users"), tr("People who rate"))),
      movies_(new StatTile(tr("Movies"))),
      ratings_(new StatTile(tr("Ratings"), tr("Pairs of a user and a movie that carry a rating"))),
      density_(new StatTile(tr("Density"),
                            tr("Share of all user-movie pairs that carry a rating: ratings / "
                               "(users × movies)"))),
      mean_(new StatTile(tr("Mean"), {})) {
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(theme::spacing);
    const std::pair<StatTile*, QString> named[] = {{users_, QStringLiteral("usersTile")},
                                                   {movies_, QStringLiteral("moviesTile")},
                                                   {ratings_, QStringLiteral("ratingsTile")},
                                                   {density_, QStringLiteral("densityTile")},
                                                   {mean_, QStringLiteral("meanTile")}};
    for (const auto& [tile, objectName] : named) {
        tile->setObjectName(objectName);
        tiles->addWidget(tile, 1);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing);
    column->addLayout(makeTitleRow());
    notes_->setObjectName(QStringLiteral("dataNotes"));
    notes_->setTextFormat(Qt::PlainText); // they quote from files
    notes_->setWordWrap(true);
    theme::makeCaption(notes_);
    column->addWidget(notes_);
    column->addLayout(tiles);
}

QLayout* DataHeader::makeTitleRow() {
    name_->setObjectName(QStringLiteral("datasetName"));
    source_->setObjectName(QStringLiteral("datasetSource"));
    name_->setTextFormat(Qt::PlainText);
    source_->setElideMode(Qt::ElideMiddle);
    source_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    theme::makeTitle(name_);
    theme::makeCaption(source_);
    auto* note = new NoteLabel(tr("Invented data: all people, titles and ratings are made up"));
    note->setObjectName(QStringLiteral("demoNote"));
    note->setContentsMargins(32, 7, 12, 7);
    note_ = note;
    get_->setObjectName(QStringLiteral("dataGet"));
    get_->setToolTip(tr("Download real ratings from GroupLens"));
    connect(get_, &QPushButton::clicked, this, &DataHeader::movieLensWanted);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name_);
    texts->addWidget(source_);
    auto* row = new QHBoxLayout;
    row->addLayout(texts, 1);
    row->addWidget(note_, 0, Qt::AlignVCenter);
    row->addWidget(get_, 0, Qt::AlignVCenter);
    return row;
}

void DataHeader::setDataset(const Dataset& dataset) {
    const QLocale locale;
    const auto count = [&locale](std::size_t n) {
        return locale.toString(static_cast<qulonglong>(n));
    };
    name_->setText(QString::fromStdString(dataset.name()));
    setSource(dataset);
    note_->setVisible(dataset.format() == DataFormat::Demo);
    get_->setVisible(dataset.format() == DataFormat::Demo);
    setNotes(dataset);
    users_->setValue(count(dataset.users().size()));
    movies_->setValue(count(dataset.movies().size()));
    movies_->setToolTip(
        tr("%1 of them have at least one rating").arg(count(dataset.ratedMovieCount())));
    ratings_->setValue(count(dataset.ratings().size()));
    density_->setValue(tr("%1 %").arg(locale.toString(dataset.density() * 100, 'f', 2)));
    mean_->setCaption(meanRatingTitle(dataset), tr("Sum of all ratings / their number"));
    mean_->setValue(locale.toString(dataset.meanRating(), 'f', 2));
}

void DataHeader::setNotes(const Dataset& dataset) {
    constexpr qsizetype mostShown = 240; // letters: about two lines
    QStringList notes;
    for (const std::string& note : dataset.notes())
        notes << QString::fromStdString(note);
    const QString all = notes.join(u' ');
    notes_->setText(all.size() <= mostShown ? all : all.left(mostShown) + QStringLiteral("…"));
    notes_->setToolTip(plainTip(notes.join(u'\n')));
    notes_->setVisible(!notes.isEmpty());
}

void DataHeader::setSource(const Dataset& dataset) {
    const QString folder = QDir::toNativeSeparators(QString::fromStdString(dataset.source()));
    source_->setText(folder.isEmpty() ? tr("Built in, the same each time") : folder);
    source_->setToolTip(plainTip(folder));
}

} // namespace towerlab::ui
