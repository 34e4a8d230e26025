// SPDX-License-Identifier: MIT
#include "ui/train/continue_dialog.h"

#include "core/model/settings_fields.h"
#include "ui/runs/train_run.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int usualEpochs = 5;

int epochsDone(const RunRecord& record) {
    const EpochRecord* epoch = modelEpoch(record);
    return epoch == nullptr ? 0 : epoch->epoch;
}

} // namespace

ContinueDialog::ContinueDialog(const QString& runName, const RunRecord& record, QWidget* parent)
    : QDialog(parent), record_(record), epochs_(new QSpinBox) {
    setWindowTitle(tr("Continue %1").arg(runName));
    setObjectName(QStringLiteral("continueDialog"));
    setMinimumWidth(400);
    epochs_->setObjectName(QStringLiteral("continueEpochs"));
    epochs_->setRange(1, std::max(1, room(record)));
    // What it had before it, where it was stopped or interrupted.
    const int left = record.settings.train.epochs - epochsDone(record);
    epochs_->setValue(left > 0 && !record.outOfPatience ? left : usualEpochs);
    epochs_->selectAll();
    auto* text = new QLabel(explanation());
    text->setWordWrap(true);
    theme::makeCaption(text);
    auto* form = new QFormLayout;
    form->addRow(tr("Further epochs"), epochs_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* go = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    go->setObjectName(QStringLiteral("continueButton"));
    go->setProperty("primary", true);
    go->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(theme::spacing);
    column->addLayout(form);
    column->addWidget(text);
    column->addWidget(buttons);
}

int ContinueDialog::room(const RunRecord& record) {
    return static_cast<int>(settingField("epochs").maximum) - epochsDone(record);
}

RunSettings ContinueDialog::settings() const {
    RunSettings settings = record_.settings;
    settings.train.epochs = epochsDone(record_) + epochs_->value();
    if (record_.outOfPatience)
        settings.train.patience = 0; // or it would end again after one epoch
    return settings;
}

QString ContinueDialog::explanation() const {
    const TrainSettings& train = record_.settings.train;
    QStringList sentences = {
        tr("Trains on from the model of epoch %1, with the run's own settings and as if it had "
           "never stopped. The result is listed as a run of its own.")
            .arg(epochsDone(record_))};
    if (train.schedule != Schedule::Constant || train.warmup > 0)
        sentences << tr("The learning rate follows its schedule over all epochs, so it takes up "
                        "where a longer run would be.");
    if (record_.outOfPatience)
        sentences << tr("Early stopping, which ended the run, is off.");
    return sentences.join(QStringLiteral("\n\n"));
}

} // namespace towerlab::ui
