// SPDX-License-Identifier: MIT
#include "ui/compare/setup/test_form.h"

#include "core/error.h"
#include "core/settings/setting_group.h"
#include "ui/compare/shared/text.h"
#include "ui/data/threshold_editor.h"
#include "ui/widgets/setting_editor.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <limits>

namespace towerlab::ui {
namespace {

constexpr int editorWidth = 158;
constexpr int labelWidth = 98;
constexpr int mostPlaces = 100;
constexpr int mostNegatives = 10000;
constexpr const char* settingsGroup = "compare/test/";

QString keyOf(std::string_view name) { return QLatin1String(settingsGroup) + plainText(name); }

constexpr std::array<SplitKind, 4> splits = {SplitKind::LeaveOneOut, SplitKind::Random,
                                             SplitKind::Time, SplitKind::Files};

QString translated(std::string_view text) { return TestForm::tr(std::string(text).c_str()); }

/// The numbers of a test; the keys are those of the window's own settings too.
const SettingFields& testFields() {
    static const SettingFields all = [] {
        SettingFields fields;
        SettingGroup plan(fields, {}, &CompareSettings::plan);
        SettingGroup<CompareSettings> test(fields);
        plan.percent(
            "share", QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "Share"),
            QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "How much of all ratings is held out"),
            0.01, 0.9, &TestPlan::testFraction, 0.01);
        plan.real("relevant", QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "Relevant from"),
                  QT_TRANSLATE_NOOP("towerlab::ui::TestForm",
                                    "The rating from which on a tested one is a movie to be "
                                    "found. A test of each user's last rating takes whatever it "
                                    "was."),
                  lowestThreshold, highestThreshold, 0.5, 1, &TestPlan::relevantFrom,
                  QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "stars"));
        test.whole("places", QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "Places (K)"),
                   QT_TRANSLATE_NOOP("towerlab::ui::TestForm",
                                     "How long a list is looked at: the K of NDCG@K and its like"),
                   1, mostPlaces, &CompareSettings::places);
        plan.whole("among", QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "Ranked among"),
                   QT_TRANSLATE_NOOP(
                       "towerlab::ui::TestForm",
                       "In the sampled protocol each movie to be found is ranked among so many "
                       "that the user has not rated. Figures among other numbers can't be "
                       "compared."),
                   1, mostNegatives, &TestPlan::negatives,
                   QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "others"));
        test.real("liked", QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "Liked from"),
                  QT_TRANSLATE_NOOP("towerlab::ui::TestForm",
                                    "The rating from which on classification calls it a like "
                                    "(AUC and its like)"),
                  lowestThreshold, highestThreshold, 0.5, 1, &CompareSettings::likedFrom,
                  QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "stars"));
        plan.whole("seed", QT_TRANSLATE_NOOP("towerlab::ui::TestForm", "Seed"),
                   QT_TRANSLATE_NOOP("towerlab::ui::TestForm",
                                     "All chance comes from it: the same seed gives the same "
                                     "figures"),
                   0, std::numeric_limits<int>::max(), &TestPlan::seed);
        return fields;
    }();
    return all;
}

} // namespace

TestForm::TestForm(QWidget* parent) : QWidget(parent), form_(new QFormLayout(this)) {
    setObjectName(QStringLiteral("compareTest"));
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setHorizontalSpacing(8);
    form_->setVerticalSpacing(5);
    form_->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    makeRows();
    showScale();
    restore();
}

void TestForm::makeRows() {
    split_ = new QComboBox;
    split_->addItem(tr("Last of each user"));
    split_->addItem(tr("Random share"));
    split_->addItem(tr("Latest share"));
    split_->addItem(tr("Files"));
    const std::array<QString, 4> splitHelp = {
        tr("The last rating of each user is tested: what would they watch next? Where several are "
           "the last, or no time is known, one of these is drawn."),
        tr("A share of all ratings, drawn at random, is tested"),
        tr("The latest share of all ratings is tested: what was learnt from the past must hold in "
           "the future. Ratings without a time are trained on only."),
        tr("Files say what is for training and what for the test, as published splits do, in the "
           "data "
           "set's own ids")};
    for (int i = 0; i < split_->count(); ++i)
        split_->setItemData(i, splitHelp[static_cast<std::size_t>(i)], Qt::ToolTipRole);
    addRow(tr("Test takes"), split_, QStringLiteral("compareSplit"),
           tr("Which ratings are held out for the test, and hidden from the methods"));
    addSetting("share");
    trainRow_ = makeFileEditor(train_, QStringLiteral("compareTrainFile"), tr("Training ratings"));
    addRow(
        tr("Training"), trainRow_, QStringLiteral("compareTrainRow"),
        tr("A file of ratings to learn from, “user, movie, rating” in each line; without one, all "
           "that are not in the test"));
    testRow_ = makeFileEditor(test_, QStringLiteral("compareTestFile"), tr("Test ratings"));
    addRow(
        tr("Test"), testRow_, QStringLiteral("compareTestRow"),
        tr("A file of tested ratings, “user, movie” in each line; columns may be named in a first "
           "line"));
    negativesRow_ =
        makeFileEditor(negativesFile_, QStringLiteral("compareNegativesFile"), tr("Negatives"));
    addRow(tr("Negatives"), negativesRow_, QStringLiteral("compareNegativesRow"),
           tr("A file that says which movies each tested one is ranked among, “(user,movie) movie "
              "movie …” or “user movie movie …” in each line"));
    addSetting("relevant", tr("Any rating"));
    for (const char* key : {"places", "among", "liked", "seed"})
        addSetting(key);
    connect(split_, &QComboBox::currentIndexChanged, this, &TestForm::edited);
    for (QLineEdit* line : {train_, test_, negativesFile_})
        connect(line, &QLineEdit::textChanged, this, &TestForm::edited);
}

void TestForm::addSetting(std::string_view key, const QString& zero) {
    const SettingField& field = fieldOf(testFields(), key);
    auto* editor = new SettingEditor(field, translated, zero, this);
    QString name = plainText(key);
    name[0] = name[0].toUpper();
    addRow(translated(field.label), editor->widget(), QStringLiteral("compare") + name,
           translated(field.help));
    connect(editor, &SettingEditor::edited, this, [this, &field](double value) {
        field.set(numbers_, value);
        edited();
    });
    editors_.push_back(editor);
}

void TestForm::addRow(const QString& label, QWidget* editor, const QString& name,
                      const QString& help) {
    auto* caption = new QLabel(label);
    caption->setBuddy(editor);
    caption->setWordWrap(true);
    theme::keepWidth(caption, labelWidth);
    const QString tip = QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped());
    caption->setToolTip(tip);
    editor->setToolTip(tip);
    editor->setObjectName(name);
    editor->setAccessibleName(label);
    editor->setAccessibleDescription(help);
    theme::keepWidth(editor, editorWidth);
    guardFromWheel(editor);
    form_->addRow(caption, editor);
}

QWidget* TestForm::makeFileEditor(QLineEdit*& line, const QString& name, const QString& title) {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    line = new QLineEdit;
    line->setObjectName(name);
    line->setAccessibleName(title);
    line->setPlaceholderText(tr("None"));
    line->setClearButtonEnabled(true);
    area->setFocusProxy(line);
    auto* choose = new QToolButton;
    choose->setObjectName(name + QStringLiteral("Button"));
    choose->setIcon(theme::icon(QStringLiteral("folder")));
    choose->setIconSize({16, 16});
    choose->setToolTip(tr("Choose a file"));
    choose->setAccessibleName(tr("Choose a file: %1").arg(title));
    choose->setFocusPolicy(Qt::StrongFocus);
    connect(choose, &QToolButton::clicked, this, [this, edit = line, title] {
        const QString path =
            QFileDialog::getOpenFileName(this, title, QFileInfo(edit->text()).path());
        if (!path.isEmpty())
            edit->setText(path);
    });
    row->addWidget(line, 1);
    row->addWidget(choose);
    return area;
}

CompareSettings TestForm::settings() const {
    CompareSettings settings = numbers_;
    TestPlan& plan = settings.plan;
    plan.split = splits[static_cast<std::size_t>(std::max(0, split_->currentIndex()))];
    if (plan.split == SplitKind::Files) {
        plan.trainFile = train_->text().trimmed().toStdString();
        plan.testFile = test_->text().trimmed().toStdString();
        plan.negativesFile = negativesFile_->text().trimmed().toStdString();
    }
    return settings;
}

void TestForm::setSettings(const CompareSettings& settings) {
    restoring_ = true;
    const TestPlan& plan = settings.plan;
    for (std::size_t i = 0; i < splits.size(); ++i)
        if (splits[i] == plan.split)
            split_->setCurrentIndex(static_cast<int>(i));
    train_->setText(QString::fromStdString(plan.trainFile));
    test_->setText(QString::fromStdString(plan.testFile));
    negativesFile_->setText(QString::fromStdString(plan.negativesFile));
    for (SettingEditor* editor : editors_) {
        const SettingField& field = editor->field();
        field.set(numbers_, std::clamp(field.get(settings), field.minimum, field.maximum));
        editor->setValue(field.get(numbers_));
    }
    restoring_ = false;
    edited();
}

void TestForm::setScale(const RatingScale& scale) {
    numbers_.likedFrom =
        static_cast<float>(likeThresholdAfter(scale_, scale, double{numbers_.likedFrom}));
    if (numbers_.plan.relevantFrom > scale.highest)
        numbers_.plan.relevantFrom = 0; // any
    scale_ = scale;
    showScale();
    setSettings(settings());
}

void TestForm::showScale() {
    for (SettingEditor* editor : editors_)
        if (const std::string_view key = editor->field().key; key == "liked" || key == "relevant")
            ui::setScale(editor, scale_, key == "liked" ? 0.5 : 0);
}

QString TestForm::whyNot() const {
    if (settings().plan.split != SplitKind::Files)
        return {};
    if (test_->text().trimmed().isEmpty() && negativesFile_->text().trimmed().isEmpty())
        return tr("Choose a file of tested ratings, or of negatives");
    return {};
}

void TestForm::edited() {
    showWhatApplies();
    if (restoring_)
        return;
    store();
    Q_EMIT changed();
}

void TestForm::showWhatApplies() {
    const SplitKind split = settings().plan.split;
    const bool files = split == SplitKind::Files;
    for (const SettingEditor* editor : editors_) {
        const std::string_view key = editor->field().key;
        if (key == "share")
            form_->setRowVisible(editor->widget(),
                                 split == SplitKind::Random || split == SplitKind::Time);
        if (key == "relevant")
            form_->setRowVisible(editor->widget(), split != SplitKind::LeaveOneOut);
    }
    for (QWidget* row : {trainRow_, testRow_, negativesRow_})
        form_->setRowVisible(row, files);
}

void TestForm::restore() {
    const QSettings stored;
    CompareSettings settings;
    TestPlan& plan = settings.plan;
    try {
        plan.split = splitKind(stored.value(keyOf("split")).toString().toStdString());
    } catch (const Error&) {
        plan.split = SplitKind::LeaveOneOut; // nothing is stored, or by another version
    }
    const auto file = [&](const char* key) {
        return stored.value(keyOf(key)).toString().toStdString();
    };
    plan.trainFile = file("trainFile");
    plan.testFile = file("testFile");
    plan.negativesFile = file("negativesFile");
    for (const SettingField& field : testFields())
        field.set(settings, stored.value(keyOf(field.key), field.get(settings)).toDouble());
    setSettings(settings);
}

void TestForm::store() const {
    const CompareSettings settings = this->settings();
    const TestPlan& plan = settings.plan;
    QSettings stored;
    stored.setValue(keyOf("split"), plainText(splitKey(plan.split)));
    stored.setValue(keyOf("trainFile"), train_->text());
    stored.setValue(keyOf("testFile"), test_->text());
    stored.setValue(keyOf("negativesFile"), negativesFile_->text());
    for (const SettingField& field : testFields())
        stored.setValue(keyOf(field.key), field.get(settings));
}

} // namespace towerlab::ui
