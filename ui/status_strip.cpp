// SPDX-License-Identifier: MIT
#include "ui/status_strip.h"

#include "core/system/system_info.h"
#include "ui/jobs/job_runner.h"
#include "ui/runs/run_text.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

namespace towerlab::ui {

namespace {

QString coresText(const SystemInfo& info) {
    return info.cores == 1 ? StatusStrip::tr("CPU, 1 core · %1")
                           : StatusStrip::tr("CPU, %1 cores · %2").arg(info.cores);
}

} // namespace

StatusStrip::StatusStrip(Workspace* workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      dataset_(new QLabel(this)),
      model_(new QLabel(this)),
      device_(new QLabel(this)),
      job_(new QLabel(this)),
      folder_(new QToolButton(this)),
      bar_(new QProgressBar(this)),
      cancel_(new QToolButton(this)) {
    dataset_->setObjectName(QStringLiteral("statusDataset"));
    model_->setObjectName(QStringLiteral("statusModel"));
    device_->setObjectName(QStringLiteral("statusDevice"));
    job_->setObjectName(QStringLiteral("statusJob"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(14);
    row->addWidget(dataset_);
    row->addWidget(model_);
    row->addStretch(1);
    row->addWidget(job_);
    row->addWidget(folder_);
    row->addWidget(bar_);
    row->addWidget(cancel_);
    row->addWidget(device_);
    job_->setTextFormat(Qt::PlainText);
    dataset_->setTextFormat(Qt::PlainText);
    folder_->setObjectName(QStringLiteral("showFolder"));
    folder_->setIcon(theme::icon(QStringLiteral("folder")));
    folder_->setText(tr("Open Folder"));
    folder_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    folder_->setFocusPolicy(Qt::StrongFocus);
    folder_->setIconSize({14, 14});
    folder_->setToolTip(tr("Open the folder that this file was written to"));
    folder_->hide();
    connect(folder_, &QToolButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(writtenTo_).absolutePath()));
    });
    bar_->setFixedWidth(140);
    bar_->hide();
    cancel_->setIcon(theme::icon(QStringLiteral("close")));
    cancel_->setIconSize({14, 14});
    cancel_->setToolTip(tr("Cancel this job; what was open stays open"));
    cancel_->setAccessibleName(tr("Cancel the job"));
    cancel_->hide();
    connect(cancel_, &QToolButton::clicked, workspace, &Workspace::cancelJob);
    connect(workspace, &Workspace::datasetChanged, this, &StatusStrip::showDataset);
    connect(workspace, &Workspace::recommenderChanged, this, &StatusStrip::showModel);
    connect(workspace, &Workspace::trainingChanged, this, &StatusStrip::showModel);
    connectJob();
    showDataset();
    showModel();
    showDevice();
}

void StatusStrip::connectJob() {
    constexpr int noticeMs = 8000;
    constexpr int writtenMs = 20000; // long enough to go to the folder
    auto* forget = new QTimer(this);
    forget->setSingleShot(true);
    connect(forget, &QTimer::timeout, this, [this] {
        job_->clear();
        folder_->hide();
    });
    connect(workspace_, &Workspace::jobStarted, this, [this, forget](const QString& title) {
        forget->stop();
        folder_->hide();
        job_->setText(title);
        bar_->setRange(0, 0);
        bar_->show();
        cancel_->show();
    });
    connect(workspace_, &Workspace::jobProgress, this, [this](int percent, const QString& text) {
        bar_->setRange(0, percent < 0 ? 0 : 100);
        bar_->setValue(qMax(percent, 0));
        job_->setText(text);
    });
    connect(workspace_, &Workspace::jobFinished, this, [this, forget] {
        bar_->hide();
        cancel_->hide();
        if (!forget->isActive())
            job_->clear();
    });
    const auto tell = [this, forget](const QString& text, const QString& path) {
        job_->setText(text);
        writtenTo_ = path;
        folder_->setVisible(!path.isEmpty());
        forget->start(path.isEmpty() ? noticeMs : writtenMs);
    };
    connect(workspace_, &Workspace::notice, this,
            [tell](const QString& text) { tell(text, QString()); });
    connect(workspace_, &Workspace::written, this, tell);
}

void StatusStrip::showDataset() {
    const auto dataset = workspace_->dataset();
    if (!dataset) {
        dataset_->setText(tr("No data"));
        return;
    }
    const QLocale locale;
    dataset_->setText(tr("%1 · %2 ratings")
                          .arg(QString::fromStdString(dataset->name()),
                               locale.toString(qulonglong{dataset->ratings().size()})));
    dataset_->setToolTip(plainTip(QString::fromStdString(dataset->source())));
}

void StatusStrip::showModel() {
    const auto recommender = workspace_->recommender();
    if (workspace_->isTraining()) {
        model_->setText(tr("Model: training"));
    } else if (!recommender) {
        model_->setText(tr("No model yet"));
    } else {
        const TrainedModel& model = recommender->model();
        const RunRecord& record = model.record();
        const std::size_t epochs = record.epochs.size();
        model_->setText((epochs == 1 ? tr("Model: 1 epoch, %1 weights")
                                     : tr("Model: %1 epochs, %2 weights").arg(epochs))
                            .arg(QLocale().toString(qulonglong{model.parameterCount()})));
        model_->setToolTip(
            tr("%1\nTrained on %2 of %3, seed %4\n%5")
                .arg(endText(record),
                     examplesText(record.settings.train.objective, record.trainCount),
                     QString::fromStdString(record.datasetName))
                .arg(record.settings.train.seed)
                .arg(engineText(record)));
    }
}

void StatusStrip::showDevice() {
    // Asking loads LibTorch's state, which takes too long for this thread.
    auto* asking = new JobRunner(JobRunner::Results::Newest, this);
    asking->start({}, {}, [this](const std::stop_token&, const ProgressCallback&) {
        return [this, info = systemInfo()] {
            device_->setText(coresText(info).arg(QString::fromStdString(info.blasName)));
            device_->setToolTip(QString::fromStdString(info.blasDetail));
            if (info.blasIsSlow) {
                device_->setStyleSheet(
                    QStringLiteral("color: %1").arg(theme::warningText().name()));
                device_->setToolTip(QString::fromStdString(blasWarning(info)));
            }
        };
    });
    connect(asking, &JobRunner::finished, asking, &QObject::deleteLater);
}

} // namespace towerlab::ui
