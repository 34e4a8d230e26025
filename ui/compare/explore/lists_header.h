// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace towerlab::ui {

/// Heads the columns of ListsModel: the method's name, its stage in a chip, and how it did.
class ListsHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit ListsHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

} // namespace towerlab::ui
