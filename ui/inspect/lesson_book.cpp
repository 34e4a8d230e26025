// SPDX-License-Identifier: MIT
#include "ui/inspect/lesson_book.h"

#include "core/error.h"
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "ui/towers/tower_scene.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>
#include <string>
#include <utility>

namespace towerlab::ui {
namespace {

[[noreturn]] void refuse(const QString& what) {
    throw FormatError("The lessons can't be read: " + what.toStdString());
}

using Kind = LessonTask::Kind;
constexpr std::array<std::pair<const char*, Kind>, 10> kinds = {{{"read", Kind::Read},
                                                                 {"pair", Kind::Pair},
                                                                 {"look", Kind::Look},
                                                                 {"open", Kind::Open},
                                                                 {"what-if", Kind::WhatIf},
                                                                 {"train", Kind::Train},
                                                                 {"step", Kind::Step},
                                                                 {"stage", Kind::Stage},
                                                                 {"moment", Kind::Moment},
                                                                 {"place", Kind::Place}}};

QString textOf(const QJsonObject& object, const char* key) {
    const QJsonValue value = object.value(QLatin1String(key));
    if (!value.isString() || value.toString().isEmpty())
        refuse(QStringLiteral("\"%1\" is missing").arg(QLatin1String(key)));
    return value.toString();
}

/// "look:user.layer.*": a kind, and what it is about.
LessonTask taskOf(const QString& text) {
    const qsizetype colon = text.indexOf(u':');
    const QString name = colon < 0 ? text : text.left(colon);
    for (const auto& [key, kind] : kinds)
        if (name == QLatin1String(key))
            return {kind, colon < 0 ? QString() : text.mid(colon + 1)};
    refuse(QStringLiteral("there is no task \"%1\"").arg(name));
}

/// A preset, and what differs from it by keys of settings.
RunSettings runOf(const QJsonObject& object) {
    RunSettings settings = preset(textOf(object, "preset").toStdString()).settings;
    const QJsonObject changes = object.value(QLatin1String("changes")).toObject();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const SettingField* field = findField(settingFields(), change.key().toStdString());
        if (field == nullptr)
            refuse(QStringLiteral("there is no setting \"%1\"").arg(change.key()));
        field->set(settings, change.value().toDouble());
    }
    return settings;
}

LessonStep stepOf(const QJsonObject& object) {
    LessonStep step;
    step.text = textOf(object, "text");
    if (object.contains(QLatin1String("task"))) {
        step.task = taskOf(textOf(object, "task"));
        step.ask = textOf(object, "ask");
    }
    for (const auto light : object.value(QLatin1String("lights")).toArray())
        step.lights << light.toString();
    if (object.contains(QLatin1String("run"))) {
        const QJsonObject run = object.value(QLatin1String("run")).toObject();
        step.run = runOf(run);
        step.runText = textOf(run, "label");
    }
    return step;
}

} // namespace

std::vector<Lesson> readLessons(const QByteArray& json) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        refuse(error.errorString());
    std::vector<Lesson> lessons;
    for (const auto value : document.object().value(QLatin1String("lessons")).toArray()) {
        const QJsonObject object = value.toObject();
        Lesson lesson{textOf(object, "id"), textOf(object, "title"), textOf(object, "about"), {}};
        for (const auto step : object.value(QLatin1String("steps")).toArray())
            lesson.steps.push_back(stepOf(step.toObject()));
        if (lesson.steps.empty())
            refuse(QStringLiteral("\"%1\" has no steps").arg(lesson.id));
        lessons.push_back(std::move(lesson));
    }
    return lessons;
}

const std::vector<Lesson>& lessons() {
    // The resource's language is that of the person's locale, where there is one.
    static const std::vector<Lesson> all = [] {
        QFile file(QStringLiteral(":/lessons/lessons.json"));
        if (!file.open(QIODevice::ReadOnly))
            refuse(QStringLiteral("the resource is missing"));
        return readLessons(file.readAll());
    }();
    return all;
}

bool isAmong(const QString& box, const QString& pattern, const NetPlan& plan) {
    for (const Side side : {Side::User, Side::Movie}) {
        const QString last = boxId(side, "layer", plan.tower(side).layers.size() - 1);
        const QString any = QStringLiteral("*.layer.last");
        if (box == last && (pattern == any || pattern == boxId(side, "layer.last")))
            return true;
    }
    const QRegularExpression expression(QRegularExpression::wildcardToRegularExpression(pattern));
    return expression.match(box).hasMatch();
}

QSet<QString> boxesOf(const QStringList& lights, const NetPlan& plan) {
    QSet<QString> boxes;
    const TowerScene scene(plan, {}, false);
    for (const SceneBox& box : scene.boxes())
        for (const QString& light : lights)
            if (isAmong(box.id, light, plan))
                boxes << box.id;
    return boxes;
}

} // namespace towerlab::ui
