// SPDX-License-Identifier: MIT
#include "ui/embeddings/projection_bar.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

namespace towerlab::ui {
namespace {

struct KindText {
    ProjectionKind kind;
    const char* name;
    const char* help;
};
constexpr std::array kinds = {
    KindText{ProjectionKind::Components,
             QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "Components"),
             QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar",
                               "Principal components: the plane in which the vectors differ most. "
                               "Distances are true as far as the plane reaches.")},
    KindText{ProjectionKind::Meaning,
             QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "By meaning"),
             QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar",
                               "Axes by meaning: each goes from the mean of one set of points to "
                               "the mean of another, such as two genres.")},
    KindText{ProjectionKind::Tsne, QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "t-SNE"),
             QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar",
                               "t-SNE keeps near neighbours together. Which points touch means "
                               "something; how far groups are apart, and how large they are, does "
                               "not.")},
    KindText{ProjectionKind::Umap, QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "UMAP"),
             QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar",
                               "UMAP keeps near neighbours together, and says a little more than "
                               "t-SNE of how groups lie to each other.")}};

struct PoleText {
    const char* object;
    const char* name;
};
constexpr std::array<PoleText, poles> poleTexts = {
    PoleText{"poleLeft", QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "Left")},
    PoleText{"poleRight", QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "Right")},
    PoleText{"poleLow", QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "Down")},
    PoleText{"poleHigh", QT_TRANSLATE_NOOP("towerlab::ui::ProjectionBar", "Up")}};

template <typename Box>
Box* makeBox(const char* name, const QString& label, const QString& help, QHBoxLayout* row,
             QList<QLabel*>& captions) {
    auto* box = new Box;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    box->setToolTip(help);
    box->setKeyboardTracking(false);
    auto* caption = new QLabel(label);
    theme::makeCaption(caption);
    caption->setToolTip(help);
    captions << caption;
    row->addWidget(caption);
    row->addWidget(box);
    return box;
}

} // namespace

ProjectionBar::ProjectionBar(QWidget* parent)
    : QWidget(parent),
      kind_(new QComboBox),
      pages_(new QStackedWidget),
      axes_(new MapAxes),
      run_(new QPushButton(tr("Run"))),
      equal_(makeIconButton("equalScale", QStringLiteral("equal"), tr("Equal scales"),
                            tr("A unit is as long across as up, so that distances mean something; "
                               "else the map fills its frame"))) {
    kind_->setObjectName(QStringLiteral("projection"));
    kind_->setAccessibleName(tr("Projection"));
    for (const KindText& text : kinds) {
        kind_->addItem(tr(text.name), static_cast<int>(text.kind));
        kind_->setItemData(kind_->count() - 1, tr(text.help), Qt::ToolTipRole);
    }
    kind_->setToolTip(tr(kinds[0].help));
    run_->setObjectName(QStringLiteral("arrange"));
    equal_->setCheckable(true);
    equal_->setChecked(true);
    pages_->addWidget(axes_);
    pages_->addWidget(makePoles());
    pages_->addWidget(makeParameters(true));
    pages_->addWidget(makeParameters(false));
    pages_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(kind_);
    row->addWidget(pages_);
    row->addWidget(run_);
    row->addStretch(1);
    row->addWidget(equal_);
    connect(kind_, &QComboBox::activated, this, [this] {
        showPage();
        Q_EMIT kindChanged();
    });
    connect(run_, &QPushButton::clicked, this, [this] {
        if (running_)
            Q_EMIT stopRequested();
        else
            Q_EMIT runRequested();
    });
    connect(equal_, &QToolButton::toggled, this, &ProjectionBar::equalScaleChanged);
    setRunning(false);
    showPage();
}

QWidget* ProjectionBar::makePoles() {
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (std::size_t i = 0; i < poles; ++i) {
        auto* button = new QPushButton;
        button->setObjectName(QLatin1String(poleTexts[i].object));
        button->setCheckable(true);
        button->setToolTip(tr("An end of an axis. The highlighted one is set by a click on a group "
                              "of the legend; the menu has the groups, the hits of the search and "
                              "the selected points."));
        auto* menu = new QMenu(button);
        connect(menu, &QMenu::aboutToShow, this, [this, i] {
            fillPoleMenu(static_cast<Pole>(i));
            arm(static_cast<Pole>(i));
        });
        button->setMenu(menu);
        poleButtons_[i] = button;
        row->addWidget(button);
        setPoleText(static_cast<Pole>(i), {});
    }
    arm(Pole::Left);
    return page;
}

QWidget* ProjectionBar::makeParameters(bool tsne) {
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    if (tsne) {
        perplexity_ = makeBox<QDoubleSpinBox>(
            "perplexity", tr("Perplexity"),
            tr("About how many neighbours a point is kept near to: small values show fine "
               "structure, large ones the whole."),
            row, captions_);
        perplexity_->setRange(2, 200);
        perplexity_->setDecimals(0);
        perplexity_->setSingleStep(5);
        perplexity_->setValue(ArrangeSettings().perplexity);
        exaggeration_ = makeBox<QDoubleSpinBox>(
            "exaggeration", tr("Exaggeration"),
            tr("Attraction is so many times as strong: above 1, groups are tighter and further "
               "apart."),
            row, captions_);
        exaggeration_->setRange(1, 12);
        exaggeration_->setDecimals(1);
        exaggeration_->setSingleStep(0.5);
        connect(perplexity_, &QDoubleSpinBox::valueChanged, this, &ProjectionBar::arrangeChanged);
        connect(exaggeration_, &QDoubleSpinBox::valueChanged, this, &ProjectionBar::arrangeChanged);
        guardFromWheel(perplexity_);
        guardFromWheel(exaggeration_);
        return page;
    }
    neighbours_ = makeBox<QSpinBox>(
        "umapNeighbours", tr("Neighbours"),
        tr("How many neighbours a point is tied to: few show fine structure, many the whole."), row,
        captions_);
    neighbours_->setRange(2, 200);
    neighbours_->setValue(ArrangeSettings().neighbours);
    distance_ = makeBox<QDoubleSpinBox>(
        "minimumDistance", tr("Min. distance"),
        tr("How near neighbours may come on the map: small values pack groups tightly."), row,
        captions_);
    distance_->setRange(0, 0.99);
    distance_->setDecimals(2);
    distance_->setSingleStep(0.05);
    distance_->setValue(ArrangeSettings().minimumDistance);
    connect(neighbours_, &QSpinBox::valueChanged, this, &ProjectionBar::arrangeChanged);
    connect(distance_, &QDoubleSpinBox::valueChanged, this, &ProjectionBar::arrangeChanged);
    guardFromWheel(neighbours_);
    guardFromWheel(distance_);
    return page;
}

void ProjectionBar::fillPoleMenu(Pole pole) {
    QMenu* menu = poleButtons_[static_cast<std::size_t>(pole)]->menu();
    menu->clear();
    for (int i = 0; i < groups_.size(); ++i)
        menu->addAction(groups_[i], this, [this, pole, i] { Q_EMIT poleToGroup(pole, i); });
    if (!groups_.isEmpty())
        menu->addSeparator();
    menu->addAction(tr("The hits of the search"), this, [this, pole] { Q_EMIT poleToHits(pole); });
    menu->addAction(tr("The selected points"), this,
                    [this, pole] { Q_EMIT poleToSelection(pole); });
    menu->addAction(tr("Nothing"), this, [this, pole] { Q_EMIT poleCleared(pole); });
}

ProjectionKind ProjectionBar::kind() const {
    return static_cast<ProjectionKind>(kind_->currentData().toInt());
}

void ProjectionBar::setKind(ProjectionKind kind) {
    kind_->setCurrentIndex(kind_->findData(static_cast<int>(kind)));
    showPage();
}

void ProjectionBar::showPage() {
    pages_->setCurrentIndex(kind_->currentIndex());
    // The widest page would keep its width for all.
    for (int i = 0; i < pages_->count(); ++i)
        pages_->widget(i)->setSizePolicy(QSizePolicy::Preferred, i == pages_->currentIndex()
                                                                     ? QSizePolicy::Preferred
                                                                     : QSizePolicy::Ignored);
    for (int i = 0; i < pages_->count(); ++i)
        if (i != pages_->currentIndex())
            pages_->widget(i)->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    run_->setVisible(isArranged(kind()));
    equal_->setVisible(!isArranged(kind())); // whose scales are always equal
    kind_->setToolTip(kind_->currentData(Qt::ToolTipRole).toString());
}

ArrangeSettings ProjectionBar::arrange() const {
    ArrangeSettings settings;
    settings.kind = kind();
    settings.perplexity = perplexity_->value();
    settings.exaggeration = exaggeration_->value();
    settings.neighbours = neighbours_->value();
    settings.minimumDistance = distance_->value();
    return settings;
}

void ProjectionBar::setArrange(const ArrangeSettings& settings) {
    const QSignalBlocker a(perplexity_);
    const QSignalBlocker b(exaggeration_);
    const QSignalBlocker c(neighbours_);
    const QSignalBlocker d(distance_);
    perplexity_->setValue(settings.perplexity);
    exaggeration_->setValue(settings.exaggeration);
    neighbours_->setValue(settings.neighbours);
    distance_->setValue(settings.minimumDistance);
}

void ProjectionBar::setRunning(bool running) {
    running_ = running;
    run_->setText(running ? tr("Stop") : tr("Run again"));
    run_->setToolTip(running ? tr("Keeps the map as far as it has come")
                             : tr("Arranges the points anew, from their principal components"));
}

void ProjectionBar::setPoleText(Pole pole, const QString& text) {
    const auto place = static_cast<std::size_t>(pole);
    constexpr int longest = 90;
    poleTexts_[place] = text;
    const QString name = tr(poleTexts[place].name);
    const QString whole = tr("%1: %2").arg(name, text.isEmpty() ? tr("choose") : text);
    poleButtons_[place]->setText(
        roomy_ ? fontMetrics().elidedText(whole, Qt::ElideRight, theme::pixels(2 * longest))
               : fontMetrics().elidedText(text.isEmpty() ? name : text, Qt::ElideRight,
                                          theme::pixels(longest)));
    poleButtons_[place]->setAccessibleName(whole);
}

void ProjectionBar::setGroups(const QStringList& groups) { groups_ = groups; }

std::optional<Pole> ProjectionBar::armed() const {
    if (kind() != ProjectionKind::Meaning)
        return std::nullopt;
    for (std::size_t i = 0; i < poles; ++i)
        if (poleButtons_[i]->isChecked())
            return static_cast<Pole>(i);
    return std::nullopt;
}

void ProjectionBar::arm(std::optional<Pole> pole) {
    for (std::size_t i = 0; i < poles; ++i)
        poleButtons_[i]->setChecked(pole == static_cast<Pole>(i));
}

void ProjectionBar::armNext() {
    for (std::size_t i = 0; i < poles; ++i)
        if (poleTexts_[i].isEmpty()) {
            arm(static_cast<Pole>(i));
            return;
        }
    arm(std::nullopt);
}

void ProjectionBar::setRoomy(bool roomy) {
    roomy_ = roomy;
    axes_->setRoomy(roomy);
    for (QLabel* caption : captions_)
        caption->setVisible(roomy);
    for (std::size_t i = 0; i < poles; ++i)
        setPoleText(static_cast<Pole>(i), poleTexts_[i]);
}

bool ProjectionBar::equalScale() const { return isArranged(kind()) || equal_->isChecked(); }

} // namespace towerlab::ui
