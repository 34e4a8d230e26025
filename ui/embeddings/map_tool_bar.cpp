// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_tool_bar.h"

#include "ui/widgets/icon_button.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <array>

namespace towerlab::ui {

MapToolBar::MapToolBar(QWidget* parent) : QWidget(parent), row_(new QHBoxLayout(this)) {
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(2);
    addTools();
    row_->addSpacing(6);
    QToolButton* whole =
        makeIconButton("wholeMap", QStringLiteral("reset"), tr("Show the whole map"),
                       tr("Show the whole map again (Home, or a double click on the map)"));
    connect(whole, &QToolButton::clicked, this, &MapToolBar::wholeRequested);
    QToolButton* second =
        makeIconButton("twoMaps", QStringLiteral("split"), tr("Two maps"),
                       tr("A second map of the same points, with a projection of its own"));
    second->setCheckable(true);
    connect(second, &QToolButton::toggled, this, &MapToolBar::secondToggled);
    addButton(whole);
    addButton(second);
}

void MapToolBar::addButton(QToolButton* button) { row_->addWidget(button); }

void MapToolBar::addTools() {
    struct Tool {
        MapPlot::Tool tool;
        const char* name;
        const char* icon;
        QString text;
        QString help;
    };
    const std::array tools = {
        Tool{MapPlot::Tool::Pan, "toolPan", "pan", tr("Move"),
             tr("Drag moves the map; with Shift it selects by a box")},
        Tool{MapPlot::Tool::Box, "toolBox", "box", tr("Select by box"),
             tr("Drag selects by a box; with Shift it adds to what is selected")},
        Tool{MapPlot::Tool::Lasso, "toolLasso", "lasso", tr("Select by lasso"),
             tr("Drag around points to select them; with Shift it adds to what is selected")}};
    auto* group = new QButtonGroup(this);
    for (const Tool& tool : tools) {
        QToolButton* button =
            makeIconButton(tool.name, QLatin1String(tool.icon), tool.text, tool.help);
        button->setCheckable(true);
        button->setChecked(tool.tool == MapPlot::Tool::Pan);
        group->addButton(button);
        addButton(button);
        connect(button, &QToolButton::clicked, this,
                [this, kind = tool.tool] { Q_EMIT toolChosen(kind); });
    }
}

} // namespace towerlab::ui
