// SPDX-License-Identifier: MIT
#include "core/baselines/association_rules.h"
#include "core/methods/fit_by.h"
#include "core/methods/shared_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {
namespace {

SettingsValue settings() {
    SettingFields fields;
    SettingGroup<AssociationRuleSettings> group(fields);
    addLikedFrom(group);
    group.real("support", TOWERLAB_TRANSLATABLE("Methods", "Least support"),
               TOWERLAB_TRANSLATABLE("Methods", "Share of the users who must like both movies."), 0,
               1, adaptiveStep, 4, &AssociationRuleSettings::minimumSupport);
    group.real("confidence", TOWERLAB_TRANSLATABLE("Methods", "Least confidence"),
               TOWERLAB_TRANSLATABLE("Methods", "Share of those who like the one movie who must "
                                                "like the other too."),
               0, 1, adaptiveStep, 3, &AssociationRuleSettings::minimumConfidence);
    group.choice(
        "measure", TOWERLAB_TRANSLATABLE("Methods", "Measure"),
        TOWERLAB_TRANSLATABLE("Methods", "What a rule counts in a movie's score."),
        inOrder<RuleMeasure>(
            {{RuleMeasure::Confidence, "confidence",
              TOWERLAB_TRANSLATABLE("Methods", "Confidence")},
             {RuleMeasure::Lift, "lift", TOWERLAB_TRANSLATABLE("Methods", "Lift")},
             {RuleMeasure::Support, "support", TOWERLAB_TRANSLATABLE("Methods", "Support")}}),
        &AssociationRuleSettings::measure);
    group.choice("score", TOWERLAB_TRANSLATABLE("Methods", "Score"),
                 TOWERLAB_TRANSLATABLE("Methods",
                                       "Whether the best rule that leads to a movie makes "
                                       "its score, or the sum of all."),
                 inOrder<RuleScore>(
                     {{RuleScore::Best, "best", TOWERLAB_TRANSLATABLE("Methods", "Best rule")},
                      {RuleScore::Sum, "sum", TOWERLAB_TRANSLATABLE("Methods", "Sum of rules")}}),
                 &AssociationRuleSettings::score);
    return {AssociationRuleSettings(), fields};
}

} // namespace

MethodInfo rules() {
    MethodInfo info;
    info.key = "rules";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Association rules");
    info.stage = MethodStage::Retrieval;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Who likes this movie also likes that one: count how often two movies are liked "
                   "by the same user. The rules found can be read, and recommend what they lead to "
                   "from the user's likes.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "confidence(a → b) = users who like a and b / users who like a; lift = "
                   "confidence / share of users who like b; score(u, b) = max over liked a");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When recommendations must explain themselves, or shelves be arranged. By "
                   "confidence it leans towards what is popular, by lift towards what is rare.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over users of their likes squared. A list: the rules of the "
                   "user's likes. Memory: the rules, which more support makes fewer.");
    info.settings = settings();
    info.fit = fitBy(fitAssociationRules);
    return info;
}

} // namespace towerlab::methods
