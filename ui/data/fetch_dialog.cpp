// SPDX-License-Identifier: MIT
#include "ui/data/fetch_dialog.h"

#include "ui/data/licence_card.h"
#include "ui/data/release_list.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace towerlab::ui {

FetchDialog::FetchDialog(QWidget* parent, const FetchOptions& options, const QString& folder)
    : QDialog(parent),
      options_(options),
      folder_(folder),
      list_(new ReleaseList),
      pages_(new QStackedWidget),
      licence_(new LicenceCard),
      heading_(new QLabel),
      bar_(new QProgressBar),
      text_(new QLabel),
      note_(new QLabel),
      place_(new ElidedLabel),
      folderButton_(new QPushButton(tr("Other &Folder…"))),
      start_(new QPushButton),
      close_(new QPushButton),
      job_(new FetchJob(this)) {
    setObjectName(QStringLiteral("fetchDialog"));
    setWindowTitle(tr("Get MovieLens"));
    pages_->addWidget(licence_);
    pages_->addWidget(makeProgressCard());
    note_->setObjectName(QStringLiteral("fetchNote"));
    note_->setTextFormat(Qt::PlainText); // it has what a server says
    note_->setWordWrap(true);
    theme::makeNote(note_);
    note_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(theme::spacing);
    column->addWidget(makeTitle());
    column->addWidget(list_);
    column->addWidget(pages_, 1);
    column->addWidget(note_);
    column->addLayout(makeFolderRow());
    column->addLayout(makeButtons());
    connect(list_, &ReleaseList::chosenChanged, this, &FetchDialog::showChoice);
    connect(job_, &FetchJob::progress, this, &FetchDialog::showProgress);
    connect(job_, &FetchJob::done, this, &FetchDialog::finish);
    connect(job_, &FetchJob::failed, this, [this](const QString& text) { showEnd(text, true); });
    connect(job_, &FetchJob::stopped, this, [this] { showEnd(keptText(), false); });
    showChoice();
    resize(theme::pixels(700), theme::pixels(690));
}

QWidget* FetchDialog::makeTitle() {
    auto* title = new QLabel(tr("Get MovieLens"));
    theme::makeTitle(title);
    auto* caption = new QLabel(tr("Real ratings, from the server of those who collected them: "
                                  "GroupLens, at the University of Minnesota."));
    caption->setWordWrap(true);
    theme::makeCaption(caption);
    auto* texts = new QWidget;
    auto* column = new QVBoxLayout(texts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(title);
    column->addWidget(caption);
    return texts;
}

QWidget* FetchDialog::makeProgressCard() {
    auto* card = new QWidget;
    card->setAttribute(Qt::WA_StyledBackground);
    theme::makeCard(card);
    theme::makeHeading(heading_);
    bar_->setObjectName(QStringLiteral("fetchBar"));
    text_->setObjectName(QStringLiteral("fetchText"));
    theme::makeCaption(text_);
    auto* hint = new QLabel(tr("It opens when it is there. The rest of the window can be used "
                               "meanwhile. Closing this one stops the transfer; what has come by "
                               "then is kept, and gone on with the next time."));
    hint->setWordWrap(true);
    theme::makeCaption(hint);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(8);
    column->addWidget(heading_);
    column->addWidget(bar_);
    column->addWidget(text_);
    column->addSpacing(6);
    column->addWidget(hint);
    column->addStretch(1);
    return card;
}

QLayout* FetchDialog::makeFolderRow() {
    place_->setObjectName(QStringLiteral("fetchPlace"));
    place_->setElideMode(Qt::ElideMiddle);
    theme::makeCaption(place_);
    folderButton_->setObjectName(QStringLiteral("fetchFolder"));
    folderButton_->setAutoDefault(false);
    connect(folderButton_, &QPushButton::clicked, this, &FetchDialog::chooseFolder);
    auto* row = new QHBoxLayout;
    row->addWidget(place_, 1);
    row->addWidget(folderButton_);
    return row;
}

QLayout* FetchDialog::makeButtons() {
    start_->setObjectName(QStringLiteral("fetchStart"));
    start_->setProperty("primary", true);
    start_->setDefault(true);
    close_->setObjectName(QStringLiteral("fetchClose"));
    close_->setAutoDefault(false);
    connect(start_, &QPushButton::clicked, this, &FetchDialog::start);
    connect(close_, &QPushButton::clicked, this, [this] {
        if (job_->isRunning())
            job_->stop();
        else
            reject();
    });
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(close_);
    row->addWidget(start_);
    return row;
}

void FetchDialog::chooseFolder() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Where the archive goes"),
                                          QFileInfo::exists(folder_) ? folder_ : QDir::homePath());
    if (folder.isEmpty())
        return;
    folder_ = folder;
    showChoice();
}

void FetchDialog::start() {
    note_->hide();
    job_->start(list_->chosen(), folder_, options_);
    showChoice();
    showProgress({});
    close_->setFocus();
}

void FetchDialog::showChoice() {
    const Release& release = list_->chosen();
    const bool loading = job_->isRunning();
    list_->setEnabled(!loading);
    list_->showStates(folder_);
    licence_->setRelease(release);
    heading_->setText(tr("Getting %1").arg(release.archive()));
    pages_->setCurrentIndex(loading ? 1 : 0);
    place_->setText(tr("Goes to %1").arg(QDir::toNativeSeparators(archivePath(release, folder_))));
    folderButton_->setEnabled(!loading);
    close_->setText(loading ? tr("Stop") : tr("Close"));
    start_->setVisible(!loading);
    start_->setText(QFileInfo::exists(archivePath(release, folder_)) ? tr("Accept, Check and Open")
                    : leftoverOf(release, folder_).bytes > 0         ? tr("Accept and Go On")
                                                                     : tr("Accept and Download"));
}

void FetchDialog::showProgress(const FetchProgress& progress) {
    const int percent = progress.percent();
    bar_->setRange(0, percent < 0 ? 0 : 100);
    bar_->setValue(qMax(percent, 0));
    text_->setText(progressText(progress));
    bar_->setAccessibleName(text_->text());
}

QString FetchDialog::keptText() const {
    const Leftover left = leftoverOf(list_->chosen(), folder_);
    return left.bytes > 0 ? tr("Stopped. %1 of %2 are kept, and gone on with the next time.")
                                .arg(sizeText(left.bytes), sizeText(left.total))
                          : tr("Stopped. Nothing had come yet.");
}

void FetchDialog::showEnd(const QString& text, bool isError) {
    note_->setText(isError ? tr("That did not work. %1").arg(text) : text);
    note_->show();
    showChoice();
    start_->setFocus();
}

void FetchDialog::finish(const Fetched& fetched) {
    showChoice();
    last_ = fetched;
    accept();
    Q_EMIT ready(fetched.path);
}

void FetchDialog::tellOf(const QString& openedPath) {
    if (!last_.path.isEmpty() && openedPath == last_.path)
        Q_EMIT told(last_.notes.join(u' '));
    last_ = {};
}

void FetchDialog::present() {
    show();
    raise();
    activateWindow();
}

void FetchDialog::reject() {
    job_->stop();
    QDialog::reject();
}

void FetchDialog::showEvent(QShowEvent* event) {
    if (!job_->isRunning()) {
        note_->hide();
        list_->setFocus();
    }
    showChoice();
    QDialog::showEvent(event);
}

} // namespace towerlab::ui
