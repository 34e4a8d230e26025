// SPDX-License-Identifier: MIT
#include "tests/support/cli_process.h"

#include "app/cli/program.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace towerlab::test {
namespace {

constexpr int mostMilliseconds = 90000;

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void redirect(int stream, const QByteArray& path, int flags) {
    const int file = open(path.constData(), flags, 0600); // NOLINT: POSIX has no other
    if (file < 0 || dup2(file, stream) < 0)
        _exit(127);
    close(file);
}

[[noreturn]] void runAndExit(const std::vector<QByteArray>& arguments) {
    std::vector<const char*> argv{"towerlab-cli"};
    for (const QByteArray& argument : arguments)
        argv.push_back(argument.constData());
    argv.push_back(nullptr);
    // As a shell starts it: not with what the test or a shell's background job has set.
    for (const int signal : {SIGINT, SIGTERM, SIGSEGV, SIGABRT, SIGPIPE})
        std::signal(signal, SIG_DFL);
    const int code = cli::runProgram(static_cast<int>(argv.size()) - 1, argv.data());
    std::cout.flush();
    std::cerr.flush();
    std::fflush(nullptr);
    _exit(code); // what the test has open is not the child's to close
}

} // namespace

CliProcess::CliProcess(const QStringList& arguments, const QByteArray& input,
                       const QString& outputTo)
    : outputTo_(outputTo.isEmpty() ? path("out") : outputTo) {
    QFile in(path("in"));
    if (!in.open(QIODevice::WriteOnly) || in.write(input) != input.size())
        qFatal("no input for the command line");
    in.close();
    // Made before the fork: the child allocates as little as it can until its program runs.
    std::vector<QByteArray> encoded;
    for (const QString& argument : arguments)
        encoded.push_back(argument.toLocal8Bit());
    const QByteArray from = path("in").toLocal8Bit();
    const QByteArray to = outputTo_.toLocal8Bit();
    const QByteArray errors = path("err").toLocal8Bit();
    std::cout.flush();
    std::fflush(nullptr); // or the child would write it a second time
    pid_ = fork();
    if (pid_ < 0)
        qFatal("the command line could not be forked");
    if (pid_ == 0) {
        redirect(STDIN_FILENO, from, O_RDONLY);
        redirect(STDOUT_FILENO, to, O_WRONLY | O_CREAT);
        redirect(STDERR_FILENO, errors, O_WRONLY | O_CREAT);
        runAndExit(encoded);
    }
}

CliProcess::~CliProcess() {
    if (pid_ < 0)
        return;
    ::kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
}

void CliProcess::send(int signal) const { ::kill(pid_, signal); }

QByteArray CliProcess::output() const { return contentsOf(outputTo_); }

Outcome CliProcess::wait() {
    int status = 0;
    if (!QTest::qWaitFor([&] { return waitpid(pid_, &status, WNOHANG) == pid_; }, mostMilliseconds))
        return {};
    pid_ = -1;
    if (!WIFEXITED(status))
        return {};
    const QString out = outputTo_ == path("out") ? QString::fromUtf8(output()) : QString();
    return {WEXITSTATUS(status), out, QString::fromUtf8(contentsOf(path("err")))};
}

Outcome cli(const QStringList& arguments, const QByteArray& input) {
    return CliProcess(arguments, input).wait();
}

QStringList quickTraining() {
    return {"train", "--demo", "--sample-fraction", "0.05", "--batch-size", "256", "--epochs", "2"};
}

} // namespace towerlab::test
