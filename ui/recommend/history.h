// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;

namespace towerlab::ui {

class FilterProxy;
class HistoryModel;
class RecommendTable;
class RatingDelegate;

/// The card with what the chosen user has rated, best liked first.
class RecommendHistory : public QWidget {
    Q_OBJECT
public:
    explicit RecommendHistory(QWidget* parent = nullptr);

    void showUser(const std::shared_ptr<const Dataset>& dataset,
                  std::optional<std::size_t> userRow);
    /// Marks the selected movie where the user has rated it.
    void markMovie(std::optional<std::size_t> movieRow);

Q_SIGNALS:
    void movieChosen(std::size_t movieRow);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeTable();
    void fitColumns();
    void hideColumns();
    void showStars(bool stars);

    FilterProxy* sorted_; ///< before its model, which it must not outlive
    HistoryModel* history_;
    QLabel* facts_;
    RecommendTable* table_;
    RatingDelegate* stars_;
    bool fitted_ = false;
};

} // namespace towerlab::ui
