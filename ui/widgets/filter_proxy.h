// SPDX-License-Identifier: MIT
#pragma once

#include "ui/jobs/background_task.h"
#include "ui/widgets/plain_rows.h"

#include <QAbstractProxyModel>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace towerlab::ui {

/// Sorts the rows of a flat table and keeps those that hold each word of a search text and pass a
/// condition. Rows that are equal stay in the order they had.
///
/// Many rows are arranged on a worker: the former ones are shown until arranged() tells that it is
/// done. The source must offer PlainRows, live longer than the proxy, and change by resets alone.
class FilterProxy : public QAbstractProxyModel {
    Q_OBJECT
public:
    /// Also asked on a worker, but not while the source is being reset.
    using Condition = std::function<bool(int sourceRow)>;

    explicit FilterProxy(QObject* parent = nullptr);
    ~FilterProxy() override;

    /// From so many rows on, a worker arranges them.
    static constexpr int manyRows = 10000;

    void setSourceModel(QAbstractItemModel* model) override;
    void setSearchText(const QString& text);
    /// An empty condition lets all rows pass.
    void setCondition(Condition condition);
    /// By a column of the source; -1 for the source's own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    /// What is shown is not yet what was asked for.
    bool isArranging() const { return arranging_; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& shown) const override;
    QModelIndex mapFromSource(const QModelIndex& source) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void arranging(); ///< a worker has begun; isArranging()
    /// What is shown is what was asked for; follows each of the calls above, at once or later.
    void arranged();

private:
    using Rows = std::vector<int>;
    struct Wish {
        int column = -1;
        Qt::SortOrder order = Qt::AscendingOrder;
        QStringList words;
        Condition condition;
    };
    struct Arrangement {
        std::shared_ptr<const Rows> sorted; ///< all rows of the source
        Rows shown;                         ///< those of them that pass
        int column = -1;
        Qt::SortOrder order = Qt::AscendingOrder;
    };

    static Arrangement arrangement(const PlainRows& rows, const Arrangement& before,
                                   const Wish& wish, const std::stop_token& stop);
    void arrange();
    void tellArranged();
    void adopt(Arrangement next);
    void place();
    void reorder(Rows shown);
    void stopWorker();
    void beginReset();
    void endReset();

    const PlainRows* rows_ = nullptr; ///< the source model itself
    Wish wish_;
    Arrangement now_;
    Rows placeOf_; ///< by row of the source: row shown, or -1
    bool arranging_ = false;
    std::unique_ptr<BackgroundTask> worker_; ///< last, so that it goes first
};

} // namespace towerlab::ui
