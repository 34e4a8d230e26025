// SPDX-License-Identifier: MIT
#include "ui/compare/setup/test_form.h"

#include "core/error.h"
#include "ui/compare/work/text.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QToolButton>

#include <array>
#include <limits>

namespace towerlab::ui {
namespace {

constexpr int editorWidth = 158;
constexpr int labelWidth = 98;
constexpr int mostPlaces = 100;
constexpr int mostNegatives = 10000;
constexpr const char* settingsGroup = "compare/test/";

QString keyOf(const char* name) { return QLatin1String(settingsGroup) + QLatin1String(name); }

constexpr std::array<SplitKind, 4> splits = {SplitKind::LeaveOneOut, SplitKind::Random,
                                             SplitKind::Time, SplitKind::Files};

/// A wheel that scrolls past must not change a value.
class WheelGuard : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

QDoubleSpinBox* starsBox(double least) {
    auto* box = new NumberBox;
    box->setRange(least, 5);
    box->setDecimals(1);
    box->setSingleStep(0.5);
    return box;
}

QSpinBox* wholeBox(int least, int most) {
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    return box;
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
    restore();
}

void TestForm::makeRows() {
    split_ = new QComboBox;
    split_->addItem(tr("Last of each user"));
    split_->addItem(tr("Random share"));
    split_->addItem(tr("Latest share"));
    split_->addItem(tr("Files"));
    const std::array<QString, 4> splitHelp = {
        tr("The last rating of each user is tested: what would they watch next?"),
        tr("A share of all ratings, drawn at random, is tested"),
        tr("The latest share of all ratings is tested: what was learnt from the past must hold in "
           "the future"),
        tr("Files say what is for training and what for the test, as published splits do")};
    for (int i = 0; i < split_->count(); ++i)
        split_->setItemData(i, splitHelp[static_cast<std::size_t>(i)], Qt::ToolTipRole);
    addRow(tr("Test takes"), split_, QStringLiteral("compareSplit"),
           tr("Which ratings are held out for the test, and hidden from the methods"));
    share_ = new NumberBox;
    share_->setRange(1, 90);
    share_->setDecimals(1);
    share_->setSuffix(tr(" %"));
    addRow(tr("Share"), share_, QStringLiteral("compareShare"),
           tr("How much of all ratings is held out"));
    trainRow_ = makeFileEditor(train_, QStringLiteral("compareTrainFile"), tr("Training ratings"));
    addRow(tr("Training"), trainRow_, QStringLiteral("compareTrainRow"),
           tr("A file of ratings to learn from; without one, all that are not in the test"));
    testRow_ = makeFileEditor(test_, QStringLiteral("compareTestFile"), tr("Test ratings"));
    addRow(tr("Test"), testRow_, QStringLiteral("compareTestRow"), tr("A file of tested ratings"));
    negativesRow_ =
        makeFileEditor(negativesFile_, QStringLiteral("compareNegativesFile"), tr("Negatives"));
    addRow(tr("Negatives"), negativesRow_, QStringLiteral("compareNegativesRow"),
           tr("A file that says which movies each tested one is ranked among"));
    relevant_ = starsBox(0);
    relevant_->setSpecialValueText(tr("Any rating"));
    relevant_->setSuffix(tr(" stars"));
    addRow(tr("Relevant from"), relevant_, QStringLiteral("compareRelevant"),
           tr("Stars from which a tested rating is a movie to be found. A test of each user's last "
              "rating takes whatever it was."));
    places_ = wholeBox(1, mostPlaces);
    addRow(tr("Places (K)"), places_, QStringLiteral("comparePlaces"),
           tr("How long a list is looked at: the K of NDCG@K and its like"));
    among_ = wholeBox(1, mostNegatives);
    among_->setSuffix(tr(" others"));
    addRow(tr("Ranked among"), among_, QStringLiteral("compareAmong"),
           tr("In the sampled protocol each movie to be found is ranked among so many that the "
              "user has not rated. Figures among other numbers can't be compared."));
    liked_ = starsBox(0.5);
    liked_->setSuffix(tr(" stars"));
    addRow(tr("Liked from"), liked_, QStringLiteral("compareLiked"),
           tr("Stars from which classification calls a rating a like (AUC and its like)"));
    seed_ = wholeBox(0, std::numeric_limits<int>::max());
    seed_->setGroupSeparatorShown(false);
    addRow(tr("Seed"), seed_, QStringLiteral("compareSeed"),
           tr("All chance comes from it: the same seed gives the same figures"));
    connect(split_, &QComboBox::currentIndexChanged, this, &TestForm::edited);
    for (QSpinBox* box : {places_, among_, seed_})
        connect(box, &QSpinBox::valueChanged, this, &TestForm::edited);
    for (QDoubleSpinBox* box : {share_, relevant_, liked_})
        connect(box, &QDoubleSpinBox::valueChanged, this, &TestForm::edited);
    for (QLineEdit* line : {train_, test_, negativesFile_})
        connect(line, &QLineEdit::textChanged, this, &TestForm::edited);
}

void TestForm::addRow(const QString& label, QWidget* editor, const QString& name,
                      const QString& help) {
    auto* caption = new QLabel(label);
    caption->setBuddy(editor);
    caption->setFixedWidth(labelWidth);
    const QString tip = QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped());
    caption->setToolTip(tip);
    editor->setToolTip(tip);
    editor->setObjectName(name);
    editor->setAccessibleName(label);
    editor->setFixedWidth(editorWidth);
    editor->setFocusPolicy(Qt::StrongFocus);
    editor->installEventFilter(new WheelGuard(editor));
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
    CompareSettings settings;
    TestPlan& plan = settings.plan;
    plan.split = splits[static_cast<std::size_t>(std::max(0, split_->currentIndex()))];
    plan.testFraction = share_->value() / 100;
    if (plan.split == SplitKind::Files) {
        plan.trainFile = train_->text().trimmed().toStdString();
        plan.testFile = test_->text().trimmed().toStdString();
        plan.negativesFile = negativesFile_->text().trimmed().toStdString();
    }
    plan.relevantFrom = static_cast<float>(relevant_->value());
    plan.negatives = among_->value();
    plan.seed = static_cast<std::uint64_t>(seed_->value());
    settings.places = places_->value();
    settings.likedFrom = static_cast<float>(liked_->value());
    return settings;
}

void TestForm::setSettings(const CompareSettings& settings) {
    restoring_ = true;
    const TestPlan& plan = settings.plan;
    for (std::size_t i = 0; i < splits.size(); ++i)
        if (splits[i] == plan.split)
            split_->setCurrentIndex(static_cast<int>(i));
    share_->setValue(100 * plan.testFraction);
    train_->setText(QString::fromStdString(plan.trainFile));
    test_->setText(QString::fromStdString(plan.testFile));
    negativesFile_->setText(QString::fromStdString(plan.negativesFile));
    relevant_->setValue(double{plan.relevantFrom});
    among_->setValue(plan.negatives);
    seed_->setValue(static_cast<int>(plan.seed));
    places_->setValue(settings.places);
    liked_->setValue(double{settings.likedFrom});
    restoring_ = false;
    edited();
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
    form_->setRowVisible(share_, split == SplitKind::Random || split == SplitKind::Time);
    for (QWidget* row : {trainRow_, testRow_, negativesRow_})
        form_->setRowVisible(row, files);
    form_->setRowVisible(relevant_, split != SplitKind::LeaveOneOut);
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
    const auto number = [&](const char* key, double standard) {
        return stored.value(keyOf(key), standard).toDouble();
    };
    const auto file = [&](const char* key) {
        return stored.value(keyOf(key)).toString().toStdString();
    };
    plan.testFraction = number("share", plan.testFraction);
    plan.trainFile = file("trainFile");
    plan.testFile = file("testFile");
    plan.negativesFile = file("negativesFile");
    plan.relevantFrom = static_cast<float>(number("relevant", double{plan.relevantFrom}));
    plan.negatives = static_cast<int>(number("among", plan.negatives));
    plan.seed = static_cast<std::uint64_t>(number("seed", static_cast<double>(plan.seed)));
    settings.places = static_cast<int>(number("places", settings.places));
    settings.likedFrom = static_cast<float>(number("liked", double{settings.likedFrom}));
    setSettings(settings);
}

void TestForm::store() const {
    const CompareSettings settings = this->settings();
    const TestPlan& plan = settings.plan;
    QSettings stored;
    stored.setValue(keyOf("split"), plainText(splitKey(plan.split)));
    stored.setValue(keyOf("share"), plan.testFraction);
    stored.setValue(keyOf("trainFile"), train_->text());
    stored.setValue(keyOf("testFile"), test_->text());
    stored.setValue(keyOf("negativesFile"), negativesFile_->text());
    stored.setValue(keyOf("relevant"), plan.relevantFrom);
    stored.setValue(keyOf("among"), plan.negatives);
    stored.setValue(keyOf("seed"), static_cast<qulonglong>(plan.seed));
    stored.setValue(keyOf("places"), settings.places);
    stored.setValue(keyOf("liked"), settings.likedFrom);
}

} // namespace towerlab::ui
