// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"

#include <QString>
#include <QVector>
#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QSpinBox;
class QToolButton;

namespace towerlab::ui {

/// What is selected on the map, and what lies nearest to it in the full space.
class MapSelection : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        int point = 0;
        double nearness = 0; ///< cosine, dot product or distance
        QString name;
        QString hint;
    };

    explicit MapSelection(QWidget* parent = nullptr);

    /// @param chosen how many points are selected
    void showEntry(const QString& name, const QString& facts, int chosen,
                   const QVector<Entry>& neighbours);
    void showNothing(const QString& title, const QString& text);

    std::size_t count() const; ///< of neighbours
    Nearness nearness() const;

Q_SIGNALS:
    void neighbourChosen(int point);
    void wishChanged(); ///< how many neighbours, or what is near
    void tableRequested();
    void recommendRequested();
    void titlesRequested();
    void clearRequested();

private:
    void copyList() const;

    QLabel* name_;
    QLabel* facts_;
    QSpinBox* count_;
    QComboBox* nearness_;
    QListWidget* neighbours_;
    QToolButton* table_;
    QToolButton* recommend_;
    QToolButton* clear_;
};

} // namespace towerlab::ui
