// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace towerlab::ui {

class CompareLibrary;

/// The kept comparisons in a combo box, with what can be done to the one that is shown.
class CompareHistory : public QWidget {
    Q_OBJECT
public:
    explicit CompareHistory(CompareLibrary* library, QWidget* parent = nullptr);

    /// Marks the one that is shown; empty: none of the kept ones.
    void setShown(const QString& file);
    QString shown() const { return shown_; }
    /// There is a comparison to be exported, kept or not.
    void setExportable(bool exportable);

Q_SIGNALS:
    void chosen(const QString& file);
    void exportRequested();

private:
    void fill();
    void mark();

    CompareLibrary* library_;
    QString shown_;
    QComboBox* combo_;
    QToolButton* delete_;
    QToolButton* export_;
};

} // namespace towerlab::ui
