// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace towerlab::ui {

class ElidedLabel;
class StatTile;

/// Name, source and key figures of the data set, and a note where it is invented.
class DataHeader : public QWidget {
    Q_OBJECT
public:
    explicit DataHeader(QWidget* parent = nullptr);

    void setDataset(const Dataset& dataset);

Q_SIGNALS:
    void movieLensWanted(); ///< in place of the invented data

private:
    QLayout* makeTitleRow();
    void setSource(const Dataset& dataset);
    void setNotes(const Dataset& dataset);

    QLabel* name_;
    ElidedLabel* source_;
    QWidget* note_;
    QPushButton* get_; ///< beside the note
    QLabel* notes_;    ///< what the reader had to assume or leave out
    StatTile* users_;
    StatTile* movies_;
    StatTile* ratings_;
    StatTile* density_;
    StatTile* mean_;
};

} // namespace towerlab::ui
