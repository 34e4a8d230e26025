// SPDX-License-Identifier: MIT
#include "ui/data/panel.h"

#include "ui/data/header.h"
#include "ui/data/movie_details.h"
#include "ui/data/movie_table.h"
#include "ui/data/overview.h"
#include "ui/data/user_details.h"
#include "ui/data/user_table.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int widthForSide = 660; ///< of the place, beside which the tables can be read

} // namespace

DataPanel::DataPanel(Workspace* workspace, QWidget* parent)
    : Place(parent),
      workspace_(workspace),
      pages_(new QStackedLayout(this)),
      header_(new DataHeader),
      tables_(new QTabWidget),
      users_(new UserTable),
      movies_(new MovieTable),
      side_(new QTabWidget),
      overview_(new DataOverview),
      details_(new QStackedWidget),
      userDetails_(new UserDetails),
      movieDetails_(new MovieDetails) {
    setObjectName(QStringLiteral("dataPanel"));
    pages_->addWidget(makeEmptyState());
    pages_->addWidget(makeContent());
    connectSelection();
    connect(workspace_, &Workspace::datasetChanged, this, &DataPanel::showDataset);
    connect(overview_, &DataOverview::failed, workspace_, &Workspace::fail);
    connect(header_, &DataHeader::movieLensWanted, this, &DataPanel::movieLensWanted);
    setFirstFocus(users_->table());
    showDataset();
}

QWidget* DataPanel::makeEmptyState() {
    auto* empty = new EmptyState(
        QStringLiteral("data"), tr("No data yet"),
        tr("Get a release of MovieLens, open its folder or .zip with the File menu, or drop it on "
           "this window. The demo data are made up, and need no files."),
        tr("Open Demo Data"));
    empty->setObjectName(QStringLiteral("dataEmpty"));
    connect(empty, &EmptyState::triggered, workspace_, &Workspace::openDemo);
    connect(empty->addButton(tr("Get MovieLens…"), "dataEmptyGet"), &QPushButton::clicked, this,
            &DataPanel::movieLensWanted);
    return empty;
}

QWidget* DataPanel::makeContent() {
    auto* split = new QSplitter(Qt::Horizontal);
    split->setObjectName(QStringLiteral("dataSplitter"));
    split->setHandleWidth(theme::spacing + 4);
    split->setChildrenCollapsible(false);
    split->addWidget(makeTables());
    split->addWidget(makeSide());
    split->setStretchFactor(0, 62);
    split->setStretchFactor(1, 38);
    split->setSizes({620, 380});
    rememberSizes(split, preference::dataSplitter);
    setSideColumn(side_, preference::dataSideShown, tr("Overview and Details"), widthForSide);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(theme::spacing);
    column->addWidget(header_);
    column->addWidget(split, 1);
    return content;
}

QWidget* DataPanel::makeTables() {
    tables_->setObjectName(QStringLiteral("dataTabs"));
    tables_->setDocumentMode(true);
    tables_->addTab(users_, tr("Users"));
    tables_->addTab(movies_, tr("Movies"));
    connect(tables_, &QTabWidget::currentChanged, this, &DataPanel::followTable);
    return tables_;
}

QWidget* DataPanel::makeSide() {
    details_->setObjectName(QStringLiteral("detailPane"));
    details_->addWidget(userDetails_);
    details_->addWidget(movieDetails_);
    auto* overview = new QWidget;
    auto* column = new QVBoxLayout(overview);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(overview_);
    side_->setObjectName(QStringLiteral("dataSideTabs"));
    side_->setDocumentMode(true);
    side_->setMinimumWidth(300);
    side_->addTab(overview, tr("Overview"));
    side_->addTab(details_, QString());
    followTable();
    return side_;
}

void DataPanel::connectSelection() {
    connect(workspace_, &Workspace::selectedUserChanged, this, &DataPanel::showUser);
    connect(workspace_, &Workspace::selectedMovieChanged, this, &DataPanel::showMovie);
    connect(users_, &UserTable::rowChosen, this, [this](std::optional<std::size_t> row) {
        workspace_->selectUser(row);
        showDetails();
    });
    connect(movies_, &MovieTable::rowChosen, this, [this](std::optional<std::size_t> row) {
        workspace_->selectMovie(row);
        showDetails();
    });
    connect(userDetails_, &UserDetails::movieActivated, this, [this](std::size_t row) {
        tables_->setCurrentWidget(movies_);
        workspace_->selectMovie(row);
    });
}

void DataPanel::showDataset() {
    const auto dataset = workspace_->dataset();
    users_->setDataset(dataset);
    movies_->setDataset(dataset);
    overview_->setDataset(dataset, workspace_->ratingScale());
    movieDetails_->setDataset(dataset, workspace_->ratingScale());
    if (dataset)
        header_->setDataset(*dataset);
    pages_->setCurrentIndex(dataset ? 1 : 0);
    side_->setCurrentIndex(0);
    showUser(workspace_->selectedUser());
    showMovie(workspace_->selectedMovie());
}

void DataPanel::showUser(std::optional<std::size_t> row) {
    users_->showRow(row);
    userDetails_->setUser(workspace_->dataset(), row);
}

void DataPanel::showMovie(std::optional<std::size_t> row) {
    movies_->showRow(row);
    movieDetails_->setMovie(row);
}

void DataPanel::followTable() {
    const bool users = tables_->currentWidget() == users_;
    details_->setCurrentWidget(users ? static_cast<QWidget*>(userDetails_) : movieDetails_);
    side_->setTabText(1, users ? tr("Selected User") : tr("Selected Movie"));
}

void DataPanel::showDetails() { side_->setCurrentWidget(details_); }

} // namespace towerlab::ui
