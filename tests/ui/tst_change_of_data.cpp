// SPDX-License-Identifier: MIT
// What is selected, shown or being made belongs to one data set: nothing of it may stand beside the
// next.
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/panel.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/plots/scatter_plot.h"
#include "ui/train/panel.h"

#include <QAbstractItemModel>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::TemporaryFolder;

namespace {

constexpr int timeoutMs = 60000;
constexpr int otherMovies = 25;

/// A folder in ml-1m's layout, with fewer movies than the demo.
void writeOther(const TemporaryFolder& folder, int otherUsers) {
    std::string users;
    std::string movies;
    std::string ratings;
    for (int user = 1; user <= otherUsers; ++user) {
        users += std::to_string(user) + "::F::25::4::12345\n";
        for (int movie = 1; movie <= otherMovies; ++movie)
            if ((user * 7 + movie * 5) % 3 == 0)
                ratings += std::to_string(user) + "::" + std::to_string(movie) +
                           "::" + std::to_string(1 + (user + movie) % 5) +
                           "::" + std::to_string(1000 * user + movie) + "\n";
    }
    for (int movie = 1; movie <= otherMovies; ++movie)
        movies += std::to_string(movie) + "::Other " + std::to_string(movie) + " (1999)::Drama\n";
    folder.write("users.dat", users);
    folder.write("movies.dat", movies);
    folder.write("ratings.dat", ratings);
}

/// Texts that a person can read in the place that is open.
QStringList visibleTexts(const MainWindow& window) {
    QStringList texts;
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible())
            texts << label->text();
    return texts;
}

} // namespace

class TestChangeOfData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void nobodyIsSelectedAfterwards_data();
    void nobodyIsSelectedAfterwards();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestChangeOfData::nobodyIsSelectedAfterwards_data() {
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("otherUsers");
    QTest::newRow("for fewer users, in Recommend") << int(MainWindow::Recommend) << 30;
    QTest::newRow("for more users, in Embeddings") << int(MainWindow::Embeddings) << 1300;
    QTest::newRow("for more users, in Compare") << int(MainWindow::Compare) << 1300;
}

void TestChangeOfData::nobodyIsSelectedAfterwards() {
    QFETCH(int, place);
    QFETCH(int, otherUsers);
    TemporaryFolder other;
    writeOther(other, otherUsers);
    auto window = windowWithDemo();
    Workspace* workspace = window->workspace();
    trainQuickly(*window);
    compareQuickly(*window);
    auto* tabs = child<QTabWidget>(*window, "compareTabs");
    tabs->setCurrentIndex(1);
    click(child<QPushButton>(*tabs->currentWidget(), "randomTestedUser"));
    QTRY_VERIFY(child<QTableView>(*window, "listsTable")->model()->rowCount() > 0);
    window->showPlace(MainWindow::Recommend);
    clickRow(child<QTableView>(*window, "recommendUsers"), 953);
    clickRow(child<QTableView>(*window, "recommendationsTable"), 3);
    window->showPlace(MainWindow::Embeddings);
    click(child<QPushButton>(*window, "showUsers"));
    QTRY_COMPARE(window->embeddingsPanel()->plot()->pointCount(), 1200);
    window->showPlace(MainWindow::Data);
    clickRow(child<QTableView>(*window, "usersTable"), 950);
    QVERIFY(workspace->selectedUser() && workspace->selectedMovie());

    window->showPlace(static_cast<MainWindow::PlaceNumber>(place));
    const auto old = workspace->dataset();
    workspace->openFolder(QString::fromStdString(other.path().string()));
    QTRY_VERIFY_WITH_TIMEOUT(workspace->dataset() != old, timeoutMs);
    for (int each = MainWindow::Data; each <= MainWindow::Compare; ++each) {
        window->showPlace(static_cast<MainWindow::PlaceNumber>(each));
        window->grab();
        QVERIFY(!workspace->selectedUser() && !workspace->selectedMovie());
        static const QRegularExpression either(QStringLiteral("\\b(951|954)\\b"));
        for (const QString& text : visibleTexts(*window))
            QVERIFY2(!text.contains(either), qPrintable(text));
    }
    window->showPlace(MainWindow::Recommend);
    QCOMPARE(child<QTableView>(*window, "recommendUsers")->model()->rowCount(), otherUsers);
    QCOMPARE(child<QTableView>(*window, "historyTable")->model()->rowCount(), 0);

    // A model of the new data does not bring anybody back.
    trainQuickly(*window);
    for (int each = MainWindow::Data; each <= MainWindow::Compare; ++each) {
        window->showPlace(static_cast<MainWindow::PlaceNumber>(each));
        window->grab();
        QVERIFY(!workspace->selectedUser() && !workspace->selectedMovie());
    }
    window->showPlace(MainWindow::Embeddings);
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
    QVERIFY(window->embeddingsPanel()->plot()->pointCount() <= otherUsers);
}

QTEST_MAIN(TestChangeOfData)
#include "tst_change_of_data.moc"
