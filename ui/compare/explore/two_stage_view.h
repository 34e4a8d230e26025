// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/stage_model.h"
#include "ui/compare/explore/user_explore_view.h"

class QComboBox;
class QLabel;
class QTableView;

namespace towerlab::ui {

class StageLines;

/// What the two stages of a recommender do for a user: the retrieved movies in the order of the
/// retrieval, and where the ranker moves each of them.
class TwoStageView : public UserExploreView {
    Q_OBJECT
public:
    explicit TwoStageView(Workspace* workspace, QWidget* parent = nullptr);

protected:
    bool adoptComparison() override;
    void updateNow() override;
    void showBusy(bool busy) override;
    void clearPage() override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTools();
    QWidget* makeStages();
    QTableView* makeTable(const char* name, StageModel* model);
    QWidget* makeHeads();
    void scrollTogether();
    void showList(const std::shared_ptr<const StageList>& list);
    void showRows();
    void explain();
    QString fateOf(const RatedMovie& held) const;
    std::size_t method() const;
    /// "Popularity → Item-kNN ratings (100)"
    QString stagesTitle(std::size_t method) const;
    QString partName(std::size_t method, std::size_t part) const;
    void exportList();

    QComboBox* method_;
    QComboBox* rows_;
    QLabel* explanation_;
    QLabel* fate_;
    QLabel* retrievalHead_;
    QLabel* rankHead_;
    StageModel* retrievalModel_;
    StageModel* rankModel_;
    QTableView* retrieval_;
    QTableView* ranking_;
    StageLines* lines_;
    std::shared_ptr<const StageList> list_;
};

} // namespace towerlab::ui
