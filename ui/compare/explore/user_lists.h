// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/user_answers.h"
#include "ui/compare/explore/user_explore_view.h"

class QLabel;
class QPushButton;
class QTableView;

namespace towerlab::ui {

class ClassCard;
class ListsModel;
class UserHistoryCard;

/// One user, all methods: their lists side by side beside what is known about the user, and what
/// the classifiers expect of them.
class UserLists : public UserExploreView {
    Q_OBJECT
public:
    explicit UserLists(Workspace* workspace, QWidget* parent = nullptr);

protected:
    bool adoptComparison() override;
    void updateNow() override;
    void showBusy(bool busy) override;
    void clearPage() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makePage();
    QWidget* makeLists();
    void showAnswers(std::size_t userRow, const std::shared_ptr<const UserAnswers>& answers);
    void showClassCard();
    std::size_t places() const;
    void exportLists();

    UserHistoryCard* history_;
    ListsModel* model_;
    QTableView* table_;
    QLabel* legend_;
    QLabel* failedNote_;
    QPushButton* showClasses_;
    ClassCard* classes_;
    std::optional<std::size_t> shownUser_;
    bool classesChosen_ = false; ///< the person has said whether they want to see the chances
};

} // namespace towerlab::ui
