// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"
#include "core/data/people.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/ids.h"
#include "ui/data/history_model.h"
#include "ui/data/movies_model.h"
#include "ui/data/users_model.h"
#include "ui/recommend/recommendations_model.h"
#include "ui/train/epochs_model.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/metric_text.h"
#include "ui/widgets/search_text.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

#include <algorithm>

using namespace towerlab;
using namespace towerlab::ui;
using towerlab::test::smallDemo;

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelsKeepTheirContract();
    void numbersSortAsNumbers_data();
    void numbersSortAsNumbers();
    void searchNeedsEveryWord();
    void searchKnowsNoAccents_data();
    void searchKnowsNoAccents();
    void whatIsTooSmallIsNotNothing();
    void conditionsAndSearchGoTogether();
    void recommendationsShowWhatTheUserRated();
    void logitsAreShownByTheirOrder();
    void historySaysWhen();
    void columnThatSortsIsNotHidden();
    void hiddenColumnsGrowWithTheTexts();
    void manyRowsAreCopiedBitByBit();
    void whatAFileHoldsIsNoMarkup();
    void csvQuotesCommas();
    void epochsShowTheMetricsThatTheRunCarries();
};

void TestModels::modelsKeepTheirContract() {
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    UsersModel users;
    MoviesModel movies;
    HistoryModel history;
    RecommendationsModel list;
    EpochsModel epochs;
    FilterProxy proxy;
    proxy.setSourceModel(&movies);
    const QAbstractItemModelTester a(&users, mode);
    const QAbstractItemModelTester b(&movies, mode);
    const QAbstractItemModelTester c(&history, mode);
    const QAbstractItemModelTester d(&list, mode);
    const QAbstractItemModelTester e(&epochs, mode);
    const QAbstractItemModelTester f(&proxy, mode);
    users.setDataset(smallDemo());
    movies.setDataset(smallDemo());
    proxy.setSearchText(QStringLiteral("the"));
    history.setUser(smallDemo(), 3);
    list.setList(smallDemo(), 3, {{5, 0.5F, 3.0F}, {7, 0.25F, 2.0F}}, ScoreKind::Stars);
    EpochRecord epoch;
    epochs.add(epoch);
    epoch.validationAuc = 0.7; // a column more
    epochs.add(epoch);
    epochs.add(epoch);
    epochs.setEpochs({});
    QCOMPARE(users.rowCount(), 120);
    QCOMPARE(movies.rowCount(), 80);
    QCOMPARE(history.rowCount(), static_cast<int>(smallDemo()->byUser().count(3)));
    users.setDataset(nullptr);
    movies.setDataset(nullptr);
    history.setUser(nullptr, std::nullopt);
    list.clear();
    QCOMPARE(users.rowCount() + movies.rowCount() + history.rowCount() + list.rowCount(), 0);
}

void TestModels::numbersSortAsNumbers_data() {
    QTest::addColumn<int>("column");
    QTest::newRow("id") << int{MoviesModel::Id};
    QTest::newRow("year") << int{MoviesModel::Year};
    QTest::newRow("ratings") << int{MoviesModel::Ratings};
    QTest::newRow("mean") << int{MoviesModel::Mean};
}

void TestModels::numbersSortAsNumbers() {
    QFETCH(int, column);
    MoviesModel movies;
    movies.setDataset(smallDemo());
    FilterProxy proxy;
    proxy.setSourceModel(&movies);
    proxy.sort(column, Qt::DescendingOrder);
    std::vector<double> values;
    for (int row = 0; row < proxy.rowCount(); ++row)
        values.push_back(proxy.index(row, column).data(SortRole).toDouble());
    QVERIFY(std::is_sorted(values.rbegin(), values.rend()));
    QVERIFY(values.front() > values.back());
}

void TestModels::searchNeedsEveryWord() {
    UsersModel users;
    users.setDataset(smallDemo());
    FilterProxy proxy;
    proxy.setSourceModel(&users);
    proxy.setSearchText(QStringLiteral("WRITER  female"));
    const UserColumns& columns = smallDemo()->users();
    int expected = 0;
    for (std::size_t row = 0; row < columns.size(); ++row)
        expected += columns.category("gender")->wordOf(row) == "Female" &&
                            columns.category("occupation")->wordOf(row) == "writer"
                        ? 1
                        : 0;
    QCOMPARE(proxy.rowCount(), expected);
    proxy.setSearchText({});
    QCOMPARE(proxy.rowCount(), 120);
}

void TestModels::searchKnowsNoAccents_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("found");
    const QString amelie = QString::fromUtf8("Fabuleux destin d'Am\u00e9lie Poulain, Le (2001)");
    const QString apart = QString::fromUtf8("Ame\u0301lie"); // the accent stands by itself
    QTest::newRow("typed without") << amelie << QStringLiteral("amelie") << true;
    QTest::newRow("typed with") << amelie << QString::fromUtf8("AM\u00c9LIE") << true;
    QTest::newRow("composed or not") << amelie << apart << true;
    QTest::newRow("article in front")
        << QStringLiteral("Matrix, The (1999)") << QStringLiteral("the matrix") << true;
    QTest::newRow("Chinese") << QString::fromUtf8("\u5927\u8bdd\u897f\u6e38 (1995)")
                             << QString::fromUtf8("\u897f\u6e38") << true;
    QTest::newRow("another") << amelie << QStringLiteral("emilie") << false;
}

void TestModels::searchKnowsNoAccents() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    QFETCH(bool, found);
    QCOMPARE(holdsAll(searchable(text), searchWords(words)), found);
}

void TestModels::whatIsTooSmallIsNotNothing() {
    Metric milliseconds;
    milliseconds.decimals = 3;
    QCOMPARE(metricNumber(milliseconds, 0.0002, true), QStringLiteral("<0.001"));
    QCOMPARE(metricNumber(milliseconds, 0.0006, true), QStringLiteral("0.001"));
    QCOMPARE(metricNumber(milliseconds, 0, true), QStringLiteral("0.000"));
    QCOMPARE(metricNumber(milliseconds, -0.0002, true), QStringLiteral("-0.000"));
}

void TestModels::conditionsAndSearchGoTogether() {
    MoviesModel movies;
    movies.setDataset(smallDemo());
    FilterProxy proxy;
    proxy.setSourceModel(&movies);
    proxy.setCondition([](int row) { return row < 10; });
    QCOMPARE(proxy.rowCount(), 10);
    proxy.setSearchText(QString::fromStdString(smallDemo()->movies().title[20]));
    QCOMPARE(proxy.rowCount(), 0);
    proxy.setCondition({});
    QVERIFY(proxy.rowCount() >= 1);
}

void TestModels::logitsAreShownByTheirOrder() {
    RecommendationsModel list;
    list.setList(smallDemo(), 3, {{5, 9.5F, {}}, {7, -0.25F, {}}, {8, -10.5F, {}}},
                 ScoreKind::Order);
    const auto score = [&](int row, int role) {
        return list.index(row, RecommendationsModel::Score).data(role);
    };
    const auto header = [&](int role) {
        return list.headerData(RecommendationsModel::Score, Qt::Horizontal, role).toString();
    };
    QCOMPARE(score(0, Qt::DisplayRole).toString(), QStringLiteral("9.50"));
    QCOMPARE(score(2, Qt::DisplayRole).toString(), QStringLiteral("-10.50"));
    QCOMPARE(score(0, BarRole).toDouble(), 1.0);
    QCOMPARE(score(1, BarRole).toDouble(), 1 - 9.75 / 20);
    QCOMPARE(score(2, BarRole).toDouble(), 0.0);
    QVERIFY(score(1, Qt::ToolTipRole).toString().contains(QStringLiteral("only the order counts")));
    QCOMPARE(header(Qt::DisplayRole), QStringLiteral("Score"));
    QVERIFY(header(Qt::ToolTipRole).contains(QStringLiteral("only the order counts")));
    list.setList(smallDemo(), 3, {{5, 2.0F, {}}, {7, 2.0F, {}}}, ScoreKind::Order);
    QCOMPARE(score(1, BarRole).toDouble(), 1.0); // as good as the best
    list.setList(smallDemo(), 3, {{5, 0.75F, {}}}, ScoreKind::Probability);
    QCOMPARE(score(0, BarRole).toDouble(), 0.75);
    QCOMPARE(header(Qt::DisplayRole), QStringLiteral("Probability"));
}

void TestModels::recommendationsShowWhatTheUserRated() {
    const auto dataset = smallDemo();
    const std::uint32_t rating = dataset->byUser().of(3).front();
    const auto rated = static_cast<std::size_t>(dataset->ratings().movie[rating]);
    RecommendationsModel list;
    list.setList(dataset, 3, {{rated, 0.75F, 4.0F}}, ScoreKind::Stars);
    const QModelIndex own = list.index(0, RecommendationsModel::OwnRating);
    QCOMPARE(own.data(SortRole).toFloat(), dataset->ratings().value[rating]);
    QCOMPARE(list.index(0, RecommendationsModel::Score).data(SortRole).toDouble(), 4.0);
    QCOMPARE(list.rowOfMovie(rated), 0);
    list.setList(dataset, 3, {{rated, 0.75F, std::nullopt}}, ScoreKind::Probability);
    QVERIFY(list.index(0, RecommendationsModel::Score).data().toString().contains(u'%'));
}

void TestModels::historySaysWhen() {
    const auto data = smallDemo();
    HistoryModel history;
    history.setUser(data, 3);
    QVERIFY(history.hasDates());
    const std::uint32_t first = data->byUser().of(3)[0];
    const QDateTime when = QDateTime::fromSecsSinceEpoch(data->ratings().timestamp[first], Qt::UTC);
    QCOMPARE(history.index(0, HistoryModel::Date).data().toString(),
             QLocale().toString(when.date(), QStringLiteral("d MMM yyyy")));
    QCOMPARE(history.index(0, HistoryModel::Date).data(SortRole).toLongLong(),
             data->ratings().timestamp[first]);
}

void TestModels::columnThatSortsIsNotHidden() {
    HistoryModel history;
    history.setUser(smallDemo(), 3);
    FilterProxy proxy;
    proxy.setSourceModel(&history);
    TableView table;
    table.setModel(&proxy);
    table.sortByColumn(HistoryModel::Year, Qt::AscendingOrder);
    table.showColumn(HistoryModel::Year, false);
    table.showColumn(HistoryModel::Genres, false);
    QVERIFY(!table.isColumnHidden(HistoryModel::Year));
    QVERIFY(table.isColumnHidden(HistoryModel::Genres));
}

void TestModels::hiddenColumnsGrowWithTheTexts() {
    HistoryModel history;
    history.setUser(smallDemo(), 3);
    TableView table;
    theme::dress(&table);
    table.setModel(&history);
    table.setColumnWidth(HistoryModel::Year, 60);
    table.setColumnHidden(HistoryModel::Year, true);
    theme::setTextScale(150);
    table.setColumnHidden(HistoryModel::Year, false);
    QCOMPARE(table.columnWidth(HistoryModel::Year), 90);
    theme::setTextScale(100);
    QCOMPARE(table.columnWidth(HistoryModel::Year), 60);
}

void TestModels::manyRowsAreCopiedBitByBit() {
    QStringListModel model;
    QStringList words;
    constexpr int rows = 100000;
    for (int row = 0; row < rows; ++row)
        words << QString::number(row);
    model.setStringList(words);
    TableView table;
    table.setModel(&model);
    table.setSortingEnabled(false);
    const QSignalSpy copied(&table, &TableView::copied);
    table.selectAll();
    table.copySelection();
    QTRY_COMPARE(copied.count(), 1);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), rows + 2); // with the header and a last line break
    QCOMPARE(lines[1], QStringLiteral("0"));
    QCOMPARE(lines[rows], QString::number(rows - 1));
    table.clearSelection();
    table.selectRow(5);
    table.copySelection();
    QCOMPARE(QGuiApplication::clipboard()->text().split(u'\n').value(1), QStringLiteral("5"));
    table.selectAll();
    table.copySelection();
    model.setStringList({QStringLiteral("other")}); // the rows are gone
    QCoreApplication::processEvents();
    QVERIFY(copied.count() <= 3);
}

void TestModels::whatAFileHoldsIsNoMarkup() {
    const test::TemporaryFolder folder;
    test::writeSmall1M(folder);
    folder.write("movies.dat", "1::<b>Bold</b> (1999)::Comedy\n2::Two (2000)::War\n"
                               "4::Four (2001)::War\n7::Seven (2002)::War\n");
    MoviesModel movies;
    movies.setDataset(readDataset(folder.path()));
    int found = 0;
    for (int column = 0; column < movies.columnCount(); ++column) {
        const QString tip = movies.index(0, column).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(QStringLiteral("<b>")), qPrintable(tip));
        found += tip.contains(QStringLiteral("&lt;b&gt;Bold"));
    }
    QVERIFY(found > 0);
}

void TestModels::csvQuotesCommas() {
    DatasetParts parts;
    parts.genreNames = {"Drama"};
    PeopleColumns people;
    people.add({"1", Gender::Female, 2, 0, "1"});
    parts.users = people.take({"writer"});
    parts.movies.id = idsOf({9});
    parts.movies.title = {"Pier, The \"Long\" One"};
    parts.movies.year = {1999};
    parts.movies.genre = {0};
    parts.movies.genreStart = {0, 1};
    parts.ratings = {{0}, {0}, {5}, {0}};
    RecommendationsModel list;
    list.setList(Dataset::build(std::move(parts)), 0, {{0, 0.5F, 3.0F}}, ScoreKind::Stars);
    const QList<QByteArray> lines = list.toCsv().split('\n');
    QCOMPARE(lines.at(1),
             QByteArray("1,9,\"Pier, The \"\"Long\"\" One\",1999,Drama,0.500000,3.0000,5.0,1\r"));
}

void TestModels::epochsShowTheMetricsThatTheRunCarries() {
    EpochsModel epochs;
    QCOMPARE(epochs.columnCount(), 5); // epoch, both losses, time and speed
    EpochRecord record;
    record.epoch = 1;
    record.validationRmse = 0.9;
    epochs.add(record);
    QCOMPARE(epochs.columnCount(), 6);
    const int rmse = epochs.columnOf("validation_rmse");
    QCOMPARE(epochs.index(0, rmse).data(SortRole).toDouble(), 0.9);
    QCOMPARE(epochs.headerData(rmse, Qt::Horizontal).toString(), QStringLiteral("RMSE"));
    const int loss = epochs.columnOf("validation_loss");
    QCOMPARE(epochs.index(0, loss).data().toString(), QStringLiteral("–"));
    record.epoch = 2;
    record.validationRmse = 0.8;
    record.validationHitRate = 0.5;
    epochs.add(record);
    QCOMPARE(epochs.rowCount(), 2);
    const int hits = epochs.columnOf("validation_hit_rate");
    QCOMPARE(epochs.index(0, hits).data().toString(), QStringLiteral("–"));
    QCOMPARE(epochs.index(1, hits).data(SortRole).toDouble(), 0.5);
    // The best one stands out.
    QVERIFY(epochs.index(1, rmse).data(Qt::FontRole).value<QFont>().weight() > QFont::Normal);
    QVERIFY(!epochs.index(0, rmse).data(Qt::FontRole).isValid());
    QCOMPARE(epochs.columnOf("validation_auc"), -1);
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
