// SPDX-License-Identifier: MIT
#include "core/methods/neighbour_settings.h"

#include "core/baselines/neighbourhood.h"
#include "core/settings/setting_group.h"

namespace towerlab::methods {
namespace {

constexpr double manyNeighbours = 10000;

template <typename Settings>
void addSimilarity(SettingGroup<Settings>& group) {
    group.choice("similarity", TOWERLAB_TRANSLATABLE("Methods", "Similarity"),
                 TOWERLAB_TRANSLATABLE("Methods", "What makes two movies, or two users, alike."),
                 inOrder<CfSimilarity>(
                     {{CfSimilarity::Cosine, "cosine", TOWERLAB_TRANSLATABLE("Methods", "Cosine")},
                      {CfSimilarity::AdjustedCosine, "adjusted_cosine",
                       TOWERLAB_TRANSLATABLE("Methods", "Adjusted cosine")},
                      {CfSimilarity::Pearson, "pearson",
                       TOWERLAB_TRANSLATABLE("Methods", "Pearson correlation")},
                      {CfSimilarity::BaselinePearson, "baseline_pearson",
                       TOWERLAB_TRANSLATABLE("Methods", "Correlation beyond biases")}}),
                 &Settings::similarity);
}

template <typename Settings>
void addShrinkage(SettingGroup<Settings>& group) {
    group.real("shrinkage", TOWERLAB_TRANSLATABLE("Methods", "Shrinkage"),
               TOWERLAB_TRANSLATABLE("Methods",
                                     "λ of n / (n + λ), by which a similarity of n common "
                                     "ratings is multiplied: the higher, the less a few common "
                                     "ratings are trusted."),
               0, 10000, adaptiveStep, 1, &Settings::shrinkage);
}

} // namespace

SettingsValue topNSettings() {
    SettingFields fields;
    SettingGroup<TopNSettings> group(fields);
    addSimilarity(group);
    group.choice("weight", TOWERLAB_TRANSLATABLE("Methods", "Weight of a rating"),
                 TOWERLAB_TRANSLATABLE("Methods", "Whether it counts that a movie was rated, or "
                                                  "how many stars it got."),
                 inOrder<RatingWeight>(
                     {{RatingWeight::One, "one", TOWERLAB_TRANSLATABLE("Methods", "Rated at all")},
                      {RatingWeight::Stars, "stars", TOWERLAB_TRANSLATABLE("Methods", "Stars")}}),
                 &TopNSettings::weight);
    group.whole("neighbours", TOWERLAB_TRANSLATABLE("Methods", "Neighbours"),
                TOWERLAB_TRANSLATABLE("Methods", "How many of the most similar are listened to."),
                1, manyNeighbours, &TopNSettings::neighbours);
    addShrinkage(group);
    return {TopNSettings(), fields};
}

SettingsValue knnSettings() {
    SettingFields fields;
    SettingGroup<KnnSettings> group(fields);
    addSimilarity(group);
    group.choice(
        "centre", TOWERLAB_TRANSLATABLE("Methods", "Measured against"),
        TOWERLAB_TRANSLATABLE("Methods", "What a neighbour's rating is compared with: a "
                                         "mean, or the sum of the biases."),
        inOrder<RatingCentre>(
            {{RatingCentre::Mean, "mean", TOWERLAB_TRANSLATABLE("Methods", "Mean")},
             {RatingCentre::Baseline, "baseline", TOWERLAB_TRANSLATABLE("Methods", "Biases")}}),
        &KnnSettings::centre);
    group.whole("neighbours", TOWERLAB_TRANSLATABLE("Methods", "Neighbours"),
                TOWERLAB_TRANSLATABLE("Methods", "How many ratings a prediction rests on, at "
                                                 "most."),
                1, manyNeighbours, &KnnSettings::neighbours);
    group.whole("searched", TOWERLAB_TRANSLATABLE("Methods", "Neighbours searched"),
                TOWERLAB_TRANSLATABLE("Methods", "How many of the most similar are kept to find "
                                                 "these among: more are slower and better."),
                1, manyNeighbours, &KnnSettings::searched);
    addShrinkage(group);
    return {KnnSettings(), fields};
}

} // namespace towerlab::methods
