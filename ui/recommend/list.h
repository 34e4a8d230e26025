// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"
#include "ui/widgets/score_kind.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAbstractItemDelegate;
class QLabel;
class QStackedWidget;

namespace towerlab::ui {

class EmptyState;
class FilterProxy;
class RatingDelegate;
class RecommendControls;
class RecommendTable;
class RecommendationsModel;

/// The card with the ranked list, or what is missing for there to be one.
class RecommendList : public QWidget {
    Q_OBJECT
public:
    explicit RecommendList(QWidget* parent = nullptr);

    /// @param dataset may be null
    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// Ranks anew. For the same user as before the list stays scrolled and marked as it was.
    /// @param recommender may be null; `training`: one is on its way
    void showUser(std::shared_ptr<const Recommender> recommender,
                  std::optional<std::size_t> userRow, bool training);
    /// Marks the selected movie where it is in the list.
    void markMovie(std::optional<std::size_t> movieRow);

Q_SIGNALS:
    void movieChosen(std::size_t movieRow);
    void trainRequested();
    /// The list as CSV, to be written to a file of the person's choice.
    void exportRequested(const QString& suggestedName, const QByteArray& table);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Lack { Nothing, Model, User, Movies };

    void makeTable();
    void connectAll();
    void optionsChanged();
    void rank();
    void fill();
    Lack lack() const;
    void tellLack(Lack lack);
    void tellCaveat(bool listed);
    void helpOut();
    void showScoreAs(ScoreKind kind);
    void fitColumns();
    void hideColumns();
    int shownRowOf(std::optional<std::size_t> movieRow) const;
    void exportList();

    RecommendControls* controls_;
    QLabel* caveat_; ///< in what way the ranking says less than it seems to
    QStackedWidget* pages_;
    RecommendTable* table_;
    EmptyState* empty_;
    RatingDelegate* stars_ = nullptr;
    QAbstractItemDelegate* bars_ = nullptr;
    FilterProxy* sorted_; ///< before its model, which it must not outlive
    RecommendationsModel* list_;

    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const Recommender> recommender_;
    std::optional<std::size_t> user_;
    std::optional<std::size_t> movie_;
    bool training_ = false;
    bool fitted_ = false;
    bool scoresEqual_ = false;
    Lack told_ = Lack::Nothing;
};

} // namespace towerlab::ui
