// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/user_answers.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;

namespace towerlab::ui {

class ClassPlot;

/// The card that shows what multi-class classifiers expect of a user: the chance of each genre
/// beside its share of the user's history, or of the likeliest movies.
class ClassCard : public QWidget {
    Q_OBJECT
public:
    explicit ClassCard(QWidget* parent = nullptr);

    /// @param answers null for nothing
    void setAnswers(std::shared_ptr<const Comparison> comparison,
                    std::shared_ptr<const Dataset> dataset,
                    std::shared_ptr<const UserAnswers> answers);

private:
    void fillChoice();
    void showChosen();
    void showGenres(const ClassAnswer& answer);
    void showMovies(const ClassAnswer& answer);

    std::shared_ptr<const Comparison> comparison_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const UserAnswers> answers_;
    QComboBox* choice_;
    QCheckBox* newOnly_; ///< of movies
    ClassPlot* plot_;
    QLabel* caption_;
};

} // namespace towerlab::ui
