// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/widgets/place.h"

#include <QTabWidget>

#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace towerlab::ui {

class CompareHistory;
class CompareJob;
class CompareLibrary;
class CompareSetup;
class MethodsView;
class ResultsView;
class RunLibrary;
class Workspace;

/// The place where methods are chosen, fitted and tested alike, and their results read.
class ComparePanel : public Place {
    Q_OBJECT
public:
    /// @param runs may take part with their settings
    ComparePanel(Workspace* workspace, const RunLibrary* runs, QWidget* parent = nullptr);
    ~ComparePanel() override;

    CompareSetup* setup() const { return setup_; }
    /// The comparison that is shown, or null.
    std::shared_ptr<const Comparison> shown() const { return shown_; }
    bool isRunning() const;
    void exportTo(const QString& path);
    /// Ends the comparison under way; what is finished of it is kept.
    void stop();
    bool canUndo() const override;
    void undo() override;

public Q_SLOTS:
    void compare();

Q_SIGNALS:
    void ended(); ///< no comparison is under way any more

private:
    using View = std::function<void(const std::shared_ptr<const Comparison>&,
                                    const std::shared_ptr<const Dataset>&)>;
    /// Adds a tab; `view` has setComparison(comparison, dataset). Both are null unless the
    /// comparison is of the data set that is open.
    template <typename Widget>
    void addView(Widget* view, const QString& title) {
        tabs_->addTab(view, title);
        views_.push_back([view](const auto& comparison, const auto& dataset) {
            view->setComparison(comparison, dataset);
        });
    }
    QWidget* makeMain();
    QWidget* makeNote();
    void connectJob();
    void connectLibrary();
    void connectRuns();
    void offerRuns();
    void adoptDataset();
    void addResult(int method, const std::shared_ptr<const MethodResult>& result);
    void endComparison(const std::shared_ptr<const Comparison>& comparison);
    void show(const std::shared_ptr<const Comparison>& comparison, const QString& file);
    void showNewest();
    void showNote();
    void showEmptyTexts();
    void askForExport();

    Workspace* workspace_;
    const RunLibrary* runs_;
    CompareLibrary* library_;
    CompareJob* job_;
    CompareSetup* setup_;
    QTabWidget* tabs_ = nullptr;
    CompareHistory* history_ = nullptr;
    ResultsView* results_ = nullptr;
    std::vector<View> views_; ///< of all tabs but the first
    QWidget* note_ = nullptr;
    QLabel* noteText_ = nullptr;
    QPushButton* noteButton_ = nullptr;
    std::shared_ptr<const Comparison> shown_;
    QString shownFile_; ///< of the kept one that is shown; empty while it is in no file
    /// What is finished of the comparison under way; null while another one is looked at.
    std::shared_ptr<Comparison> partial_;
};

} // namespace towerlab::ui
