// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/jobs/job_runner.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QStackedLayout;

namespace towerlab::ui {

class EmptyState;
class Workspace;

/// What the views of a comparison's fitted methods share: what is shown while there is none, and
/// work that is done on a worker as soon as somebody looks.
class ExploreView : public QWidget {
    Q_OBJECT
public:
    /// @param comparison may be null
    /// @param dataset    its data set; null with it
    void setComparison(std::shared_ptr<const Comparison> comparison,
                       std::shared_ptr<const Dataset> dataset);

protected:
    explicit ExploreView(Workspace* workspace, QWidget* parent);

    /// To be called once, by the constructor of a subclass.
    void setContent(QWidget* content);
    /// The comparison is another: returns false after a call of showEmpty() if there is nothing to
    /// show of it. Only called with fitted methods and a test.
    virtual bool adoptComparison() = 0;
    /// Something that the view's work depends on is another: updateNow() is called now, or once the
    /// view is visible.
    void refresh();
    virtual void updateNow() = 0;
    /// Work takes longer than a blink, or that work is done.
    virtual void showBusy(bool busy) = 0;
    /// What the window says of work that failed is also said where its result would be.
    virtual void showFailure(const QString& title, const QString& text) = 0;
    /// Runs on a worker. Work that was begun before is stopped, and its result dropped.
    void compute(const QString& failure, JobRunner::Work work);
    void dropWork();
    void showEmpty(const QString& icon, const QString& title, const QString& text);

    Workspace* workspace() const { return workspace_; }
    const std::shared_ptr<const Comparison>& comparison() const { return comparison_; }
    const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }

    void showEvent(QShowEvent* event) override;

private:
    bool hasFittedMethods() const;
    void setBusy(bool busy);

    Workspace* workspace_;
    QStackedLayout* pages_;
    EmptyState* empty_;
    QWidget* content_ = nullptr;
    std::shared_ptr<const Comparison> comparison_;
    std::shared_ptr<const Dataset> dataset_;
    QTimer blink_;
    bool busy_ = false;
    bool stale_ = false;
    bool usable_ = false;
    JobRunner jobs_; ///< goes first, while what its results touch is still there
};

} // namespace towerlab::ui
