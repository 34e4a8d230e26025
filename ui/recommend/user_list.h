// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;

namespace towerlab::ui {

class FilterProxy;
class RecommendTable;
class SearchBox;
class UsersModel;

/// The card in which a user is looked up and chosen.
class RecommendUserList : public QWidget {
    Q_OBJECT
public:
    explicit RecommendUserList(QWidget* parent = nullptr);

    /// @param dataset may be null
    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// Marks the user who was chosen, here or elsewhere.
    void markUser(std::optional<std::size_t> userRow);

    QWidget* table() const;

Q_SIGNALS:
    void userChosen(std::size_t userRow);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeTable();
    void makeSearch();
    void search();
    void showArranged();
    void chooseFirst();
    void chooseAny();
    void chooseShownRow(int row);
    void fitColumns();
    void hideColumns();
    void showCount();

    FilterProxy* shown_; ///< before its model, which it must not outlive
    UsersModel* users_;
    SearchBox* search_;
    RecommendTable* table_;
    QLabel* count_;
    QPushButton* random_;
    QTimer pause_; ///< between the last keystroke and the search
    std::optional<std::size_t> marked_;
    bool rowsReplaced_ = false; ///< the mark went with the rows before
    bool chooseFound_ = false;  ///< the first, as soon as it is found
};

} // namespace towerlab::ui
