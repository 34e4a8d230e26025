// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/colouring.h"

#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace towerlab::ui {

/// Says what the colours of a map mean: a list of groups with their sizes, of which one or more can
/// be picked out, or a scale with its ends.
class LegendView : public QWidget {
    Q_OBJECT
public:
    explicit LegendView(QWidget* parent = nullptr);

    void setColouring(const Colouring& colouring);
    /// The groups picked out; empty for all of them.
    std::vector<int> pickedGroups() const;
    void showAll();

Q_SIGNALS:
    void pickedChanged();
    void groupClicked(int group);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showGroups();

    Colouring colouring_;
    QListWidget* list_;
    QWidget* scale_;
    QStackedWidget* stack_;
};

} // namespace towerlab::ui
