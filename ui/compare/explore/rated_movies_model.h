// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/user_answers.h"
#include "ui/widgets/table_model.h"

#include <functional>
#include <memory>

namespace towerlab::ui {

/// Movies that a user rated in training, or that are held out for them.
class RatedMoviesModel : public TableModel {
    Q_OBJECT
public:
    enum Column { Title, Stars, Lists, ColumnCount };
    enum class Part { History, HeldOut };

    explicit RatedMoviesModel(Part part, QObject* parent = nullptr);

    /// Where lists have a movie, a text each: ListsModel::placesOf().
    using Places = std::function<QStringList(std::int32_t movie)>;
    void setAnswers(std::shared_ptr<const Dataset> dataset,
                    std::shared_ptr<const UserAnswers> answers, Places places);

protected:
    std::size_t rows() const override { return movies().size(); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    const std::vector<RatedMovie>& movies() const;
    QString toolTip(const RatedMovie& movie) const;

    Part part_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const UserAnswers> answers_;
    Places places_;
};

} // namespace towerlab::ui
