// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/explore_view.h"
#include "ui/compare/explore/stage_model.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace towerlab::ui {

class EmptyState;
class MovieHighlight;
class StageLines;
class UserChooser;

/// What the two stages of a recommender do for a user: the recalled movies in the order of the
/// recall, and where the ranker moves each of them.
class TwoStageView : public ExploreView {
    Q_OBJECT
public:
    explicit TwoStageView(Workspace* workspace, QWidget* parent = nullptr);

protected:
    bool adoptComparison() override;
    void updateNow() override;
    void showBusy(bool busy) override;
    void showFailure(const QString& title, const QString& text) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeStages();
    QTableView* makeTable(const char* name, StageModel* model);
    QWidget* makeHeads();
    void scrollTogether();
    void showList(const std::shared_ptr<const StageList>& list);
    void showRows();
    void explain();
    QString fateOf(const RatedMovie& held) const;
    void showNote(const QString& title, const QString& text);
    std::size_t method() const;
    /// "Popularity → Item-kNN ratings (100)"
    QString stagesTitle(std::size_t method) const;
    QString partName(std::size_t method, std::size_t part) const;
    void exportList();

    MovieHighlight* highlight_;
    UserChooser* chooser_;
    QComboBox* method_;
    QComboBox* rows_;
    QLabel* explanation_;
    QLabel* fate_;
    QLabel* recallHead_;
    QLabel* rankHead_;
    StageModel* recallModel_;
    StageModel* rankModel_;
    QTableView* recall_;
    QTableView* ranking_;
    StageLines* lines_;
    QStackedWidget* pages_;
    QWidget* stages_ = nullptr;
    EmptyState* note_;
    std::shared_ptr<const StageList> list_;
};

} // namespace towerlab::ui
