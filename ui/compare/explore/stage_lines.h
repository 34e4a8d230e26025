// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/stage_list.h"

#include <QWidget>

#include <memory>
#include <vector>

class QTableView;

namespace towerlab::ui {

class MovieHighlight;

/// The slopes between two tables side by side: a line from each movie's place in retrieval, left,
/// to its place in the ranking, right. Follows the tables' scrolling.
class StageLines : public QWidget {
    Q_OBJECT
public:
    StageLines(const QTableView* retrieval, const QTableView* ranking,
               const MovieHighlight* highlight, QWidget* parent = nullptr);

    void setList(std::shared_ptr<const StageList> list, std::size_t rows);
    /// Movies with a line: those among the first rows of either stage.
    std::size_t lineCount() const { return lines_.size(); }

    QSize sizeHint() const override { return {130, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLine(QPainter& painter, const TwoStageMovie& movie, bool standsOut, bool faint) const;
    double middleOf(const QTableView* table, int place) const;

    const QTableView* retrieval_;
    const QTableView* ranking_;
    const MovieHighlight* highlight_;
    std::shared_ptr<const StageList> list_;
    std::vector<TwoStageMovie> lines_;
};

} // namespace towerlab::ui
