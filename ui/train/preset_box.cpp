// SPDX-License-Identifier: MIT
#include "ui/train/preset_box.h"

#include "core/error.h"
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "ui/runs/run_text.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
PresetBox::PresetBox(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("presetBox"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    help_ = new QLabel;
    help_->setWordWrap(true);
    theme::makeCaption(help_);
    column->addWidget(makeRow());
    column->addWidget(help_);
    for (const Preset& preset : presets())
        all_.push_back(
            {QString::fromUtf8(preset.key.data(), static_cast<qsizetype>(preset.key.size())),
             settingsText(preset.label), settingsText(preset.help), preset.settings});
    readOwn();
    fill();
}

QWidget* PresetBox::makeRow() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    box_ = new QComboBox;
    box_->setObjectName(QStringLiteral("presets"));
    box_->setAccessibleName(tr("Preset"));
    box_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box_->setMinimumContentsLength(8);
    box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    guardFromWheel(box_);
    keep_ = makeIconButton("keepPreset", QStringLiteral("save"),
                           tr("Keep these settings as a preset of your own"));
    remove_ = makeIconButton("removePreset", QStringLiteral("trash"),
                             tr("Forget this preset; its settings stay in the form"));
    row->addWidget(box_, 1);
    row->addWidget(keep_);
    row->addWidget(remove_);
    connect(box_, &QComboBox::activated, this, [this](int index) {
        if (index < static_cast<int>(all_.size())) // else what is there anyway
            Q_EMIT chosen(all_[static_cast<std::size_t>(index)].settings);
    });
    connect(keep_, &QToolButton::clicked, this, &PresetBox::askForName);
    connect(remove_, &QToolButton::clicked, this, &PresetBox::remove);
    return area;
}

void PresetBox::readOwn() {
    const QVariantMap own = remembered(preference::ownPresets);
    for (auto it = own.cbegin(); it != own.cend(); ++it) {
        try {
            all_.push_back({{},
                            it.key(),
                            tr("A preset of your own."),
                            storedRunSettings(it.value().toString().toStdString())});
        } catch (const SettingsError&) { // of a version with other settings
        }
    }
}

void PresetBox::storeOwn() const {
    QVariantMap own;
    for (const Named& preset : all_)
        if (preset.own())
            own.insert(preset.name, QString::fromStdString(toJson(preset.settings)));
    remember(preference::ownPresets, own);
}

void PresetBox::fill() {
    box_->clear();
    for (const Named& preset : all_) {
        box_->addItem(preset.name, preset.key);
        box_->setItemData(box_->count() - 1, preset.help, Qt::ToolTipRole);
    }
    showSettings(settings_);
}

int PresetBox::found() const {
    const std::string now = toJson(settings_);
    int last = -1; // an own name before a built-in one
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (toJson(all_[i].settings) == now)
            last = static_cast<int>(i);
    return last;
}

void PresetBox::showSettings(const RunSettings& settings) {
    settings_ = settings;
    const int now = found();
    const int count = static_cast<int>(all_.size());
    if (now < 0 && box_->count() == count)
        box_->addItem(tr("Own settings"));
    if (now >= 0 && box_->count() > count)
        box_->removeItem(count);
    box_->setCurrentIndex(now < 0 ? count : now);
    help_->setText(now < 0 ? tr("Changed from the presets. Choose one to go back to it, or keep "
                                "these settings under a name.")
                           : all_[static_cast<std::size_t>(now)].help);
    keep_->setVisible(now < 0);
    remove_->setVisible(now >= 0 && all_[static_cast<std::size_t>(now)].own());
}

void PresetBox::askForName() {
    bool accepted = false;
    const QString name = QInputDialog::getText(window(), tr("Keep as a preset"), tr("Name"),
                                               QLineEdit::Normal, tr("My settings"), &accepted);
    if (accepted && !name.trimmed().isEmpty())
        keep(name.trimmed());
}

void PresetBox::keep(const QString& name) {
    const auto taken = [this](const QString& other) {
        return std::any_of(all_.begin(), all_.end(),
                           [&](const Named& preset) { return preset.name == other; });
    };
    QString own = name;
    for (int count = 2; taken(own); ++count)
        own = tr("%1 %2").arg(name).arg(count);
    all_.push_back({{}, own, tr("A preset of your own."), settings_});
    storeOwn();
    fill();
}

void PresetBox::remove() {
    const int now = found();
    if (now < 0 || !all_[static_cast<std::size_t>(now)].own())
        return;
    all_.erase(all_.begin() + now);
    storeOwn();
    fill();
    box_->setFocus();
}

} // namespace towerlab::ui
