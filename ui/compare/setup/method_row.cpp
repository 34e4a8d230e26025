// SPDX-License-Identifier: MIT
#include "ui/compare/setup/method_row.h"

#include "ui/compare/shared/text.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QToolButton>

#include <cmath>

namespace towerlab::ui {
namespace {

constexpr int rowHeight = 26;
constexpr int barWidth = 54;
constexpr int indicatorRoom = 26;

QString fitTime(const MethodResult& result) {
    const std::size_t metric = compareMetricIndex("fit_seconds");
    return metricValue(compareMetrics()[metric], valueOf(result, metric));
}

} // namespace

MethodRow::MethodRow(const MethodInfo& info, QWidget* parent)
    : MethodRow(info, plainText(info.key), parent) {
    setEntry(entry_);
}

MethodRow::MethodRow(const CompareEntry& run, quint64 id, QWidget* parent)
    : MethodRow(ownRunMethod(), QStringLiteral("run_%1").arg(id), parent) {
    edit_->hide();
    setEntry(run);
}

MethodRow::MethodRow(const MethodInfo& info, const QString& key, QWidget* parent)
    : QWidget(parent),
      info_(info),
      entry_{std::string(info.key), {}},
      box_(new QCheckBox),
      state_(new QLabel),
      bar_(new QProgressBar),
      edit_(new QToolButton) {
    setObjectName(QStringLiteral("methodRow_%1").arg(key));
    setFixedHeight(rowHeight);
    box_->setObjectName(QStringLiteral("method_%1").arg(key));
    box_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    box_->installEventFilter(this);
    state_->setObjectName(QStringLiteral("methodState_%1").arg(key));
    theme::makeCaption(state_);
    state_->hide();
    bar_->setObjectName(QStringLiteral("methodProgress_%1").arg(key));
    bar_->setRange(0, 100);
    bar_->setFixedWidth(barWidth);
    bar_->setTextVisible(false);
    bar_->hide();
    edit_->setObjectName(QStringLiteral("methodEdit_%1").arg(key));
    edit_->setText(QStringLiteral("…"));
    edit_->setCheckable(true);
    edit_->setFixedSize(24, 22);
    edit_->setFocusPolicy(Qt::StrongFocus);
    edit_->setEnabled(!info.settings.fields().empty());
    edit_->setAccessibleName(tr("Settings of %1").arg(methodsText(info.name)));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(box_, 1);
    row->addWidget(bar_);
    row->addWidget(state_);
    row->addWidget(edit_);
    connect(box_, &QCheckBox::toggled, this, &MethodRow::chosenChanged);
    connect(edit_, &QToolButton::clicked, this, [this] {
        edit_->setChecked(!entry_.values.empty()); // it shows whether something was changed
        Q_EMIT editRequested();
    });
}

QString MethodRow::nameTip() const {
    const QString changes = changesText(entry_);
    QString tip =
        QStringLiteral("<p><b>%1</b> · %2</p><p>%3</p><p>%4</p>")
            .arg(nameText(entry_).toHtmlEscaped(), stageText(info_.stage),
                 methodsText(info_.idea).toHtmlEscaped(), methodsText(info_.cost).toHtmlEscaped());
    if (!changes.isEmpty())
        tip += QStringLiteral("<p>%1</p>")
                   .arg((entry_.name.empty() ? tr("Settings changed: %1") : tr("Its settings: %1"))
                            .arg(changes)
                            .toHtmlEscaped());
    return tip;
}

void MethodRow::setEntry(const CompareEntry& entry) {
    entry_ = entry;
    const QString changes = changesText(entry);
    edit_->setChecked(!changes.isEmpty());
    edit_->setToolTip(changes.isEmpty() ? tr("Edit the settings of this method")
                                        : tr("Settings changed: %1").arg(changes));
    box_->setToolTip(nameTip());
    box_->setAccessibleName(nameText(entry));
    box_->setAccessibleDescription(methodsText(info_.idea));
    showName();
}

QList<QWidget*> MethodRow::stops() const {
    return edit_->isHidden() ? QList<QWidget*>{box_} : QList<QWidget*>{box_, edit_};
}

bool MethodRow::isChosen() const { return box_->isChecked(); }

void MethodRow::setChosen(bool chosen) { box_->setChecked(chosen); }

void MethodRow::setLocked(bool locked) {
    box_->setEnabled(!locked);
    edit_->setEnabled(!locked && !info_.settings.fields().empty());
}

void MethodRow::clearState() {
    hasResult_ = false;
    showState({}, {});
}

void MethodRow::setWaiting() { showState(tr("waits"), tr("Waits for the methods before it")); }

void MethodRow::setProgress(double fraction, const QString& phase) {
    const int percent = static_cast<int>(std::lround(100 * fraction));
    state_->hide();
    bar_->show();
    bar_->setValue(percent);
    const QString text = tr("%1, %2 %").arg(phase).arg(percent);
    bar_->setToolTip(text);
    bar_->setAccessibleName(tr("%1: %2").arg(nameText(entry_), text));
    showName();
}

void MethodRow::setResult(const MethodResult& result) {
    hasResult_ = true;
    if (result.error.empty())
        showState(QStringLiteral("✓ ") + fitTime(result), tr("Fitted and tested. Shown is how "
                                                             "long fitting took."));
    else
        showState(tr("✕ failed"), QString::fromStdString(result.error));
}

QString MethodRow::stateText() const { return state_->text(); }

void MethodRow::showState(const QString& text, const QString& tip) {
    bar_->hide();
    state_->setText(text);
    state_->setToolTip(tip);
    state_->setVisible(!text.isEmpty());
    layout()->activate();
    showName();
}

void MethodRow::showName() {
    const QString name = shortEntryText(entry_); // the family is its heading
    box_->setText(box_->fontMetrics().elidedText(name, Qt::ElideRight,
                                                 std::max(40, box_->width() - indicatorRoom)));
}

void MethodRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showName();
}

void MethodRow::mouseDoubleClickEvent(QMouseEvent* event) {
    QWidget::mouseDoubleClickEvent(event);
    if (edit_->isEnabled())
        Q_EMIT editRequested();
}

bool MethodRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        showName();
    if (event->type() == QEvent::MouseButtonDblClick && edit_->isEnabled()) {
        Q_EMIT editRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace towerlab::ui
