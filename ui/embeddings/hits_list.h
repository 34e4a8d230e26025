// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QListWidget;
class QToolButton;

namespace towerlab::ui {

/// What a search on the map has found, to be walked through.
class HitsList : public QWidget {
    Q_OBJECT
public:
    explicit HitsList(QWidget* parent = nullptr);

    /// @param names the first few, in the order of the hits
    void setHits(const QStringList& names, int count);
    /// Nothing is searched for.
    void clear();
    /// The next one, round and round; the first after new hits.
    void walk(bool backwards);
    int shown() const;
    int size() const;

Q_SIGNALS:
    void walkedTo(int hit);  ///< the map is to show it
    void hitChosen(int hit); ///< by a click or Enter: it is to be selected
    void zoomRequested();
    void selectAllRequested();

private:
    QLabel* found_;
    QListWidget* list_;
    QToolButton* zoom_;
    QToolButton* all_;
};

} // namespace towerlab::ui
