// SPDX-License-Identifier: MIT
#include "ui/compare/setup/method_list.h"

#include "ui/compare/setup/method_row.h"
#include "ui/compare/setup/parameters_dialog.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/arrow_group.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <optional>

namespace towerlab::ui {
namespace {

constexpr int scrollBarRoom = 12;

/// Not chosen at the first start: what takes longest, or shows what another one shows. The others
/// answer "why two towers?" within 20 seconds on the demo data, with one at least of each kind.
constexpr std::array<std::string_view, 10> leftOut = {
    "ctr-sampled",         "two-tower-seed",        "two-tower-best-rating", "two-tower-bce",
    "two-tower-bpr",       "two-tower-sampled-bce", "two-tower-margin",      "two-tower-dssm",
    "two-tower-catalogue", "two-stage-rated"};

bool isChosenAtFirst(const MethodInfo& info) {
    return std::find(leftOut.begin(), leftOut.end(), info.key) == leftOut.end();
}

} // namespace

MethodList::MethodList(QWidget* parent)
    : QWidget(parent), runsArea_(new QWidget), stops_(new ArrowGroup(this)) {
    setObjectName(QStringLiteral("methodList"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, scrollBarRoom, 0);
    column->setSpacing(1);
    auto* runs = new QVBoxLayout(runsArea_);
    runs->setContentsMargins(0, 0, 0, 8);
    runs->setSpacing(1);
    auto* heading = new QLabel(tr("Own runs"));
    heading->setToolTip(tr("Trained anew with their settings on what the methods learn from: their "
                           "models may have seen the ratings that are tested"));
    theme::makeCaption(heading);
    runs->addWidget(heading);
    runsArea_->hide();
    column->addWidget(runsArea_);
    std::optional<MethodFamily> family;
    for (const MethodInfo& info : allMethods()) {
        if (family != info.family) {
            auto* title = new QLabel(familyText(info.family));
            title->setContentsMargins(0, family ? 8 : 0, 0, 0);
            theme::makeCaption(title);
            column->addWidget(title);
            family = info.family;
        }
        auto* row = new MethodRow(info);
        column->addWidget(row);
        rows_.push_back(row);
        connect(row, &MethodRow::editRequested, this, [this, row] { edit(row); });
        follow(row);
    }
    column->addStretch(1);
    restore();
    groupStops();
}

void MethodList::groupStops() {
    QList<QList<QWidget*>> stops;
    for (const auto* rows : {&runRows_, &rows_}) // by sight: runs stand above
        for (const MethodRow* row : *rows)
            stops << row->stops();
    stops_->setRows(stops);
}

void MethodList::follow(MethodRow* row) {
    connect(row, &MethodRow::chosenChanged, this, [this] {
        if (restoring_)
            return;
        store();
        Q_EMIT changed();
    });
}

void MethodList::setRuns(std::vector<OwnRun> runs) {
    if (runs == runs_)
        return;
    std::vector<quint64> chosen;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        if (runRows_[i]->isChosen())
            chosen.push_back(runs_[i].id);
        delete runRows_[i];
    }
    runRows_.clear();
    runs_ = std::move(runs);
    for (const OwnRun& run : runs_) {
        auto* row = new MethodRow(run.entry, run.id);
        row->setChosen(std::find(chosen.begin(), chosen.end(), run.id) != chosen.end());
        row->setLocked(locked_);
        runsArea_->layout()->addWidget(row);
        runRows_.push_back(row);
        follow(row);
    }
    runsArea_->setVisible(!runs_.empty());
    groupStops();
    Q_EMIT changed();
}

std::vector<MethodRow*> MethodList::rows() const {
    std::vector<MethodRow*> all = rows_;
    all.insert(all.end(), runRows_.begin(), runRows_.end());
    return all;
}

std::vector<CompareEntry> MethodList::entries() const {
    std::vector<CompareEntry> entries;
    for (const MethodRow* row : rows())
        if (row->isChosen())
            entries.push_back(row->entry());
    return entries;
}

void MethodList::setEntries(const std::vector<CompareEntry>& entries) {
    restoring_ = true;
    for (MethodRow* row : rows())
        row->setChosen(false);
    for (const CompareEntry& entry : entries)
        if (MethodRow* found = entry.name.empty() ? row(entry.key) : row(entry)) {
            found->setEntry(entry);
            found->setChosen(true);
        }
    restoring_ = false;
    store();
    Q_EMIT changed();
}

void MethodList::chooseAll(bool all) {
    restoring_ = true;
    for (MethodRow* row : rows_)
        row->setChosen(all);
    for (MethodRow* row : runRows_)
        row->setChosen(all && row->isChosen());
    restoring_ = false;
    store();
    Q_EMIT changed();
}

MethodRow* MethodList::row(std::string_view key) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [key](const MethodRow* one) { return one->info().key == key; });
    return found == rows_.end() ? nullptr : *found;
}

MethodRow* MethodList::row(const CompareEntry& entry) const {
    for (MethodRow* one : rows())
        if (one->entry() == entry)
            return one;
    return nullptr;
}

void MethodList::setLocked(bool locked) {
    locked_ = locked;
    for (MethodRow* row : rows())
        row->setLocked(locked);
}

void MethodList::edit(MethodRow* row) {
    auto* dialog = new ParametersDialog(row->info(), row->entry(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] {
        row->setEntry(dialog->entry());
        row->setChosen(true);
        store();
        Q_EMIT changed();
    });
    dialog->open();
}

void MethodList::restore() {
    restoring_ = true;
    const bool known = isRemembered(preference::chosenMethods);
    const QStringList chosen = remembered(preference::chosenMethods);
    const QVariantMap values = remembered(preference::methodValues);
    for (MethodRow* row : rows_) {
        const MethodInfo& info = row->info();
        const QString key = plainText(info.key);
        row->setChosen(known ? chosen.contains(key) : isChosenAtFirst(info));
        CompareEntry entry = row->entry();
        for (const SettingField& field : info.settings.fields()) {
            const QVariant value = values.value(key + u'/' + plainText(field.key));
            const double number = value.toDouble();
            if (value.isValid() && takesValue(field, number))
                entry.values.emplace(field.key, number);
        }
        row->setEntry(entry);
    }
    restoring_ = false;
}

void MethodList::store() const {
    QStringList chosen;
    QVariantMap values;
    for (const MethodRow* row : rows_) {
        const QString key = plainText(row->info().key);
        if (row->isChosen())
            chosen << key;
        for (const auto& [parameter, value] : row->entry().values)
            values.insert(key + u'/' + QString::fromStdString(parameter), value);
    }
    remember(preference::chosenMethods, chosen);
    remember(preference::methodValues, values);
}

} // namespace towerlab::ui
