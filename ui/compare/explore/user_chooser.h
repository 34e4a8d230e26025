// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QCompleter;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace towerlab::ui {

class FilterProxy;
class SearchBox;
class UsersModel;
class Workspace;

/// A row in which the window's one user is looked up: by id or attributes, one tested user after
/// the other, or by chance; and who it is.
class UserChooser : public QWidget {
    Q_OBJECT
public:
    explicit UserChooser(Workspace* workspace, QWidget* parent = nullptr);

    /// @param tested rows of the users with movies to be found, ascending
    void setUsers(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> tested);
    /// A widget at the end of the row.
    void addTool(QWidget* tool);

private:
    void makeSearch();
    QToolButton* makeStep(const char* name, Qt::ArrowType arrow, const QString& help, int step);
    void search(const QString& text);
    void showFound();
    void fitPopup();
    void chooseFirst();
    void choose(const QModelIndex& index);
    void chooseStep(int step);
    void chooseTested();
    void showUser();

    Workspace* workspace_;
    std::shared_ptr<const Dataset> dataset_;
    std::vector<std::int32_t> tested_;
    FilterProxy* shown_; ///< before its model, which it must not outlive
    UsersModel* users_;
    SearchBox* search_;
    QCompleter* completer_;
    QToolButton* previous_;
    QToolButton* next_;
    QPushButton* random_;
    QLabel* facts_;
    QHBoxLayout* row_;
    bool chooseFound_ = false; ///< the first, as soon as it is found
};

} // namespace towerlab::ui
