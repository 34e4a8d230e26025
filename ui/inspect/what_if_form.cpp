// SPDX-License-Identifier: MIT
#include "ui/inspect/what_if_form.h"

#include "ui/data/user_facts.h"
#include "ui/inspect/formula.h"
#include "ui/towers/tower_scene.h"
#include "ui/towers/tower_text.h"
#include "ui/widgets/eliding_combo.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int asKnown = -2; ///< in place of a word
constexpr int unknown = -1;
constexpr std::size_t mostWords = 2000; ///< that are listed; the ids of all users are not

} // namespace

WhatIfForm::WhatIfForm(QWidget* parent)
    : QWidget(parent),
      form_(new QFormLayout),
      keep_(new QCheckBox(tr("Compare with the rating of now"))),
      result_(new QLabel),
      reset_(new QPushButton(theme::icon(QStringLiteral("reset")), tr("As it is"))) {
    setObjectName(QStringLiteral("whatIf"));
    auto* intro = new QLabel(tr("Change what goes in, and watch what becomes of it. What has "
                                "changed is marked below the cells."));
    intro->setWordWrap(true);
    theme::makeCaption(intro);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form_->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form_->setVerticalSpacing(6);
    keep_->setObjectName(QStringLiteral("keepComparison"));
    keep_->setToolTip(tr("Then choose another user or movie: the differences from the rating of "
                         "now are marked"));
    result_->setObjectName(QStringLiteral("whatIfResult"));
    result_->setWordWrap(true);
    reset_->setObjectName(QStringLiteral("whatIfReset"));
    reset_->setToolTip(tr("Takes all changes back"));
    connect(reset_, &QPushButton::clicked, this, &WhatIfForm::reset);
    connect(keep_, &QCheckBox::toggled, this, &WhatIfForm::comparisonToggled);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(8);
    column->addWidget(intro);
    column->addLayout(form_);
    column->addWidget(keep_);
    column->addWidget(result_);
    column->addWidget(reset_, 0, Qt::AlignLeft);
    column->addStretch(1);
    clearChange();
}

void WhatIfForm::setInspector(std::shared_ptr<const Inspector> inspector) {
    const bool same =
        inspector_ && inspector && inspector->plan() == inspector_->plan() && !editors_.empty();
    inspector_ = std::move(inspector);
    if (same)
        return;
    editors_.clear();
    while (form_->rowCount() > 0)
        form_->removeRow(0);
    if (!inspector_)
        return;
    addSide(Side::User);
    addSide(Side::Movie);
}

void WhatIfForm::addSide(Side side) {
    auto* heading = new QLabel(TowerText::towerName(side));
    theme::makeHeading(heading);
    form_->addRow(heading);
    for (std::size_t i = 0; i < inspector_->plan().tower(side).inputs.size(); ++i)
        addEditor(side, i);
}

void WhatIfForm::addEditor(Side side, std::size_t input) {
    const TowerInput& read = inspector_->plan().tower(side).inputs[input];
    if (read.kind == InputKind::History && read.place > 0)
        return; // all channels read the same ratings
    auto* box = new ElidingCombo;
    box->setObjectName(QStringLiteral("whatIf_%1_%2").arg(sideName(side)).arg(input));
    const QString name = TowerText::inputName(read, side);
    box->setAccessibleName(name);
    guardFromWheel(box);
    editors_.push_back({side, input, box});
    if (read.kind == InputKind::History)
        fillHistory(box);
    else
        fillWords(editors_.back());
    connect(box, &QComboBox::activated, this, &WhatIfForm::changed);
    form_->addRow(name, box);
}

void WhatIfForm::fillHistory(QComboBox* box) const {
    box->addItem(tr("All ratings"), int(HistoryReading::All));
    box->addItem(tr("Without this rating"), int(HistoryReading::WithoutThis));
    box->addItem(tr("No ratings"), int(HistoryReading::None));
}

void WhatIfForm::fillWords(const Editor& editor) const {
    const TowerInput& read = inspector_->plan().tower(editor.side).inputs[editor.input];
    editor.box->addItem(tr("As it is"), asKnown);
    editor.box->addItem(readsOneWord(read.kind) ? tr("Not known") : tr("None"), unknown);
    if (read.kind == InputKind::Id || read.kind == InputKind::TitleWords)
        return;
    std::vector<int> words(std::min(static_cast<std::size_t>(read.words), mostWords));
    std::iota(words.begin(), words.end(), 0);
    std::vector<QString> names;
    names.reserve(words.size());
    for (const int word : words)
        names.push_back(columnText(inspector_->nameOf(editor.side, editor.input, word)));
    std::sort(words.begin(), words.end(), [&](int a, int b) {
        return names[static_cast<std::size_t>(a)].localeAwareCompare(
                   names[static_cast<std::size_t>(b)]) < 0;
    });
    for (const int word : words)
        editor.box->addItem(names[static_cast<std::size_t>(word)], word);
}

QString WhatIfForm::knownText(const Editor& editor, const Journey& journey) const {
    const auto& words = journey.tower(editor.side).words[editor.input];
    QStringList names;
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i)
        names << columnText(inspector_->nameOf(editor.side, editor.input, words[i].word));
    if (words.size() > 3)
        names << QStringLiteral("…");
    return names.isEmpty() ? tr("As it is") : tr("As it is: %1").arg(names.join(u", "));
}

void WhatIfForm::setKnown(const Journey& journey) {
    for (const Editor& editor : editors_) {
        const TowerInput& read = inspector_->plan().tower(editor.side).inputs[editor.input];
        if (read.kind != InputKind::History && read.kind != InputKind::TitleWords)
            editor.box->setItemText(0, knownText(editor, journey));
    }
}

WhatIf WhatIfForm::whatIf() const {
    WhatIf whatIf;
    for (const Editor& editor : editors_) {
        const TowerInput& read = inspector_->plan().tower(editor.side).inputs[editor.input];
        const int value = editor.box->currentData().toInt();
        if (read.kind == InputKind::History) {
            HistoryReading& reading =
                editor.side == Side::User ? whatIf.userHistory : whatIf.movieHistory;
            reading = static_cast<HistoryReading>(value);
        } else if (value != asKnown) {
            const bool none = value == unknown && readsBag(read.kind);
            whatIf.changes.push_back(
                {editor.side, editor.input,
                 none ? std::vector<std::int32_t>() : std::vector<std::int32_t>{value}});
        }
    }
    return whatIf;
}

bool WhatIfForm::keepsComparison() const { return keep_->isChecked(); }

void WhatIfForm::reset() {
    for (const Editor& editor : editors_)
        editor.box->setCurrentIndex(0);
    keep_->setChecked(false);
    Q_EMIT changed();
}

void WhatIfForm::showChange(const Journey& now, const Journey& before, const QString& pair) {
    const auto both = [](double from, double to) {
        return QStringLiteral("%1 → %2").arg(Formula::number(from), Formula::number(to));
    };
    QString text = tr("Score: <b>%1</b>").arg(both(double{before.logit}, double{now.logit}));
    if (now.output != now.logit)
        text += QStringLiteral("<br>") +
                tr("Output: <b>%1</b>").arg(both(double{before.output}, double{now.output}));
    if (now.stars && before.stars)
        text += QStringLiteral("<br>") +
                tr("Rating: <b>%1</b>").arg(both(double{*before.stars}, double{*now.stars}));
    if (!pair.isEmpty())
        text += QStringLiteral("<br>") + tr("Compared with %1").arg(pair.toHtmlEscaped());
    result_->setText(text);
    reset_->setEnabled(true);
}

void WhatIfForm::clearChange() {
    result_->setText(tr("Nothing has been changed."));
    reset_->setEnabled(false);
}

} // namespace towerlab::ui
