// SPDX-License-Identifier: MIT
#include "ui/keys_dialog.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace towerlab::ui {
namespace {

QString withoutMarks(QString text) { return text.remove(QLatin1Char('&')); }

QTreeWidgetItem* addGroup(QTreeWidget* tree, const QString& title) {
    auto* group = new QTreeWidgetItem(tree, {title});
    group->setFirstColumnSpanned(true);
    QFont bold = tree->font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    group->setExpanded(true);
    return group;
}

void addMenu(QTreeWidgetItem* group, const QMenu* menu) {
    for (const QAction* action : menu->actions()) {
        if (action->menu())
            addMenu(group, action->menu());
        if (!action->shortcut().isEmpty())
            new QTreeWidgetItem(group, {withoutMarks(action->text()),
                                        action->shortcut().toString(QKeySequence::NativeText)});
    }
}

} // namespace

KeysDialog::KeysDialog(const QMenuBar* menus, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("keysDialog"));
    setWindowTitle(tr("Keys"));
    auto* tree = new QTreeWidget;
    tree->setObjectName(QStringLiteral("keysTable"));
    tree->setAccessibleName(tr("Keys"));
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const QAction* action : menus->actions())
        if (action->menu())
            addMenu(addGroup(tree, withoutMarks(action->text())), action->menu());
    const std::array<std::pair<QString, QString>, 9> others = {
        {{tr("Walk the places and the methods; Tab leaves them"), tr("Arrows")},
         {tr("Copy the chosen rows of a table"), tr("Ctrl+C")},
         {tr("Clear a search"), tr("Escape")},
         {tr("Use the model of the chosen run"), tr("Ctrl+Enter")},
         {tr("Continue the chosen run"), tr("Ctrl+E")},
         {tr("Pin the chosen run"), tr("Ctrl+D")},
         {tr("Rename the chosen run"), tr("F2")},
         {tr("Delete the chosen runs"), tr("Delete")},
         {tr("The tested user before, the next one (Compare)"), tr("Alt+Left, Alt+Right")}}};
    const std::array<std::pair<QString, QString>, 8> map = {
        {{tr("From point to point, or over the map where none is selected"), tr("Arrows")},
         {tr("Select the point with the ring"), tr("Enter")},
         {tr("Zoom in, out"), tr("+, -")},
         {tr("Show the whole map"), tr("Home")},
         {tr("Select nothing"), tr("Escape")},
         {tr("The next hit of the search, the one before"), tr("F3, Shift+F3")},
         {tr("Select by a box"), tr("Shift+drag")},
         {tr("Add a point to the selection"), tr("Shift+click")}}};
    const auto add = [tree](const QString& title, const auto& rows) {
        QTreeWidgetItem* group = addGroup(tree, title);
        for (const auto& [text, keys] : rows)
            new QTreeWidgetItem(group, {text, keys});
    };
    add(tr("Tables and runs"), others);
    add(tr("Map"), map);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(tree, 1);
    column->addWidget(buttons);
    resize(theme::pixels(460), theme::pixels(520));
}

} // namespace towerlab::ui
