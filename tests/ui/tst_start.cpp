// SPDX-License-Identifier: MIT
// The program as people start it: a small window at once, then the large one, in one process.
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

class TestStart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsItselfBeforeTheWindow();
    void answersWithoutAnyWindow();

private:
    static QProcessEnvironment environment(const QTemporaryDir& home);
};

namespace {

constexpr int timeoutMs = 20000;
const char* const program = TOWERLAB_PROGRAM;

} // namespace

QProcessEnvironment TestStart::environment(const QTemporaryDir& home) {
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        variables.insert(QLatin1String(folder), home.path());
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    variables.insert(QStringLiteral("TOWERLAB_STARTED_AT"),
                     QString::number(std::chrono::nanoseconds(now).count()));
    return variables;
}

void TestStart::showsItselfBeforeTheWindow() {
    const QTemporaryDir home;
    QProcess process;
    process.setProcessEnvironment(environment(home));
    process.start(QString::fromUtf8(program), QStringList());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardError()).contains("\nwindow painted"),
                             timeoutMs);
    QVERIFY2(said.indexOf("start window painted") < said.indexOf("\nwindow painted"),
             said.constData());
    QCOMPARE(process.state(), QProcess::Running);
    process.terminate();
    QVERIFY(process.waitForFinished(timeoutMs)); // the pipes would stay open with a second one
}

void TestStart::answersWithoutAnyWindow() {
    const QTemporaryDir home;
    QProcess process;
    process.setProcessEnvironment(environment(home));
    process.start(QString::fromUtf8(program), {QStringLiteral("--version")});
    QVERIFY(process.waitForFinished(timeoutMs));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().startsWith("TowerLab"));
    QVERIFY(!process.readAllStandardError().contains("start window"));
}

QTEST_GUILESS_MAIN(TestStart)
#include "tst_start.moc"
