// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/user_answers.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <memory>

namespace towerlab::ui {

/// What all methods recommend to one user: one column per method, one row per place.
class ListsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum HeaderRole {
        StageRole = Qt::UserRole + 60, ///< "Retrieval" or "Ranking"
        FiguresRole,                   ///< "1 of 2 found · NDCG@10 0.63"
    };

    explicit ListsModel(QObject* parent = nullptr);

    void setAnswers(std::shared_ptr<const Comparison> comparison,
                    std::shared_ptr<const Dataset> dataset,
                    std::shared_ptr<const UserAnswers> answers);
    void clear();
    /// Which of the lists have a movie, and where: "3. in Popularity".
    QStringList placesOf(std::int32_t movie) const;
    /// RFC 4180 with a header line: one line per method and place.
    QByteArray toCsv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::optional<std::int32_t> movieAt(int row, int column) const;
    QString toolTip(int row, int column) const;
    QString figures(const MethodAnswer& list) const;
    QString headerTip(const MethodAnswer& list) const;
    const MethodAnswer& list(int column) const {
        return answers_->lists[static_cast<std::size_t>(column)];
    }

    std::shared_ptr<const Comparison> comparison_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const UserAnswers> answers_;
    int rows_ = 0;
};

} // namespace towerlab::ui
