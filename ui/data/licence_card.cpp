// SPDX-License-Identifier: MIT
#include "ui/data/licence_card.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

/// Text with its addresses as links.
QString withLinks(const QString& text) {
    static const QRegularExpression address(QStringLiteral("(https://\\S+)"));
    QString linked = text.toHtmlEscaped();
    return linked.replace(address, QStringLiteral("<a href=\"\\1\">\\1</a>"));
}

} // namespace

LicenceCard::LicenceCard(QWidget* parent)
    : QWidget(parent), heading_(new QLabel), terms_(new QLabel), readme_(new QLabel) {
    setObjectName(QStringLiteral("licenceCard"));
    setAttribute(Qt::WA_StyledBackground);
    theme::makeCard(this);
    theme::makeHeading(heading_);
    terms_->setObjectName(QStringLiteral("licenceTerms"));
    terms_->setAlignment(Qt::AlignTop);
    readme_->setObjectName(QStringLiteral("licenceReadme"));
    for (QLabel* label : {terms_, readme_}) {
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        label->setOpenExternalLinks(true);
        label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    }
    auto* scroll = new VerticalScrollArea;
    scroll->setContents(terms_);
    scroll->setFocusPolicy(Qt::NoFocus); // the links in it have it
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(6);
    column->addWidget(heading_);
    column->addWidget(scroll, 1);
    column->addWidget(readme_);
}

void LicenceCard::setRelease(const Release& release) {
    heading_->setText(tr("Licence of %1, in our words").arg(release.archive()));
    QString items;
    for (const QString& term : licenceTerms(release))
        items += QStringLiteral("<li style=\"margin-bottom: 3px\">%1</li>").arg(withLinks(term));
    terms_->setText(QStringLiteral("<ul style=\"margin: 0 0 0 -22px\">%1</ul>").arg(items));
    terms_->setAccessibleName(heading_->text());
    readme_->setText(withLinks(tr("The terms that count: %1").arg(release.readme)));
}

} // namespace towerlab::ui
