// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

namespace towerlab::ui {

class BarPlot;

/// How much of all variation each principal component shows.
class ExplainedCard : public QWidget {
    Q_OBJECT
public:
    /// @param title of the map
    explicit ExplainedCard(const std::function<QString()>& title, QWidget* parent = nullptr);

    void setShares(const std::vector<double>& shares);

private:
    BarPlot* bars_;
};

} // namespace towerlab::ui
