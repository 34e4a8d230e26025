// SPDX-License-Identifier: MIT
#include "ui/inspect/lesson_view.h"

#include "core/model/settings_fields.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace towerlab::ui {

LessonView::LessonView(QWidget* parent) : QWidget(parent), pages_(new QStackedWidget) {
    setObjectName(QStringLiteral("lessonView"));
    pages_->addWidget(makeList());
    pages_->addWidget(makePage());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(pages_);
    showList();
}

QWidget* LessonView::makeList() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* intro = new QLabel(tr("Short lessons on the model that is open. They light up what they "
                                "speak of, and can be left at any time."));
    intro->setWordWrap(true);
    theme::makeCaption(intro);
    list_ = new QListWidget;
    list_->setObjectName(QStringLiteral("lessonList"));
    list_->setAccessibleName(tr("Lessons"));
    list_->setWordWrap(true);
    list_->setSpacing(2);
    const auto open = [this](QListWidgetItem* item) { begin(list_->row(item)); };
    connect(list_, &QListWidget::itemClicked, this, open);
    connect(list_, &QListWidget::itemActivated, this, open);
    column->addWidget(intro);
    column->addWidget(list_, 1);
    return page;
}

QWidget* LessonView::makePage() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    title_ = new QLabel;
    title_->setObjectName(QStringLiteral("lessonTitle"));
    title_->setWordWrap(true);
    theme::makeHeading(title_);
    where_ = new QLabel;
    theme::makeCaption(where_);
    bar_ = new QProgressBar;
    bar_->setTextVisible(false);
    bar_->setFixedHeight(4);
    text_ = new QLabel;
    text_->setObjectName(QStringLiteral("lessonText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    askRow_ = new QWidget;
    askRow_->setObjectName(QStringLiteral("lessonAsk"));
    theme::makeNote(askRow_);
    mark_ = new QLabel;
    ask_ = new QLabel;
    ask_->setWordWrap(true);
    ask_->setTextFormat(Qt::PlainText);
    auto* asked = new QHBoxLayout(askRow_);
    asked->setContentsMargins(8, 6, 8, 6);
    asked->addWidget(mark_, 0, Qt::AlignTop);
    asked->addWidget(ask_, 1);
    run_ = new QPushButton(theme::icon(QStringLiteral("play")), QString());
    run_->setObjectName(QStringLiteral("lessonRun"));
    connect(run_, &QPushButton::clicked, this, [this] {
        if (step() != nullptr && step()->run)
            Q_EMIT runRequested(*step()->run);
    });
    back_ = new QPushButton(tr("Back"));
    back_->setObjectName(QStringLiteral("lessonBack"));
    next_ = new QPushButton(tr("Next"));
    next_->setObjectName(QStringLiteral("lessonNext"));
    leave_ = new QPushButton(tr("Leave"));
    leave_->setObjectName(QStringLiteral("lessonLeave"));
    connect(back_, &QPushButton::clicked, this, &LessonView::back);
    connect(next_, &QPushButton::clicked, this, &LessonView::next);
    connect(leave_, &QPushButton::clicked, this, &LessonView::leave);
    auto* contents = new QWidget;
    auto* inner = new QVBoxLayout(contents);
    inner->setContentsMargins(0, 0, 4, 0);
    inner->setSpacing(10);
    inner->addWidget(text_);
    inner->addWidget(askRow_);
    inner->addWidget(run_, 0, Qt::AlignLeft);
    inner->addStretch(1);
    auto* scroll = new VerticalScrollArea;
    scroll->setContents(contents);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(leave_);
    buttons->addStretch(1);
    buttons->addWidget(back_);
    buttons->addWidget(next_);
    column->addWidget(title_);
    column->addWidget(where_);
    column->addWidget(bar_);
    column->addWidget(scroll, 1);
    column->addLayout(buttons);
    return page;
}

const Lesson* LessonView::lesson() const {
    return lesson_ < 0 ? nullptr : &lessons()[static_cast<std::size_t>(lesson_)];
}

const LessonStep* LessonView::step() const {
    return lesson_ < 0 ? nullptr : &lesson()->steps[static_cast<std::size_t>(step_)];
}

void LessonView::setPlan(std::optional<NetPlan> plan) { plan_ = std::move(plan); }

void LessonView::showList() {
    const QStringList finished = remembered(preference::lessonsDone);
    list_->clear();
    for (const Lesson& each : lessons()) {
        auto* item = new QListWidgetItem(QStringLiteral("%1\n%2").arg(each.title, each.about));
        item->setIcon(theme::icon(finished.contains(each.id) ? QStringLiteral("check")
                                                             : QStringLiteral("play")));
        item->setToolTip(finished.contains(each.id) ? tr("Done") : tr("Begin"));
        list_->addItem(item);
    }
    pages_->setCurrentIndex(0);
}

void LessonView::begin(int lesson) {
    if (lesson < 0 || static_cast<std::size_t>(lesson) >= lessons().size())
        return;
    lesson_ = lesson;
    step_ = 0;
    pages_->setCurrentIndex(1);
    showStep();
    next_->setFocus();
}

void LessonView::showStep() {
    const Lesson& its = *lesson();
    const LessonStep& now = *step();
    done_ = now.task.kind == LessonTask::Kind::Read;
    title_->setText(its.title);
    const auto count = static_cast<int>(its.steps.size());
    where_->setText(tr("%1 of %2").arg(step_ + 1).arg(count));
    bar_->setRange(0, count);
    bar_->setValue(step_ + 1);
    text_->setText(now.text);
    askRow_->setVisible(!now.ask.isEmpty());
    ask_->setText(now.ask);
    run_->setVisible(now.run.has_value());
    run_->setText(now.runText);
    back_->setEnabled(step_ > 0);
    next_->setText(step_ + 1 < count ? tr("Next") : tr("Finish"));
    tick();
    Q_EMIT lightsChanged(now.lights);
}

void LessonView::tick() {
    const int size = theme::pixels(16);
    mark_->setPixmap(
        theme::icon(done_ ? QStringLiteral("check") : QStringLiteral("box")).pixmap(size, size));
    mark_->setAccessibleName(done_ ? tr("Done") : tr("To do"));
    next_->setDefault(done_);
}

void LessonView::next() {
    if (lesson() == nullptr)
        return;
    if (static_cast<std::size_t>(step_) + 1 < lesson()->steps.size()) {
        ++step_;
        showStep();
        return;
    }
    QStringList finished = remembered(preference::lessonsDone);
    if (!finished.contains(lesson()->id))
        remember(preference::lessonsDone, finished << lesson()->id);
    leave();
}

void LessonView::back() {
    if (step_ == 0)
        return;
    --step_;
    showStep();
}

void LessonView::leave() {
    lesson_ = -1;
    showList();
    Q_EMIT lightsChanged({});
}

bool LessonView::matches(LessonTask::Kind kind, const QString& what) const {
    const LessonTask& task = step()->task;
    if (task.kind != kind)
        return false;
    if (task.what.isEmpty() || task.what == what)
        return true;
    const bool boxes = kind == LessonTask::Kind::Look || kind == LessonTask::Kind::Open;
    return boxes && plan_ && isAmong(what, task.what, *plan_);
}

void LessonView::happened(LessonTask::Kind kind, const QString& what) {
    if (lesson() == nullptr || done_ || !matches(kind, what))
        return;
    done_ = true;
    tick();
}

/// "l2=0,match=1": with these settings; nothing: with any.
void LessonView::trained(const RunSettings& settings) {
    if (lesson() == nullptr || done_ || step()->task.kind != LessonTask::Kind::Train)
        return;
    for (const QString& wanted : step()->task.what.split(u',', Qt::SkipEmptyParts)) {
        const SettingField* field =
            findField(settingFields(), wanted.section(u'=', 0, 0).toStdString());
        const double value = wanted.section(u'=', 1).toDouble();
        if (field == nullptr || std::abs(field->get(settings) - value) > 1e-12)
            return;
    }
    done_ = true;
    tick();
}

} // namespace towerlab::ui
