// SPDX-License-Identifier: MIT
// A person's own tables in the window: the question which column is what, and features from tables
// of users and items. All data here is invented.
#include "tests/support/generated_movielens.h"
#include "ui/data/import_dialog.h"
#include "ui/runs/import_memory.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QTableWidget>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::TemporaryFolder;

class TestImport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { settings_.reset(); }
    void unknownColumnsAreAskedForOnce();
    void nothingIsOpenedThatCannotBe();
    void tablesOfUsersAndItemsBecomeColumns();
    void whatIsKnownMayBeChanged();
    void badRowsAreLeftOutWithTheColumnsChosen();
    void towersReadTheColumnsThatAreChosen();

private:
    OwnSettings settings_;
};

namespace {

QString pathIn(const TemporaryFolder& folder, const char* file) {
    return QString::fromStdString((folder.path() / file).string());
}

/// Who rated what, in columns that tell nothing by their names.
void writeShop(const TemporaryFolder& folder) {
    std::string sales = "much;what;who;when\n";
    for (int user = 1; user <= 24; ++user)
        for (int item = user % 3; item < 20; item += 2)
            sales += std::to_string(1 + (user * item) % 10) + ";item-" + std::to_string(item) +
                     ";user-" + std::to_string(user) + ";2020-01-" + std::to_string(10 + item) +
                     "\n";
    folder.write("sales.csv", sales);
    std::string people = "who;team;height\n";
    for (int user = 1; user <= 24; ++user)
        people += "user-" + std::to_string(user) + (user % 2 == 0 ? ";red" : ";blue") + ";1," +
                  std::to_string(50 + user) + "\n";
    folder.write("people.csv", people);
    std::string goods = "what;title;kinds;brand\n";
    for (int item = 0; item < 20; ++item)
        goods += "item-" + std::to_string(item) + ";Thing " + std::to_string(item) +
                 (item % 2 == 0 ? ";garden|tool" : ";kitchen|tool") +
                 (item % 3 == 0 ? ";Acme\n" : ";Bolt\n");
    folder.write("goods.csv", goods);
}

ImportDialog* dialogOf(MainWindow& window) {
    if (!QTest::qWaitFor([&] { return window.findChild<ImportDialog*>() != nullptr; }, 5000))
        qFatal("no import dialog came up");
    return window.findChild<ImportDialog*>();
}

void choose(ImportDialog* dialog, const char* role, const QString& column) {
    auto* box = child<QComboBox>(*dialog, role);
    box->setFocus();
    for (int i = 0; i < box->count() && box->currentText() != column; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentText(), column);
}

void chooseShopColumns(ImportDialog* dialog) {
    choose(dialog, "userColumn", QStringLiteral("who"));
    choose(dialog, "itemColumn", QStringLiteral("what"));
    choose(dialog, "ratingColumn", QStringLiteral("much"));
    choose(dialog, "timeColumn", QStringLiteral("when"));
}

} // namespace

void TestImport::unknownColumnsAreAskedForOnce() {
    const TemporaryFolder folder;
    writeShop(folder);
    auto window = windowWithDemo();
    const auto demo = window->workspace()->dataset();
    window->workspace()->openFolder(pathIn(folder, "sales.csv"));
    ImportDialog* dialog = dialogOf(*window);
    QCOMPARE(window->workspace()->dataset(), demo);
    auto* table = child<QTableWidget>(*dialog, "importTable");
    QCOMPARE(table->item(0, 2)->text(), QStringLiteral("user-1"));
    QVERIFY(!child<QPushButton>(*dialog, "importOpen")->isEnabled());
    chooseShopColumns(dialog);
    QCOMPARE(table->horizontalHeaderItem(2)->text(), QStringLiteral("User · who"));
    click(child<QPushButton>(*dialog, "importOpen"));
    QTRY_VERIFY(window->workspace()->dataset() != demo);
    QCOMPARE(window->workspace()->dataset()->users().size(), std::size_t{24});
    QCOMPARE(window->workspace()->dataset()->name(), std::string("sales"));

    window->workspace()->openDemo();
    QTRY_COMPARE(window->workspace()->dataset()->name(), demo->name());
    const QString path = pathIn(folder, "sales.csv");
    window->workspace()->openFolder(path, rememberedReading(path));
    QTRY_COMPARE(window->workspace()->dataset()->name(), std::string("sales"));
    QTRY_VERIFY(window->findChild<ImportDialog*>() == nullptr);
}

void TestImport::nothingIsOpenedThatCannotBe() {
    const TemporaryFolder folder;
    writeShop(folder);
    auto window = windowWithDemo();
    window->workspace()->openFolder(pathIn(folder, "sales.csv"));
    ImportDialog* dialog = dialogOf(*window);
    const auto problem = [&] { return child<QLabel>(*dialog, "importProblem")->text(); };
    QVERIFY(problem().contains(QStringLiteral("who rated")));
    choose(dialog, "userColumn", QStringLiteral("who"));
    QVERIFY(problem().contains(QStringLiteral("what was rated")));
    choose(dialog, "itemColumn", QStringLiteral("who"));
    QVERIFY(problem().contains(QStringLiteral("two things")));
    QVERIFY(!child<QPushButton>(*dialog, "importOpen")->isEnabled());
    const auto demo = window->workspace()->dataset();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(window->findChild<ImportDialog*>() == nullptr);
    QCOMPARE(window->workspace()->dataset(), demo);
}

void TestImport::tablesOfUsersAndItemsBecomeColumns() {
    const TemporaryFolder folder;
    writeShop(folder);
    auto window = windowWithDemo();
    window->workspace()->openFolder(pathIn(folder, "sales.csv"));
    ImportDialog* dialog = dialogOf(*window);
    chooseShopColumns(dialog);
    QTest::keyClicks(child<QLineEdit>(*dialog, "usersFile"), pathIn(folder, "people.csv"));
    QTest::keyClicks(child<QLineEdit>(*dialog, "itemsFile"), pathIn(folder, "goods.csv"));
    click(child<QPushButton>(*dialog, "importOpen"));
    QTRY_COMPARE(window->workspace()->dataset()->name(), std::string("sales"));
    click(child<QToolButton>(*window, "place_data"));
    const auto headers = [&](const char* name) {
        const QAbstractItemModel* model = child<QTableView>(*window, name)->model();
        QStringList texts;
        for (int column = 0; column < model->columnCount(); ++column)
            texts << model->headerData(column, Qt::Horizontal).toString();
        return texts;
    };
    QVERIFY2(headers("usersTable").contains(QStringLiteral("team")),
             qPrintable(headers("usersTable").join(u'|')));
    QVERIFY(headers("usersTable").contains(QStringLiteral("height")));
    QVERIFY2(headers("moviesTable").contains(QStringLiteral("brand")),
             qPrintable(headers("moviesTable").join(u'|')));
    QVERIFY(!child<QTableView>(*window, "moviesTable")->isColumnHidden(3)); // genres
    QVERIFY(child<QTableView>(*window, "moviesTable")->isColumnHidden(2));  // no years
    trainQuickly(*window);
    click(child<QToolButton>(*window, "place_embeddings"));
    auto* colours = child<QComboBox>(*window, "colourBy");
    QTRY_VERIFY(colours->count() > 0);
    QVERIFY(colours->findText(QStringLiteral("brand")) >= 0);
    QVERIFY(colours->findText(QStringLiteral("Year")) < 0);
    window->grab();
}

void TestImport::whatIsKnownMayBeChanged() {
    const TemporaryFolder folder;
    folder.write("mine.csv", "user,item,rating,second\nu1,i1,1,5\nu2,i1,2,4\nu1,i2,1,3\n");
    auto window = windowWithDemo();
    window->workspace()->lookAtTable(pathIn(folder, "mine.csv"));
    ImportDialog* dialog = dialogOf(*window);
    QCOMPARE(child<QComboBox>(*dialog, "userColumn")->currentText(), QStringLiteral("user"));
    QCOMPARE(child<QComboBox>(*dialog, "timeColumn")->currentText(), QStringLiteral("None"));
    choose(dialog, "ratingColumn", QStringLiteral("second"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(window->workspace()->dataset()->name(), std::string("mine"));
    QCOMPARE(window->workspace()->dataset()->maxRating(), 5.0F);
}

void TestImport::badRowsAreLeftOutWithTheColumnsChosen() {
    const TemporaryFolder folder;
    folder.write("mine.csv", "who,what,much\nu1,i1,1\nu2,i1,two\nu1,i2,3\n");
    auto window = windowWithDemo();
    window->workspace()->openFolder(pathIn(folder, "mine.csv"));
    ImportDialog* dialog = dialogOf(*window);
    choose(dialog, "userColumn", QStringLiteral("who"));
    choose(dialog, "itemColumn", QStringLiteral("what"));
    choose(dialog, "ratingColumn", QStringLiteral("much"));
    click(child<QPushButton>(*dialog, "importOpen"));
    QTRY_VERIFY(window->findChild<QMessageBox*>(QStringLiteral("badRowsBox")));
    click(child<QPushButton>(*window, "openWithoutBadRows"));
    QTRY_COMPARE(window->workspace()->dataset()->name(), std::string("mine"));
    QCOMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{2});
}

void TestImport::towersReadTheColumnsThatAreChosen() {
    const TemporaryFolder folder;
    writeShop(folder);
    auto window = windowWithDemo();
    auto* button = child<QPushButton>(*window, "setting_user_columns_left_out");
    QCOMPARE(button->text(), QStringLiteral("All"));
    button->menu()->actions().first()->trigger();
    QVERIFY(!button->text().contains(QStringLiteral("Gender")));
    QCOMPARE(window->trainPanel()->settings().model.userColumnsLeftOut, 1U);
    trainQuickly(*window);
    QCOMPARE(window->workspace()->recommender()->model().record().settings.model.userColumnsLeftOut,
             1U);
    // Other data has other columns, in which the choice would mean something else.
    ReadOptions options;
    options.columns = {"who", "what", "much", "when"};
    window->workspace()->openFolder(pathIn(folder, "sales.csv"), options);
    QTRY_COMPARE(window->workspace()->dataset()->name(), std::string("sales"));
    QCOMPARE(window->trainPanel()->settings().model.userColumnsLeftOut, 0U);
    QCOMPARE(button->text(), QStringLiteral("None in this data"));
}

QTEST_MAIN(TestImport)
#include "tst_import.moc"
