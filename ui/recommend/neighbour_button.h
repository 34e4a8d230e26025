// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>

namespace towerlab::ui {

/// A movie's title that can be pressed, with how similar it is at the right end.
class RecommendNeighbourButton : public QAbstractButton {
    Q_OBJECT
public:
    static int rowHeight() { return theme::pixels(22); }
    static constexpr int margin = 6; ///< left and right of the text

    explicit RecommendNeighbourButton(QWidget* parent = nullptr);

    /// @param fullTitle  with the year, for the tooltip
    /// @param similarity cosine in [-1, 1]
    void setMovie(std::size_t movieRow, const QString& title, const QString& fullTitle,
                  float similarity);
    std::size_t movieRow() const { return movieRow_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::size_t movieRow_ = 0;
    QString similarity_;
};

} // namespace towerlab::ui
