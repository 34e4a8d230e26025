// SPDX-License-Identifier: MIT
#include "ui/inspect/tower_picture.h"

#include "ui/inspect/small_lines.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace towerlab::ui {

TowerPicture::TowerPicture(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("towerPicture"));
    setAccessibleName(tr("The two towers"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    flow_.setStartValue(0.0);
    flow_.setEndValue(1.0);
    flow_.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&flow_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        look_.flow = value.toDouble();
        update();
    });
    connect(&flow_, &QVariantAnimation::finished, this, [this] {
        look_.flow = -1;
        update();
    });
}

void TowerPicture::setPlan(std::optional<NetPlan> plan) {
    if (plan_ == plan)
        return;
    plan_ = std::move(plan);
    numbers_ = nullptr;
    look_.numbers = {};
    smallLines_.clear();
    hovered_ = {};
    keyboard_ = {};
    layOut();
}

void TowerPicture::layOut() {
    const QSizeF before = scene_.size();
    scene_ = plan_ ? TowerScene(*plan_, {double(width()), double(height())}, false) : TowerScene();
    if (scene_.size() != before)
        updateGeometry();
    update();
}

void TowerPicture::setNumbers(std::shared_ptr<const PictureNumbers> numbers) {
    numbers_ = std::move(numbers);
    if (numbers_)
        look_.numbers = [this](const SceneBox& box, const SceneStrip& strip) {
            return numbers_->of(box, strip);
        };
    else
        look_.numbers = {};
    update();
    tellCurrent();
}

void TowerPicture::setLines(Lines lines) {
    look_.lines = std::move(lines);
    update();
}

void TowerPicture::setSmallLines(QMap<QString, std::vector<SmallLine>> lines) {
    smallLines_ = std::move(lines);
    update();
}

void TowerPicture::setMoment(double share) {
    moment_ = share;
    update();
}

void TowerPicture::setLit(const QSet<QString>& boxes) {
    look_.lit = boxes;
    update();
}

void TowerPicture::flow(bool backwards, int milliseconds) {
    flow_.stop();
    look_.flow = -1;
    look_.backwards = backwards;
    if (milliseconds <= 0)
        return;
    flow_.setDuration(milliseconds);
    flow_.start();
}

CellRef TowerPicture::current() const { return hovered_.isNull() ? keyboard_ : hovered_; }

CellRef TowerPicture::cellAt(const QPointF& point) const {
    const SceneBox* box = scene_.boxAt(point);
    if (box == nullptr)
        return {};
    for (std::size_t i = 0; i < box->strips.size(); ++i)
        if (const int cell = box->strips[i].cellAt(point); cell >= 0)
            return {box->id, static_cast<int>(i), cell};
    return {box->id, -1, -1};
}

QRectF TowerPicture::rectOf(const CellRef& cell) const {
    const SceneBox* box = scene_.find(cell.box);
    if (box == nullptr)
        return {};
    if (cell.strip < 0 || cell.strip >= static_cast<int>(box->strips.size()))
        return box->rect;
    const SceneStrip& strip = box->strips[static_cast<std::size_t>(cell.strip)];
    return cell.cell < 0 ? strip.rect : strip.cell(cell.cell);
}

std::vector<CellRef> TowerPicture::sourcesOf(const CellRef& cell) const {
    const SceneBox* box = scene_.find(cell.box);
    if (box == nullptr || !plan_)
        return {};
    const QString side = sideName(box->side);
    const auto place = static_cast<std::size_t>(box->place);
    const auto vectorOf = [this](Side of) {
        const QString id = boxId(of, "layer", plan_->tower(of).layers.size() - 1);
        const SceneBox* last = scene_.find(id);
        return std::pair(id, static_cast<int>(last->strips.size()) - 1);
    };
    switch (box->kind) {
    case SceneBox::Kind::Table:
        return {{boxId(box->side, "word", place), -1, -1}};
    case SceneBox::Kind::Joined:
        if (cell.strip < 0)
            return {};
        return {{boxId(box->side, "input", static_cast<std::size_t>(cell.strip)), 0, cell.cell}};
    case SceneBox::Kind::Dense:
        if (cell.strip > 0)
            return {{box->id, cell.strip - 1, cell.strip == 2 ? -1 : cell.cell}};
        if (place > 0)
            return {{boxId(box->side, "layer", place - 1), 1, -1}};
        return {{boxId(box->side, "joined"), -1, -1}};
    case SceneBox::Kind::Match: {
        if (cell.strip != 0)
            return {};
        const auto [user, userStrip] = vectorOf(Side::User);
        const auto [movie, movieStrip] = vectorOf(Side::Movie);
        return {{user, userStrip, cell.cell}, {movie, movieStrip, cell.cell}};
    }
    case SceneBox::Kind::Score: {
        if (box->id == QLatin1String("match.logit")) {
            std::vector<CellRef> sources = {{QStringLiteral("match"), -1, -1}};
            for (const Side of : {Side::User, Side::Movie})
                if (scene_.find(boxId(of, "bias")) != nullptr)
                    sources.push_back({boxId(of, "bias"), -1, -1});
            return sources;
        }
        const bool rating = box->id == QLatin1String("match.rating");
        const QString below = rating && scene_.find(QStringLiteral("match.output")) != nullptr
                                  ? QStringLiteral("match.output")
                                  : QStringLiteral("match.logit");
        return {{below, -1, -1}};
    }
    default:
        return {};
    }
}

void TowerPicture::setHovered(const CellRef& cell) {
    if (cell == hovered_)
        return;
    hovered_ = cell;
    update();
    tellCurrent();
}

void TowerPicture::tellCurrent() { Q_EMIT currentChanged(current()); }

void TowerPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    look_.current = hasFocus() ? keyboard_.box : QString();
    look_.currentCell = keyboard_.cell;
    paintScene(&painter, scene_, look_);
    paintSmallLines(&painter);
    paintSources(&painter);
}

void TowerPicture::paintSources(QPainter* painter) const {
    const CellRef cell = current();
    if (cell.isNull() || (hovered_.isNull() && !hasFocus()))
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(theme::text(), 1.6));
    if (cell.strip >= 0)
        painter->drawRect(rectOf(cell).adjusted(-1, -1, 1, 1));
    painter->setPen(QPen(theme::secondary(), 2));
    for (const CellRef& source : sourcesOf(cell))
        painter->drawRoundedRect(rectOf(source).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
}

void TowerPicture::paintSmallLines(QPainter* painter) const {
    painter->setFont(font()); // whichever the scene was painted with last
    for (const SceneBox& box : scene_.boxes())
        if (!box.aside.isNull() && smallLines_.contains(box.id))
            ui::paintSmallLines(painter, box.aside, smallLines_[box.id], moment_);
}

/// What is known of a box, or of the lines beside it; there may be no room for these.
QString TowerPicture::tipAt(const QPointF& point) const {
    for (const SceneBox& box : scene_.boxes()) {
        const bool inside = box.rect.contains(point);
        if (!inside && !box.aside.contains(point))
            continue;
        QStringList lines;
        if (inside && !box.detail.isEmpty())
            lines << box.title << box.detail;
        for (const SmallLine& line : smallLines_[box.id])
            lines << line.text;
        return lines.join(u'\n');
    }
    return {};
}

void TowerPicture::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void TowerPicture::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut();
    if (event->type() == QEvent::PaletteChange)
        update();
}

void TowerPicture::mouseMoveEvent(QMouseEvent* event) { setHovered(cellAt(event->position())); }

void TowerPicture::leaveEvent(QEvent*) { setHovered({}); }

void TowerPicture::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const CellRef cell = cellAt(event->position());
    keyboard_ = cell;
    update();
    tellCurrent();
    if (!cell.isNull())
        Q_EMIT boxClicked(cell.box);
}

void TowerPicture::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (keyboard_.isNull() && !scene_.isEmpty() && event->reason() != Qt::MouseFocusReason)
        keyboard_ = {scene_.boxes().front().id, -1, -1};
    update();
    tellCurrent();
}

void TowerPicture::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void TowerPicture::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Space:
        Q_EMIT forwardRequested();
        return;
    case Qt::Key_Backspace:
        Q_EMIT backRequested();
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveKeyboard(event->key());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!keyboard_.isNull())
            Q_EMIT boxClicked(keyboard_.box);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// Up and down along the ways of the numbers, left and right from cell to cell, or to the next box
/// of the same height.
void TowerPicture::moveKeyboard(int key) {
    const SceneBox* box = scene_.find(keyboard_.box);
    if (box == nullptr)
        return;
    hovered_ = {};
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        for (const SceneLink& link : scene_.links()) {
            const bool found = key == Qt::Key_Up ? link.from == box->id : link.to == box->id;
            if (!found)
                continue;
            const SceneBox* next = scene_.find(key == Qt::Key_Up ? link.to : link.from);
            const int strip = static_cast<int>(next->strips.size()) - 1;
            keyboard_ = {next->id, strip, strip < 0 ? -1 : 0};
            break;
        }
    } else {
        const int by = key == Qt::Key_Right ? 1 : -1;
        const int strip = static_cast<int>(box->strips.size()) - 1;
        const int cell = keyboard_.cell + by;
        if (strip >= 0 && cell >= 0 && cell < box->strips[static_cast<std::size_t>(strip)].cells) {
            keyboard_ = {box->id, strip, cell};
        } else { // the nearest on that side
            const SceneBox* nearest = nullptr;
            const auto distance = [&](const SceneBox& other) {
                return by * (other.rect.center().x() - box->rect.center().x());
            };
            for (const SceneBox& other : scene_.boxes())
                if (std::abs(other.rect.center().y() - box->rect.center().y()) < 4 &&
                    distance(other) > 0 &&
                    (nearest == nullptr || distance(other) < distance(*nearest)))
                    nearest = &other;
            if (nearest != nullptr) {
                const int last = static_cast<int>(nearest->strips.size()) - 1;
                keyboard_ = {nearest->id, last, last < 0 ? -1 : 0};
            }
        }
    }
    update();
    tellCurrent();
}

bool TowerPicture::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tipAt(help->pos());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(tip), this);
    return true;
}

QSize TowerPicture::sizeHint() const {
    if (!plan_)
        return {theme::pixels(400), theme::pixels(300)};
    // What it needs at least, rather than what it fills now.
    return TowerScene(*plan_, {}, false).size().toSize();
}

} // namespace towerlab::ui
