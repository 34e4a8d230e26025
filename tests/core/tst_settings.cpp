// SPDX-License-Identifier: MIT
#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/model/presets.h"
#include "core/model/run_record.h"
#include "core/model/settings_fields.h"
#include "core/settings/setting_group.h"
#include "core/settings/setting_text.h"
#include "core/settings/settings_value.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>
#include <string>

using namespace towerlab;

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void defaultsAreTheSeedArticles();
    void fieldsAreCompleteAndDistinct();
    void fieldsSetWhatTheyGet();
    void jsonRoundTrips();
    void textsRoundTrip();
    void anyStructOfSettingsIsDescribed();
    void absentKeysKeepDefaults();
    void storedSettingsMeanWhatTheirVersionDid();
    void hostileJsonTakesLittleMemory();
    void badJsonIsRefused_data();
    void badJsonIsRefused();
    void validateNamesTheSetting();
    void valuesBeyondTheTypeStayOutOfRange();
    void presetsAreValid();
    void unknownKeysAreRefused();
    void runRecordRoundTrips();
    void malformedRunRecordIsRefused();
};

void TestSettings::defaultsAreTheSeedArticles() {
    const RunSettings& settings = preset("seed").settings;
    QCOMPARE(QString::fromStdString(toJson(settings)),
             QString::fromStdString(toJson(RunSettings{})));
    QCOMPARE(settings.data.sampleFraction, 0.1);
    QCOMPARE(settings.model.idEmbedding, 100);
    QCOMPARE(settings.model.featureEmbedding, 2);
    QCOMPARE(settings.model.hiddenUnits, 32);
    QCOMPARE(settings.model.vectorSize, 8);
    QCOMPARE(settings.model.l2, 0.01);
    QCOMPARE(settings.train.batchSize, 32);
    QCOMPARE(settings.train.epochs, 5);
    QCOMPARE(settings.train.learningRate, 1e-3);
    QCOMPARE(settings.train.rho, 0.9);
    QCOMPARE(settings.train.epsilon, 1e-7);
    QVERIFY(settings.model.match == Match::WeightedProduct);
    QVERIFY(settings.train.epsilonPlace == EpsilonPlace::InsideRoot);
    // The text's model differs in the match alone.
    RunSettings text = preset("seed-text").settings;
    QVERIFY(text.model.match == Match::DotProduct);
    text.model.match = settings.model.match;
    QCOMPARE(QString::fromStdString(toJson(text)), QString::fromStdString(toJson(settings)));
}

void TestSettings::fieldsAreCompleteAndDistinct() {
    std::set<std::string_view> keys;
    for (const SettingField& field : settingFields()) {
        QVERIFY2(keys.insert(field.key).second, field.key.data());
        QVERIFY(!field.label.empty() && !field.help.empty() && !field.group.empty());
        QVERIFY(field.minimum < field.maximum && field.step > 0);
        const double value = field.get(RunSettings{});
        QVERIFY2(value >= field.minimum && value <= field.maximum, field.key.data());
        QCOMPARE(field.choices.empty(), field.kind != FieldKind::Choice);
    }
    QCOMPARE(keys.size(), std::size_t{59});
}

void TestSettings::fieldsSetWhatTheyGet() {
    for (const SettingField& field : settingFields())
        for (const double value : {field.minimum, field.maximum}) {
            RunSettings settings;
            field.set(settings, value);
            QCOMPARE(field.get(settings), value);
            validate(settings);
            for (const SettingField& other : settingFields())
                if (other.key != field.key)
                    QCOMPARE(other.get(settings), other.get(RunSettings{}));
        }
}

void TestSettings::jsonRoundTrips() {
    for (const SettingField& field : settingFields())
        for (const double value : {field.minimum, field.maximum}) {
            RunSettings settings;
            field.set(settings, value);
            const RunSettings read = runSettingsFromJson(toJson(settings));
            QCOMPARE(field.get(read), value);
            QCOMPARE(QString::fromStdString(toJson(read)),
                     QString::fromStdString(toJson(settings)));
        }
    QVERIFY(toJson(preset("cosine").settings).find("\"match\": \"cosine\"") != std::string::npos);
}

void TestSettings::textsRoundTrip() {
    for (const SettingField& field : settingFields())
        for (const double value : {field.minimum, field.maximum, field.get(RunSettings{})})
            QCOMPARE(valueFromText(field, valueText(field, value)), value);
    for (const char* text : {"", "nan", "5.5", "0", "501", "5 epochs"})
        QVERIFY_EXCEPTION_THROWN(valueFromText(settingField("epochs"), text), SettingsError);
    QVERIFY_EXCEPTION_THROWN(valueFromText(settingField("match"), "1"), SettingsError);
}

void TestSettings::anyStructOfSettingsIsDescribed() {
    enum class Colour { Red, Green };
    struct Part {
        float weight = 0.5F;
        std::string_view name = "short";
    };
    struct Whole {
        Part part;
        Colour colour = Colour::Red;
        Switch on = Switch::Off;
    };
    SettingFields fields;
    SettingGroup<Whole> whole(fields);
    SettingGroup part(fields, "Part", &Whole::part);
    part.real("weight", "Weight", "Help", 0, 2, adaptiveStep, 1, &Part::weight);
    part.choice("name", "Name", "Help", {{"long", "Long"}, {"short", "Short"}}, &Part::name);
    whole.choice("colour", "Colour", "Help",
                 inOrder<Colour>({{Colour::Red, "red", "Red"}, {Colour::Green, "green", "Green"}}),
                 &Whole::colour);
    whole.onOff("on", "On", "Help", &Whole::on);
    const SettingsValue standard(Whole{}, fields);
    QVERIFY(SettingsValue().empty() && SettingsValue().fields().empty());
    QCOMPARE(standard.get("name"), 1.0);
    const SettingChanges changes = {{"colour", 1}, {"name", 0}, {"weight", 1.5}};
    const SettingsValue changed = standard.with(changes);
    QCOMPARE(changed.as<Whole>().part.weight, 1.5F);
    QVERIFY(changed.as<Whole>().part.name == "long");
    QVERIFY(changed.as<Whole>().colour == Colour::Green);
    QVERIFY(changed.as<Whole>().on == Switch::Off);
    QVERIFY(changed.changesFrom(standard) == changes);
    QVERIFY(standard.changesFrom(standard).empty()); // a copy was changed
    for (const SettingChanges& wrong :
         {SettingChanges{{"weight", 2.5}}, SettingChanges{{"colour", 0.5}},
          SettingChanges{{"colour", 2}}, SettingChanges{{"shape", 0}}})
        QVERIFY_EXCEPTION_THROWN(standard.with(wrong), SettingsError);
    RunSettings other;
    QVERIFY_EXCEPTION_THROWN(fields[0].set(other, 1), std::logic_error);
}

void TestSettings::absentKeysKeepDefaults() {
    const RunSettings settings =
        runSettingsFromJson(R"({"epochs": 7, "objective": "bce", "batch_size": 64.0})");
    QCOMPARE(settings.train.epochs, 7);
    QCOMPARE(settings.train.batchSize, 64);
    QVERIFY(settings.train.objective == Objective::BinaryCrossEntropy);
    QCOMPARE(settings.model.vectorSize, 8);
}

void TestSettings::storedSettingsMeanWhatTheirVersionDid() {
    const RunSettings stored = storedRunSettings(R"({"epochs": 7, "match": "cosine"})");
    QCOMPARE(stored.train.epochs, 7);
    QVERIFY(stored.model.match == Match::Cosine);
    QVERIFY(stored.train.epsilonPlace == EpsilonPlace::OutsideRoot);
    QVERIFY(storedRunSettings("{}").model.match == Match::DotProduct);
    const RunSettings now; // a version that has the settings writes them all
    QCOMPARE(QString::fromStdString(toJson(storedRunSettings(toJson(now)))),
             QString::fromStdString(toJson(now)));
}

void TestSettings::badJsonIsRefused_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("empty") << QByteArray() << QByteArray("JSON");
    QTest::newRow("cut") << QByteArray("{\"epochs\": 5") << QByteArray("JSON");
    QTest::newRow("array") << QByteArray("[5]") << QByteArray("JSON");
    QTest::newRow("unknown key") << QByteArray("{\"epoch\": 5}") << QByteArray("epoch");
    QTest::newRow("string") << QByteArray("{\"epochs\": \"5\"}") << QByteArray("number");
    QTest::newRow("null") << QByteArray("{\"rho\": null}") << QByteArray("number");
    QTest::newRow("bool") << QByteArray("{\"rho\": true}") << QByteArray("number");
    QTest::newRow("fraction") << QByteArray("{\"epochs\": 2.5}") << QByteArray("whole");
    QTest::newRow("too large") << QByteArray("{\"epochs\": 501}") << QByteArray("500");
    QTest::newRow("huge") << QByteArray("{\"epochs\": 1e300}") << QByteArray("500");
    QTest::newRow("below") << QByteArray("{\"sample_fraction\": 0}") << QByteArray("0.001");
    QTest::newRow("choice") << QByteArray("{\"match\": \"euclid\"}") << QByteArray("dot, cosine");
    QTest::newRow("choice number") << QByteArray("{\"match\": 1}") << QByteArray("dot, cosine");
}

void TestSettings::badJsonIsRefused() {
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, says);
    try {
        runSettingsFromJson(json.toStdString());
    } catch (const SettingsError& error) {
        QVERIFY2(QByteArray(error.what()).contains(says), error.what());
        return;
    }
    QFAIL("accepted");
}

void TestSettings::hostileJsonTakesLittleMemory() {
    constexpr std::size_t many = 8'000'000;
    QVERIFY(!parseBounded(std::string(many, '[')));
    QVERIFY(!parseBounded("{\"a\":" + std::string(33, '[') + std::string(33, ']') + '}'));
    QVERIFY(parseBounded("{\"a\":" + std::string(31, '[') + std::string(31, ']') + '}'));
    std::string empties = "[";
    for (std::size_t i = 0; i < many; ++i)
        empties += "[],";
    QVERIFY(!parseBounded(empties + "[]]")); // 24 MB of text, but half a gigabyte once parsed
    std::string members = "{";
    for (std::size_t i = 0; i < 4'500'000; ++i)
        members += "\"\":0,";
    QVERIFY(!parseBounded(members + "\"\":0}"));
    std::string numbers = "[";
    for (std::size_t i = 0; i < 30'000'000; ++i)
        numbers += "0,";
    QVERIFY(!parseBounded(numbers + "0]"));
    QVERIFY(
        parseBounded(R"({"brackets in a text": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"["})"));
}

void TestSettings::validateNamesTheSetting() {
    for (const double bad : {-1.0, 2.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
        RunSettings settings;
        settings.train.rho = bad;
        try {
            validate(settings);
            QFAIL("accepted");
        } catch (const SettingsError& error) {
            QVERIFY2(QByteArray(error.what()).contains("rho"), error.what());
        }
    }
}

void TestSettings::valuesBeyondTheTypeStayOutOfRange() {
    for (const double bad : {1e300, -1e300, std::nan("")}) {
        RunSettings settings;
        settingField("batch_size").set(settings, bad);
        QVERIFY_EXCEPTION_THROWN(validate(settings), SettingsError);
    }
}

void TestSettings::presetsAreValid() {
    QCOMPARE(presets().size(), std::size_t{11});
    QVERIFY(presets().front().key == "seed");
    for (const Preset& item : presets()) {
        validate(item.settings);
        QVERIFY(!item.label.empty() && !item.help.empty());
        QVERIFY(&preset(item.key) == &item);
    }
    QVERIFY(preset("seed-classifier").settings.train.objective == Objective::BinaryCrossEntropy);
    QCOMPARE(preset("all-ratings").settings.data.sampleFraction, 1.0);
    QCOMPARE(preset("all-ratings").settings.train.epochs, 10);
    QVERIFY(preset("cosine").settings.model.match == Match::Cosine);
}

void TestSettings::unknownKeysAreRefused() {
    QVERIFY_EXCEPTION_THROWN(settingField("none"), SettingsError);
    QVERIFY_EXCEPTION_THROWN(preset("none"), SettingsError);
}

void TestSettings::runRecordRoundTrips() {
    RunRecord record;
    record.settings.train.epochs = 9;
    record.datasetName = "Résumé";
    record.datasetSource = "/tmp/data";
    record.trainCount = 123456789012;
    record.validationCount = 7;
    record.stoppedEarly = true;
    record.threads = 3;
    EpochRecord epoch;
    epoch.epoch = 1;
    epoch.step = 10;
    epoch.trainLoss = 0.1;
    epoch.validationLoss = 1.0 / 3;
    epoch.validationAuc = 0.75;
    record.epochs = {epoch, EpochRecord{}};
    const RunRecord read = runRecordFromJson(toJson(record));
    QCOMPARE(toJson(read), toJson(record));
    QCOMPARE(read.epochs.size(), std::size_t{2});
    QCOMPARE(read.epochs[0].validationLoss.value_or(0), 1.0 / 3);
    QVERIFY(!read.epochs[0].validationRmse);
    QCOMPARE(read.trainCount, std::uint64_t{123456789012});
    QVERIFY(read.stoppedEarly);
    record.datasetSource = "/tmp/\xff";
    QVERIFY(!runRecordFromJson(toJson(record)).datasetSource.empty());
}

void TestSettings::malformedRunRecordIsRefused() {
    for (const char* text : {"", "{}", "[]", "{\"settings\": 3}", "{\"settings\": {}}"})
        QVERIFY_EXCEPTION_THROWN(runRecordFromJson(text), FormatError);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
