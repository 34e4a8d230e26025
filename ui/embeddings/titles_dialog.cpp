// SPDX-License-Identifier: MIT
#include "ui/embeddings/titles_dialog.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace towerlab::ui {

TitlesDialog::TitlesDialog(QWidget* parent) : QDialog(parent), text_(new QPlainTextEdit) {
    setObjectName(QStringLiteral("titlesDialog"));
    setWindowTitle(tr("Neighbours of titles"));
    auto* label = new QLabel(tr("Titles, or words of them, one in a line. Of each the most rated "
                                "movie is selected, and what lies nearest to all of them together "
                                "is listed."));
    label->setWordWrap(true);
    text_->setObjectName(QStringLiteral("titlesText"));
    text_->setAccessibleName(tr("Titles"));
    text_->setPlaceholderText(tr("Toy Story\nAladdin\nLion King"));
    text_->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Find"));
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("findTitles"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(text_, 1);
    column->addWidget(buttons);
    resize(theme::pixels(380), theme::pixels(260));
}

QStringList TitlesDialog::titles() const {
    static const QRegularExpression between(QStringLiteral("[\n;]"));
    QStringList titles;
    for (const QString& line : text_->toPlainText().split(between, Qt::SkipEmptyParts))
        if (!line.trimmed().isEmpty())
            titles << line.trimmed();
    return titles;
}

} // namespace towerlab::ui
