// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

#include <cstddef>
#include <functional>
#include <vector>

namespace towerlab::ui {

/// A matrix as a map of colours, with a row of numbers above it and columns of numbers beside it:
/// x, W, and what comes of the two.
class MatrixView : public QWidget {
    Q_OBJECT
public:
    struct Column {
        QString name;
        std::vector<float> values; ///< one a row
    };
    struct Contents {
        std::size_t rows = 0;
        std::size_t columns = 0;
        std::vector<float> values; ///< rows × columns
        std::vector<float> above;  ///< one a column; may be empty
        QString aboveName;
        std::vector<Column> beside;
        QStringList rowNames; ///< may be empty
        /// What is said of a place; -1 for a row or column that it is not in.
        std::function<QString(int row, int column)> text;
    };

    explicit MatrixView(QWidget* parent = nullptr);

    void setContents(Contents contents);
    const Contents& contents() const { return contents_; }
    /// Of a cell, in the widget.
    QRectF cellRect(std::size_t row, std::size_t column) const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void hovered(const QString& text); ///< empty: nothing is under the mouse

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Places {
        QRectF matrix;
        QRectF above;
        std::vector<QRectF> beside;
        double names = 0;
    };
    Places places() const;
    void setCurrent(int row, int column);
    void paintMatrix(QPainter* painter, const Places& places);

    Contents contents_;
    double limit_ = 1;
    int row_ = -1;
    int column_ = -1;
};

} // namespace towerlab::ui
