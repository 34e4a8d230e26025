// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"

#include <QString>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QStackedWidget;

namespace towerlab::ui {

class ElidedLabel;
class RecommendNeighbourButton;

/// The strip below the lists: the selected movie, what the model makes of it for this user, and
/// the movies whose vectors lie nearest to its own.
class RecommendDetail : public QWidget {
    Q_OBJECT
public:
    explicit RecommendDetail(QWidget* parent = nullptr);

    struct Subject {
        std::shared_ptr<const Dataset> dataset;         ///< may be null
        std::shared_ptr<const Recommender> recommender; ///< may be null
        std::optional<std::size_t> user;
        std::optional<std::size_t> movie;
    };
    void showSubject(const Subject& subject);

Q_SIGNALS:
    void movieChosen(std::size_t movieRow);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A value with what it is below it.
    struct Fact {
        QLabel* value = nullptr;
        QLabel* caption = nullptr;
    };
    static constexpr std::size_t neighbourCount = 5;

    QWidget* makeFacts();
    QWidget* makeNeighbours();
    void fitNeighbours();
    Fact makeFact(const QString& help);
    void setFact(const Fact& fact, const QString& value, const QString& caption);
    void showMovie(const Subject& subject);
    void showPrediction(const Subject& subject);
    void showOwnRating(const Subject& subject);
    void showNeighbours(const Subject& subject);
    void tell(const QString& whyNoNeighbours);

    QStackedWidget* pages_;
    ElidedLabel* title_ = nullptr;
    ElidedLabel* genres_ = nullptr;
    Fact predicted_;
    Fact mean_;
    Fact own_;
    QLabel* note_ = nullptr;
    QGridLayout* neighbourGrid_ = nullptr;
    std::array<RecommendNeighbourButton*, neighbourCount> neighbours_{};
};

} // namespace towerlab::ui
