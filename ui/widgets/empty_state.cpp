// SPDX-License-Identifier: MIT
#include "ui/widgets/empty_state.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int iconSize = 44;
constexpr int textWidth = 340;
constexpr int barWidth = 140;

} // namespace

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& text,
                       const QString& buttonText, QWidget* parent)
    : QWidget(parent),
      iconName_(iconName),
      icon_(new QLabel(this)),
      title_(new QLabel(this)),
      text_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      button_(new QPushButton(this)),
      buttons_(new QHBoxLayout) {
    icon_->setAlignment(Qt::AlignCenter);
    title_->setObjectName(QStringLiteral("emptyStateTitle"));
    title_->setAlignment(Qt::AlignCenter);
    title_->setWordWrap(true);
    theme::makeHeading(title_);
    text_->setObjectName(QStringLiteral("emptyStateText"));
    text_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    text_->setWordWrap(true);
    text_->setMaximumWidth(textWidth);
    theme::makeCaption(text_);
    bar_->setObjectName(QStringLiteral("emptyStateBar"));
    bar_->setRange(0, 0);
    bar_->setFixedWidth(barWidth);
    bar_->setAccessibleName(tr("Being made"));
    bar_->hide();
    button_->setObjectName(QStringLiteral("emptyStateButton"));
    button_->setProperty("primary", true);
    button_->setCursor(Qt::PointingHandCursor);
    connect(button_, &QPushButton::clicked, this, &EmptyState::triggered);

    // Side stretches rather than an alignment: aligned labels ignore heightForWidth, and the
    // wrapped text would be cut.
    auto* textRow = new QHBoxLayout;
    textRow->addStretch(1);
    textRow->addWidget(text_, 100);
    textRow->addStretch(1);
    buttons_->setSpacing(8);
    buttons_->addStretch(1);
    buttons_->addWidget(button_);
    buttons_->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(icon_);
    layout->addWidget(title_);
    layout->addLayout(textRow);
    layout->addSpacing(6);
    layout->addWidget(bar_, 0, Qt::AlignHCenter);
    layout->addLayout(buttons_);
    layout->addStretch(3);

    setTexts(title, text, buttonText);
    drawIcon();
}

void EmptyState::setTexts(const QString& title, const QString& text, const QString& buttonText) {
    title_->setText(title);
    text_->setText(text);
    text_->setVisible(!text.isEmpty());
    button_->setText(buttonText);
    button_->setVisible(!buttonText.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

QPushButton* EmptyState::addButton(const QString& text, const char* objectName) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(objectName));
    button->setCursor(Qt::PointingHandCursor);
    buttons_->insertWidget(buttons_->count() - 1, button);
    return button;
}

void EmptyState::setIconName(const QString& iconName) {
    iconName_ = iconName;
    drawIcon();
}

void EmptyState::setBusy(bool busy) { bar_->setVisible(busy); }

bool EmptyState::isBusy() const { return !bar_->isHidden(); }

QString EmptyState::title() const { return title_->text(); }
QString EmptyState::text() const { return text_->text(); }

void EmptyState::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

void EmptyState::drawIcon() {
    icon_->setPixmap(theme::icon(iconName_).pixmap(QSize(iconSize, iconSize), devicePixelRatioF(),
                                                   QIcon::Disabled));
}

} // namespace towerlab::ui
