// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <span>
#include <vector>

class QComboBox;
class QLabel;

namespace towerlab::ui {

/// Which two principal components the map shows, one across and one upwards; never one twice where
/// there are two.
class MapAxes : public QWidget {
    Q_OBJECT
public:
    explicit MapAxes(QWidget* parent = nullptr);

    /// The components to choose from, by their shares of the variance, and those that are shown.
    void setShares(std::span<const double> explained, std::size_t across, std::size_t up);
    /// The choice; where there was none yet, the first two.
    std::size_t across() const;
    std::size_t up() const;
    /// With words before the boxes and the shares in them, for which a narrow place has no room.
    void setRoomy(bool roomy);

Q_SIGNALS:
    void changed(); ///< by the person

private:
    void showTexts();
    void keepApart(const QComboBox* chosen);

    QLabel* acrossCaption_;
    QLabel* upCaption_;
    QComboBox* across_;
    QComboBox* up_;
    std::vector<double> shares_;
    bool roomy_ = true;
    int shownAcross_ = 0;
    int shownUp_ = 1;
};

} // namespace towerlab::ui
