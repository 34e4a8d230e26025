// SPDX-License-Identifier: MIT
#include "ui/about_dialog.h"

#include "core/system/system_info.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

QLabel* valueLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About TowerLab"));
    setObjectName(QStringLiteral("aboutDialog"));
    setMinimumWidth(520);
    const SystemInfo info = systemInfo();

    auto* picture = new QLabel;
    picture->setPixmap(QIcon(QStringLiteral(":/icons/app.svg")).pixmap(64, 64));
    auto* title = new QLabel(tr("TowerLab %1").arg(QString::fromStdString(info.version)));
    theme::makeTitle(title);
    auto* subtitle =
        new QLabel(tr("Watch a two-tower recommender learn, then explore what it learned."));
    subtitle->setWordWrap(true);
    theme::makeCaption(subtitle);
    auto* texts = new QVBoxLayout;
    texts->addWidget(title);
    texts->addWidget(subtitle);
    texts->addStretch(1);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(picture, 0, Qt::AlignTop);
    head->addLayout(texts, 1);

    auto* form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(20);
    form->addRow(tr("LibTorch"), valueLabel(QString::fromStdString(info.torchVersion)));
    form->addRow(tr("Qt"), valueLabel(QString::fromLatin1(qVersion())));
    form->addRow(tr("BLAS"), valueLabel(tr("%1\n%2").arg(QString::fromStdString(info.blasName),
                                                         QString::fromStdString(info.blasDetail))));
    form->addRow(tr("CPU"), valueLabel((info.cores == 1 ? tr("1 core, %1")
                                                        : tr("%1 cores, %2").arg(info.cores))
                                           .arg(QString::fromStdString(info.cpuCapability))));
    form->addRow(tr("Licence"), valueLabel(tr("MIT")));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 18);
    column->setSpacing(18);
    column->addLayout(head);
    column->addLayout(form);
    if (info.blasIsSlow) {
        auto* warning = valueLabel(QString::fromStdString(blasWarning(info)));
        warning->setStyleSheet(QStringLiteral("color: %1").arg(theme::warningText().name()));
        column->addWidget(warning);
    }
    column->addWidget(buttons);
}

} // namespace towerlab::ui
