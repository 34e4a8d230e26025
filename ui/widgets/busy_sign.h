// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace towerlab::ui {

/// Says that something is being made, with a bar that moves. Shows itself only once that has taken
/// a moment, so that what is quick does not flicker.
class BusySign : public QWidget {
    Q_OBJECT
public:
    explicit BusySign(QWidget* parent = nullptr);

    /// @param what "The table is being sorted"; empty: nothing is being made
    void setBusy(const QString& what);
    QString text() const;

private:
    QLabel* what_;
    QTimer moment_;
};

} // namespace towerlab::ui
