// SPDX-License-Identifier: MIT
// Ratings on other scales than stars, in all places of the window.
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/data/rating_text.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/plots/bar_plot.h"
#include "ui/widgets/rating_delegate.h"
#include "ui/widgets/table_roles.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPainter>
#include <QStandardItemModel>

#include <string>
#include <vector>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

/// A folder in which user u gives movie m one of the values, over and over.
void writeRatings(const towerlab::test::TemporaryFolder& folder,
                  const std::vector<std::string>& values) {
    std::string ratings = "userId,movieId,rating,timestamp\n";
    std::string movies = "movieId,title,genres\n";
    constexpr int users = 30;
    constexpr int count = 40;
    for (int movie = 1; movie <= count; ++movie)
        movies += std::to_string(movie) + ",Film " + std::to_string(movie) + " (1999),Drama\n";
    std::size_t next = 0;
    for (int user = 1; user <= users; ++user)
        for (int movie = 1 + user % 3; movie <= count; movie += 2)
            ratings += std::to_string(user) + "," + std::to_string(movie) + "," +
                       values[next++ % values.size()] + ",1000000000\n";
    folder.write("ratings.csv", ratings);
    folder.write("movies.csv", movies);
}

std::unique_ptr<MainWindow> windowWith(const towerlab::test::TemporaryFolder& folder) {
    auto window = std::make_unique<MainWindow>();
    window->resize(1280, 800);
    window->show();
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    if (!QTest::qWaitFor([&] { return window->workspace()->dataset() != nullptr; }, 10000))
        qFatal("the folder did not open");
    return window;
}

const std::vector<std::string> oneToTen = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};

/// How much of a painted cell has the accent's colour.
int accentPixels(const RatingDelegate& delegate, double value) {
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), value, SortRole);
    model.setData(model.index(0, 0), QString::number(value), Qt::DisplayRole);
    QImage picture(200, 30, QImage::Format_ARGB32);
    picture.fill(theme::cardBackground());
    QPainter painter(&picture);
    QStyleOptionViewItem option;
    option.rect = picture.rect();
    delegate.paint(&painter, option, model.index(0, 0));
    painter.end();
    int count = 0;
    for (int x = 0; x < picture.width(); ++x)
        for (int y = 0; y < picture.height(); ++y)
            count += picture.pixelColor(x, y) == theme::accent() ? 1 : 0;
    return count;
}

} // namespace

class TestScales : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() const { settings_.reset(); }
    void likesBeginOnTheScaleOfTheData_data();
    void likesBeginOnTheScaleOfTheData();
    void aPresetComesOntoTheScale();
    void aThresholdOfOnesOwnStays();
    void otherScalesHaveNoStars();
    void barsReachFromTheLowestToTheHighest();
    void zeroIsARating();

private:
    OwnSettings settings_;
};

void TestScales::likesBeginOnTheScaleOfTheData_data() {
    QTest::addColumn<std::vector<std::string>>("values");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("lowest");
    QTest::addColumn<double>("highest");
    using Values = std::vector<std::string>;
    QTest::newRow("stars") << Values{"0.5", "3", "5"} << 4.0 << 0.5 << 5.0;
    QTest::newRow("1 to 10") << oneToTen << 8.0 << 0.5 << 10.0;
    QTest::newRow("per cent") << Values{"0", "50", "80", "100"} << 80.0 << 0.0 << 100.0;
    QTest::newRow("like or not") << Values{"0", "1"} << 1.0 << 0.0 << 1.0;
    QTest::newRow("like or dislike") << Values{"-1", "1"} << 1.0 << -1.0 << 1.0;
}

void TestScales::likesBeginOnTheScaleOfTheData() {
    QFETCH(std::vector<std::string>, values);
    QFETCH(double, from);
    QFETCH(double, lowest);
    QFETCH(double, highest);
    const towerlab::test::TemporaryFolder folder;
    writeRatings(folder, values);
    const auto window = windowWith(folder);
    for (const char* name : {"setting_like_threshold", "compareLiked"}) {
        const auto* box = child<QDoubleSpinBox>(*window, name);
        QCOMPARE(box->value(), from);
        QCOMPARE(box->minimum(), lowest);
        QCOMPARE(box->maximum(), highest);
        QCOMPARE(box->suffix().contains(QStringLiteral("stars")), highest == 5);
    }
    QCOMPARE(window->trainPanel()->settings().data.likeThreshold, from);
    window->workspace()->openDemo(); // stars again
    QTRY_COMPARE(window->trainPanel()->settings().data.likeThreshold, 4.0);
}

void TestScales::aPresetComesOntoTheScale() {
    const towerlab::test::TemporaryFolder folder;
    writeRatings(folder, oneToTen);
    const auto window = windowWith(folder);
    auto* presets = child<QComboBox>(*window, "presets");
    const int classifier = presets->findText(QStringLiteral("Seed article, liked or not"));
    QVERIFY(classifier >= 0);
    presets->setCurrentIndex(classifier);
    Q_EMIT presets->activated(classifier);
    QCOMPARE(window->trainPanel()->settings().data.likeThreshold, 8.0);
    QCOMPARE(presets->currentIndex(), classifier); // and it is still that preset
}

void TestScales::aThresholdOfOnesOwnStays() {
    const towerlab::test::TemporaryFolder folder;
    writeRatings(folder, oneToTen);
    const auto window = windowWith(folder);
    auto* box = child<QDoubleSpinBox>(*window, "setting_like_threshold");
    box->setValue(3);
    window->workspace()->openDemo();
    QTRY_COMPARE(box->maximum(), 5.0);
    QCOMPARE(window->trainPanel()->settings().data.likeThreshold, 3.0);
}

void TestScales::otherScalesHaveNoStars() {
    const towerlab::test::TemporaryFolder folder;
    writeRatings(folder, oneToTen);
    const auto window = windowWith(folder);
    window->showPlace(MainWindow::Data);
    const auto* bars = child<BarPlot>(*window, "starsPlot");
    QTRY_COMPARE(bars->barCount(), 10);
    QStringList said;
    for (const auto* label : window->findChildren<QLabel*>())
        if (label->isVisible())
            said << label->text();
    QVERIFY2(said.filter(QStringLiteral("stars"), Qt::CaseInsensitive).isEmpty(),
             qPrintable(said.join(u'\n')));
    QVERIFY(said.contains(QStringLiteral("30 % of the ratings are 8 or more")));
    QCOMPARE(ratingWithUnit(*window->workspace()->dataset(), 7.5), QStringLiteral("7.5"));
}

void TestScales::barsReachFromTheLowestToTheHighest() {
    RatingDelegate delegate;
    QCOMPARE(accentPixels(delegate, 5), 0); // stars have a colour of their own
    delegate.setBars(-1, 1);
    const int none = accentPixels(delegate, -1);
    const int half = accentPixels(delegate, 0);
    const int whole = accentPixels(delegate, 1);
    QCOMPARE(none, 0);
    QVERIFY(half > 100);
    QVERIFY(std::abs(whole - 2 * half) < whole / 5); // but for the round ends
    delegate.setStars();
    QCOMPARE(accentPixels(delegate, 5), 0);
}

void TestScales::zeroIsARating() {
    RatingDelegate delegate;
    const QLocale locale = QLocale::c();
    QCOMPARE(delegate.displayText(0.0, locale), QStringLiteral("–")); // no stars: no rating
    delegate.setBars(0, 1);
    QCOMPARE(delegate.displayText(QStringLiteral("0"), locale), QStringLiteral("0"));
}

QTEST_MAIN(TestScales)
#include "tst_scales.moc"
