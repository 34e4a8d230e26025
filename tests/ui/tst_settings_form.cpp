// SPDX-License-Identifier: MIT
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "tests/ui/window_fixture.h"
#include "ui/train/preset_box.h"
#include "ui/train/settings_form.h"
#include "ui/widgets/number_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStyleOptionComboBox>
#include <QTimer>
#include <QToolButton>

#include <set>

using namespace towerlab;
using namespace towerlab::ui;
using towerlab::ui::test::child;

class TestSettingsForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<ui::test::OwnSettings>(); }
    void init() { settings_->reset(); }

    void startsWithTheSeedsDefaults();
    void hasAnEditorForEverySetting();
    void presetFillsTheForm();
    void changedPresetIsCalledOwnSettings();
    void ownPresetsAreNamedAndKept();
    void editorsChangeTheSettings();
    void switchesAreCheckBoxes();
    void zeroIsCalledWhatItStandsFor();
    void whatMakesNoDifferenceIsDisabledAndSaysWhy_data();
    void whatMakesNoDifferenceIsDisabledAndSaysWhy();
    void tellsWhenTheFastEngineCant();
    void textsAreNotCut();
    void groupsCloseAndStayClosed();
    void numbersOfAnyMagnitude_data();
    void numbersOfAnyMagnitude();

private:
    std::unique_ptr<ui::test::OwnSettings> settings_;
};

void TestSettingsForm::startsWithTheSeedsDefaults() {
    const SettingsForm form;
    QCOMPARE(toJson(form.settings()), toJson(RunSettings{}));
    QCOMPARE(child<QComboBox>(form, "presets")->currentData().toString(), QStringLiteral("seed"));
}

void TestSettingsForm::hasAnEditorForEverySetting() {
    const SettingsForm form;
    for (const SettingField& field : settingFields()) {
        const QString name =
            QStringLiteral("setting_%1").arg(QString::fromStdString(std::string(field.key)));
        const auto* editor = form.findChild<QWidget*>(name);
        QVERIFY2(editor, qPrintable(name));
        QVERIFY(!editor->toolTip().isEmpty());
        QVERIFY(!editor->accessibleName().isEmpty());
    }
}

void TestSettingsForm::presetFillsTheForm() {
    SettingsForm form;
    form.resize(320, 600);
    form.show();
    auto* presets = child<QComboBox>(form, "presets");
    presets->setFocus();
    QTest::keyClick(presets, Qt::Key_Down);
    const QString key = presets->currentData().toString();
    QVERIFY(key != QStringLiteral("seed"));
    QCOMPARE(toJson(form.settings()), toJson(preset(key.toStdString()).settings));
}

void TestSettingsForm::changedPresetIsCalledOwnSettings() {
    const SettingsForm form;
    const auto* presets = child<QComboBox>(form, "presets");
    auto* epochs = child<QSpinBox>(form, "setting_epochs");
    epochs->setValue(9);
    QCOMPARE(presets->currentText(), QStringLiteral("Own settings"));
    epochs->setValue(5);
    QCOMPARE(presets->currentData().toString(), QStringLiteral("seed"));
    QCOMPARE(presets->findText(QStringLiteral("Own settings")), -1);
}

void TestSettingsForm::ownPresetsAreNamedAndKept() {
    RunSettings mine;
    mine.train.epochs = 9;
    {
        SettingsForm form;
        form.show();
        auto* keep = child<QToolButton>(form, "keepPreset");
        QVERIFY(!keep->isVisible()); // a preset already
        child<QSpinBox>(form, "setting_epochs")->setValue(9);
        QVERIFY(keep->isVisible());
        QTimer::singleShot(0, &form, [] {
            auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            dialog->setTextValue(QStringLiteral("Nine <b>rounds</b>"));
            dialog->accept();
        });
        test::click(keep);
        const auto* presets = child<QComboBox>(form, "presets");
        QCOMPARE(presets->currentText(), QStringLiteral("Nine <b>rounds</b>"));
        QVERIFY(!keep->isVisible());
        // The same name again is another preset.
        child<QSpinBox>(form, "setting_epochs")->setValue(8);
        child<PresetBox>(form, "presetBox")->keep(QStringLiteral("Nine <b>rounds</b>"));
        QCOMPARE(presets->currentText(), QStringLiteral("Nine <b>rounds</b> 2"));
    }
    SettingsForm again; // at the next start
    again.show();
    auto* presets = child<QComboBox>(again, "presets");
    const int index = presets->findText(QStringLiteral("Nine <b>rounds</b>"));
    QVERIFY(index >= 0);
    presets->setCurrentIndex(index);
    Q_EMIT presets->activated(index);
    QCOMPARE(toJson(again.settings()), toJson(mine));
    test::click(child<QToolButton>(again, "removePreset"));
    QCOMPARE(presets->findText(QStringLiteral("Nine <b>rounds</b>")), -1);
    QCOMPARE(presets->currentText(), QStringLiteral("Own settings"));
    QCOMPARE(toJson(again.settings()), toJson(mine)); // only the name is gone
}

void TestSettingsForm::editorsChangeTheSettings() {
    SettingsForm form;
    QSignalSpy changed(&form, &SettingsForm::changed);
    child<QDoubleSpinBox>(form, "setting_sample_fraction")->setValue(50);
    child<QComboBox>(form, "setting_match")->setCurrentIndex(1);
    child<QDoubleSpinBox>(form, "setting_epsilon")->setValue(1e-9);
    QCOMPARE(form.settings().data.sampleFraction, 0.5);
    QCOMPARE(form.settings().model.match, Match::Cosine);
    QCOMPARE(form.settings().train.epsilon, 1e-9);
    QCOMPARE(changed.count(), 3);
}

void TestSettingsForm::switchesAreCheckBoxes() {
    SettingsForm form;
    form.show();
    auto* biases = child<QCheckBox>(form, "setting_biases");
    QVERIFY(!biases->isChecked());
    biases->click();
    QCOMPARE(form.settings().model.biases, Switch::On);
    form.setSettings(RunSettings{});
    QVERIFY(!biases->isChecked());
}

void TestSettingsForm::zeroIsCalledWhatItStandsFor() {
    const SettingsForm form;
    auto* batch = child<QSpinBox>(form, "setting_batch_size");
    batch->setValue(0);
    QCOMPARE(batch->text(), QStringLiteral("A tenth of all"));
    QCOMPARE(form.settings().train.batchSize, 0);
    auto* clipping = child<QDoubleSpinBox>(form, "setting_clip_norm");
    QCOMPARE(clipping->text(), QStringLiteral("None"));
    clipping->selectAll();
    QTest::keyClicks(clipping, QStringLiteral("2.5"));
    QCOMPARE(form.settings().train.clipNorm, 2.5);
}

void TestSettingsForm::whatMakesNoDifferenceIsDisabledAndSaysWhy_data() {
    QTest::addColumn<QString>("key");
    for (const Preset& one : presets())
        QTest::newRow(std::string(one.key).c_str()) << QString::fromStdString(std::string(one.key));
}

void TestSettingsForm::whatMakesNoDifferenceIsDisabledAndSaysWhy() {
    QFETCH(QString, key);
    SettingsForm form;
    form.setSettings(preset(key.toStdString()).settings);
    int disabled = 0;
    for (const SettingField& field : settingFields()) {
        const std::string why(whyNotUsed(field.key, form.settings()));
        const std::string name = "setting_" + std::string(field.key);
        const auto* editor = child<QWidget>(form, name.c_str());
        QVERIFY2(editor->isEnabled() == why.empty(), name.c_str());
        QVERIFY2(editor->toolTip().contains(QString::fromStdString(why).toHtmlEscaped()),
                 name.c_str());
        disabled += why.empty() ? 0 : 1;
    }
    QVERIFY(disabled > 5); // or the test proves nothing
    QVERIFY(disabled < 30);
}

void TestSettingsForm::tellsWhenTheFastEngineCant() {
    SettingsForm form;
    form.show();
    const auto* note = child<QLabel>(form, "engineNote");
    QVERIFY(!note->isVisible());
    form.setSettings(preset("dssm").settings);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("only in-batch softmax")));
    auto* engine = child<QComboBox>(form, "setting_engine");
    QVERIFY(engine->toolTip().contains(QStringLiteral("only in-batch softmax")));
    engine->setCurrentIndex(1); // as the person wants it: no news
    QVERIFY(!note->isVisible());
}

void TestSettingsForm::textsAreNotCut() {
    SettingsForm form;
    form.show();
    for (const auto* label : form.findChildren<QLabel*>())
        if (label->buddy() != nullptr)
            QVERIFY2(label->heightForWidth(label->width()) <= label->height(), // long ones wrap
                     qPrintable(label->text()));
    for (const auto* box : form.findChildren<QComboBox*>()) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        const int room =
            box->style()
                ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box)
                .width();
        for (int i = 0; i < box->count(); ++i)
            QVERIFY2(box->fontMetrics().horizontalAdvance(box->itemText(i)) <= room,
                     qPrintable(box->itemText(i)));
    }
}

void TestSettingsForm::groupsCloseAndStayClosed() {
    const auto headings = [](const SettingsForm& form) {
        return form.findChildren<QToolButton*>(QStringLiteral("groupHeading"));
    };
    std::set<std::string_view> groups;
    for (const SettingField& field : settingFields())
        groups.insert(field.group);
    {
        SettingsForm form;
        form.show();
        QCOMPARE(headings(form).size(), static_cast<qsizetype>(groups.size()));
        QVERIFY(child<QWidget>(form, "setting_sample_fraction")->isVisible());
        QTest::mouseClick(headings(form).first(), Qt::LeftButton);
        QVERIFY(!child<QWidget>(form, "setting_sample_fraction")->isVisible());
        QVERIFY(child<QWidget>(form, "setting_epochs")->isVisible());
        QVERIFY(!child<QWidget>(form, "setting_match")->isVisible()); // closed at first
    }
    SettingsForm form;
    form.show();
    QVERIFY(!child<QWidget>(form, "setting_sample_fraction")->isVisible());
    QTest::keyClick(headings(form).first(), Qt::Key_Space);
    QVERIFY(child<QWidget>(form, "setting_sample_fraction")->isVisible());
}

void TestSettingsForm::numbersOfAnyMagnitude_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("value");
    QTest::newRow("plain") << QStringLiteral("0.25") << 0.25;
    QTest::newRow("exponent") << QStringLiteral("1e-7") << 1e-7;
    QTest::newRow("small") << QStringLiteral("0.0000001") << 1e-7;
    QTest::newRow("out of range") << QStringLiteral("7") << 0.5;
    QTest::newRow("unfinished") << QStringLiteral("1e") << 1.0;
}

void TestSettingsForm::numbersOfAnyMagnitude() {
    QFETCH(QString, typed);
    QFETCH(double, value);
    NumberBox box;
    box.setDecimals(15);
    box.setRange(0, 1);
    box.setValue(0.5);
    box.show();
    box.selectAll();
    QTest::keyClicks(&box, typed);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), value);
    box.setValue(1e-7);
    QCOMPARE(box.text(), QStringLiteral("1e-07"));
}

QTEST_MAIN(TestSettingsForm)
#include "tst_settings_form.moc"
