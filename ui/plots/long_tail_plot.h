// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/plots/plot_widget.h"

#include <vector>

namespace towerlab::ui {

/// The movies by number of ratings, most rated first, with a logarithmic count axis: few movies
/// hold most of the ratings. The movie under the mouse is named.
class LongTailPlot : public PlotWidget {
    Q_OBJECT
public:
    explicit LongTailPlot(QWidget* parent = nullptr);

    /// Rows of the movies that have ratings, most rated first; for a worker.
    static std::vector<std::size_t> rankMovies(const Dataset& dataset);
    /// @param dataset may be null
    /// @param ranking rankMovies() of it
    void setDataset(std::shared_ptr<const Dataset> dataset, std::vector<std::size_t> ranking);
    /// Share of all ratings that the `share` most rated of the movies hold, both in [0, 1].
    double headShare(double share) const;

    QSize sizeHint() const override { return {280, 150}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    void restyle() override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void mark(int rank);
    QString hint(std::size_t rank) const;
    static CsvTable ranksTable(const Dataset* dataset, const std::vector<std::size_t>& ranking);

    std::shared_ptr<const Dataset> dataset_;
    std::vector<std::size_t> ranking_;
    QCPGraph* curve_;
    QCPGraph* marker_;
    int marked_ = -1;
};

} // namespace towerlab::ui
