// SPDX-License-Identifier: MIT
#include "ui/compare/explore/user_lists.h"

#include "ui/compare/explore/class_card.h"
#include "ui/compare/explore/lists_header.h"
#include "ui/compare/explore/lists_model.h"
#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/movie_highlight.h"
#include "ui/compare/explore/user_chooser.h"
#include "ui/compare/explore/user_history_card.h"
#include "ui/compare/shared/text.h"
#include "ui/runs/file_export.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int leastPlaces = 20;
constexpr int widthForClasses = 950; ///< with less, the lists need it

} // namespace

UserLists::UserLists(Workspace* workspace, QWidget* parent)
    : UserExploreView(workspace, parent),
      history_(new UserHistoryCard(highlight(), this)),
      model_(new ListsModel(this)),
      table_(new QTableView(this)),
      legend_(new QLabel(this)),
      failedNote_(new QLabel(this)),
      showClasses_(new QPushButton(tr("Class chances"), this)),
      classes_(new ClassCard(this)) {
    setObjectName(QStringLiteral("userLists"));
    setPage(makePage());
}

QWidget* UserLists::makePage() {
    auto* exporter =
        makeExportTool("exportLists", tr("Write all lists of this user to a CSV table"));
    connect(exporter, &QToolButton::clicked, this, &UserLists::exportLists);
    showClasses_->setObjectName(QStringLiteral("showClasses"));
    showClasses_->setCheckable(true);
    showClasses_->setChecked(true);
    showClasses_->setToolTip(tr("Shows what the multi-class classifiers expect of this user; off, "
                                "the lists have more room"));
    connect(showClasses_, &QPushButton::toggled, this, &UserLists::showClassCard);
    connect(showClasses_, &QPushButton::clicked, this, [this] { classesChosen_ = true; });
    chooser()->addTool(showClasses_);
    chooser()->addTool(exporter);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(theme::spacing);
    split->setChildrenCollapsible(false);
    history_->setMinimumWidth(220);
    classes_->setMinimumWidth(240);
    split->addWidget(history_);
    split->addWidget(makeLists());
    split->addWidget(classes_);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setStretchFactor(2, 0);
    split->setSizes({244, 700, 256});
    return split;
}

QWidget* UserLists::makeLists() {
    table_->setObjectName(QStringLiteral("listsTable"));
    table_->setAccessibleName(tr("The methods' lists, a column each"));
    table_->setHorizontalHeader(new ListsHeader(table_));
    makeMovieTable(table_);
    table_->setModel(model_);
    table_->setItemDelegate(new MovieDelegate(highlight(), -1, table_));
    table_->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    highlight()->attach(table_);
    auto* card = new QWidget;
    theme::makeCard(card);
    theme::makeCaption(legend_);
    legend_->setWordWrap(true);
    failedNote_->setObjectName(QStringLiteral("failedMethods"));
    theme::makeCaption(failedNote_);
    failedNote_->setWordWrap(true);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(6, 6, 6, 8);
    column->setSpacing(6);
    column->addWidget(table_, 1);
    column->addWidget(legend_);
    column->addWidget(failedNote_);
    return card;
}

bool UserLists::adoptComparison() {
    showClasses_->setVisible(!methodsWith<MultiClassScorer>(*comparison()).empty());
    showClassCard();
    classes_->setAnswers(comparison(), dataset(), nullptr);
    legend_->setText(tr("✓ held out and liked   ✗ held out, not liked   - - end of the first %1   "
                        "Point at a movie to find it in all lists")
                         .arg(comparison()->settings.places));
    QStringList failed;
    for (std::size_t i = 0; i < comparison()->methods.size(); ++i)
        if (i >= comparison()->scorers.size() || !comparison()->scorers[i])
            failed << methodTitle(*comparison(), i);
    failedNote_->setText(tr("Without a list, as they could not be fitted: %1")
                             .arg(failed.join(QStringLiteral(", "))));
    failedNote_->setVisible(!failed.isEmpty());
    return UserExploreView::adoptComparison();
}

void UserLists::resizeEvent(QResizeEvent* event) {
    ExploreView::resizeEvent(event);
    if (!classesChosen_)
        showClasses_->setChecked(width() >= widthForClasses);
}

void UserLists::showClassCard() {
    if (!comparison())
        return;
    classes_->setVisible(showClasses_->isChecked() &&
                         !methodsWith<MultiClassScorer>(*comparison()).empty());
}

std::size_t UserLists::places() const {
    return static_cast<std::size_t>(std::max(leastPlaces, comparison()->settings.places));
}

void UserLists::updateNow() {
    const auto chosen = user();
    if (!chosen) {
        shownUser_.reset();
        showNote(tr("Choose a user"),
                 tr("Then all methods' lists for them stand here side by side. Search above, or "
                    "take a tested user by chance."));
        return;
    }
    compute(tr("The lists could not be made"), [this, comparison = comparison(), user = *chosen,
                                                places = places()](const std::stop_token& stop,
                                                                   const ProgressCallback&) {
        auto answers =
            std::make_shared<const UserAnswers>(userAnswers(*comparison, user, places, stop));
        return JobRunner::Outcome([this, user, answers] { showAnswers(user, answers); });
    });
}

void UserLists::showAnswers(std::size_t userRow,
                            const std::shared_ptr<const UserAnswers>& answers) {
    const bool sameColumns = model_->columnCount() == static_cast<int>(answers->lists.size());
    shownUser_ = userRow;
    model_->setAnswers(comparison(), dataset(), answers);
    if (!sameColumns)
        for (int column = 0; column < model_->columnCount(); ++column)
            table_->setColumnWidth(column, table_->horizontalHeader()->defaultSectionSize());
    history_->setAnswers(dataset(), answers,
                         [this](std::int32_t movie) { return model_->placesOf(movie); });
    classes_->setAnswers(comparison(), dataset(), answers);
    showPage();
}

void UserLists::clearPage() {
    model_->clear();
    history_->setAnswers(nullptr, nullptr, {});
}

void UserLists::showBusy(bool busy) {
    if (busy)
        showNote(tr("Asking all methods …"), tr("Each makes its list for this user."));
}

void UserLists::exportLists() {
    if (shownUser_)
        exportCsv(this, workspace(),
                  tr("lists_user_%1.csv").arg(idText(dataset()->users().id, *shownUser_)),
                  model_->toCsv());
}

} // namespace towerlab::ui
