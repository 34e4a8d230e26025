// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/net_plan.h"
#include "core/model/settings.h"

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace towerlab::ui {

/// What a step of a lesson asks a person to do.
struct LessonTask {
    enum class Kind {
        Read,   ///< nothing but to read it
        Pair,   ///< choose a user and a movie
        Look,   ///< point at a cell of one of these boxes
        Open,   ///< click one of these boxes
        WhatIf, ///< change what goes in; `what` may say which side
        Train,  ///< have a run end, with these values of settings
        Step,   ///< take a step of training
        Stage,  ///< come to this stage of it
        Moment, ///< look at another moment of the run; `what` "first": the one before training
        Place   ///< go to another place of the window, and come back
    };
    Kind kind = Kind::Read;
    QString what;
};

struct LessonStep {
    QString text;
    QString ask; ///< what to do, in a few words; empty where there is only something to read
    LessonTask task;
    QStringList lights; ///< boxes, with * for any part and "last" for the last layer
    /// A run that can be begun from here.
    std::optional<RunSettings> run;
    QString runText;
};

struct Lesson {
    QString id;
    QString title;
    QString about;
    std::vector<LessonStep> steps;
};

/// Reads lessons.
/// @throws FormatError on anything that is not as it should be
std::vector<Lesson> readLessons(const QByteArray& json);

/// Those of the program, in the person's language where they are written in it.
const std::vector<Lesson>& lessons();

/// The boxes of such a model that a light stands for.
QSet<QString> boxesOf(const QStringList& lights, const NetPlan& plan);
/// Whether a box is among them.
bool isAmong(const QString& box, const QString& pattern, const NetPlan& plan);

} // namespace towerlab::ui
