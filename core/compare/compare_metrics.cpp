// SPDX-License-Identifier: MIT
#include "core/compare/compare_metrics.h"

#include "core/error.h"
#include "core/model/settings_fields.h"
#include "core/translatable.h"

#include <string>

namespace towerlab {
namespace {

using Metrics = std::vector<CompareMetric>;

Metrics aboutRatings() {
    return {{{"rmse", TOWERLAB_TRANSLATABLE("Metrics", "RMSE"),
              TOWERLAB_TRANSLATABLE("Metrics", "Root mean squared error of the predicted stars, "
                                               "√(Σ (r̂ - r)² / n): large misses count most."),
              Better::Lower},
             MetricGroup::Rating},
            {{"mae", TOWERLAB_TRANSLATABLE("Metrics", "MAE"),
              TOWERLAB_TRANSLATABLE("Metrics", "Mean absolute error of the predicted stars, "
                                               "Σ |r̂ - r| / n."),
              Better::Lower},
             MetricGroup::Rating},
            {{"auc", TOWERLAB_TRANSLATABLE("Metrics", "AUC"),
              TOWERLAB_TRANSLATABLE("Metrics",
                                    "The chance that a liked rating is scored above one that "
                                    "is not; 0.5 is guessing."),
              Better::Higher},
             MetricGroup::Classification},
            {{"log_loss", TOWERLAB_TRANSLATABLE("Metrics", "Log loss"),
              TOWERLAB_TRANSLATABLE("Metrics",
                                    "Mean of -log of the probability given to what was true; "
                                    "0.693 is guessing by a coin."),
              Better::Lower},
             MetricGroup::Classification}};
}

Metrics aboutSampled() {
    return {
        {{"sampled_hr", TOWERLAB_TRANSLATABLE("Metrics", "HR@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "Share of the movies to be found that come among the "
                                           "first K, each ranked among some drawn at random."),
          Better::Higher},
         MetricGroup::Sampled},
        {{"sampled_ndcg", TOWERLAB_TRANSLATABLE("Metrics", "NDCG@K"),
          TOWERLAB_TRANSLATABLE("Metrics",
                                "The same, but a hit at place r counts 1 / log₂(r + 1)."),
          Better::Higher},
         MetricGroup::Sampled},
        {{"sampled_mrr", TOWERLAB_TRANSLATABLE("Metrics", "MRR@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "The same, but a hit at place r counts 1 / r."),
          Better::Higher},
         MetricGroup::Sampled}};
}

Metrics aboutCatalogue() {
    return {
        {{"catalogue_hr", TOWERLAB_TRANSLATABLE("Metrics", "HR@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "Share of users with a hit among the first K of all "
                                           "movies that they had not rated."),
          Better::Higher},
         MetricGroup::Catalogue},
        {{"catalogue_precision", TOWERLAB_TRANSLATABLE("Metrics", "Precision@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "Hits among the first K / K."), Better::Higher},
         MetricGroup::Catalogue},
        {{"catalogue_recall", TOWERLAB_TRANSLATABLE("Metrics", "Recall@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "Hits among the first K / movies to be found."),
          Better::Higher},
         MetricGroup::Catalogue},
        {{"catalogue_ndcg", TOWERLAB_TRANSLATABLE("Metrics", "NDCG@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "Hits at place r count 1 / log₂(r + 1), as a share of "
                                           "what the best possible list would get."),
          Better::Higher},
         MetricGroup::Catalogue},
        {{"catalogue_mrr", TOWERLAB_TRANSLATABLE("Metrics", "MRR@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "1 / place of the first hit, 0 beyond K."),
          Better::Higher},
         MetricGroup::Catalogue},
        {{"catalogue_map", TOWERLAB_TRANSLATABLE("Metrics", "MAP@K"),
          TOWERLAB_TRANSLATABLE("Metrics", "Mean of the precision at each hit among the first K."),
          Better::Higher},
         MetricGroup::Catalogue}};
}

Metrics beyondAccuracy() {
    return {
        {{"coverage", TOWERLAB_TRANSLATABLE("Metrics", "Coverage"),
          TOWERLAB_TRANSLATABLE("Metrics",
                                "Share of the catalogue that is recommended to anybody."),
          Better::Higher, 1, true},
         MetricGroup::BeyondAccuracy},
        {{"novelty", TOWERLAB_TRANSLATABLE("Metrics", "Novelty"),
          TOWERLAB_TRANSLATABLE("Metrics", "Mean of log₂(users / raters) over recommended movies: "
                                           "how surprising they are."),
          Better::Neither, 2, false, TOWERLAB_TRANSLATABLE("Metrics", "bits")},
         MetricGroup::BeyondAccuracy},
        {{"popularity", TOWERLAB_TRANSLATABLE("Metrics", "Popularity"),
          TOWERLAB_TRANSLATABLE("Metrics", "Mean number of ratings of a recommended movie."),
          Better::Neither, 0, false, TOWERLAB_TRANSLATABLE("Metrics", "ratings")},
         MetricGroup::BeyondAccuracy},
        {{"gini", TOWERLAB_TRANSLATABLE("Metrics", "Gini"),
          TOWERLAB_TRANSLATABLE("Metrics", "How unevenly recommendations fall on movies: 0 all "
                                           "alike, 1 a few get everything."),
          Better::Lower},
         MetricGroup::BeyondAccuracy},
        {{"diversity", TOWERLAB_TRANSLATABLE("Metrics", "Diversity"),
          TOWERLAB_TRANSLATABLE("Metrics",
                                "How unlike in genre the movies of a list are: 1 - shared "
                                "genres / genres of either, mean over pairs."),
          Better::Neither},
         MetricGroup::BeyondAccuracy}};
}

Metrics aboutTime() {
    return {{{"fit_seconds", TOWERLAB_TRANSLATABLE("Metrics", "Fit"),
              TOWERLAB_TRANSLATABLE("Metrics", "Time to learn from the training ratings, with that "
                                               "of the methods it is made of."),
              Better::Lower, 2, false, TOWERLAB_TRANSLATABLE("Metrics", "s")},
             MetricGroup::Time},
            {{"query_ms", TOWERLAB_TRANSLATABLE("Metrics", "Query"),
              TOWERLAB_TRANSLATABLE("Metrics", "Time to score all movies for a user, on one core."),
              Better::Lower, 3, false, TOWERLAB_TRANSLATABLE("Metrics", "ms")},
             MetricGroup::Time}};
}

} // namespace

const std::vector<CompareMetric>& compareMetrics() {
    static const Metrics all = [] {
        Metrics metrics;
        for (const auto group :
             {aboutRatings, aboutSampled, aboutCatalogue, beyondAccuracy, aboutTime})
            for (const CompareMetric& metric : group())
                metrics.push_back(metric);
        return metrics;
    }();
    return all;
}

std::size_t compareMetricIndex(std::string_view key) {
    const auto& metrics = compareMetrics();
    for (std::size_t i = 0; i < metrics.size(); ++i)
        if (metrics[i].key == key)
            return i;
    throw SettingsError("there is no metric “" + std::string(key) + "”");
}

} // namespace towerlab
