// SPDX-License-Identifier: MIT
#include "ui/recommend/panel.h"

#include "ui/recommend/detail.h"
#include "ui/recommend/history.h"
#include "ui/recommend/list.h"
#include "ui/recommend/user_list.h"
#include "ui/runs/file_export.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int widthForUsers = 720; ///< of the place, beside which the lists can be read

QSplitter* makeSplitter(QWidget* left, QWidget* right, int leftShare, int rightShare) {
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(theme::spacing);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, leftShare);
    splitter->setStretchFactor(1, rightShare);
    // Above the cards' least widths, or these would win over the shares.
    splitter->setSizes({100 * leftShare, 100 * rightShare});
    return splitter;
}

} // namespace

RecommendPanel::RecommendPanel(Workspace* workspace, QWidget* parent)
    : Place(parent),
      workspace_(workspace),
      pages_(new QStackedWidget(this)),
      users_(new RecommendUserList(this)),
      history_(new RecommendHistory(this)),
      list_(new RecommendList(this)),
      detail_(new RecommendDetail(this)) {
    setObjectName(QStringLiteral("recommendPanel"));
    pages_->addWidget(makeEmptyPage());
    pages_->addWidget(makeColumns());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    column->addWidget(pages_);
    connectParts();
    connectWorkspace();
    adoptDataset();
}

QWidget* RecommendPanel::makeEmptyPage() {
    auto* empty = new EmptyState(QStringLiteral("recommend"), tr("Nobody to recommend to yet"),
                                 tr("Open a MovieLens folder from the File menu, or the built-in "
                                    "demo data, and train a model on it."),
                                 tr("Open the demo data"), this);
    connect(empty, &EmptyState::triggered, workspace_, &Workspace::openDemo);
    return empty;
}

QWidget* RecommendPanel::makeColumns() {
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing);
    users_->setMinimumWidth(224);
    history_->setMinimumWidth(200);
    list_->setMinimumWidth(320);
    auto* lists = makeSplitter(history_, list_, 36, 64);
    rememberSizes(lists, preference::recommendListsSplitter);
    column->addWidget(lists, 1);
    column->addWidget(detail_);
    auto* all = makeSplitter(users_, right, 24, 76);
    rememberSizes(all, preference::recommendSplitter);
    setSideColumn(users_, preference::recommendSideShown, tr("Users"), widthForUsers);
    setFirstFocus(users_->table());
    return all;
}

void RecommendPanel::connectParts() {
    // Straight to the workspace's slots: such connections end with either side, and in the closing
    // window the workspace goes first.
    connect(users_, &RecommendUserList::userChosen, workspace_, &Workspace::selectUser);
    connect(history_, &RecommendHistory::movieChosen, workspace_, &Workspace::selectMovie);
    connect(list_, &RecommendList::movieChosen, workspace_, &Workspace::selectMovie);
    connect(detail_, &RecommendDetail::movieChosen, workspace_, &Workspace::selectMovie);
    connect(list_, &RecommendList::trainRequested, this, &RecommendPanel::trainRequested);
    connect(list_, &RecommendList::exportRequested, workspace_,
            [this](const QString& suggestedName, const QByteArray& table) {
                exportCsv(this, workspace_, suggestedName, table);
            });
}

void RecommendPanel::connectWorkspace() {
    connect(workspace_, &Workspace::datasetChanged, this, &RecommendPanel::adoptDataset);
    connect(workspace_, &Workspace::recommenderChanged, this, &RecommendPanel::refresh);
    connect(workspace_, &Workspace::trainingChanged, this, [this] {
        if (!workspace_->recommender())
            refresh(); // the list's place tells whether a model is on its way
    });
    connect(workspace_, &Workspace::selectedUserChanged, this, &RecommendPanel::adoptUser);
    connect(workspace_, &Workspace::selectedMovieChanged, this, &RecommendPanel::adoptMovie);
}

void RecommendPanel::adoptDataset() {
    const auto dataset = workspace_->dataset();
    users_->setDataset(dataset);
    list_->setDataset(dataset);
    pages_->setCurrentIndex(dataset ? 1 : 0);
    adoptUser(workspace_->selectedUser());
    adoptMovie(workspace_->selectedMovie());
}

void RecommendPanel::adoptUser(std::optional<std::size_t> userRow) {
    users_->markUser(userRow);
    history_->showUser(workspace_->dataset(), userRow);
    history_->markMovie(workspace_->selectedMovie());
    refresh();
}

void RecommendPanel::adoptMovie(std::optional<std::size_t> movieRow) {
    history_->markMovie(movieRow);
    list_->markMovie(movieRow);
    showDetail();
}

void RecommendPanel::refresh() {
    stale_ = !isVisible();
    if (stale_)
        return;
    list_->showUser(workspace_->recommender(), workspace_->selectedUser(),
                    workspace_->isTraining());
    showDetail();
}

void RecommendPanel::showDetail() {
    if (isVisible())
        detail_->showSubject({workspace_->dataset(), workspace_->recommender(),
                              workspace_->selectedUser(), workspace_->selectedMovie()});
    else
        stale_ = true;
}

void RecommendPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (stale_)
        refresh();
}

} // namespace towerlab::ui
