// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace towerlab::ui {

class MovieFinder;
class RecommendHistory;
class RecommendUserList;

/// Where the rating to look into is chosen: a user, and a movie that they have rated, or any other.
class PairSide : public QWidget {
    Q_OBJECT
public:
    explicit PairSide(QWidget* parent = nullptr);

    void setDataset(const std::shared_ptr<const Dataset>& dataset);
    void markUser(std::optional<std::size_t> userRow);
    void markMovie(std::optional<std::size_t> movieRow);
    QWidget* firstFocus() const;

Q_SIGNALS:
    void userChosen(std::size_t userRow);
    void movieChosen(std::size_t movieRow);
    void failed(const QString& title, const QString& text);

private:
    void chooseAny();

    std::shared_ptr<const Dataset> dataset_;
    RecommendUserList* users_;
    MovieFinder* movies_;
    RecommendHistory* history_;
};

} // namespace towerlab::ui
