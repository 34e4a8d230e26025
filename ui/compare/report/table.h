// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace towerlab::ui {

/// The table of a report: every metric that a method has, under the heading of its group.
class ReportTable {
public:
    explicit ReportTable(const Comparison& comparison);

    struct Painted {
        double bottom;
        std::size_t nextRow; ///< the first one that found no room
    };
    /// Fills the width with the headings and the rows from `firstRow` on that there is room for;
    /// rows are as high as the place allows, within reason.
    Painted paint(QPainter& painter, const QRectF& place, std::size_t firstRow) const;
    /// Of all rows.
    double leastHeight() const;
    QString toHtml() const;

private:
    struct Group {
        QString text;
        int columns;
    };
    std::vector<Group> groups() const;
    void paintHeadings(QPainter& painter, const QRectF& place) const;
    void paintRow(QPainter& painter, const QRectF& place, std::size_t method) const;

    const Comparison& comparison_;
    std::vector<std::size_t> metrics_;
};

} // namespace towerlab::ui
