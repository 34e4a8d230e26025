// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rule_filters.h"

#include "ui/runs/workspace.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::chrono::milliseconds typingPause{150};
constexpr int offerWidth = 150; ///< of a title
constexpr int boxWidth = 84;

} // namespace

RuleFilters::RuleFilters(Workspace* workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      words_(new SearchBox(this)),
      from_(new QCheckBox(this)),
      top_(new QHBoxLayout),
      row_(new QHBoxLayout) {
    words_->setObjectName(QStringLiteral("ruleSearch"));
    words_->setPlaceholderText(tr("Find a title on either side"));
    words_->setAccessibleName(words_->placeholderText());
    words_->setToolTip(tr("Keeps the rules of which one title or the other holds each of these "
                          "words"));
    words_->setMinimumWidth(140);
    from_->setObjectName(QStringLiteral("rulesFromMovie"));
    pause_.setSingleShot(true);
    pause_.setInterval(typingPause);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    rows->addLayout(top_);
    rows->addLayout(row_);
    top_->setSpacing(8);
    row_->setSpacing(8);
    top_->addWidget(words_, 1);
    row_->addWidget(from_);
    row_->addStretch(1);
    support_ = makeLeast("leastSupport", tr("Support ≥"), tr(" %"), 100, 0.5);
    confidence_ = makeLeast("leastConfidence", tr("Confidence ≥"), tr(" %"), 100, 5);
    lift_ = makeLeast("leastLift", tr("Lift ≥"), {}, 1e6, 0.5);
    connect(words_, &QLineEdit::textChanged, &pause_, qOverload<>(&QTimer::start));
    connect(&pause_, &QTimer::timeout, this, &RuleFilters::changed);
    connect(from_, &QCheckBox::toggled, this, &RuleFilters::changed);
    connect(workspace, &Workspace::selectedMovieChanged, this, [this] {
        const bool wasOn = from_->isChecked();
        showOffer();
        if (wasOn)
            Q_EMIT changed();
    });
    showOffer();
}

NumberBox* RuleFilters::makeLeast(const char* name, const QString& what, const QString& suffix,
                                  double highest, double step) {
    auto* label = new QLabel(what, this);
    auto* box = new NumberBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(what);
    box->setToolTip(tr("Leaves out the rules with less"));
    box->setRange(0, highest);
    box->setDecimals(4);
    box->setSingleStep(step);
    box->setSuffix(suffix);
    box->setFixedWidth(boxWidth);
    label->setBuddy(box);
    theme::makeCaption(label);
    row_->addWidget(label);
    row_->addWidget(box);
    connect(box, &QDoubleSpinBox::valueChanged, &pause_, qOverload<>(&QTimer::start));
    return box;
}

void RuleFilters::setDataset(std::shared_ptr<const Dataset> dataset) {
    dataset_ = std::move(dataset);
    showOffer();
}

void RuleFilters::showOffer() {
    const auto movie = workspace_->selectedMovie();
    const bool known = movie && dataset_ && *movie < dataset_->movies().size();
    if (!known)
        from_->setChecked(false);
    from_->setEnabled(known);
    const QString title =
        known ? QString::fromStdString(dataset_->movies().title[*movie]) : QString();
    QString shown = fontMetrics().elidedText(title, Qt::ElideRight, offerWidth);
    shown.replace(u'&', QStringLiteral("&&")); // a title's "&" is no mnemonic
    from_->setText(known ? tr("Only from %1").arg(shown) : tr("Only from the selected movie"));
    from_->setToolTip(
        known ? tr("Shows the rules from %1: what those who like it like, too").arg(title)
              : tr("Select a movie, in this window's lists or maps, to see the "
                   "rules from it"));
}

RuleQuery RuleFilters::query() const {
    RuleQuery query;
    query.words = words_->text();
    if (from_->isChecked() && workspace_->selectedMovie())
        query.from = static_cast<std::int32_t>(*workspace_->selectedMovie());
    query.leastSupport = support_->value() / 100;
    query.leastConfidence = confidence_->value() / 100;
    query.leastLift = lift_->value();
    return query;
}

void RuleFilters::addTool(QWidget* tool) { top_->addWidget(tool); }

} // namespace towerlab::ui
