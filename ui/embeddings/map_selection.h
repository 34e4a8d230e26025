// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QVector>
#include <QWidget>

class QLabel;
class QListWidget;

namespace towerlab::ui {

/// What is selected on the map, and what lies nearest to it in the full space.
class MapSelection : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        std::size_t index = 0; ///< of the vocabulary
        double similarity = 0; ///< cosine
        QString name;
        QString hint;
    };

    explicit MapSelection(QWidget* parent = nullptr);

    void showEntry(const QString& name, const QString& facts, const QVector<Entry>& neighbours);
    void showNothing(const QString& title, const QString& text);

Q_SIGNALS:
    void neighbourChosen(std::size_t index);

private:
    QLabel* name_;
    QLabel* facts_;
    QListWidget* neighbours_;
};

} // namespace towerlab::ui
