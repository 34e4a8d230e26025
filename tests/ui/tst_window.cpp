// SPDX-License-Identifier: MIT
// What all places of the window share: menus and their keys, small screens, large text, focus,
// names for those who do not see it, and the question before it closes.
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/panel.h"
#include "ui/embeddings/map_axes.h"
#include "ui/recent_menu.h"
#include "ui/runs/run_library.h"
#include "ui/runs/run_store.h"
#include "ui/train/loss_plot.h"
#include "ui/train/panel.h"
#include "ui/widgets/place.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/search_box.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <array>
#include <cmath>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

constexpr int timeoutMs = 60000;
constexpr int placeCount = MainWindow::Compare + 1;

Place* placeOf(const MainWindow& window) {
    return qobject_cast<Place*>(child<QStackedWidget>(window, "places")->currentWidget());
}

bool isInScrollArea(const QWidget* widget, const QWidget* place) {
    for (const QWidget* up = widget->parentWidget(); up && up != place; up = up->parentWidget())
        if (qobject_cast<const QAbstractScrollArea*>(up))
            return true;
    return false;
}

/// Parts of the open place that reach past its edge.
QStringList cutParts(const MainWindow& window) {
    const Place* place = placeOf(window);
    QStringList cut;
    for (const QWidget* part : place->findChildren<QWidget*>()) {
        if (!part->isVisible() || part->isWindow() || isInScrollArea(part, place))
            continue;
        const QRect area(part->mapTo(place, QPoint()), part->size());
        if (!place->rect().contains(area) && !area.isEmpty())
            cut << QStringLiteral("%1 %2").arg(QLatin1String(part->metaObject()->className()),
                                               part->objectName());
    }
    return cut;
}

/// Parts beside each other that reach into one another.
QStringList overlaps(const QWidget* area) {
    QStringList found;
    for (const QWidget* part : area->findChildren<QWidget*>()) {
        if (!part->layout() || !part->isVisible())
            continue;
        const QList<QWidget*> inside =
            part->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget* one : inside)
            for (const QWidget* other : inside)
                if (one < other && one->isVisible() && other->isVisible() &&
                    part->layout()->indexOf(one) >= 0 && part->layout()->indexOf(other) >= 0 &&
                    !part->inherits("QStackedWidget") &&
                    one->geometry().intersects(other->geometry()))
                    found
                        << QStringLiteral("%1 and %2").arg(one->objectName(), other->objectName());
    }
    return found;
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }
    void cleanup() { theme::setTextScale(100); }

    void nothingIsCut_data();
    void nothingIsCut();
    void sideColumnsComeAndGo();
    void formsDoNotSlideSideways();
    void largeTextsSpareTheSideColumn();
    void arrowsWalkGroupsAndTabIsShort();
    void textGrowsAndShrinks();
    void presenterModeComesBackToWhatWas();
    void viewNamesThePlaces();
    void focusFollowsThePlace();
    void focusStaysWithTheRun();
    void findGoesToTheSearchThatIsSeen();
    void deletedRunComesBackByTheMenu();
    void keysAreListed();
    void recentDataIsOpenedAgain();
    void nothingToLoseNothingAsked();
    void runsAreKeptOnRequest();
    void staysWhereRunsCannotBeKept();
    void appearanceReachesWhatIsHidden();
    void comparisonUnderWayIsKept();
    void whatCanHaveTheFocusHasAName();
    void mapNeverShowsAComponentTwice();
    void smoothingShowsItsValue();
    void titlesAreNoMarkup();
    void textsAndEdgesCanBeSeen_data();
    void textsAndEdgesCanBeSeen();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestWindow::nothingIsCut_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("text");
    QTest::newRow("the least size") << QSize(960, 560) << 100;
    QTest::newRow("1024 x 768, less a title bar") << QSize(1024, 720) << 100;
    QTest::newRow("1366 x 768 at 1.25") << QSize(1092, 590) << 100;
    QTest::newRow("1920 x 1080 at 1.5") << QSize(1280, 690) << 100;
    QTest::newRow("projector, large text") << QSize(1280, 720) << 120;
}

void TestWindow::nothingIsCut() {
    QFETCH(QSize, size);
    QFETCH(int, text);
    auto window = windowWithDemo();
    trainQuickly(*window);
    compareQuickly(*window);
    theme::setTextScale(text);
    window->workspace()->selectUser(5);
    window->workspace()->selectMovie(7);
    window->resize(size);
    QCOMPARE(window->size(), size);
    for (int number = 0; number < placeCount; ++number) {
        window->showPlace(static_cast<MainWindow::PlaceNumber>(number));
        window->grab();
        const auto whole = [&] { // once it is laid out
            return cutParts(*window).isEmpty() && overlaps(placeOf(*window)).isEmpty();
        };
        QVERIFY2(QTest::qWaitFor(whole, timeoutMs / 10),
                 qPrintable(QStringLiteral("place %1: %2")
                                .arg(number + 1)
                                .arg((cutParts(*window) + overlaps(placeOf(*window)))
                                         .join(QStringLiteral(", ")))));
    }
}

void TestWindow::sideColumnsComeAndGo() {
    auto window = windowWithDemo();
    auto* action = child<QAction>(*window, "actionSideColumn");
    for (int number = 0; number < placeCount; ++number) {
        window->showPlace(static_cast<MainWindow::PlaceNumber>(number));
        QVERIFY(action->isChecked() && placeOf(*window)->sideColumn()->isChecked());
        QTest::keyClick(window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!action->isChecked() && !placeOf(*window)->sideColumn()->isChecked());
    }
    QVERIFY(!child<QWidget>(*window, "settingsForm")->isVisibleTo(window.get()));
    // Each stays as it was left, and the rail's button brings it back.
    MainWindow again;
    again.show();
    again.showPlace(MainWindow::Train);
    QVERIFY(!child<QWidget>(again, "settingsForm")->isVisible());
    click(child<QToolButton>(again, "sideColumn"));
    QVERIFY(child<QWidget>(again, "settingsForm")->isVisible());
}

void TestWindow::formsDoNotSlideSideways() {
    auto window = windowWithDemo();
    window->resize(960, 560);
    for (const auto number : {MainWindow::Train, MainWindow::Compare}) {
        window->showPlace(number);
        const auto form = number == MainWindow::Train ? child<QWidget>(*window, "settingsForm")
                                                      : child<QWidget>(*window, "methodList");
        const int left = form->mapTo(window.get(), QPoint()).x();
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(form->mapTo(window.get(), QPoint()).x(), left);
        }
    }
}

void TestWindow::largeTextsSpareTheSideColumn() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Train);
    const auto* settings = child<QWidget>(*window, "settingsForm");
    theme::setTextScale(130);
    QTRY_VERIFY(settings->isVisible()); // there is room for both
    window->resize(1000, 700);
    QTRY_VERIFY(!settings->isVisible());
    window->resize(1280, 800);
    QTRY_VERIFY(settings->isVisible());
    theme::setTextScale(100);
}

void TestWindow::arrowsWalkGroupsAndTabIsShort() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Compare);
    const auto focused = [] { return QApplication::focusWidget(); };
    const auto press = [&](Qt::Key key) { QTest::keyClick(focused(), key); };
    child<QWidget>(*window, "place_data")->setFocus();
    press(Qt::Key_Down);
    QCOMPARE(focused(), child<QWidget>(*window, "place_train"));
    const auto* button = child<QWidget>(*window, "compareButton");
    int stops = 0;
    while (focused() != button && stops < 60) {
        press(Qt::Key_Tab);
        ++stops;
    }
    QVERIFY2(stops <= 12, qPrintable(QString::number(stops)));

    auto* first = child<QCheckBox>(*window, "method_popularity");
    first->setFocus();
    press(Qt::Key_Down);
    QCOMPARE(focused(), child<QWidget>(*window, "method_bias"));
    press(Qt::Key_Right);
    QCOMPARE(focused(), child<QWidget>(*window, "methodEdit_bias"));
    press(Qt::Key_End);
    const auto* list = child<QWidget>(*window, "methodList");
    QVERIFY(list->isAncestorOf(focused()));
    auto* last = focused();
    press(Qt::Key_Down);
    QCOMPARE(focused(), last);
    press(Qt::Key_Tab);
    QVERIFY(!list->isAncestorOf(focused()));
    press(Qt::Key_Backtab);
    QCOMPARE(focused(), last); // Tab comes back to where it left
}

void TestWindow::textGrowsAndShrinks() {
    auto window = windowWithDemo();
    auto* table = child<QTableView>(*window, "usersTable");
    const int row = table->rowHeight(0);
    const int text = window->font().pixelSize();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(theme::textScale(), 130);
    QCOMPARE(QApplication::font().pixelSize(), qRound(text * 1.3));
    QTRY_COMPARE(table->rowHeight(0), qRound(row * 1.3));
    QCOMPARE(window->trainPanel()->lossPlot()->xAxis->tickLabelFont().pixelSize(), 14);
    QTest::keyClick(window.get(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(theme::textScale(), 120);
    QCOMPARE(remembered(preference::textScale), 120);
    QTest::keyClick(window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(theme::textScale(), 100);
    QTRY_COMPARE(table->rowHeight(0), row);
}

void TestWindow::presenterModeComesBackToWhatWas() {
    auto window = windowWithDemo();
    QTest::keyClick(window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(window.get(), Qt::Key_F5);
    QVERIFY(window->isFullScreen());
    QCOMPARE(theme::textScale(), 140);
    QTest::keyClick(window.get(), Qt::Key_F5);
    QVERIFY(!window->isFullScreen());
    QCOMPARE(theme::textScale(), 110);
    QCOMPARE(remembered(preference::textScale), 110);
    QTest::keyClick(window.get(), Qt::Key_F11);
    QVERIFY(window->isFullScreen());
}

void TestWindow::viewNamesThePlaces() {
    auto window = windowWithDemo();
    const QList<QAction*> actions = child<QMenu>(*window, "viewMenu")->actions();
    for (int number = 0; number < placeCount; ++number) {
        QTest::keyClick(window.get(), Qt::Key(Qt::Key_1 + number), Qt::ControlModifier);
        QCOMPARE(int(window->place()), number);
        QCOMPARE(actions[number]->shortcut(),
                 QKeySequence(QStringLiteral("Ctrl+%1").arg(number + 1)));
        for (int other = 0; other < placeCount; ++other)
            QCOMPARE(actions[other]->isChecked(), other == number);
    }
}

void TestWindow::focusFollowsThePlace() {
    auto window = windowWithDemo();
    window->activateWindow();
    for (int number = 0; number < placeCount; ++number) {
        QTest::keyClick(window.get(), Qt::Key(Qt::Key_1 + number), Qt::ControlModifier);
        const QWidget* focus = window->focusWidget();
        QVERIFY2(focus && (focus == placeOf(*window) || placeOf(*window)->isAncestorOf(focus)),
                 qPrintable(QString::number(number)));
    }
    // At first it is on what is worked with most, not on what comes first.
    window.reset();
    auto fresh = windowWithDemo();
    trainQuickly(*fresh);
    fresh->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(fresh.get()));
    const std::array<const char*, placeCount> first = {
        "usersTable", "trainButton", "recommendUsers", "scatterPlot", "compareButton"};
    for (const int number : {4, 3, 2, 0}) {
        QTest::keyClick(fresh.get(), Qt::Key(Qt::Key_1 + number), Qt::ControlModifier);
        QTRY_COMPARE(fresh->focusWidget()->objectName(),
                     QLatin1String(first[static_cast<std::size_t>(number)]));
    }
    // Back in a place, what had the focus there has it again.
    auto* search = child<QLineEdit>(*fresh, "usersSearch");
    search->setFocus();
    QTest::keyClick(fresh.get(), Qt::Key_5, Qt::ControlModifier);
    QTest::keyClick(fresh.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(fresh->focusWidget(), search);
}

void TestWindow::focusStaysWithTheRun() {
    auto window = windowWithDemo();
    window->activateWindow();
    window->showPlace(MainWindow::Train);
    auto* train = child<QPushButton>(*window, "trainButton");
    auto* stop = child<QPushButton>(*window, "stopButton");
    train->setFocus();
    QTest::keyClick(train, Qt::Key_Space);
    QTRY_VERIFY(stop->isEnabled());
    QCOMPARE(window->focusWidget(), stop);
    QTest::keyClick(stop, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(train->isEnabled(), timeoutMs);
    QCOMPARE(window->focusWidget(), train);
}

void TestWindow::findGoesToTheSearchThatIsSeen() {
    auto window = windowWithDemo();
    window->activateWindow();
    window->showPlace(MainWindow::Data);
    QTest::keyClick(window.get(), Qt::Key_F, Qt::ControlModifier);
    auto* search = child<SearchBox>(*window, "usersSearch");
    QTRY_COMPARE(window->focusWidget(), search);
    QTest::keyClicks(search, QStringLiteral("artist"));
    auto* rows = child<QTableView>(*window, "usersTable")->model();
    QTRY_VERIFY(rows->rowCount() < 1200);
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QTRY_COMPARE(rows->rowCount(), 1200);
    window->showPlace(MainWindow::Recommend);
    QTest::keyClick(window.get(), Qt::Key_F, Qt::ControlModifier);
    QTRY_COMPARE(window->focusWidget(), child<SearchBox>(*window, "recommendSearch"));
    window->showPlace(MainWindow::Train);
    QVERIFY(!child<QAction>(*window, "actionFind")->isEnabled());
}

void TestWindow::deletedRunComesBackByTheMenu() {
    auto window = windowWithDemo();
    trainQuickly(*window);
    window->showPlace(MainWindow::Train);
    auto* undo = child<QAction>(*window, "actionUndo");
    QVERIFY(!undo->isEnabled());
    RunLibrary* library = window->training()->library();
    library->remove({library->runs().front().id});
    QVERIFY(library->runs().empty());
    QVERIFY(undo->isEnabled());
    undo->trigger();
    QCOMPARE(library->runs().size(), std::size_t{1});
    QVERIFY(!undo->isEnabled());
}

void TestWindow::keysAreListed() {
    auto window = windowWithDemo();
    QStringList keys;
    QTimer::singleShot(0, this, [&keys] {
        QWidget* dialog = QApplication::activeModalWidget();
        for (QTreeWidgetItemIterator it(dialog->findChild<QTreeWidget*>()); *it; ++it)
            keys << (*it)->text(1);
        dialog->close();
    });
    child<QAction>(*window, "actionKeys")->trigger();
    for (const char* key : {"Ctrl+1", "Ctrl+5", "Ctrl+B", "Ctrl+F", "Ctrl+Z", "F1", "F5", "F11"})
        QVERIFY2(keys.contains(QLatin1String(key)), key);
}

void TestWindow::recentDataIsOpenedAgain() {
    towerlab::test::TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    const QString path = QString::fromStdString(folder.path().string());
    auto window = windowWithDemo();
    auto* recent = child<RecentMenu>(*window, "recentMenu");
    QVERIFY(!recent->isEnabled());
    window->workspace()->openFolder(path);
    QTRY_VERIFY(recent->isEnabled());
    const auto small = window->workspace()->dataset();
    window->workspace()->openDemo();
    QTRY_VERIFY(window->workspace()->dataset() != small);
    QCOMPARE(recent->actions().constFirst()->toolTip(), path);
    recent->actions().constFirst()->trigger();
    QTRY_COMPARE(window->workspace()->dataset()->users().size(), small->users().size());
}

void TestWindow::nothingToLoseNothingAsked() {
    auto window = windowWithDemo();
    QVERIFY(window->close());
    QVERIFY(!window->isVisible());
}

void TestWindow::runsAreKeptOnRequest() {
    auto window = windowWithDemo();
    trainQuickly(*window);
    trainQuickly(*window);
    answer("leaveStay");
    window->close();
    QVERIFY(window->isVisible());
    answer("leaveKeep");
    window->close();
    QTRY_VERIFY(!window->isVisible());
    window.reset();
    auto again = windowWithDemo();
    QTRY_COMPARE(again->training()->library()->runs().size(), std::size_t{2});
    QVERIFY(again->close()); // pinned runs are no reason to ask
}

void TestWindow::staysWhereRunsCannotBeKept() {
    auto window = windowWithDemo();
    trainQuickly(*window);
    // A file where the folder would be: as good as a full disk.
    const QString folder = run_store::shelf().folder();
    QVERIFY(QDir().mkpath(QFileInfo(folder).path()));
    QDir(folder).removeRecursively();
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QSignalSpy failed(window->workspace(), &Workspace::failed);
    answer("leaveKeep");
    window->close();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(window->isVisible());
    QVERIFY(child<QMessageBox>(*window, "failureBox")->isVisible());
    QCOMPARE(window->training()->library()->unkept(), 1);
    child<QMessageBox>(*window, "failureBox")->close();
    inTheWay.remove();
    answer("leaveKeep");
    window->close();
    QTRY_VERIFY(!window->isVisible());
}

void TestWindow::appearanceReachesWhatIsHidden() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Train);
    theme::apply(Appearance::Dark);
    const QString card = theme::cardBackground().name(QColor::HexArgb);
    QVERIFY(window->trainPanel()->styleSheet().contains(card));
    window->showPlace(MainWindow::Compare);
    QVERIFY(window->comparePanel()->styleSheet().contains(card));
    window->workspace()->fail(QStringLiteral("A failure"), QStringLiteral("for a test"));
    auto* box = child<QMessageBox>(*window, "failureBox");
    QVERIFY(box->styleSheet().contains(card));
    box->close();
    theme::apply(Appearance::Light);
}

void TestWindow::comparisonUnderWayIsKept() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Compare);
    click(child<QToolButton>(*window, "methodsNone"));
    for (const char* method : {"method_popularity", "method_two-tower-mse"})
        child<QCheckBox>(*window, method)->click();
    window->comparePanel()->compare();
    QTRY_VERIFY_WITH_TIMEOUT(child<QTableView>(*window, "compareTable")->model()->rowCount() > 0,
                             timeoutMs);
    QVERIFY(window->comparePanel()->isRunning());
    const auto old = window->workspace()->dataset();
    answer("leaveKeep");
    child<QAction>(*window, "actionOpenDemo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->dataset() != old, timeoutMs);
    // The demo is the same data: what was kept of it is opened again.
    QTRY_VERIFY_WITH_TIMEOUT(window->comparePanel()->shown(), timeoutMs);
    QVERIFY(window->comparePanel()->shown()->stoppedEarly);
    QCOMPARE(window->comparePanel()->shown()->methods.front().entry.key, std::string("popularity"));
}

void TestWindow::whatCanHaveTheFocusHasAName() {
    auto window = windowWithDemo();
    trainQuickly(*window);
    compareQuickly(*window);
    QStringList nameless;
    for (int number = 0; number < placeCount; ++number) {
        window->showPlace(static_cast<MainWindow::PlaceNumber>(number));
        for (QWidget* part : window->findChildren<QWidget*>()) {
            if (!part->isVisible() || part->focusPolicy() == Qt::NoFocus || part->focusProxy())
                continue;
            const QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(part);
            const QString name = reader ? reader->text(QAccessible::Name) : QString();
            if (name.trimmed().isEmpty())
                nameless << QStringLiteral("%1 %2 in %3")
                                .arg(QLatin1String(part->metaObject()->className()),
                                     part->objectName(), part->parentWidget()->objectName());
            if (reader && reader->text(QAccessible::Description).contains(QLatin1Char('<')))
                nameless << QStringLiteral("markup: %1").arg(part->objectName());
        }
    }
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"\n")));
}

void TestWindow::mapNeverShowsAComponentTwice() {
    MapAxes axes;
    const MapAxes::Facts facts = {{PointFact::Year, QStringLiteral("Year")}};
    axes.setChoices(std::array{0.5, 0.3, 0.2}, facts, {0, {}}, {1, {}});
    axes.show();
    auto* across = child<QComboBox>(axes, "xComponent");
    auto* up = child<QComboBox>(axes, "yComponent");
    const auto component = [](std::size_t number) { return AxisChoice{number, {}}; };
    QVERIFY(axes.across() == component(0));
    QVERIFY(axes.up() == component(1));
    QTest::keyClick(across, Qt::Key_Down); // takes what the other has, which takes what it had
    QVERIFY(axes.across() == component(1));
    QVERIFY(axes.up() == component(0));
    QTest::keyClick(across, Qt::Key_Down);
    QVERIFY(axes.across() == component(2));
    QTest::keyClick(up, Qt::Key_End); // the year
    QVERIFY(axes.up().fact == PointFact::Year);
    QTest::keyClick(across, Qt::Key_End);
    QVERIFY(axes.across().fact == PointFact::Year);
    QVERIFY(axes.up() == component(2));
    axes.setChoices(std::array{0.7, 0.3}, {}, {1, {}}, {0, {}}); // of another model, with fewer
    QVERIFY(axes.across() == component(1));
    QCOMPARE(up->currentIndex(), 0);
}

void TestWindow::smoothingShowsItsValue() {
    auto window = windowWithDemo();
    const auto* caption = child<QLabel>(*window, "smoothingCaption");
    QCOMPARE(caption->text(), QStringLiteral("Smoothing 0.95"));
    child<QSlider>(*window, "smoothing")->setValue(50);
    QCOMPARE(caption->text(), QStringLiteral("Smoothing 0.50"));
}

/// A title of a movie, or the name of a run, may look like HTML.
void TestWindow::titlesAreNoMarkup() {
    const QString title = QStringLiteral("<h1>Loud</h1> & <i>clear</i>");
    for (const auto make :
         {theme::makeTitle, theme::makeHeading, theme::makeCaption, theme::makeFigure}) {
        QLabel label(title);
        make(&label);
        const QFontMetrics metrics(label.font());
        QVERIFY(label.sizeHint().width() >= metrics.horizontalAdvance(QStringLiteral("<h1>Loud")));
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }
}

void TestWindow::textsAndEdgesCanBeSeen_data() {
    QTest::addColumn<int>("appearance");
    QTest::newRow("light") << int(Appearance::Light);
    QTest::newRow("dark") << int(Appearance::Dark);
}

/// Contrasts as WCAG 2.1 defines them: 4.5 : 1 for texts (1.4.3), 3 : 1 for the edges of what can
/// be used (1.4.11).
void TestWindow::textsAndEdgesCanBeSeen() {
    QFETCH(int, appearance);
    theme::apply(static_cast<Appearance>(appearance));
    const QPalette palette = QApplication::palette();
    const auto over = [](const QColor& top, const QColor& below) {
        const double a = top.alphaF();
        const auto mixed = [a](double upper, double lower) { return a * upper + (1 - a) * lower; };
        return QColor::fromRgbF(float(mixed(top.redF(), below.redF())),
                                float(mixed(top.greenF(), below.greenF())),
                                float(mixed(top.blueF(), below.blueF())));
    };
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double part) {
            return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const auto contrast = [&](const QColor& a, const QColor& b) {
        const std::pair<double, double> both = std::minmax({luminance(a), luminance(b)});
        return (both.second + 0.05) / (both.first + 0.05);
    };
    const QColor card = theme::cardBackground();
    const QColor window = palette.color(QPalette::Window);
    const QColor chosen = over(theme::selection(), card);
    const QColor text = palette.color(QPalette::Text);
    const std::pair<QColor, QColor> texts[] = {
        {text, card},
        {text, window},
        {text, chosen},
        {theme::mutedText(), card},
        {theme::mutedText(), window},
        {theme::mutedText(), chosen},
        {theme::currentText(), chosen},
        {theme::warningText(), card},
        {palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)}};
    for (const auto& [ink, paper] : texts)
        QVERIFY2(contrast(ink, paper) >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                             .arg(ink.name(), paper.name())
                                                             .arg(contrast(ink, paper))));
    for (const QColor& paper : {card, window}) {
        QVERIFY2(contrast(theme::edge(), paper) >= 3,
                 qPrintable(QString::number(contrast(theme::edge(), paper))));
        QVERIFY(contrast(theme::accent(), paper) >= 3);
    }
    theme::apply(Appearance::Light);
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
