// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/compare/shared/clock.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace towerlab::ui {

/// The button that compares or stops, and how far the comparison has come.
class CompareControls : public QWidget {
    Q_OBJECT
public:
    explicit CompareControls(QWidget* parent = nullptr);

    /// Why a comparison can't be started; empty where it can.
    void setWhyNot(const QString& why);
    /// How long a comparison would take, said while none is under way; none where it is not known.
    void setExpected(std::optional<double> seconds);
    void begin(const std::vector<CompareEntry>& entries, std::size_t ratings);
    void setProgress(std::size_t method, double fraction, const QString& phase);
    void setDone(std::size_t method);
    /// @param kept methods that are finished
    void end(std::size_t kept, bool stopped);
    /// Forgets what was said at the end of the last one.
    void clear();
    double seconds() const { return clock_.seconds(); }
    QPushButton* button() const { return button_; }

Q_SIGNALS:
    void compareRequested();
    void stopRequested();

private:
    void showButton();

    CompareClock clock_;
    std::vector<CompareEntry> entries_;
    std::size_t done_ = 0;
    bool running_ = false;
    bool stopping_ = false;
    QString whyNot_;
    QLabel* text_;
    QProgressBar* bar_;
    QPushButton* button_;
};

} // namespace towerlab::ui
