// SPDX-License-Identifier: MIT
#include "ui/inspect/movie_finder.h"

#include "ui/data/rating_text.h"
#include "ui/data/search_texts.h"
#include "ui/jobs/job_runner.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/search_text.h"
#include "ui/widgets/theme.h"

#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::size_t mostListed = 30;
constexpr int pauseInTyping = 150; ///< milliseconds

} // namespace

MovieFinder::MovieFinder(QWidget* parent)
    : QWidget(parent),
      box_(new SearchBox),
      list_(new QListWidget),
      finder_(new JobRunner(JobRunner::Results::Newest, this)) {
    box_->setObjectName(QStringLiteral("inspectMovieSearch"));
    box_->setPlaceholderText(tr("Any movie"));
    box_->setAccessibleName(tr("Search movies"));
    box_->setToolTip(tr("Finds movies that hold each of these words; Enter chooses the first"));
    list_->setObjectName(QStringLiteral("inspectMovies"));
    list_->setAccessibleName(tr("Movies found"));
    list_->setMaximumHeight(theme::pixels(120));
    list_->hide();
    pause_.setSingleShot(true);
    pause_.setInterval(pauseInTyping);
    connect(box_, &QLineEdit::textChanged, &pause_, qOverload<>(&QTimer::start));
    connect(&pause_, &QTimer::timeout, this, &MovieFinder::search);
    connect(box_, &QLineEdit::returnPressed, this, [this] {
        chooseFirst_ = true;
        pause_.stop();
        search();
    });
    connect(list_, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { choose(list_->row(item)); });
    connect(list_, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { choose(list_->row(item)); });
    connect(finder_, &JobRunner::failed, this, &MovieFinder::failed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(box_);
    column->addWidget(list_);
}

void MovieFinder::setDataset(std::shared_ptr<const Dataset> dataset) {
    finder_->abandon();
    dataset_ = std::move(dataset);
    box_->clear();
    show({});
}

void MovieFinder::search() {
    finder_->abandon();
    const QStringList words = searchWords(box_->text());
    if (!dataset_ || words.isEmpty()) {
        show({});
        return;
    }
    finder_->start(
        {}, tr("Movies could not be searched"),
        [this, dataset = dataset_, words](const std::stop_token& stop,
                                          const ProgressCallback&) -> JobRunner::Outcome {
            const auto texts = SearchTexts::ofMovies(dataset);
            texts->prepare(stop);
            std::vector<std::size_t> found;
            for (std::size_t row = 0; row < dataset->movies().size(); ++row)
                if (holdsAll(texts->of(row), words))
                    found.push_back(row);
            // Those that most people know come first.
            std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
                return dataset->byMovie().count(a) > dataset->byMovie().count(b);
            });
            found.resize(std::min(found.size(), mostListed));
            return [this, dataset, found] {
                if (dataset == dataset_)
                    show(found);
            };
        });
}

void MovieFinder::show(const std::vector<std::size_t>& rows) {
    rows_ = rows;
    list_->clear();
    for (const std::size_t row : rows)
        list_->addItem(titleWithYear(*dataset_, row));
    list_->setVisible(!rows.empty());
    if (std::exchange(chooseFirst_, false) && !rows.empty())
        choose(0);
}

void MovieFinder::choose(int listed) {
    if (listed >= 0 && static_cast<std::size_t>(listed) < rows_.size())
        Q_EMIT movieChosen(rows_[static_cast<std::size_t>(listed)]);
}

} // namespace towerlab::ui
