// SPDX-License-Identifier: MIT
#include "core/baselines/association_rules.h"
#include "core/baselines/bias.h"
#include "core/baselines/implicit_als.h"
#include "core/baselines/matrix_factorisation.h"
#include "core/baselines/neighbourhood.h"
#include "core/baselines/popularity.h"
#include "core/baselines/top_n.h"
#include "core/methods/families.h"
#include "core/translatable.h"

#include <cmath>

namespace towerlab {
namespace {

constexpr double manyNeighbours = 10000;
constexpr double manyFactors = 1024;

MethodParameter similarityParameter(CfSimilarity standard) {
    return choiceParameter(
        "similarity", TOWERLAB_TRANSLATABLE("Methods", "Similarity"),
        TOWERLAB_TRANSLATABLE("Methods", "What makes two movies, or two users, alike."), standard,
        {{"cosine", TOWERLAB_TRANSLATABLE("Methods", "Cosine")},
         {"adjusted_cosine", TOWERLAB_TRANSLATABLE("Methods", "Adjusted cosine")},
         {"pearson", TOWERLAB_TRANSLATABLE("Methods", "Pearson correlation")},
         {"baseline_pearson", TOWERLAB_TRANSLATABLE("Methods", "Correlation beyond biases")}});
}

MethodParameter shrinkageParameter(double standard) {
    return realParameter(
        "shrinkage", TOWERLAB_TRANSLATABLE("Methods", "Shrinkage"),
        TOWERLAB_TRANSLATABLE("Methods", "λ of n / (n + λ), by which a similarity of n common "
                                         "ratings is multiplied: the higher, the less a few common "
                                         "ratings are trusted."),
        standard, 0, 10000, 1);
}

MethodParameter factorsParameter(int standard) {
    return wholeParameter(
        "factors", TOWERLAB_TRANSLATABLE("Methods", "Factors"),
        TOWERLAB_TRANSLATABLE("Methods", "Length of each user's and movie's vector."), standard, 1,
        manyFactors);
}

std::vector<MethodParameter> biasParameters() {
    constexpr BaselineSettings standard;
    return {realParameter(
                "user_regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation of users"),
                TOWERLAB_TRANSLATABLE("Methods", "How many ratings at the mean each user seems "
                                                 "to have besides their own."),
                standard.userRegularisation, 0, 1000, 1),
            realParameter("movie_regularisation",
                          TOWERLAB_TRANSLATABLE("Methods", "Regularisation of movies"),
                          TOWERLAB_TRANSLATABLE("Methods",
                                                "How many ratings at the mean each movie seems "
                                                "to have besides its own."),
                          standard.movieRegularisation, 0, 1000, 1)};
}

std::vector<MethodParameter> ruleParameters() {
    const AssociationRuleSettings standard;
    return {
        realParameter(
            "liked_from", TOWERLAB_TRANSLATABLE("Methods", "Liked from"),
            TOWERLAB_TRANSLATABLE("Methods", "Stars from which a rating counts as a like."),
            static_cast<double>(standard.likedFrom), 0.5, 5, 1),
        realParameter(
            "support", TOWERLAB_TRANSLATABLE("Methods", "Least support"),
            TOWERLAB_TRANSLATABLE("Methods", "Share of the users who must like both movies."),
            standard.minimumSupport, 0, 1, 4),
        realParameter("confidence", TOWERLAB_TRANSLATABLE("Methods", "Least confidence"),
                      TOWERLAB_TRANSLATABLE("Methods",
                                            "Share of those who like the one movie who must "
                                            "like the other too."),
                      standard.minimumConfidence, 0, 1, 3),
        choiceParameter("measure", TOWERLAB_TRANSLATABLE("Methods", "Measure"),
                        TOWERLAB_TRANSLATABLE("Methods", "What a rule counts in a movie's score."),
                        standard.measure,
                        {{"confidence", TOWERLAB_TRANSLATABLE("Methods", "Confidence")},
                         {"lift", TOWERLAB_TRANSLATABLE("Methods", "Lift")},
                         {"support", TOWERLAB_TRANSLATABLE("Methods", "Support")}}),
        choiceParameter("score", TOWERLAB_TRANSLATABLE("Methods", "Score"),
                        TOWERLAB_TRANSLATABLE("Methods",
                                              "Whether the best rule that leads to a movie makes "
                                              "its score, or the sum of all."),
                        standard.score,
                        {{"best", TOWERLAB_TRANSLATABLE("Methods", "Best rule")},
                         {"sum", TOWERLAB_TRANSLATABLE("Methods", "Sum of rules")}})};
}

std::vector<MethodParameter> topNParameters() {
    const TopNSettings standard;
    return {similarityParameter(standard.similarity),
            choiceParameter("weight", TOWERLAB_TRANSLATABLE("Methods", "Weight of a rating"),
                            TOWERLAB_TRANSLATABLE("Methods",
                                                  "Whether it counts that a movie was rated, or "
                                                  "how many stars it got."),
                            standard.weight,
                            {{"one", TOWERLAB_TRANSLATABLE("Methods", "Rated at all")},
                             {"stars", TOWERLAB_TRANSLATABLE("Methods", "Stars")}}),
            wholeParameter(
                "neighbours", TOWERLAB_TRANSLATABLE("Methods", "Neighbours"),
                TOWERLAB_TRANSLATABLE("Methods", "How many of the most similar are listened to."),
                standard.neighbours, 1, manyNeighbours),
            shrinkageParameter(standard.shrinkage)};
}

std::vector<MethodParameter> knnParameters() {
    const KnnSettings standard;
    return {similarityParameter(standard.similarity),
            choiceParameter("centre", TOWERLAB_TRANSLATABLE("Methods", "Measured against"),
                            TOWERLAB_TRANSLATABLE("Methods",
                                                  "What a neighbour's rating is compared with: a "
                                                  "mean, or the sum of the biases."),
                            standard.centre,
                            {{"mean", TOWERLAB_TRANSLATABLE("Methods", "Mean")},
                             {"baseline", TOWERLAB_TRANSLATABLE("Methods", "Biases")}}),
            wholeParameter("neighbours", TOWERLAB_TRANSLATABLE("Methods", "Neighbours"),
                           TOWERLAB_TRANSLATABLE("Methods",
                                                 "How many ratings a prediction rests on, at "
                                                 "most."),
                           standard.neighbours, 1, manyNeighbours),
            wholeParameter("searched", TOWERLAB_TRANSLATABLE("Methods", "Neighbours searched"),
                           TOWERLAB_TRANSLATABLE("Methods",
                                                 "How many of the most similar are kept to find "
                                                 "these among: more are slower and better."),
                           standard.searched, 1, manyNeighbours),
            shrinkageParameter(standard.shrinkage)};
}

std::vector<MethodParameter> factorisationParameters() {
    const MatrixFactorisationSettings standard;
    return {
        factorsParameter(standard.factors),
        wholeParameter("epochs", TOWERLAB_TRANSLATABLE("Methods", "Epochs"),
                       TOWERLAB_TRANSLATABLE("Methods", "Passes over the training ratings."),
                       standard.epochs, 1, 1000),
        realParameter("learning_rate", TOWERLAB_TRANSLATABLE("Methods", "Learning rate"),
                      TOWERLAB_TRANSLATABLE("Methods",
                                            "Of the first epoch; it falls evenly towards "
                                            "0."),
                      standard.learningRate, 1e-5, 1, 5),
        realParameter("regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation"),
                      TOWERLAB_TRANSLATABLE("Methods", "λ, which keeps vectors and biases short."),
                      standard.regularisation, 0, 10, 4)};
}

std::vector<MethodParameter> alsParameters() {
    const ImplicitAlsSettings standard;
    return {
        factorsParameter(standard.factors),
        wholeParameter("sweeps", TOWERLAB_TRANSLATABLE("Methods", "Sweeps"),
                       TOWERLAB_TRANSLATABLE("Methods", "Passes over all users and all movies."),
                       standard.sweeps, 1, 1000),
        realParameter("unobserved_weight",
                      TOWERLAB_TRANSLATABLE("Methods", "Weight of the unrated"),
                      TOWERLAB_TRANSLATABLE("Methods", "α, how much a pair without a rating counts "
                                                       "against 1 for one with."),
                      standard.unobservedWeight, 1e-4, 10, 4),
        realParameter("regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation"),
                      TOWERLAB_TRANSLATABLE("Methods", "λ, which keeps vectors short."),
                      standard.regularisation, 1e-6, 10, 5),
        realParameter("frequency_exponent", TOWERLAB_TRANSLATABLE("Methods", "Frequency exponent"),
                      TOWERLAB_TRANSLATABLE("Methods",
                                            "ν: 0 regularises all vectors alike, 1 those of "
                                            "many ratings more."),
                      standard.frequencyExponent, 0, 1, 2)};
}

TopNSettings topNSettings(const MethodOptions& options) {
    return {.similarity = choiceValue<CfSimilarity>(options, "similarity"),
            .weight = choiceValue<RatingWeight>(options, "weight"),
            .neighbours = wholeValue(options, "neighbours"),
            .shrinkage = realValue(options, "shrinkage"),
            .threads = options.threads};
}

KnnSettings knnSettings(const MethodOptions& options) {
    return {.similarity = choiceValue<CfSimilarity>(options, "similarity"),
            .centre = choiceValue<RatingCentre>(options, "centre"),
            .neighbours = wholeValue(options, "neighbours"),
            .searched = wholeValue(options, "searched"),
            .shrinkage = realValue(options, "shrinkage"),
            .biases = {},
            .threads = options.threads};
}

MethodInfo popularity() {
    MethodInfo info;
    info.key = "popularity";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Popularity");
    info.stage = MethodStage::Recall;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "What most people have watched, most people will watch. Everybody gets the "
                   "same list, less what they know.");
    info.formula = TOWERLAB_TRANSLATABLE("Methods", "score(u, i) = number of ratings of i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "For users of whom nothing is known, and as the bar that every other method "
                   "must clear.");
    info.cost = TOWERLAB_TRANSLATABLE("Methods",
                                      "Fitting: one pass over the ratings. A list: nothing but the "
                                      "sort. Memory: a number a movie.");
    const PopularitySettings standard;
    info.parameters = {realParameter(
        "minimum_stars", TOWERLAB_TRANSLATABLE("Methods", "Count ratings from"),
        TOWERLAB_TRANSLATABLE("Methods", "Stars from which a rating counts; 0 counts all."),
        static_cast<double>(standard.minimumStars), 0, 5, 1)};
    info.fit = [](const FitInput& in) {
        return fitPopularity(*in.dataset, in.trainRows,
                             {static_cast<float>(realValue(in.options, "minimum_stars"))}, in.stop,
                             in.progress);
    };
    return info;
}

MethodInfo bias() {
    MethodInfo info;
    info.key = "bias";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Biases");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Some users give more stars than others, and some movies get more: add both "
                   "leanings to the mean. What is left after that is taste.");
    info.formula = TOWERLAB_TRANSLATABLE("Methods", "r̂(u, i) = μ + b_u + b_i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "As the bar for RMSE, and as the ground on which other methods build. Its "
                   "lists are the same for everyone and full of obscure movies with a few high "
                   "ratings.");
    info.cost = TOWERLAB_TRANSLATABLE("Methods", "Fitting: ten passes over the ratings. A list: "
                                                 "one addition a movie. Memory: a number a user "
                                                 "and a movie.");
    info.predictsStars = true;
    info.parameters = biasParameters();
    info.fit = [](const FitInput& in) {
        return fitBias(*in.dataset, in.trainRows,
                       {.userRegularisation = realValue(in.options, "user_regularisation"),
                        .movieRegularisation = realValue(in.options, "movie_regularisation")},
                       in.stop, in.progress);
    };
    return info;
}

MethodInfo rules() {
    MethodInfo info;
    info.key = "rules";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Association rules");
    info.stage = MethodStage::Recall;
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
    info.parameters = ruleParameters();
    info.fit = [](const FitInput& in) -> std::unique_ptr<Scorer> {
        return fitAssociationRules(
            *in.dataset, in.trainRows,
            {.likedFrom = static_cast<float>(realValue(in.options, "liked_from")),
             .minimumSupport = realValue(in.options, "support"),
             .minimumConfidence = realValue(in.options, "confidence"),
             .measure = choiceValue<RuleMeasure>(in.options, "measure"),
             .score = choiceValue<RuleScore>(in.options, "score"),
             .threads = in.options.threads},
            in.stop, in.progress);
    };
    return info;
}

MethodInfo itemCf() {
    MethodInfo info;
    info.key = "item-cf";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Item-CF");
    info.stage = MethodStage::Recall;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Movies are alike if the same users rated them. A user is offered the movies "
                   "most like those they rated.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "score(u, i) = Σ sim(i, j) over the k movies j most like i that u rated");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When there are fewer movies than users and tastes change faster than movies "
                   "do: a new rating counts at once, without fitting again. Hard to beat for its "
                   "simplicity.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over users of their ratings squared. A list: the user's "
                   "ratings times the movies they are neighbours of. Memory: k a movie.");
    info.parameters = topNParameters();
    info.fit = [](const FitInput& in) {
        return fitItemCf(*in.dataset, in.trainRows, topNSettings(in.options), in.stop, in.progress);
    };
    return info;
}

MethodInfo userCf() {
    MethodInfo info;
    info.key = "user-cf";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "User-CF");
    info.stage = MethodStage::Recall;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Users are alike if they rated the same movies. A user is offered what the "
                   "users most like them have rated.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "score(u, i) = Σ sim(u, v) over the k users v most like u that rated i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When there are fewer users than movies and news travels among people of like "
                   "mind. Users must be compared again as they go on rating.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over movies of their ratings squared. A list: the ratings of "
                   "k users. Memory: k a user, and the ratings.");
    info.parameters = topNParameters();
    info.fit = [](const FitInput& in) {
        return fitUserCf(*in.dataset, in.trainRows, topNSettings(in.options), in.stop, in.progress);
    };
    return info;
}

MethodInfo itemKnn() {
    MethodInfo info;
    info.key = "item-knn";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Item-kNN ratings");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A user will rate a movie as they rated those most like it. What counts is how "
                   "far each rating lies from what the biases alone would say.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "r̂(u, i) = b(u, i) + Σ sim(i, j) (r(u, j) - b(u, j)) / Σ sim(i, j) over the k "
                   "movies j rated by u that are most like i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To predict stars and to say from which ratings. As a ranking over all movies "
                   "it does poorly: a few raters suffice to put a movie on top.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over users of their ratings squared. A list: the user's "
                   "ratings times the movies they are neighbours of. Memory: the neighbours "
                   "searched, a movie.");
    info.predictsStars = true;
    info.parameters = knnParameters();
    info.fit = [](const FitInput& in) {
        return fitItemKnn(*in.dataset, in.trainRows, knnSettings(in.options), in.stop, in.progress);
    };
    return info;
}

MethodInfo userKnn() {
    MethodInfo info;
    info.key = "user-knn";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "User-kNN ratings");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A user will rate a movie as the users most like them did. What counts is how "
                   "far each rating lies from what the biases alone would say.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "r̂(u, i) = b(u, i) + Σ sim(u, v) (r(v, i) - b(v, i)) / Σ sim(u, v) over the k "
                   "users v most like u that rated i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To predict stars where users have many ratings in common. As a ranking over "
                   "all movies it does poorly.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over movies of their ratings squared. A list: the ratings of "
                   "the users searched. Memory: the neighbours searched, a user, and the ratings.");
    info.predictsStars = true;
    info.parameters = knnParameters();
    info.fit = [](const FitInput& in) {
        return fitUserKnn(*in.dataset, in.trainRows, knnSettings(in.options), in.stop, in.progress);
    };
    return info;
}

MethodInfo factorisation() {
    MethodInfo info;
    info.key = "mf";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Matrix factorisation (SVD)");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Each user and each movie gets a vector, and a rating is the biases plus the "
                   "dot product of the two. The vectors are learnt from the ratings' errors, step "
                   "by step.");
    info.formula = TOWERLAB_TRANSLATABLE("Methods", "r̂(u, i) = μ + b_u + b_i + p_u·q_i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods",
        "To predict stars best. It learns from rated movies only, so its lists are poor: "
        "nothing tells it what users do not watch.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × ratings × factors, on one core. A list: factors a movie. "
                   "Memory: factors a user and a movie.");
    info.predictsStars = true;
    info.parameters = factorisationParameters();
    info.fit = [](const FitInput& in) {
        MatrixFactorisationSettings settings;
        settings.factors = wholeValue(in.options, "factors");
        settings.epochs = wholeValue(in.options, "epochs");
        settings.learningRate = realValue(in.options, "learning_rate");
        settings.regularisation = realValue(in.options, "regularisation");
        settings.seed = in.options.seed;
        return fitMatrixFactorisation(*in.dataset, in.trainRows, settings, in.stop, in.progress);
    };
    return info;
}

MethodInfo implicitAls() {
    MethodInfo info;
    info.key = "ials";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Implicit ALS");
    info.stage = MethodStage::Recall;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods",
        "That a movie was rated at all says more than its stars: rated pairs should have "
        "a dot product of 1, all others one of 0 with less weight. Users' and movies' "
        "vectors are solved for in turn.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "score(u, i) = p_u·q_i, minimising Σ_rated (1 - p·q)² + α Σ_all (p·q)² + λ Σ "
                   "|p|², |q|²");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To find what users will watch next: the strongest of the classical methods "
                   "here, and the bar for the two towers.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: sweeps × (ratings × factors + users and movies × factors²). A list: "
                   "factors a movie. Memory: factors a user and a movie.");
    info.parameters = alsParameters();
    info.fit = [](const FitInput& in) {
        ImplicitAlsSettings settings;
        settings.factors = wholeValue(in.options, "factors");
        settings.sweeps = wholeValue(in.options, "sweeps");
        settings.unobservedWeight = realValue(in.options, "unobserved_weight");
        settings.regularisation = realValue(in.options, "regularisation");
        settings.frequencyExponent = realValue(in.options, "frequency_exponent");
        settings.seed = in.options.seed;
        settings.threads = in.options.threads;
        return fitImplicitAls(*in.dataset, in.trainRows, settings, in.stop, in.progress);
    };
    return info;
}

} // namespace

std::vector<MethodInfo> classicalMethods() {
    return {popularity(), bias(),    rules(),         itemCf(),     userCf(),
            itemKnn(),    userKnn(), factorisation(), implicitAls()};
}

} // namespace towerlab
