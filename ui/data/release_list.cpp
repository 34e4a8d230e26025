// SPDX-License-Identifier: MIT
#include "ui/data/release_list.h"

#include "ui/fetch/fetch_release.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QRadioButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr std::size_t firstChosen = 2; ///< 1M: what the other places are made for

QVBoxLayout* inTwoLines(QWidget* above, QLabel* below, Qt::Alignment side) {
    theme::makeCaption(below);
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(above, 0, side);
    column->addWidget(below, 0, side);
    return column;
}

QString stateOf(const Release& release, const QString& folder) {
    if (QFileInfo::exists(archivePath(release, folder)))
        return ReleaseList::tr("is here already");
    const Leftover left = leftoverOf(release, folder);
    return left.bytes > 0 ? ReleaseList::tr("%1 of %2 are here")
                                .arg(sizeText(left.bytes), sizeText(left.total))
                          : release.size;
}

} // namespace

ReleaseRow::ReleaseRow(const Release& release, QWidget* parent)
    : QFrame(parent),
      release_(release),
      button_(new QRadioButton(release.name)),
      state_(new QLabel) {
    button_->setObjectName(QStringLiteral("release_%1").arg(release.key));
    QFont bold = button_->font();
    bold.setWeight(QFont::DemiBold);
    button_->setFont(bold);
    auto* contents = new QLabel(release.contents);
    contents->setIndent(theme::padding + theme::spacing);
    auto* ratings = new QLabel(tr("%1 ratings").arg(QLocale().toString(release.ratings)));
    state_->setObjectName(QStringLiteral("releaseState_%1").arg(release.key));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::padding, 6, theme::padding, 6);
    row->setSpacing(theme::spacing);
    row->addLayout(inTwoLines(button_, contents, Qt::AlignLeft));
    row->addStretch(1);
    row->addLayout(inTwoLines(ratings, state_, Qt::AlignRight));
    setState(release.size);
}

void ReleaseRow::setState(const QString& text) {
    state_->setText(text);
    button_->setAccessibleName(
        tr("%1: %2 ratings, %3").arg(release_.name, QLocale().toString(release_.ratings), text));
    button_->setAccessibleDescription(release_.contents);
}

void ReleaseRow::mousePressEvent(QMouseEvent* event) {
    QFrame::mousePressEvent(event);
    button_->setFocus(Qt::MouseFocusReason);
    button_->setChecked(true);
}

ReleaseList::ReleaseList(QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("releaseList"));
    setAttribute(Qt::WA_StyledBackground);
    theme::makeCard(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(0);
    for (const Release& release : releases()) {
        auto* row = new ReleaseRow(release);
        group_->addButton(row->button(), static_cast<int>(rows_.size()));
        rows_.push_back(row);
        column->addWidget(row);
    }
    rows_[firstChosen]->button()->setChecked(true);
    setFocusProxy(rows_[firstChosen]->button());
    connect(group_, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (!on)
            return;
        setFocusProxy(group_->checkedButton());
        Q_EMIT chosenChanged();
    });
}

const Release& ReleaseList::chosen() const {
    return releases()[static_cast<std::size_t>(group_->checkedId())];
}

void ReleaseList::showStates(const QString& folder) {
    for (std::size_t i = 0; i < rows_.size(); ++i)
        rows_[i]->setState(stateOf(releases()[i], folder));
}

} // namespace towerlab::ui
