// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;
class QToolButton;

namespace towerlab::ui {

/// One method of the list: whether it takes part, how far it has come, and a button for its
/// settings.
class MethodRow : public QWidget {
    Q_OBJECT
public:
    explicit MethodRow(const MethodInfo& info, QWidget* parent = nullptr);
    /// Of a run, whose settings are its own.
    /// @param id tells it from other runs
    MethodRow(const CompareEntry& run, quint64 id, QWidget* parent = nullptr);

    const MethodInfo& info() const { return info_; }
    const CompareEntry& entry() const { return entry_; }
    void setEntry(const CompareEntry& entry);
    /// What of it can have the focus, from the left.
    QList<QWidget*> stops() const;
    bool isChosen() const;
    void setChosen(bool chosen);
    void setLocked(bool locked); ///< while a comparison runs

    void clearState();
    void setWaiting();
    void setProgress(double fraction, const QString& phase);
    /// Done, or failed: the result has an error.
    void setResult(const MethodResult& result);
    bool hasResult() const { return hasResult_; }
    QString stateText() const;

Q_SIGNALS:
    void chosenChanged();
    void editRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    MethodRow(const MethodInfo& info, const QString& objectKey, QWidget* parent);
    QString nameTip() const;
    void showName();
    void showState(const QString& text, const QString& tip);

    const MethodInfo& info_;
    CompareEntry entry_;
    bool hasResult_ = false;
    QCheckBox* box_;
    QLabel* state_;
    QProgressBar* bar_;
    QToolButton* edit_;
};

} // namespace towerlab::ui
