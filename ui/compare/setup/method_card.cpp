// SPDX-License-Identifier: MIT
#include "ui/compare/setup/method_card.h"

#include "ui/compare/shared/text.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int formulaPixels = 15;

QLabel* makeChip(const QString& text, const QString& help) {
    auto* chip = new QLabel(text);
    chip->setToolTip(help);
    chip->setStyleSheet(QStringLiteral("border: 1px solid palette(mid); border-radius: 9px; "
                                       "padding: 1px 9px; font-size: %1px;")
                            .arg(theme::pixels(12)));
    return chip;
}

QLabel* makeText(const QString& text) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString rangeText(const SettingField& field) {
    if (field.kind == FieldKind::Choice) {
        QStringList choices;
        for (const FieldChoice& choice : field.choices)
            choices << methodsText(choice.label);
        return choices.join(QStringLiteral(", "));
    }
    return MethodCard::tr("%1 to %2")
        .arg(parameterText(field, field.minimum), parameterText(field, field.maximum));
}

/// "place 2 of 9" by a metric.
QString placeText(const Comparison& comparison, std::size_t method, std::size_t metric) {
    const double own = valueOf(comparison.methods[method], metric)->mean;
    const bool lower = compareMetrics()[metric].better == Better::Lower;
    int place = 1;
    int all = 0;
    for (const MethodResult& other : comparison.methods) {
        const auto& value = valueOf(other, metric);
        if (!value)
            continue;
        ++all;
        if (lower ? value->mean < own : value->mean > own)
            ++place;
    }
    return MethodCard::tr("place %1 of %2").arg(place).arg(all);
}

/// "Σ_j b_u" with its subscripts set; one formula a line reads best, of several between semicolons.
QString formulaHtml(const QString& plain) {
    static const QRegularExpression subscript(QStringLiteral("_(\\w+)"),
                                              QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression minus(QStringLiteral("(^|[\\s(])-"));
    QString html = plain.toHtmlEscaped();
    html.replace(subscript, QStringLiteral("<sub>\\1</sub>"));
    html.replace(minus, QStringLiteral("\\1−"));
    return html.replace(QStringLiteral("; "), QStringLiteral("<br>"));
}

} // namespace

MethodCard::MethodCard(const MethodInfo& info, QWidget* parent)
    : QWidget(parent), info_(info), column_(new QVBoxLayout(this)), figures_(makeText({})) {
    setObjectName(QStringLiteral("methodCard_%1").arg(plainText(info.key)));
    setAccessibleName(methodsText(info.name));
    column_->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column_->setSpacing(4);
    addHead();
    addSection(tr("Idea"), methodsText(info.idea));
    addFormula();
    addSection(tr("When to use it"), methodsText(info.whenToUse));
    addSection(tr("Cost"), methodsText(info.cost));
    addParameters();
    figures_->setObjectName(QStringLiteral("methodFigures"));
    column_->addStretch(1);
}

void MethodCard::addHead() {
    auto* title = new QLabel(methodsText(info_.name));
    title->setWordWrap(true);
    theme::makeTitle(title);
    column_->addWidget(title);
    auto* chips = new QHBoxLayout;
    chips->setSpacing(6);
    chips->addWidget(makeChip(stageText(info_.stage), stageHelp(info_.stage)));
    chips->addWidget(makeChip(familyText(info_.family), {}));
    if (info_.predictsStars)
        chips->addWidget(makeChip(tr("Predicts stars"), tr("It has an RMSE")));
    if (info_.predictsLikes)
        chips->addWidget(makeChip(tr("Chance of a like"),
                                  tr("It says how likely a like is, and has a log loss")));
    chips->addStretch(1);
    column_->addLayout(chips);
    figures_->setContentsMargins(0, 6, 0, 0);
    figures_->hide();
    column_->addWidget(figures_);
}

void MethodCard::addSection(const QString& heading, const QString& text) {
    auto* head = new QLabel(heading);
    head->setContentsMargins(0, 8, 0, 0);
    theme::makeHeading(head);
    column_->addWidget(head);
    column_->addWidget(makeText(text));
}

void MethodCard::addFormula() {
    auto* head = new QLabel(tr("Formula"));
    head->setContentsMargins(0, 8, 0, 0);
    theme::makeHeading(head);
    column_->addWidget(head);
    const QString plain = methodsText(info_.formula);
    QLabel* formula = makeText(formulaHtml(plain));
    formula->setTextFormat(Qt::RichText);
    formula->setAccessibleName(plain);
    formula->setObjectName(QStringLiteral("methodFormula"));
    formula->setStyleSheet(QStringLiteral("font-family: 'DejaVu Serif', 'STIX Two Text', serif; "
                                          "font-size: %1px; padding: 6px 10px; "
                                          "background: palette(alternate-base); "
                                          "border-radius: 6px;")
                               .arg(theme::pixels(formulaPixels)));
    column_->addWidget(formula);
}

void MethodCard::addParameters() {
    auto* head = new QLabel(tr("Settings"));
    head->setContentsMargins(0, 8, 0, 0);
    theme::makeHeading(head);
    column_->addWidget(head);
    if (info_.settings.fields().empty()) {
        column_->addWidget(makeText(tr("None.")));
        return;
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const SettingField& field : info_.settings.fields()) {
        auto* name = new QLabel(methodsText(field.label));
        auto* standard = new QLabel(parameterText(field, info_.settings.get(field)));
        standard->setToolTip(tr("The default"));
        QLabel* help = makeText(methodsText(field.help) + tr(" (%1)").arg(rangeText(field)));
        theme::makeCaption(help);
        grid->addWidget(name, row, 0, Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(standard, row, 1, Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(help, row, 2);
        ++row;
    }
    column_->addLayout(grid);
}

void MethodCard::setComparison(const Comparison* comparison) {
    QStringList lines;
    for (std::size_t i = 0; comparison != nullptr && i < comparison->methods.size(); ++i) {
        const MethodResult& one = comparison->methods[i];
        if (one.entry.key != info_.key)
            continue;
        if (!one.error.empty())
            lines << tr("It failed: %1").arg(QString::fromStdString(one.error));
        for (const char* key : {"catalogue_ndcg", "sampled_ndcg", "rmse", "auc", "coverage"}) {
            const std::size_t metric = compareMetricIndex(key);
            const auto& value = valueOf(one, metric);
            if (value)
                lines << tr("%1: %2, %3")
                             .arg(metricTitle(compareMetrics()[metric], comparison->settings),
                                  metricValue(compareMetrics()[metric], value),
                                  placeText(*comparison, i, metric));
        }
    }
    figures_->setText(tr("In the results shown: %1").arg(lines.join(QStringLiteral(" · "))));
    figures_->setVisible(!lines.isEmpty());
}

} // namespace towerlab::ui
