// SPDX-License-Identifier: MIT
// The command line program in a process of its own, without the half second that loading LibTorch
// takes: the process is forked from the test, which has loaded it already.
#pragma once

#include <QJsonDocument>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <sys/types.h>

namespace towerlab::test {

struct Outcome {
    int exitCode = -1; ///< -1: it crashed, or did not end within 90 s
    QString out;
    QString err;

    QStringList lines() const { return out.split('\n', Qt::SkipEmptyParts); }
    QJsonDocument json() const { return QJsonDocument::fromJson(out.toUtf8()); }
};

/// cli::runProgram() in a forked process, with files for its streams. QProcess can't do it: it
/// forks in a way (vfork) in which the child works in the memory of its parent.
class CliProcess {
public:
    /// @param outputTo path of what takes standard output; empty: a file of its own
    explicit CliProcess(const QStringList& arguments, const QByteArray& input = {},
                        const QString& outputTo = {});
    /// Ends the process if it still runs.
    ~CliProcess();
    CliProcess(const CliProcess&) = delete;
    CliProcess& operator=(const CliProcess&) = delete;

    void send(int signal) const;
    /// What it has written to standard output so far.
    QByteArray output() const;
    /// Waits for the end.
    Outcome wait();

private:
    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }

    QTemporaryDir folder_;
    QString outputTo_;
    pid_t pid_ = -1;
};

/// Runs the program with this standard input, to its end.
Outcome cli(const QStringList& arguments, const QByteArray& input = {});

/// Arguments of a training on the demo that takes a moment.
QStringList quickTraining();

} // namespace towerlab::test
