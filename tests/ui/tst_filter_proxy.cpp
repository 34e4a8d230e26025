// SPDX-License-Identifier: MIT
// Large tables are arranged on a worker, and stay as they were until that is done.
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/table_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>

using namespace towerlab::ui;

namespace {

/// Rows 0, 1, 2…, with their number and its last digit, named "row 17".
class Numbers : public TableModel {
public:
    explicit Numbers(int count) : TableModel(nullptr), count_(count) {
        setColumns({sortedBy(
                        [this](std::size_t row) {
                            askedOn_ = QThread::currentThread();
                            return static_cast<int>(row);
                        },
                        {.title = QStringLiteral("Number"), .text = textOf}),
                    sortedBy([](std::size_t row) { return static_cast<int>(row % 10); },
                             {.title = QStringLiteral("Digit"), .text = textOf})});
    }
    bool holdsWords(int row, const QStringList& words) const override {
        return words.contains(QStringLiteral(" even")) == (row % 2 == 0);
    }
    void reset(int count) {
        beginResetModel();
        count_ = count;
        endResetModel();
    }
    const QThread* askedOn() const { return askedOn_; }

protected:
    std::size_t rows() const override { return static_cast<std::size_t>(count_); }

private:
    static QString textOf(std::size_t row) { return QStringLiteral("row %1").arg(row); }

    int count_;
    std::atomic<const QThread*> askedOn_ = nullptr;
};

constexpr int many = 3 * FilterProxy::manyRows;

std::vector<int> shown(const FilterProxy& proxy) {
    std::vector<int> rows;
    for (int row = 0; row < proxy.rowCount(); ++row)
        rows.push_back(proxy.mapToSource(proxy.index(row, 0)).row());
    return rows;
}

struct Table {
    std::unique_ptr<Numbers> numbers;
    std::unique_ptr<FilterProxy> proxy = std::make_unique<FilterProxy>();

    explicit Table(int count) : numbers(std::make_unique<Numbers>(count)) {
        proxy->setSourceModel(numbers.get());
        settle();
    }
    bool settle() const {
        return QTest::qWaitFor([this] { return !proxy->isArranging(); });
    }
};

} // namespace

class TestFilterProxy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fewRowsAreArrangedAtOnce();
    void manyRowsAreArrangedOnAWorker();
    void formerRowsStayUntilTheNewOnesAreThere();
    void theLastWishCounts();
    void equalRowsKeepTheirOrder();
    void selectionGoesAlongWithItsRows();
    void newDataStopTheWorker();
    void endsWhileTheWorkerIsBusy();
    void aWishThatChangesNothingIsAnswered();
    void keepsTheContractOfModels();
};

void TestFilterProxy::fewRowsAreArrangedAtOnce() {
    const Table table(100);
    table.proxy->sort(0, Qt::DescendingOrder);
    QVERIFY(!table.proxy->isArranging());
    QCOMPARE(shown(*table.proxy).front(), 99);
    table.proxy->setSearchText(QStringLiteral("even"));
    QCOMPARE(table.proxy->rowCount(), 50);
    table.proxy->setCondition([](int row) { return row < 10; });
    QCOMPARE(shown(*table.proxy), (std::vector<int>{8, 6, 4, 2, 0}));
}

void TestFilterProxy::manyRowsAreArrangedOnAWorker() {
    const Table table(many);
    table.proxy->sort(0, Qt::DescendingOrder);
    QVERIFY(table.settle());
    QVERIFY(table.numbers->askedOn() != QThread::currentThread());
    const std::vector<int> rows = shown(*table.proxy);
    QCOMPARE(rows.size(), std::size_t{many});
    QVERIFY(std::is_sorted(rows.rbegin(), rows.rend()));
    table.proxy->setSearchText(QStringLiteral("even"));
    QVERIFY(table.settle());
    QCOMPARE(table.proxy->rowCount(), many / 2);
    QCOMPARE(shown(*table.proxy).front(), many - 2);
    QCOMPARE(table.proxy->mapFromSource(table.numbers->index(many - 2, 0)).row(), 0);
    QVERIFY(!table.proxy->mapFromSource(table.numbers->index(many - 1, 0)).isValid());
}

void TestFilterProxy::formerRowsStayUntilTheNewOnesAreThere() {
    const Table table(many);
    QSemaphore go;
    const QSignalSpy begun(table.proxy.get(), &FilterProxy::arranging);
    const QSignalSpy done(table.proxy.get(), &FilterProxy::arranged);
    table.proxy->setCondition([&go](int row) {
        if (row == 0)
            go.acquire();
        return row == 17;
    });
    QCOMPARE(begun.count(), 1);
    QCoreApplication::processEvents();
    QVERIFY(table.proxy->isArranging());
    QCOMPARE(table.proxy->rowCount(), many); // and can be read
    QCOMPARE(table.proxy->index(17, 0).data().toString(), QStringLiteral("row 17"));
    go.release();
    QVERIFY(table.settle());
    QCOMPARE(done.count(), 1);
    QCOMPARE(shown(*table.proxy), std::vector<int>{17});
}

void TestFilterProxy::theLastWishCounts() {
    const Table table(many);
    for (int wish = 0; wish < 20; ++wish)
        table.proxy->setCondition([wish](int row) { return row == wish; });
    table.proxy->sort(1);
    QVERIFY(table.settle());
    QCOMPARE(shown(*table.proxy), std::vector<int>{19});
    table.proxy->setCondition({});
    table.proxy->sort(-1);
    QVERIFY(table.settle());
    QCOMPARE(shown(*table.proxy)[1], 1); // the source's own order
}

void TestFilterProxy::equalRowsKeepTheirOrder() {
    const Table table(100);
    table.proxy->sort(0, Qt::DescendingOrder);
    table.proxy->sort(1);
    const std::vector<int> rows = shown(*table.proxy);
    QCOMPARE(rows[0], 90); // the zeros, as the numbers were sorted
    QCOMPARE(rows[1], 80);
}

void TestFilterProxy::selectionGoesAlongWithItsRows() {
    const Table table(many);
    QItemSelectionModel selection(table.proxy.get());
    selection.select(table.proxy->index(5, 0),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    table.proxy->sort(0, Qt::DescendingOrder);
    QVERIFY(table.settle());
    QVERIFY(selection.isRowSelected(many - 6));
    QCOMPARE(selection.selectedRows().size(), 1);
}

void TestFilterProxy::newDataStopTheWorker() {
    const Table table(many);
    table.proxy->sort(0, Qt::DescendingOrder);
    table.numbers->reset(20); // while it sorts
    QVERIFY(!table.proxy->isArranging());
    QCOMPARE(shown(*table.proxy).front(), 19); // still sorted as it is wished
    QCOMPARE(table.proxy->rowCount(), 20);
}

void TestFilterProxy::endsWhileTheWorkerIsBusy() {
    for (int round = 0; round < 5; ++round) {
        Table table(many);
        table.proxy->sort(0, Qt::DescendingOrder);
        table.proxy.reset();
    }
}

void TestFilterProxy::aWishThatChangesNothingIsAnswered() {
    const Table table(100);
    const QSignalSpy done(table.proxy.get(), &FilterProxy::arranged);
    table.proxy->setSearchText(QStringLiteral("  "));
    table.proxy->setCondition({});
    QCOMPARE(done.count(), 2);
}

void TestFilterProxy::keepsTheContractOfModels() {
    const Table table(50);
    const QAbstractItemModelTester tester(table.proxy.get(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.proxy->sort(1, Qt::DescendingOrder);
    table.proxy->setSearchText(QStringLiteral("even"));
    table.proxy->setCondition([](int row) { return row < 0; });
    QCOMPARE(table.proxy->rowCount(), 0);
    QCOMPARE(table.proxy->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Digit"));
    table.proxy->setCondition({});
    table.numbers->reset(0);
    table.numbers->reset(5);
    QCOMPARE(table.proxy->rowCount(), 3);
}

QTEST_GUILESS_MAIN(TestFilterProxy)
#include "tst_filter_proxy.moc"
