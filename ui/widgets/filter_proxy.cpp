// SPDX-License-Identifier: MIT
#include "ui/widgets/filter_proxy.h"

#include "core/progress.h"
#include "ui/widgets/search_text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int stepsBetweenLooks = 1 << 12; ///< at the stop token

/// Throws Cancelled within a few thousand calls after a stop was asked for.
class Lookout {
public:
    explicit Lookout(const std::stop_token& stop) : stop_(stop) {}
    void step() {
        if (++steps_ % stepsBetweenLooks == 0)
            throwIfStopped(stop_);
    }

private:
    const std::stop_token& stop_;
    int steps_ = 0;
};

std::vector<int> ownOrder(int count) {
    std::vector<int> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

} // namespace

FilterProxy::FilterProxy(QObject* parent)
    : QAbstractProxyModel(parent), worker_(std::make_unique<BackgroundTask>()) {
    now_.sorted = std::make_shared<Rows>();
}

FilterProxy::~FilterProxy() = default;

void FilterProxy::setSourceModel(QAbstractItemModel* model) {
    beginResetModel();
    if (sourceModel() != nullptr)
        sourceModel()->disconnect(this);
    stopWorker();
    QAbstractProxyModel::setSourceModel(model);
    rows_ = dynamic_cast<const PlainRows*>(model);
    Q_ASSERT(model == nullptr || rows_ != nullptr);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &FilterProxy::beginReset);
    connect(model, &QAbstractItemModel::modelReset, this, &FilterProxy::endReset);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &FilterProxy::headerDataChanged);
    endReset();
}

void FilterProxy::beginReset() {
    beginResetModel();
    stopWorker();
}

void FilterProxy::endReset() {
    now_ = {};
    now_.sorted = std::make_shared<Rows>(ownOrder(sourceModel()->rowCount()));
    now_.shown = *now_.sorted;
    place();
    endResetModel();
    arrange();
}

/// Returns once nobody else looks into the source.
void FilterProxy::stopWorker() {
    worker_ = std::make_unique<BackgroundTask>();
    arranging_ = false;
}

void FilterProxy::setSearchText(const QString& text) {
    QStringList words = searchWords(text);
    if (words == wish_.words)
        return tellArranged();
    wish_.words = std::move(words);
    arrange();
}

void FilterProxy::setCondition(Condition condition) {
    if (!condition && !wish_.condition)
        return tellArranged();
    wish_.condition = std::move(condition);
    arrange();
}

void FilterProxy::sort(int column, Qt::SortOrder order) {
    if (column == wish_.column && order == wish_.order)
        return tellArranged();
    wish_.column = column;
    wish_.order = order;
    arrange();
}

void FilterProxy::tellArranged() {
    if (!arranging_)
        Q_EMIT arranged();
}

FilterProxy::Arrangement FilterProxy::arrangement(const PlainRows& rows, const Arrangement& before,
                                                  const Wish& wish, const std::stop_token& stop) {
    rows.prepareRows(stop);
    Arrangement next{before.sorted, {}, wish.column, wish.order};
    Lookout lookout(stop);
    const auto count = static_cast<int>(before.sorted->size());
    if (wish.column < 0 && before.column >= 0) {
        next.sorted = std::make_shared<Rows>(ownOrder(count));
    } else if (wish.column >= 0 && (wish.column != before.column || wish.order != before.order)) {
        auto sorted = std::make_shared<Rows>(*before.sorted);
        const int sign = wish.order == Qt::AscendingOrder ? 1 : -1;
        std::stable_sort(sorted->begin(), sorted->end(), [&](int left, int right) {
            lookout.step();
            const bool hasLeft = rows.hasValue(wish.column, left);
            if (!hasLeft || !rows.hasValue(wish.column, right))
                return hasLeft && !rows.hasValue(wish.column, right);
            return sign * rows.compareRows(wish.column, left, right) < 0;
        });
        next.sorted = std::move(sorted);
    }
    for (const int row : *next.sorted) {
        lookout.step();
        if ((!wish.condition || wish.condition(row)) &&
            (wish.words.isEmpty() || rows.holdsWords(row, wish.words)))
            next.shown.push_back(row);
    }
    return next;
}

void FilterProxy::arrange() {
    if (rows_ == nullptr)
        return;
    const Arrangement before{now_.sorted, {}, now_.column, now_.order};
    Wish wish = wish_;
    if (wish.column >= sourceModel()->columnCount())
        wish.column = -1; // a column of the data before
    if (before.sorted->size() < static_cast<std::size_t>(manyRows)) {
        adopt(arrangement(*rows_, before, wish, {}));
        return;
    }
    arranging_ = true;
    worker_->start(tr("The table could not be arranged"),
                   [this, rows = rows_, before, wish](quint64 id, const std::stop_token& stop) {
                       throwIfStopped(stop); // while it waited for the one before
                       auto next =
                           std::make_shared<Arrangement>(arrangement(*rows, before, wish, stop));
                       worker_->post(id, [this, next] { adopt(std::move(*next)); });
                   });
    Q_EMIT arranging();
}

void FilterProxy::adopt(Arrangement next) {
    arranging_ = false;
    Rows shown = std::move(next.shown);
    next.shown = std::move(now_.shown);
    now_ = std::move(next);
    if (shown.size() == now_.shown.size()) {
        if (shown != now_.shown)
            reorder(std::move(shown));
    } else {
        beginResetModel();
        now_.shown = std::move(shown);
        place();
        endResetModel();
    }
    Q_EMIT arranged();
}

void FilterProxy::place() {
    placeOf_.assign(now_.sorted->size(), -1);
    for (std::size_t row = 0; row < now_.shown.size(); ++row)
        placeOf_[static_cast<std::size_t>(now_.shown[row])] = static_cast<int>(row);
}

/// The selection goes along with its rows, as far as these are still shown.
void FilterProxy::reorder(Rows shown) {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    std::vector<int> heldRows;
    for (const QModelIndex& index : held)
        heldRows.push_back(now_.shown[static_cast<std::size_t>(index.row())]);
    now_.shown = std::move(shown);
    place();
    QModelIndexList moved;
    for (qsizetype i = 0; i < held.size(); ++i)
        moved << index(placeOf_[static_cast<std::size_t>(heldRows[static_cast<std::size_t>(i)])],
                       held[i].column());
    changePersistentIndexList(held, moved);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

QModelIndex FilterProxy::index(int row, int column, const QModelIndex& parent) const {
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex FilterProxy::parent(const QModelIndex& /*child*/) const { return {}; }

int FilterProxy::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(now_.shown.size());
}

int FilterProxy::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || sourceModel() == nullptr ? 0 : sourceModel()->columnCount();
}

QModelIndex FilterProxy::mapToSource(const QModelIndex& shown) const {
    if (!shown.isValid() || shown.row() >= rowCount())
        return {};
    return sourceModel()->index(now_.shown[static_cast<std::size_t>(shown.row())], shown.column());
}

QModelIndex FilterProxy::mapFromSource(const QModelIndex& source) const {
    if (!source.isValid() || source.row() >= static_cast<int>(placeOf_.size()))
        return {};
    return index(placeOf_[static_cast<std::size_t>(source.row())], source.column());
}

QVariant FilterProxy::headerData(int section, Qt::Orientation orientation, int role) const {
    // Not by a cell below, as the base class does it: there may be none.
    return orientation == Qt::Horizontal && sourceModel() != nullptr
               ? sourceModel()->headerData(section, orientation, role)
               : QVariant();
}

} // namespace towerlab::ui
