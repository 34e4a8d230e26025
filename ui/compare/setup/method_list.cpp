// SPDX-License-Identifier: MIT
#include "ui/compare/setup/method_list.h"

#include "ui/compare/setup/method_row.h"
#include "ui/compare/setup/parameters_dialog.h"
#include "ui/compare/shared/text.h"
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

MethodList::MethodList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("methodList"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, scrollBarRoom, 0);
    column->setSpacing(1);
    std::optional<MethodFamily> family;
    for (const MethodInfo& info : allMethods()) {
        if (family != info.family) {
            auto* heading = new QLabel(familyText(info.family));
            heading->setContentsMargins(0, family ? 8 : 0, 0, 0);
            theme::makeCaption(heading);
            column->addWidget(heading);
            family = info.family;
        }
        auto* row = new MethodRow(info);
        column->addWidget(row);
        rows_.push_back(row);
        connect(row, &MethodRow::editRequested, this, [this, row] { edit(row); });
        connect(row, &MethodRow::chosenChanged, this, [this] {
            if (restoring_)
                return;
            store();
            Q_EMIT changed();
        });
    }
    column->addStretch(1);
    restore();
}

std::vector<CompareEntry> MethodList::entries() const {
    std::vector<CompareEntry> entries;
    for (const MethodRow* row : rows_)
        if (row->isChosen())
            entries.push_back(row->entry());
    return entries;
}

void MethodList::setEntries(const std::vector<CompareEntry>& entries) {
    restoring_ = true;
    for (MethodRow* row : rows_)
        row->setChosen(false);
    for (const CompareEntry& entry : entries)
        if (MethodRow* found = row(entry.key)) {
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
    restoring_ = false;
    store();
    Q_EMIT changed();
}

MethodRow* MethodList::row(std::string_view key) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [key](const MethodRow* one) { return one->info().key == key; });
    return found == rows_.end() ? nullptr : *found;
}

void MethodList::setLocked(bool locked) {
    for (MethodRow* row : rows_)
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
