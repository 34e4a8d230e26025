// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QStackedLayout;

namespace towerlab::ui {

class BarPlot;
class DataPlotCard;
class FilterProxy;
class HistoryModel;
class RatingDelegate;
class TableView;

/// What is known about one user: attributes, what they rated, and the genres they like.
class UserDetails : public QWidget {
    Q_OBJECT
public:
    explicit UserDetails(QWidget* parent = nullptr);

    /// Empty without a data set or a user.
    void setUser(const std::shared_ptr<const Dataset>& dataset, std::optional<std::size_t> userRow);

Q_SIGNALS:
    void movieActivated(std::size_t movieRow); ///< double click or Enter on a rated movie

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeContent();
    void setUpTable();
    void fitColumns();

    QStackedLayout* pages_;
    FilterProxy* proxy_; ///< before its model, which it must not outlive
    HistoryModel* history_;
    QLabel* name_;
    QLabel* facts_;
    TableView* table_;
    RatingDelegate* ratings_;
    DataPlotCard* genresCard_ = nullptr;
    BarPlot* genres_;
};

} // namespace towerlab::ui
