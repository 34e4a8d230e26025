// SPDX-License-Identifier: MIT
#include "ui/compare/explore/two_stage_view.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/movie_highlight.h"
#include "ui/compare/explore/stage_lines.h"
#include "ui/compare/explore/stage_list.h"
#include "ui/compare/explore/user_chooser.h"
#include "ui/compare/shared/text.h"
#include "ui/runs/file_export.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <limits>

namespace towerlab::ui {
namespace {

constexpr std::array<int, 3> rowChoices = {10, 25, 100};
constexpr int defaultRows = 25;
constexpr int widthForScores = 900; ///< with less, the titles need it
constexpr int placeWidth = 44;
constexpr int scoreWidth = 76;
constexpr int moveWidth = 66;

/// Long names don't push the rest aside, but are whole in the list.
void keepNarrow(QComboBox* box) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(18);
    box->view()->setTextElideMode(Qt::ElideNone);
    box->view()->setMinimumWidth(480);
}

QString number(std::size_t count) { return QLocale().toString(qulonglong{count}); }

} // namespace

TwoStageView::TwoStageView(Workspace* workspace, QWidget* parent)
    : UserExploreView(workspace, parent),
      method_(new QComboBox(this)),
      rows_(new QComboBox(this)),
      explanation_(new QLabel(this)),
      fate_(new ElidedLabel(this)),
      retrievalHead_(new QLabel(this)),
      rankHead_(new QLabel(this)),
      retrievalModel_(new StageModel(StageModel::Stage::Retrieval, this)),
      rankModel_(new StageModel(StageModel::Stage::Ranking, this)),
      retrieval_(makeTable("retrievalTable", retrievalModel_)),
      ranking_(makeTable("rankTable", rankModel_)),
      lines_(new StageLines(retrieval_, ranking_, highlight(), this)) {
    setObjectName(QStringLiteral("twoStageView"));
    makeTools();
    setPage(makeStages());
    connect(method_, &QComboBox::currentIndexChanged, this, &TwoStageView::refresh);
    connect(rows_, &QComboBox::currentIndexChanged, this, &TwoStageView::showRows);
}

QTableView* TwoStageView::makeTable(const char* name, StageModel* model) {
    auto* table = new QTableView(this);
    table->setObjectName(QLatin1String(name));
    makeMovieTable(table);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setModel(model);
    QHeaderView* header = table->horizontalHeader();
    header->setMinimumSectionSize(30);
    header->setSectionResizeMode(StageModel::Title, QHeaderView::Stretch);
    header->resizeSection(StageModel::Place, placeWidth);
    header->resizeSection(StageModel::Score, scoreWidth);
    header->resizeSection(StageModel::Move, moveWidth);
    table->setItemDelegate(new MovieDelegate(highlight(), StageModel::Title, table));
    highlight()->attach(table);
    table->installEventFilter(this);
    return table;
}

void TwoStageView::makeTools() {
    method_->setObjectName(QStringLiteral("twoStageMethod"));
    method_->setAccessibleName(tr("Recommender of two stages"));
    method_->setToolTip(tr("Which of the recommenders of two stages"));
    keepNarrow(method_);
    rows_->setObjectName(QStringLiteral("twoStageRows"));
    rows_->setAccessibleName(tr("Places shown"));
    rows_->setToolTip(tr("How many places of either stage are shown"));
    for (const int rows : rowChoices)
        rows_->addItem(tr("Top %1").arg(rows), rows);
    rows_->addItem(tr("All retrieved"), std::numeric_limits<int>::max());
    rows_->setCurrentIndex(rows_->findData(defaultRows));
    auto* exporter = makeExportTool("exportStages", tr("Write both orders to a CSV table"));
    connect(exporter, &QToolButton::clicked, this, &TwoStageView::exportList);
    chooser()->addTool(exporter);
}

QWidget* TwoStageView::makeHeads() {
    auto* heads = new QWidget;
    auto* row = new QHBoxLayout(heads);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(0);
    retrievalHead_->setObjectName(QStringLiteral("retrievalHead"));
    rankHead_->setObjectName(QStringLiteral("rankHead"));
    for (QLabel* head : {retrievalHead_, rankHead_})
        theme::makeHeading(head);
    row->addWidget(retrievalHead_, 10);
    row->addSpacing(lines_->sizeHint().width());
    row->addWidget(rankHead_, 10);
    return heads;
}

QWidget* TwoStageView::makeStages() {
    auto* card = new QWidget;
    theme::makeCard(card);
    explanation_->setObjectName(QStringLiteral("twoStageExplanation"));
    fate_->setObjectName(QStringLiteral("twoStageFate"));
    theme::makeCaption(explanation_);
    theme::makeCaption(fate_);
    explanation_->setWordWrap(true);
    lines_->setFixedWidth(lines_->sizeHint().width());
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(retrieval_, 10);
    row->addWidget(lines_);
    row->addWidget(ranking_, 10);
    retrieval_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scrollTogether();
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding - 4, 8, 6, 8);
    column->setSpacing(4);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(explanation_);
    texts->addWidget(fate_);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addLayout(texts, 1);
    head->addWidget(method_, 0, Qt::AlignTop);
    head->addWidget(rows_, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addSpacing(4);
    column->addWidget(makeHeads());
    column->addLayout(row, 1);
    return card;
}

void TwoStageView::scrollTogether() {
    connect(retrieval_->verticalScrollBar(), &QScrollBar::valueChanged,
            ranking_->verticalScrollBar(), &QScrollBar::setValue);
    connect(ranking_->verticalScrollBar(), &QScrollBar::valueChanged,
            retrieval_->verticalScrollBar(), &QScrollBar::setValue);
}

bool TwoStageView::adoptComparison() {
    const auto found = methodsWith<TwoStageScorer>(*comparison());
    if (found.empty()) {
        showEmpty(
            QStringLiteral("sort"), tr("No recommender of two stages"),
            tr("This comparison has none. Choose \"Retrieval, then ranking\" among the methods, "
               "and press Compare."));
        return false;
    }
    const QSignalBlocker quiet(method_);
    method_->clear();
    for (const std::size_t i : found)
        method_->addItem(stagesTitle(i), static_cast<qulonglong>(i));
    method_->setVisible(found.size() > 1);
    return UserExploreView::adoptComparison();
}

std::size_t TwoStageView::method() const {
    return static_cast<std::size_t>(method_->currentData().toULongLong());
}

void TwoStageView::updateNow() {
    const auto chosen = user();
    if (!chosen) {
        showNote(tr("Choose a user"), tr("Then what is retrieved for them stands here beside what "
                                         "the ranker makes of it."));
        return;
    }
    compute(tr("The stages could not be shown"), [this, comparison = comparison(), user = *chosen,
                                                  method = method()](const std::stop_token&,
                                                                     const ProgressCallback&) {
        const auto& scorer = dynamic_cast<const TwoStageScorer&>(*comparison->scorers[method]);
        auto list = std::make_shared<const StageList>(
            stageList(scorer, *comparison->test, user, comparison->settings.likedFrom));
        return JobRunner::Outcome([this, list] { showList(list); });
    });
}

void TwoStageView::showList(const std::shared_ptr<const StageList>& list) {
    list_ = list;
    if (list_->ranked.empty()) {
        showNote(tr("Nothing is retrieved"),
                 tr("The first stage knows nothing about this user, so there is nothing to rank."));
        return;
    }
    showRows();
    explain();
    showPage();
}

void TwoStageView::showRows() {
    const auto rows = static_cast<std::size_t>(rows_->currentData().toInt());
    retrievalModel_->setList(dataset(), list_, rows);
    rankModel_->setList(dataset(), list_, rows);
    lines_->setList(list_, rows);
}

QString TwoStageView::stagesTitle(std::size_t method) const {
    const QString retrieval = partName(method, 0);
    if (retrieval.isEmpty())
        return methodTitle(*comparison(), method);
    const auto& values = comparison()->methods[method].entry.values;
    const auto retrieved = values.find("recalled");
    const QString stages = QStringLiteral("%1 → %2").arg(retrieval, partName(method, 1));
    return retrieved == values.end()
               ? stages
               : tr("%1 (%2)").arg(stages, QLocale().toString(retrieved->second, 'f', 0));
}

QString TwoStageView::partName(std::size_t method, std::size_t part) const {
    const CompareEntry& entry = comparison()->methods[method].entry;
    const MethodInfo* info = findMethod(entry.key);
    if (info == nullptr)
        return {};
    return nameOfMethod(partsOf(*info, methodSettings(entry))[part]);
}

void TwoStageView::explain() {
    const std::size_t retrieved = list_->ranked.size();
    retrievalHead_->setText(tr("Retrieval · %1").arg(partName(method(), 0)));
    rankHead_->setText(tr("Ranking · %1").arg(partName(method(), 1)));
    retrieval_->setAccessibleName(retrievalHead_->text());
    ranking_->setAccessibleName(rankHead_->text());
    explanation_->setText(
        tr("Retrieval picks %1 of %2 movies; ranking orders these. What is not retrieved can't be "
           "ranked: retrieval sets the limit, the ranking the order.")
            .arg(number(retrieved), number(dataset()->movies().size())));
    const auto caught =
        std::count_if(list_->ranked.begin(), list_->ranked.end(), [&](const TwoStageMovie& m) {
            return list_->user.heldOutMovie(m.movie) != nullptr;
        });
    QStringList fates;
    for (const RatedMovie& held : list_->user.heldOut)
        fates << fateOf(held);
    fate_->setText(fates.isEmpty() ? tr("Nothing is held out of this user.")
                                   : tr("%1 of %2 held-out movies retrieved.   %3")
                                         .arg(caught)
                                         .arg(fates.size())
                                         .arg(fates.join(QStringLiteral("   "))));
    fate_->setToolTip(plainTip(fates.join(QLatin1Char('\n'))));
}

QString TwoStageView::fateOf(const RatedMovie& held) const {
    const auto found =
        std::find_if(list_->ranked.begin(), list_->ranked.end(),
                     [&](const TwoStageMovie& movie) { return movie.movie == held.movie; });
    const QString title =
        QString::fromStdString(dataset()->movies().title[static_cast<std::size_t>(held.movie)]);
    if (found == list_->ranked.end())
        return tr("%1 %2: not retrieved").arg(markGlyph(held.mark), title);
    return tr("%1 %2: retrieved at %3, ranked %4")
        .arg(markGlyph(held.mark), title)
        .arg(found->retrievalPlace)
        .arg(found->rankPlace);
}

void TwoStageView::clearPage() {
    list_.reset();
    showRows();
}

void TwoStageView::showBusy(bool busy) {
    if (busy)
        showNote(tr("Retrieving and ranking …"), tr("Both stages are asked for this user."));
}

bool TwoStageView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        QTableView* to = key == Qt::Key_Right && watched == retrieval_ ? ranking_
                         : key == Qt::Key_Left && watched == ranking_  ? retrieval_
                                                                       : nullptr;
        if (to != nullptr) {
            const int row = static_cast<QTableView*>(watched)->currentIndex().row();
            to->setFocus(Qt::TabFocusReason);
            to->setCurrentIndex(to->model()->index(std::max(row, 0), StageModel::Title));
            return true;
        }
    }
    return ExploreView::eventFilter(watched, event);
}

void TwoStageView::resizeEvent(QResizeEvent* event) {
    ExploreView::resizeEvent(event);
    for (QTableView* table : {retrieval_, ranking_})
        table->setColumnHidden(StageModel::Score, width() < widthForScores);
}

void TwoStageView::exportList() {
    if (!list_)
        return;
    const MovieColumns& movies = dataset()->movies();
    QByteArray csv =
        "rank_place,retrieval_place,movie_id,title,rank_score,retrieval_score,held_out\r\n";
    for (const TwoStageMovie& movie : list_->ranked) {
        const auto row = static_cast<std::size_t>(movie.movie);
        csv += csvLine({QString::number(movie.rankPlace), QString::number(movie.retrievalPlace),
                        idText(movies.id, row), QString::fromStdString(movies.title[row]),
                        csvNumber(double{movie.rankScore}), csvNumber(double{movie.retrievalScore}),
                        list_->user.heldOutMovie(movie.movie) != nullptr ? QStringLiteral("yes")
                                                                         : QStringLiteral("no")});
    }
    exportCsv(this, workspace(), tr("two_stages.csv"), csv);
}

} // namespace towerlab::ui
