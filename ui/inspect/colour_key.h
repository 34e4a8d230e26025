// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspect/picture_numbers.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace towerlab::ui {

/// Which colour stands for which number: a scale for each kind of quantity in the picture, with 0
/// in the middle.
class ColourKey : public QWidget {
    Q_OBJECT
public:
    explicit ColourKey(QWidget* parent = nullptr);

    /// Null: there are no numbers to explain.
    void setNumbers(std::shared_ptr<const PictureNumbers> numbers);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Scale {
        QString name;
        double limit;
    };
    std::vector<Scale> scales_;
};

} // namespace towerlab::ui
