// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_selection.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int pointRole = Qt::UserRole;
constexpr int fewest = 5;
constexpr int most = 500;
constexpr int usual = 8;

} // namespace

MapSelection::MapSelection(QWidget* parent)
    : QWidget(parent),
      name_(new QLabel),
      facts_(new QLabel),
      count_(new QSpinBox),
      nearness_(new QComboBox),
      neighbours_(new QListWidget),
      table_(makeIconButton("selectionTable", QStringLiteral("table"), tr("Selected as a table"),
                            tr("The selected points as a table, to sort, copy and save"))),
      recommend_(makeIconButton("selectionRecommend", QStringLiteral("recommend"),
                                tr("Show in Recommend"),
                                tr("Go to the place Recommend with this one"))),
      clear_(makeIconButton("selectionClear", QStringLiteral("close"), tr("Select nothing"),
                            tr("Select nothing (Escape on the map)"))) {
    name_->setObjectName(QStringLiteral("mapSelection"));
    name_->setWordWrap(true);
    theme::makeHeading(name_);
    facts_->setWordWrap(true);
    facts_->setObjectName(QStringLiteral("mapFacts"));
    theme::makeCaption(facts_);
    count_->setObjectName(QStringLiteral("neighbourCount"));
    count_->setAccessibleName(tr("Number of neighbours"));
    count_->setRange(fewest, most);
    count_->setValue(usual);
    count_->setToolTip(tr("So many neighbours are listed, and joined by lines on the map"));
    count_->setKeyboardTracking(false);
    nearness_->setObjectName(QStringLiteral("nearness"));
    nearness_->setAccessibleName(tr("Nearest by"));
    nearness_->addItem(tr("cosine"), static_cast<int>(Nearness::Cosine));
    nearness_->addItem(tr("dot product"), static_cast<int>(Nearness::Dot));
    nearness_->addItem(tr("distance"), static_cast<int>(Nearness::Euclid));
    nearness_->setToolTip(tr("What makes vectors near: a small angle, u·v / (|u| |v|); a large dot "
                             "product, u·v; or a small distance, |u - v|"));
    neighbours_->setObjectName(QStringLiteral("mapNeighbours"));
    neighbours_->setAccessibleName(tr("Nearest in the full space"));
    neighbours_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    neighbours_->setTextElideMode(Qt::ElideRight);
    // The cards beside each other share the height; the lists scroll in what they get.
    neighbours_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    neighbours_->setMinimumHeight(60);
    neighbours_->setToolTip(tr("Nearest by the whole vectors, whatever the map shows. Click one to "
                               "go there; Ctrl+C copies the list."));
    auto* copy = new QAction(tr("Copy the List"), neighbours_);
    copy->setObjectName(QStringLiteral("copyNeighbours"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &MapSelection::copyList);
    neighbours_->addAction(copy);
    neighbours_->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* titles =
        makeIconButton("neighboursOfTitles", QStringLiteral("search"), tr("Neighbours of titles"),
                       tr("Type titles, and see what lies near to all of them"));
    const auto choose = [this](const QListWidgetItem* item) {
        Q_EMIT neighbourChosen(item->data(pointRole).toInt());
    };
    connect(neighbours_, &QListWidget::itemClicked, this, choose);
    connect(neighbours_, &QListWidget::itemActivated, this, choose); // by the keyboard
    connect(count_, &QSpinBox::valueChanged, this, &MapSelection::wishChanged);
    connect(nearness_, &QComboBox::activated, this, &MapSelection::wishChanged);
    connect(table_, &QToolButton::clicked, this, &MapSelection::tableRequested);
    connect(recommend_, &QToolButton::clicked, this, &MapSelection::recommendRequested);
    connect(clear_, &QToolButton::clicked, this, &MapSelection::clearRequested);
    connect(titles, &QToolButton::clicked, this, &MapSelection::titlesRequested);
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(name_, 1);
    for (QToolButton* button : {table_, recommend_, clear_})
        head->addWidget(button, 0, Qt::AlignTop);
    auto* wish = new QHBoxLayout;
    wish->setSpacing(6);
    auto* nearest = new QLabel(tr("Nearest"));
    theme::makeCaption(nearest);
    wish->addWidget(nearest);
    wish->addWidget(count_);
    wish->addWidget(nearness_, 1);
    wish->addWidget(titles);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(facts_);
    column->addLayout(wish);
    column->addWidget(neighbours_, 1);
}

void MapSelection::showEntry(const QString& name, const QString& facts, int chosen,
                             const QVector<Entry>& neighbours) {
    name_->setText(name);
    facts_->setText(facts);
    facts_->setVisible(!facts.isEmpty());
    table_->setEnabled(chosen > 0);
    recommend_->setEnabled(chosen == 1);
    clear_->setEnabled(chosen > 0);
    neighbours_->clear();
    for (const Entry& entry : neighbours) {
        auto* item = new QListWidgetItem(
            tr("%1  %2").arg(QLocale().toString(entry.nearness, 'f', 3), entry.name), neighbours_);
        item->setToolTip(plainTip(entry.hint));
        item->setData(pointRole, entry.point);
    }
}

void MapSelection::showNothing(const QString& title, const QString& text) {
    showEntry(title, text, 0, {});
}

std::size_t MapSelection::count() const { return static_cast<std::size_t>(count_->value()); }

Nearness MapSelection::nearness() const {
    return static_cast<Nearness>(nearness_->currentData().toInt());
}

/// Tab-separated, for spreadsheets.
void MapSelection::copyList() const {
    QStringList lines;
    for (int row = 0; row < neighbours_->count(); ++row) {
        const QString text = neighbours_->item(row)->text();
        const qsizetype gap = text.indexOf(QStringLiteral("  "));
        lines << text.sliced(gap + 2) + u'\t' + text.first(gap);
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace towerlab::ui
