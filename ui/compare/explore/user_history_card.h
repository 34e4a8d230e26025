// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/rated_movies_model.h"

#include <QWidget>

#include <memory>

class QLabel;
class QTableView;

namespace towerlab::ui {

class MovieHighlight;

/// The card of what is known about a user: the movies held out for the test over those that the
/// methods learnt from.
class UserHistoryCard : public QWidget {
    Q_OBJECT
public:
    explicit UserHistoryCard(MovieHighlight* highlight, QWidget* parent = nullptr);

    void setAnswers(std::shared_ptr<const Dataset> dataset,
                    std::shared_ptr<const UserAnswers> answers, RatedMoviesModel::Places places);

private:
    QTableView* makeTable(const char* name, const QString& what, RatedMoviesModel* model,
                          MovieHighlight* highlight);
    void fitHeldOut();

    RatedMoviesModel* heldOut_;
    RatedMoviesModel* history_;
    QLabel* heldOutHeading_;
    QLabel* historyHeading_;
    QTableView* heldOutTable_;
    QTableView* historyTable_;
};

} // namespace towerlab::ui
