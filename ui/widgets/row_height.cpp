// SPDX-License-Identifier: MIT
#include "ui/widgets/row_height.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

namespace towerlab::ui {
namespace {

class RowHeight : public QObject {
public:
    explicit RowHeight(QTableView* table) : QObject(table), table_(table) {
        table->installEventFilter(this);
    }

    void set(int atFullSize) {
        atFullSize_ = atFullSize;
        apply();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::StyleChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    void apply() const {
        const int height = theme::pixels(atFullSize_);
        QHeaderView* rows = table_->verticalHeader();
        if (rows->defaultSectionSize() == height)
            return;
        rows->setMinimumSectionSize(height);
        rows->setDefaultSectionSize(height);
    }

    QTableView* table_;
    int atFullSize_ = 0;
};

} // namespace

void setRowHeight(QTableView* table, int atFullSize) {
    auto* height = dynamic_cast<RowHeight*>(
        table->findChild<QObject*>(QStringLiteral("rowHeight"), Qt::FindDirectChildrenOnly));
    if (!height) {
        height = new RowHeight(table);
        height->setObjectName(QStringLiteral("rowHeight"));
    }
    height->set(atFullSize);
}

} // namespace towerlab::ui
