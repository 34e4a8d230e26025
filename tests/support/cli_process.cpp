// SPDX-License-Identifier: MIT
#include "tests/support/cli_process.h"

#include "app/cli/program.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <vector>

#include <unistd.h>

namespace towerlab::test {
namespace {

[[noreturn]] void runAndExit(const std::vector<QByteArray>& arguments) {
    std::vector<const char*> argv{"towerlab-cli"};
    for (const QByteArray& argument : arguments)
        argv.push_back(argument.constData());
    argv.push_back(nullptr);
    // A shell's background jobs ignore SIGINT, and pass that on.
    std::signal(SIGINT, SIG_DFL);
    const int code = cli::runProgram(static_cast<int>(argv.size()) - 1, argv.data());
    std::cout.flush();
    std::cerr.flush();
    std::fflush(nullptr);
    _exit(code); // what the test has open is not the child's to close
}

} // namespace

void startCli(QProcess& process, const QStringList& arguments) {
    std::vector<QByteArray> encoded;
    for (const QString& argument : arguments)
        encoded.push_back(argument.toLocal8Bit());
    std::cout.flush();
    std::fflush(nullptr); // or the child would write it a second time
    process.setChildProcessModifier([encoded] { runAndExit(encoded); });
    process.start(QCoreApplication::applicationFilePath(), QStringList{}); // never gets there
}

Outcome outcomeOf(QProcess& process) {
    if (!process.waitForFinished(90000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Outcome cli(const QStringList& arguments, const QByteArray& input) {
    QProcess process;
    startCli(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    return outcomeOf(process);
}

QStringList quickTraining() {
    return {"train", "--demo", "--sample-fraction", "0.05", "--batch-size", "256", "--epochs", "2"};
}

} // namespace towerlab::test
