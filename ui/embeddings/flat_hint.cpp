// SPDX-License-Identifier: MIT
#include "ui/embeddings/flat_hint.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace towerlab::ui {

FlatHint::FlatHint(QWidget* parent)
    : QWidget(parent), button_(new QPushButton(tr("Train for a clear map"))) {
    setObjectName(QStringLiteral("flatHint"));
    theme::makeNote(this);
    auto* text =
        new QLabel(tr("These vectors lie on a line: the L2 penalty has kept all directions "
                      "but one near zero. Without it, kinds of movies part."));
    text->setWordWrap(true);
    button_->setObjectName(QStringLiteral("clearMap"));
    button_->setToolTip(tr("Trains with the preset “Clear map”: all ratings, no L2 penalty"));
    connect(button_, &QPushButton::clicked, this, &FlatHint::clearMapRequested);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 8, 6);
    row->addWidget(text, 1);
    row->addWidget(button_);
    hide();
}

void FlatHint::judge(const PcaResult& pca, const ModelSettings& settings) {
    constexpr double flat = 0.98;
    setVisible(settings.l2 > 0 && pca.components > 1 &&
               (pca.explained[0] > flat || pca.explained[0] == 0));
}

void FlatHint::setRunPossible(bool possible) { button_->setEnabled(possible); }

} // namespace towerlab::ui
