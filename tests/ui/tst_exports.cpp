// SPDX-License-Identifier: MIT
// Pictures and tables that leave the window.
#include "core/error.h"
#include "tests/ui/window_fixture.h"
#include "ui/plots/export_button.h"
#include "ui/plots/scatter_plot.h"
#include "ui/widgets/files.h"
#include "ui/widgets/save_dialog.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <array>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

class TestExports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }
    void cleanup() {
        theme::setTextScale(100);
        theme::apply(Appearance::Light);
    }

    void writesPngSvgAndPdf();
    void neverWritesOverTheDataThatIsOpen();
    void writesATableWhereThereIsOne();
    void refusesAnUnknownEnding();
    void pictureIsLightInADarkWindow();
    void pictureAsShownIsDark();
    void pictureSaysWhatItIsOf();
    void smallPlotMakesALargePicture();
    void everyPlotHasATitleATableAndAPicture();
    void menuShowsTheValues();
    void manyValuesAreListedAndSavedByAWorker();
    void menuSavesAPicture();
    void listOrEpochsWhicheverIsShown();
    void vectorsInEveryForm();

private:
    std::unique_ptr<OwnSettings> settings_;
};

namespace {

std::unique_ptr<ScatterPlot> threePoints() {
    auto plot = std::make_unique<ScatterPlot>();
    plot->resize(800, 500);
    plot->setPoints({{0, 0, 0, 4}, {1, 1, 1, 4}, {2, 0, 1, 4}},
                    {theme::Ink::category(0), theme::Ink::category(1)}, false);
    return plot;
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QColor corner(const QImage& image) { return image.pixelColor(2, 2); }

/// Pixels that differ from the background.
int ink(const QImage& image, const QRect& area) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.pixelColor(x, y) != corner(image);
    return count;
}

/// Answers the dialog that what follows brings up. There must be one.
void saveAs(const QString& path, int kind, QString& proposed) {
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, path, kind, &proposed] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr)
            return;
        timer->deleteLater();
        timer->stop();
        dialog->selectNameFilter(dialog->nameFilters()[kind]);
        auto* name = dialog->findChild<QLineEdit*>();
        proposed = name->text();
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
    });
    timer->start(10);
}

void choose(PlotExportButton* button, const char* action) {
    child<QAction>(*button, action)->trigger();
}

} // namespace

void TestExports::writesPngSvgAndPdf() {
    const QTemporaryDir folder;
    const auto plot = threePoints();
    plot->exportTo(folder.filePath(QStringLiteral("a.png")));
    const QImage png(folder.filePath(QStringLiteral("a.png")));
    QVERIFY(png.width() >= 2 * 800 && png.height() >= 2 * 500);
    plot->exportTo(folder.filePath(QStringLiteral("a.svg")));
    QVERIFY(read(folder.filePath(QStringLiteral("a.svg"))).contains("<svg"));
    plot->exportTo(folder.filePath(QStringLiteral("a.pdf")));
    QVERIFY(read(folder.filePath(QStringLiteral("a.pdf"))).startsWith("%PDF"));
}

void TestExports::neverWritesOverTheDataThatIsOpen() {
    const QTemporaryDir data;
    const QString ratings = data.filePath(QStringLiteral("ratings.csv"));
    saveFile(ratings, QByteArray("user,item,rating"));
    setOpenInputs({data.path()});
    QString refusal;
    const auto dialog = [] { return QApplication::activeModalWidget(); };
    // First over the data, through a detour; then the message; then to another file.
    QString proposed;
    saveAs(data.path() + QStringLiteral("/./ratings.csv"), 0, proposed);
    QTimer answers;
    connect(&answers, &QTimer::timeout, &answers, [&] {
        auto* box = qobject_cast<QMessageBox*>(dialog());
        if (box == nullptr)
            return;
        answers.stop();
        refusal = box->text();
        saveAs(data.filePath(QStringLiteral("other.csv")), 0, proposed);
        box->accept();
    });
    answers.start(10);
    const QString path = askWhereToSave(nullptr, QStringLiteral("Export"), QStringLiteral("list"),
                                        {QStringLiteral("CSV tables (*.csv)")});
    setOpenInputs({});
    QVERIFY2(refusal.contains(QStringLiteral("ratings.csv")), qPrintable(refusal));
    QCOMPARE(path, data.filePath(QStringLiteral("other.csv")));
    QCOMPARE(read(ratings), QByteArray("user,item,rating"));
}

void TestExports::writesATableWhereThereIsOne() {
    const QTemporaryDir folder;
    const auto plot = threePoints();
    const QString path = folder.filePath(QStringLiteral("a.csv"));
    QVERIFY_THROWS_EXCEPTION(SettingsError, plot->exportTo(path));
    plot->setTable([] {
        return CsvTable{{QStringLiteral("run"), QStringLiteral("epoch")},
                        {{QStringLiteral("a, b"), QStringLiteral("1")}}};
    });
    plot->exportTo(path);
    QCOMPARE(read(path), QByteArray("run,epoch\r\n\"a, b\",1\r\n"));
}

void TestExports::refusesAnUnknownEnding() {
    const QTemporaryDir folder;
    const auto plot = threePoints();
    QVERIFY_THROWS_EXCEPTION(SettingsError,
                             plot->exportTo(folder.filePath(QStringLiteral("a.doc"))));
    QVERIFY_THROWS_EXCEPTION(FileError,
                             plot->exportTo(folder.filePath(QStringLiteral("none/a.png"))));
}

void TestExports::pictureIsLightInADarkWindow() {
    const auto plot = threePoints();
    const QImage light = imageOf(plot->picture(PlotWidget::Look::OnPaper));
    theme::apply(Appearance::Dark);
    theme::setTextScale(150);
    const QImage dark = imageOf(plot->picture(PlotWidget::Look::OnPaper));
    QCOMPARE(corner(dark), QColor(Qt::white));
    QCOMPARE(dark, light); // texts and colours of points, too
    // And the plot in the window has its own look again.
    QCOMPARE(plot->xAxis->labelColor(), theme::mutedText());
    QVERIFY(theme::isDark());
    QCOMPARE(theme::textScale(), 150);
}

void TestExports::pictureAsShownIsDark() {
    const auto plot = threePoints();
    theme::apply(Appearance::Dark);
    QCOMPARE(corner(imageOf(plot->picture(PlotWidget::Look::AsShown))), theme::cardBackground());
}

void TestExports::pictureSaysWhatItIsOf() {
    const auto plot = threePoints();
    const QImage bare = imageOf(plot->picture(PlotWidget::Look::OnPaper));
    plot->setTitle([] { return QStringLiteral("Ratings of a summer"); });
    const QImage titled = imageOf(plot->picture(PlotWidget::Look::OnPaper));
    QVERIFY(titled.height() > bare.height());
    QVERIFY(ink(titled, {32, 32, 400, 36}) > 200);
    plot->setKeys([] {
        return PlotLegend{{{QStringLiteral("warm"), theme::Ink::category(0)},
                           {QStringLiteral("cold"), theme::Ink::category(1)}}};
    });
    const QImage keyed = imageOf(plot->picture(PlotWidget::Look::OnPaper));
    QVERIFY(keyed.height() > titled.height());
    const QTemporaryDir folder;
    const QString svg = folder.filePath(QStringLiteral("a.svg"));
    plot->exportTo(svg);
    for (const char* text : {"Ratings of a summer", "warm", "cold"})
        QVERIFY2(read(svg).contains(text), text);
}

void TestExports::smallPlotMakesALargePicture() {
    const auto plot = threePoints();
    plot->resize(200, 100);
    QVERIFY(plot->picture(PlotWidget::Look::OnPaper).size.width() >= 720);
    QCOMPARE(plot->size(), QSize(200, 100));
}

void TestExports::everyPlotHasATitleATableAndAPicture() {
    auto window = windowWithDemo();
    window->workspace()->selectUser(0);
    window->workspace()->selectMovie(0);
    trainQuickly(*window);
    compareQuickly(*window);
    window->showPlace(MainWindow::Data);
    window->showPlace(MainWindow::Embeddings);
    QTRY_VERIFY(window->findChild<ScatterPlot*>(QStringLiteral("scatterPlot"))->pointCount() > 0);
    const auto plots = window->findChildren<PlotWidget*>();
    QVERIFY(plots.size() >= 12);
    QCOMPARE(window->findChildren<PlotExportButton*>().size(), plots.size());
    for (PlotWidget* plot : plots) {
        const QByteArray bytes = plot->objectName().toUtf8();
        const char* name = bytes.constData();
        QVERIFY2(!plot->title().isEmpty(), name);
        QVERIFY2(plot->hasTable(), name);
        const CsvTable table = plot->table();
        QVERIFY2(!table.columns.isEmpty(), name);
        for (const QStringList& row : table.rows)
            QCOMPARE(row.size(), table.columns.size());
        QVERIFY2(!imageOf(plot->picture(PlotWidget::Look::OnPaper)).isNull(), name);
    }
    for (const char* name :
         {"starsPlot", "longTailPlot", "genresPlot", "activityPlot", "userGenresPlot", "lossPlot",
          "scatterPlot", "explainedVariance", "compareBars", "compareTradeOff"})
        QVERIFY2(!child<PlotWidget>(*window, name)->table().rows.isEmpty(), name);
    QVERIFY(child<PlotWidget>(*window, "scatterPlot")->title().contains(QStringLiteral("Demo")));
}

void TestExports::menuShowsTheValues() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Data);
    auto* card = child<QWidget>(*window, "activityCard");
    auto* button = card->findChild<PlotExportButton*>();
    QTRY_VERIFY(button->isEnabled()); // the chart is made
    QTimer::singleShot(0, button, [button] {
        QTest::keyClick(button->menu(), Qt::Key_T); // "Show as Table…"
    });
    click(button);
    QTRY_VERIFY(window->findChild<QDialog*>(QStringLiteral("plotTable")) != nullptr);
    auto* dialog = window->findChild<QDialog*>(QStringLiteral("plotTable"));
    QTRY_VERIFY(dialog->isVisible());
    auto* table = child<QTableView>(*dialog, "plotValues");
    const CsvTable values = child<PlotWidget>(*window, "activityPlot")->table();
    QCOMPARE(table->model()->rowCount(), values.rows.size());
    QCOMPARE(table->model()->index(0, 0).data().toString(), values.rows[0][0]);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("when\tratings\n")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(window->findChild<QDialog*>(QStringLiteral("plotTable")) == nullptr);
}

void TestExports::manyValuesAreListedAndSavedByAWorker() {
    const QTemporaryDir folder;
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Data);
    const auto* plot = child<PlotWidget>(*window, "longTailPlot");
    auto* button = plot->parentWidget()->findChild<PlotExportButton*>();
    QTRY_VERIFY(button->isEnabled());
    choose(button, "showValues");
    auto* dialog = child<QDialog>(*window, "plotTable");
    auto* table = child<QTableView>(*dialog, "plotValues");
    QTRY_VERIFY(table->model() != nullptr);
    QCOMPARE(table->model()->rowCount(), plot->table().rows.size());
    table->sortByColumn(3, Qt::AscendingOrder); // the fewest ratings first
    QVERIFY(table->model()->index(0, 3).data().toInt() <=
            table->model()->index(9, 3).data().toInt());
    dialog->reject();
    QSignalSpy told(window->workspace(), &Workspace::written);
    QString proposed;
    saveAs(folder.filePath(QStringLiteral("tail.csv")), 0, proposed);
    choose(button, "saveValues");
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(read(folder.filePath(QStringLiteral("tail.csv"))), plot->table().text());
}

void TestExports::menuSavesAPicture() {
    const QTemporaryDir folder;
    auto window = windowWithDemo();
    auto* button = child<QWidget>(*window, "activityCard")->findChild<PlotExportButton*>();
    QTRY_VERIFY(button->isEnabled());
    QSignalSpy told(window->workspace(), &Workspace::written);
    QString proposed;
    saveAs(folder.filePath(QStringLiteral("mine")), 0, proposed); // no ending typed
    choose(button, "savePicture");
    QCOMPARE(told.count(), 1);
    QCOMPARE(proposed, QStringLiteral("Demo (invented) Ratings over time.png"));
    QVERIFY(!QImage(folder.filePath(QStringLiteral("mine.png"))).isNull());
    choose(button, "copyPicture");
    QVERIFY(!QGuiApplication::clipboard()->image().isNull());
}

void TestExports::listOrEpochsWhicheverIsShown() {
    const QTemporaryDir folder;
    auto window = windowWithDemo();
    trainQuickly(*window, 2);
    window->showPlace(MainWindow::Train);
    auto* button = child<QToolButton>(*window, "runExportButton");
    auto* tabs = child<QTabWidget>(*window, "runTabs");
    QString proposed;
    saveAs(folder.filePath(QStringLiteral("list")), 0, proposed);
    click(button);
    QCOMPARE(read(folder.filePath(QStringLiteral("list.csv"))).count('\n'), 2);
    QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
    QVERIFY(button->accessibleName().contains(QStringLiteral("epochs")));
    saveAs(folder.filePath(QStringLiteral("epochs")), 0, proposed);
    click(button);
    const QByteArray epochs = read(folder.filePath(QStringLiteral("epochs.csv")));
    QVERIFY(epochs.startsWith("run,epoch,step,train_loss,"));
    QCOMPARE(epochs.count('\n'), 3);
}

void TestExports::vectorsInEveryForm() {
    const QTemporaryDir folder;
    auto window = windowWithDemo();
    trainQuickly(*window);
    QSignalSpy told(window->workspace(), &Workspace::written);
    QString proposed;
    const std::array<QByteArray, 4> beginnings = {"movie_id,weighted_movie_embedding\n",
                                                  "movie_id,title,year,genres,weighted_v1,",
                                                  QByteArray("\x93NUMPY\x01\x00", 8), QByteArray()};
    const std::array<const char*, 4> endings = {"csv", "csv", "npy", "tsv"};
    for (int kind = 0; kind < 4; ++kind) {
        const auto place = static_cast<std::size_t>(kind);
        const QString path =
            folder.filePath(QStringLiteral("%1.%2").arg(kind).arg(QLatin1String(endings[place])));
        saveAs(path, kind, proposed);
        child<QAction>(*window, "actionExportMovies")->trigger();
        QTRY_COMPARE(told.count(), kind + 1);
        QCOMPARE(proposed,
                 QStringLiteral("movie_embeddings.%1").arg(QLatin1String(endings[place])));
        QVERIFY(read(path).startsWith(beginnings[place]));
    }
    const QByteArray metadata = read(folder.filePath(QStringLiteral("3_metadata.tsv")));
    QVERIFY(metadata.startsWith("id\ttitle\tyear\tgenres"));
    QCOMPARE(metadata.count('\n'), read(folder.filePath(QStringLiteral("3.tsv"))).count('\n') + 1);
}

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
