// SPDX-License-Identifier: MIT
// The command line program in a process of its own, without the half second that loading LibTorch
// takes: the process is forked from the test, which has loaded it already.
#pragma once

#include <QJsonDocument>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace towerlab::test {

struct Outcome {
    int exitCode = -1; ///< -1: it crashed, or has not ended within 90 s
    QString out;
    QString err;

    QStringList lines() const { return out.split('\n', Qt::SkipEmptyParts); }
    QJsonDocument json() const { return QJsonDocument::fromJson(out.toUtf8()); }
};

/// Starts cli::runProgram() with these arguments; `process` has its streams, signals and exit code.
void startCli(QProcess& process, const QStringList& arguments);
/// Waits for the end.
Outcome outcomeOf(QProcess& process);

/// Runs the program with this standard input, to its end.
Outcome cli(const QStringList& arguments, const QByteArray& input = {});

/// Arguments of a training on the demo that takes a moment.
QStringList quickTraining();

} // namespace towerlab::test
