// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/explore_view.h"
#include "ui/compare/explore/user_answers.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace towerlab::ui {

class ClassCard;
class EmptyState;
class ListsModel;
class MovieHighlight;
class UserChooser;
class UserHistoryCard;

/// One user, all methods: their lists side by side beside what is known about the user, and what
/// the classifiers expect of them.
class UserLists : public ExploreView {
    Q_OBJECT
public:
    explicit UserLists(Workspace* workspace, QWidget* parent = nullptr);

protected:
    bool adoptComparison() override;
    void updateNow() override;
    void showBusy(bool busy) override;
    void showFailure(const QString& title, const QString& text) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeLists();
    void showAnswers(std::size_t userRow, const std::shared_ptr<const UserAnswers>& answers);
    void showNote(const QString& title, const QString& text);
    void showClassCard();
    std::size_t places() const;
    void exportLists();

    MovieHighlight* highlight_;
    UserChooser* chooser_;
    UserHistoryCard* history_;
    ListsModel* model_;
    QTableView* table_;
    QLabel* legend_;
    QLabel* failedNote_;
    QStackedWidget* pages_;
    QWidget* cards_ = nullptr;
    EmptyState* note_;
    QPushButton* showClasses_;
    ClassCard* classes_;
    std::optional<std::size_t> shownUser_;
    bool classesChosen_ = false; ///< the person has said whether they want to see the chances
};

} // namespace towerlab::ui
