// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

class QLabel;

namespace towerlab::ui {

class CompareControls;
class MethodList;
class TestForm;

/// The left column: the test, the methods, and the button that compares them.
class CompareSetup : public QWidget {
    Q_OBJECT
public:
    explicit CompareSetup(QWidget* parent = nullptr);

    CompareSettings settings() const;
    MethodList* methods() const { return methods_; }
    CompareControls* controls() const { return controls_; }
    /// How many there are in the open data; 0 for no data.
    void setRatings(std::size_t ratings);
    /// On which scale they are.
    void setScale(const RatingScale& scale);
    /// Why a comparison can't be started; empty where it can.
    QString whyNot() const;

    void begin(const std::vector<CompareEntry>& entries);
    void showProgress(std::size_t method, double fraction, const QString& phase);
    void showResult(std::size_t method, const MethodResult& result);
    void end(std::size_t kept, bool stopped);
    /// Forgets how far the methods of the last comparison came.
    void clearStates();

Q_SIGNALS:
    void compareRequested();
    void stopRequested();

private:
    QWidget* makeMethodsHead();
    void showWhetherReady();

    TestForm* test_;
    MethodList* methods_;
    CompareControls* controls_;
    QLabel* count_ = nullptr;
    QWidget* allAndNone_ = nullptr;
    std::size_t ratings_ = 0;
    std::vector<CompareEntry> running_; ///< entries of the comparison under way
};

} // namespace towerlab::ui
