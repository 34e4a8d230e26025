// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_selection.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int indexRole = Qt::UserRole;

} // namespace

MapSelection::MapSelection(QWidget* parent)
    : QWidget(parent), name_(new QLabel), facts_(new QLabel), neighbours_(new QListWidget) {
    name_->setObjectName(QStringLiteral("mapSelection"));
    name_->setWordWrap(true);
    theme::makeHeading(name_);
    facts_->setWordWrap(true);
    theme::makeCaption(facts_);
    neighbours_->setObjectName(QStringLiteral("mapNeighbours"));
    neighbours_->setAccessibleName(tr("Nearest in the full space"));
    neighbours_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    neighbours_->setTextElideMode(Qt::ElideRight);
    // The cards beside each other share the height; the lists scroll in what they get.
    neighbours_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    neighbours_->setToolTip(tr("Nearest by the cosine of the whole vectors, u·v / (|u| |v|), "
                               "whatever the map shows. Click one to go there."));
    const auto choose = [this](const QListWidgetItem* item) {
        Q_EMIT neighbourChosen(item->data(indexRole).toULongLong());
    };
    connect(neighbours_, &QListWidget::itemClicked, this, choose);
    connect(neighbours_, &QListWidget::itemActivated, this, choose); // by the keyboard
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(name_);
    column->addWidget(facts_);
    column->addWidget(neighbours_, 1);
}

void MapSelection::showEntry(const QString& name, const QString& facts,
                             const QVector<Entry>& neighbours) {
    name_->setText(name);
    facts_->setText(facts);
    neighbours_->clear();
    for (const Entry& entry : neighbours) {
        auto* item = new QListWidgetItem(
            tr("%1  %2").arg(QLocale().toString(entry.similarity, 'f', 3), entry.name),
            neighbours_);
        item->setToolTip(plainTip(entry.hint));
        item->setData(indexRole, qulonglong{entry.index});
    }
}

void MapSelection::showNothing(const QString& title, const QString& text) {
    showEntry(title, text, {});
}

} // namespace towerlab::ui
