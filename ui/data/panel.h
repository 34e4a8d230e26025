// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/place.h"

#include <optional>

class QStackedLayout;
class QStackedWidget;
class QTabWidget;

namespace towerlab::ui {

class DataHeader;
class DataOverview;
class MovieDetails;
class MovieTable;
class UserDetails;
class UserTable;
class Workspace;

/// The Data place: who rated what. Tables of users and movies on the left; on the right the data
/// set in plots, or what is known about the selected row.
class DataPanel : public Place {
    Q_OBJECT
public:
    explicit DataPanel(Workspace* workspace, QWidget* parent = nullptr);

Q_SIGNALS:
    void movieLensWanted(); ///< the person asks for real data

private:
    QWidget* makeEmptyState();
    QWidget* makeContent();
    QWidget* makeTables();
    QWidget* makeSide();
    void connectSelection();
    void showDataset();
    void showUser(std::optional<std::size_t> row);
    void showMovie(std::optional<std::size_t> row);
    void followTable();
    void showDetails();

    Workspace* workspace_;
    QStackedLayout* pages_;
    DataHeader* header_;
    QTabWidget* tables_;
    UserTable* users_;
    MovieTable* movies_;
    QTabWidget* side_;
    DataOverview* overview_;
    QStackedWidget* details_;
    UserDetails* userDetails_;
    MovieDetails* movieDetails_;
};

} // namespace towerlab::ui
