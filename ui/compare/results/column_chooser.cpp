// SPDX-License-Identifier: MIT
#include "ui/compare/results/column_chooser.h"

#include "ui/compare/shared/text.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace towerlab::ui {
namespace {

/// Views after the overview, by the groups that they show.
struct View {
    const char* name;
    const char* label;
    const char* help;
    std::vector<MetricGroup> groups;
};

const std::vector<View>& views() {
    static const std::vector<View> all = {
        {"overview",
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser", "Overview"),
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser", "A few figures of each kind"),
         {}},
        {"stars",
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser", "Stars and likes"),
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser",
                           "How well the stars of tested ratings are predicted, and which of them "
                           "are likes"),
         {MetricGroup::Rating, MetricGroup::Classification}},
        {"sampled",
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser", "Among a sample"),
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser",
                           "Each movie to be found, ranked among some drawn at random"),
         {MetricGroup::Sampled}},
        {"catalogue",
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser", "Among all movies"),
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser",
                           "Each user's movies to be found, among all that they had not rated"),
         {MetricGroup::Catalogue}},
        {"beyond",
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser", "Beyond accuracy"),
         QT_TRANSLATE_NOOP("towerlab::ui::ColumnChooser",
                           "What the lists are like: how much of the catalogue they show, how "
                           "popular it is, and what it costs"),
         {MetricGroup::BeyondAccuracy, MetricGroup::Time}}};
    return all;
}

constexpr std::array<std::string_view, 8> overview = {
    "rmse",           "auc",      "sampled_hr",  "sampled_ndcg",
    "catalogue_ndcg", "coverage", "fit_seconds", "query_ms"};

std::vector<std::size_t> metricsOf(const View& view) {
    std::vector<std::size_t> metrics;
    const auto& all = compareMetrics();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& groups = view.groups;
        const bool shown =
            groups.empty()
                ? std::find(overview.begin(), overview.end(), all[i].key) != overview.end()
                : std::find(groups.begin(), groups.end(), all[i].group) != groups.end();
        if (shown)
            metrics.push_back(i);
    }
    return metrics;
}

} // namespace

ColumnChooser::ColumnChooser(QWidget* parent) : QWidget(parent), views_(new QButtonGroup(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (std::size_t i = 0; i < views().size(); ++i) {
        const View& view = views()[i];
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("columns_%1").arg(QLatin1String(view.name)));
        button->setText(tr(view.label));
        button->setToolTip(tr(view.help));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        views_->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    row->addStretch(1);
    auto* columns = new QToolButton;
    makeMenu(columns);
    row->addWidget(columns);
    connect(views_, &QButtonGroup::idClicked, this, &ColumnChooser::chooseView);
    const int view = remembered(preference::columnsView);
    const QStringList picked = remembered(preference::pickedColumns);
    if (view >= 0 && view < static_cast<int>(views().size())) {
        views_->button(view)->setChecked(true);
        showPicked(metricsOf(views()[static_cast<std::size_t>(view)]));
        return;
    }
    views_->setExclusive(false); // none of the views is the one shown
    std::vector<std::size_t> metrics;
    for (std::size_t i = 0; i < compareMetrics().size(); ++i)
        if (picked.contains(plainText(compareMetrics()[i].key)))
            metrics.push_back(i);
    showPicked(metrics);
}

void ColumnChooser::makeMenu(QToolButton* button) {
    button->setObjectName(QStringLiteral("columnsMenu"));
    button->setIcon(theme::icon(QStringLiteral("sliders")));
    button->setIconSize({16, 16});
    button->setText(tr("Columns"));
    button->setToolTip(tr("Choose the columns one by one"));
    button->setAccessibleName(tr("Columns"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    // The arrow of a menu would lie over the icon.
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto* menu = new QMenu(button);
    const CompareSettings settings;
    std::optional<MetricGroup> group;
    for (const CompareMetric& metric : compareMetrics()) {
        if (group != metric.group) {
            menu->addSection(groupText(metric.group));
            group = metric.group;
        }
        QString label = metricsText(metric.label);
        if (metric.group == MetricGroup::Sampled || metric.group == MetricGroup::Catalogue)
            label = tr("%1 (%2)").arg(label, groupText(metric.group).toLower());
        QAction* action = menu->addAction(label);
        action->setObjectName(QStringLiteral("column_%1").arg(plainText(metric.key)));
        action->setCheckable(true);
        action->setToolTip(metricsText(metric.help));
        connect(action, &QAction::triggered, this, &ColumnChooser::pick);
        picks_.push_back(action);
    }
    menu->setToolTipsVisible(true);
    button->setMenu(menu);
}

std::vector<std::size_t> ColumnChooser::metrics() const {
    std::vector<std::size_t> metrics;
    for (std::size_t i = 0; i < picks_.size(); ++i)
        if (picks_[i]->isChecked())
            metrics.push_back(i);
    return metrics;
}

void ColumnChooser::chooseView(int view) {
    views_->setExclusive(true);
    for (QAbstractButton* button : views_->buttons())
        button->setChecked(views_->id(button) == view);
    showPicked(metricsOf(views()[static_cast<std::size_t>(view)]));
    store();
    Q_EMIT changed();
}

void ColumnChooser::pick() {
    views_->setExclusive(false);
    for (QAbstractButton* button : views_->buttons())
        button->setChecked(false);
    store();
    Q_EMIT changed();
}

void ColumnChooser::showPicked(const std::vector<std::size_t>& metrics) {
    for (std::size_t i = 0; i < picks_.size(); ++i)
        picks_[i]->setChecked(std::find(metrics.begin(), metrics.end(), i) != metrics.end());
}

void ColumnChooser::store() const {
    QStringList picked;
    for (const std::size_t metric : metrics())
        picked << plainText(compareMetrics()[metric].key);
    remember(preference::columnsView, views_->checkedId());
    remember(preference::pickedColumns, picked);
}

} // namespace towerlab::ui
