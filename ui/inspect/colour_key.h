// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspect/picture_numbers.h"

#include <QPoint>
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

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Scale {
        QString name;
        double limit = 1;
        QPoint place;
    };
    QFont smallFont() const;
    int widthOf(const Scale& scale) const;
    void arrange();

    std::vector<Scale> scales_;
};

} // namespace towerlab::ui
