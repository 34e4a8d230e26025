// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/plot_widget.h"

#include <QVector>

#include <optional>

namespace towerlab::ui {

/// Chances of classes as lying bars, the highest on top, with a marker for what the user's history
/// is like.
class ClassPlot : public PlotWidget {
    Q_OBJECT
public:
    struct Bar {
        QString name;
        double probability = 0;
        std::optional<double> share; ///< of the history, in [0, 1]
        bool pale = false;           ///< no answer that would be given
        QString hint;
    };

    explicit ClassPlot(QWidget* parent = nullptr);

    void setBars(const QVector<Bar>& bars);
    const QVector<Bar>& bars() const { return bars_; }

    QSize minimumSizeHint() const override { return {200, 160}; }

protected:
    void restyle() override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QCPBars* chances_;
    QCPBars* pale_;
    QCPGraph* shares_;
    QVector<Bar> bars_;
};

} // namespace towerlab::ui
