// SPDX-License-Identifier: MIT
#include "ui/compare/explore/user_chooser.h"

#include "ui/data/history_model.h"
#include "ui/data/users_model.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int searchWidth = 210;
constexpr int leastSearchWidth = 130;
constexpr int popupWidth = 420;
constexpr int popupRows = 10;

} // namespace

UserChooser::UserChooser(Workspace* workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      shown_(new FilterProxy(this)),
      users_(new UsersModel(this)),
      search_(new SearchBox(this)),
      completer_(new QCompleter(this)),
      previous_(
          makeStep("previousUser", Qt::LeftArrow, tr("The tested user before (Alt+Left)"), -1)),
      next_(makeStep("nextUser", Qt::RightArrow, tr("The next tested user (Alt+Right)"), 1)),
      random_(
          new QPushButton(theme::icon(QStringLiteral("refresh")), tr("Random tested user"), this)),
      facts_(new ElidedLabel(this)),
      row_(new QHBoxLayout(this)) {
    makeSearch();
    previous_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    next_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    random_->setObjectName(QStringLiteral("randomTestedUser"));
    random_->setToolTip(tr("Chooses by chance one of the users with movies held out for the test"));
    connect(random_, &QPushButton::clicked, this, &UserChooser::chooseTested);
    facts_->setObjectName(QStringLiteral("userFacts"));
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(6);
    row_->addWidget(previous_);
    row_->addWidget(search_, 1);
    row_->addWidget(next_);
    row_->addWidget(random_);
    row_->addSpacing(6);
    row_->addWidget(facts_, 1);
    connect(workspace_, &Workspace::selectedUserChanged, this, &UserChooser::showUser);
    setUsers(nullptr, {});
}

QToolButton* UserChooser::makeStep(const char* name, Qt::ArrowType arrow, const QString& help,
                                   int step) {
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setArrowType(arrow);
    button->setToolTip(help);
    button->setAccessibleName(help);
    connect(button, &QToolButton::clicked, this, [this, step] { chooseStep(step); });
    return button;
}

void UserChooser::makeSearch() {
    shown_->setSourceModel(users_);
    shown_->sort(UsersModel::Id);
    search_->setObjectName(QStringLiteral("userSearch"));
    search_->setPlaceholderText(tr("Find a user"));
    search_->setAccessibleName(tr("Search users"));
    search_->setToolTip(tr("Lists the users that hold each of these words; Enter chooses the "
                           "first (Ctrl+F)"));
    search_->setMinimumWidth(leastSearchWidth);
    search_->setMaximumWidth(searchWidth);
    completer_->setWidget(search_);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->setMaxVisibleItems(popupRows);
    auto* popup = new QTableView;
    popup->setObjectName(QStringLiteral("userPopup"));
    popup->setShowGrid(false);
    popup->setSelectionBehavior(QAbstractItemView::SelectRows);
    popup->setSelectionMode(QAbstractItemView::SingleSelection);
    popup->horizontalHeader()->hide();
    popup->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    popup->verticalHeader()->hide();
    completer_->setPopup(popup); // which stays a window of its own
    theme::dress(popup);
    completer_->setModel(shown_);
    connect(shown_, &FilterProxy::arranged, this, &UserChooser::showFound);
    connect(search_, &QLineEdit::textEdited, this, &UserChooser::search);
    connect(search_, &QLineEdit::returnPressed, this, &UserChooser::chooseFirst);
    connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            &UserChooser::choose);
}

void UserChooser::setUsers(std::shared_ptr<const Dataset> dataset,
                           std::vector<std::int32_t> tested) {
    if (dataset != dataset_) {
        chooseFound_ = false;
        search_->clear();
        shown_->setSearchText({});
        users_->setDataset(dataset);
    }
    dataset_ = std::move(dataset);
    tested_ = std::move(tested);
    for (QWidget* button : {static_cast<QWidget*>(previous_), static_cast<QWidget*>(next_),
                            static_cast<QWidget*>(random_)})
        button->setEnabled(!tested_.empty());
    showUser();
}

void UserChooser::addTool(QWidget* tool) { row_->addWidget(tool); }

void UserChooser::search(const QString& text) {
    chooseFound_ = false;
    shown_->setSearchText(text);
}

void UserChooser::showFound() {
    if (std::exchange(chooseFound_, false)) {
        choose(shown_->index(0, 0));
        return;
    }
    if (search_->text().trimmed().isEmpty() || shown_->rowCount() == 0) {
        completer_->popup()->hide();
        return;
    }
    fitPopup();
    completer_->complete({0, 0, popupWidth, search_->height() + 2});
}

void UserChooser::fitPopup() {
    auto* popup = qobject_cast<QTableView*>(completer_->popup());
    constexpr int idWidth = 60;
    constexpr int ratingsWidth = 50;
    const int categories = users_->categories();
    const int room = popupWidth - idWidth - ratingsWidth;
    for (int column = 0; column < users_->columnCount(); ++column) {
        const bool isCategory =
            column >= UsersModel::FirstFact && column < UsersModel::FirstFact + categories;
        popup->setColumnHidden(column, column != UsersModel::Id && column != users_->ratings() &&
                                           !isCategory);
        if (isCategory)
            popup->setColumnWidth(column, room / categories);
    }
    popup->setColumnWidth(UsersModel::Id, idWidth);
    popup->setColumnWidth(users_->ratings(), ratingsWidth);
}

void UserChooser::chooseFirst() {
    const QModelIndex current = completer_->popup()->currentIndex();
    if (completer_->popup()->isVisible() && current.isValid()) {
        choose(current);
        return;
    }
    if (search_->text().trimmed().isEmpty())
        return;
    chooseFound_ = true;
    shown_->setSearchText(search_->text());
}

void UserChooser::choose(const QModelIndex& index) {
    if (!index.isValid())
        return; // nobody holds these words
    const auto row = static_cast<std::size_t>(index.data(RowRole).toULongLong());
    completer_->popup()->hide();
    search_->clear();
    workspace_->selectUser(row);
}

void UserChooser::chooseStep(int step) {
    if (tested_.empty())
        return;
    const auto user = workspace_->selectedUser();
    const auto count = static_cast<std::ptrdiff_t>(tested_.size());
    std::ptrdiff_t place = step > 0 ? 0 : count - 1;
    if (user) {
        const auto row = static_cast<std::int32_t>(*user);
        const auto from = step > 0 ? std::upper_bound(tested_.begin(), tested_.end(), row)
                                   : std::lower_bound(tested_.begin(), tested_.end(), row) - 1;
        place = (from - tested_.begin() + count) % count; // around at either end
    }
    workspace_->selectUser(static_cast<std::size_t>(tested_[static_cast<std::size_t>(place)]));
}

void UserChooser::chooseTested() {
    const int place = QRandomGenerator::global()->bounded(static_cast<int>(tested_.size()));
    workspace_->selectUser(static_cast<std::size_t>(tested_[static_cast<std::size_t>(place)]));
}

void UserChooser::showUser() {
    const auto user = workspace_->selectedUser();
    const bool known = user && dataset_ && *user < dataset_->users().size();
    facts_->setText(known ? userFacts(*dataset_, *user) : tr("Nobody chosen"));
    facts_->setToolTip(plainTip(facts_->text()));
}

} // namespace towerlab::ui
