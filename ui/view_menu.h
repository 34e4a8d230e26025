// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/theme.h"

#include <QKeySequence>
#include <QMenu>
#include <QPointer>

class QActionGroup;
class QMainWindow;

namespace towerlab::ui {

class Place;

/// The View menu: the places with their keys, the side column of the one that is open, the size of
/// texts, full screen and presenter mode, light or dark.
class ViewMenu : public QMenu {
    Q_OBJECT
public:
    explicit ViewMenu(QMainWindow* window);

    /// In the order of the places' numbers; called before anything else.
    QAction* addPlace(const QIcon& icon, const QString& text, const QString& help);
    /// To be called after the places.
    void addLooks();
    void showPlace(int number, Place* place);
    QAction* sideColumn() const { return side_; }
    /// Text scale and appearance as they were left.
    void restore();

Q_SIGNALS:
    void placeChosen(int number);

private:
    void addTextSizes();
    void addScreenModes();
    void addAppearances();
    void addMotion();
    QAction* addKey(const QString& name, const QString& text, const QList<QKeySequence>& keys);
    void setTextScale(int percent);
    void setPresenting(bool on);
    void setFullScreen(bool on);

    QMainWindow* window_;
    QActionGroup* places_;
    QActionGroup* appearances_;
    QAction* side_ = nullptr;
    QAction* textSize_ = nullptr;
    QAction* fullScreen_ = nullptr;
    QAction* presenting_ = nullptr;
    QPointer<Place> place_;
    int scaleBefore_ = 100; ///< presenter mode
    bool fullScreenBefore_ = false;
};

} // namespace towerlab::ui
