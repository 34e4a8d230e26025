// SPDX-License-Identifier: MIT
#include "core/methods/families.h"
#include "core/methods/two_tower_fit.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "core/translatable.h"

namespace towerlab {
namespace {

/// A way of training two towers, with the settings that it starts from.
struct Variant {
    std::string_view key;
    std::string_view name;
    MethodStage stage = MethodStage::Recall;
    RunSettings settings;
    std::string_view idea;
    std::string_view formula;
    std::string_view whenToUse;
};

/// Towers as those of the in-batch softmax, for other objectives on pairs of movies.
RunSettings rankingTowers(Objective objective) {
    RunSettings settings = preset("in-batch").settings;
    settings.model.normalise = Switch::Off;
    settings.train.objective = objective;
    settings.train.temperature = 1;
    settings.train.batchSize = 1024;
    settings.train.epochs = 5;
    return settings;
}

RunSettings ratingTowers(Objective objective) {
    RunSettings settings = preset("clear-map").settings;
    settings.train.objective = objective;
    return settings;
}

std::vector<MethodParameter> parametersOf(const RunSettings& settings) {
    std::vector<MethodParameter> parameters = {
        wholeParameter("epochs", TOWERLAB_TRANSLATABLE("Methods", "Epochs"),
                       TOWERLAB_TRANSLATABLE("Methods", "Passes over the training ratings."),
                       settings.train.epochs, 1, 1000),
        wholeParameter("batch", TOWERLAB_TRANSLATABLE("Methods", "Batch size"),
                       TOWERLAB_TRANSLATABLE("Methods", "Examples a step; 0 takes a tenth of all."),
                       settings.train.batchSize, 0, 65536),
        realParameter("learning_rate", TOWERLAB_TRANSLATABLE("Methods", "Learning rate"),
                      TOWERLAB_TRANSLATABLE("Methods", "How far a step goes."),
                      settings.train.learningRate, 1e-5, 1, 5),
        wholeParameter(
            "vector", TOWERLAB_TRANSLATABLE("Methods", "Vector size"),
            TOWERLAB_TRANSLATABLE("Methods", "Length of each user's and movie's vector."),
            settings.model.vectorSize, 1, 512)};
    if (drawsNegatives(settings.train.objective))
        parameters.push_back(wholeParameter(
            "negatives", TOWERLAB_TRANSLATABLE("Methods", "Negatives"),
            TOWERLAB_TRANSLATABLE("Methods", "Movies drawn at random for each rated one."),
            settings.train.negatives, 1, 100));
    return parameters;
}

RunSettings chosen(RunSettings settings, const MethodOptions& options) {
    settings.train.epochs = wholeValue(options, "epochs");
    settings.train.batchSize = wholeValue(options, "batch");
    settings.train.learningRate = realValue(options, "learning_rate");
    settings.model.vectorSize = wholeValue(options, "vector");
    if (drawsNegatives(settings.train.objective))
        settings.train.negatives = wholeValue(options, "negatives");
    settings.train.seed = static_cast<std::uint32_t>(options.seed);
    // The fast engine's numbers are the same for any number of threads, autograd's may not be.
    settings.train.threads = engineFor(settings) == Engine::Fast ? options.threads : 1;
    return settings;
}

MethodInfo method(const Variant& variant) {
    MethodInfo info;
    info.key = variant.key;
    info.name = variant.name;
    info.family = MethodFamily::TwoTower;
    info.stage = variant.stage;
    info.idea = variant.idea;
    info.formula = variant.formula;
    info.whenToUse = variant.whenToUse;
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × ratings × the towers' size. A list: vector size a movie, as "
                   "the movies' vectors are made once. Memory: a vector a user and a movie.");
    const Objective objective = variant.settings.train.objective;
    info.predictsStars = objective == Objective::MeanSquaredError;
    info.predictsLikes = objective == Objective::BinaryCrossEntropy;
    info.parameters = parametersOf(variant.settings);
    info.fit = [settings = variant.settings](const FitInput& in) {
        return fitTwoTower(in.dataset, in.trainRows, chosen(settings, in.options), in.stop,
                           in.progress);
    };
    return info;
}

std::vector<Variant> ratingVariants() {
    return {
        {"two-tower-seed", TOWERLAB_TRANSLATABLE("Methods", "Two towers: seed article"),
         MethodStage::Ranking, preset("seed").settings,
         TOWERLAB_TRANSLATABLE("Methods", "The article's model: one tower for the user, one for "
                                          "the movie, and the weighted product of their vectors "
                                          "says the rating. It learns from a tenth of the ratings "
                                          "in 5 epochs."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "r̂(u, i) = sigmoid(Σ_k w_k f_k(u) g_k(i) + b), minimising (r̂ - "
                               "r)²"),
         TOWERLAB_TRANSLATABLE("Methods", "To see how it works. More data and no penalty make it "
                                          "better: see squared error.")},
        {"two-tower-mse", TOWERLAB_TRANSLATABLE("Methods", "Two towers: squared error"),
         MethodStage::Ranking, ratingTowers(Objective::MeanSquaredError),
         TOWERLAB_TRANSLATABLE("Methods",
                               "The weighted product of the two towers' vectors says the "
                               "rating, and learns from its squared error. It never "
                               "sees a pair without a rating."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "r̂(u, i) = sigmoid(Σ_k w_k f_k(u) g_k(i) + b), minimising (r̂ - "
                               "r)²"),
         TOWERLAB_TRANSLATABLE("Methods",
                               "To predict stars. A rating loss ranks a catalogue badly: "
                               "nothing tells it what users do not watch.")},
        {"two-tower-best-rating", TOWERLAB_TRANSLATABLE("Methods", "Two towers: best rating"),
         MethodStage::Ranking, preset("best-rating").settings,
         TOWERLAB_TRANSLATABLE("Methods", "Towers that read who has rated what and how, instead of "
                                          "ids. Biases take care of who is generous and what is "
                                          "good."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "r̂(u, i) = μ + b_u + b_i + f(ratings of u)·g(ratings of i)"),
         TOWERLAB_TRANSLATABLE("Methods", "To predict stars with the smallest error. Takes minutes "
                                          "on a million ratings.")},
        {"two-tower-bce", TOWERLAB_TRANSLATABLE("Methods", "Two towers: liked or not"),
         MethodStage::Ranking, ratingTowers(Objective::BinaryCrossEntropy),
         TOWERLAB_TRANSLATABLE("Methods", "The same towers say the chance that the user would give "
                                          "4 stars or more. They learn from rated movies only."),
         TOWERLAB_TRANSLATABLE(
             "Methods", "p(u, i) = sigmoid(Σ_k w_k f_k(u) g_k(i) + b), minimising -y log p - "
                        "(1 - y) log (1 - p)"),
         TOWERLAB_TRANSLATABLE("Methods", "To part liked from disliked movies among those a user "
                                          "would watch anyway.")}};
}

std::vector<Variant> pairVariants() {
    return {
        {"two-tower-sampled-bce", TOWERLAB_TRANSLATABLE("Methods", "Two towers: sampled negatives"),
         MethodStage::Recall, rankingTowers(Objective::SampledCrossEntropy),
         TOWERLAB_TRANSLATABLE("Methods", "A rated movie is a 1, a few drawn at random are 0 each "
                                          "time. So the towers learn what the user would watch "
                                          "(He et al. 2017)."),
         TOWERLAB_TRANSLATABLE(
             "Methods", "minimising -log p(u, i) - Σ_j log (1 - p(u, j)), j drawn at random"),
         TOWERLAB_TRANSLATABLE("Methods", "The simplest loss that ranks; the softmax of the batch "
                                          "sees more negatives for the same work.")},
        {"two-tower-bpr", TOWERLAB_TRANSLATABLE("Methods", "Two towers: BPR"), MethodStage::Recall,
         rankingTowers(Objective::Bpr),
         TOWERLAB_TRANSLATABLE("Methods", "A rated movie should score above one drawn at random; "
                                          "how far above is all that counts (Rendle et al. 2009)."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "minimising -log sigmoid(s(u, i) - s(u, j)), j drawn at random"),
         TOWERLAB_TRANSLATABLE("Methods", "To rank by pairs, where only the order counts.")},
        {"two-tower-margin", TOWERLAB_TRANSLATABLE("Methods", "Two towers: margin"),
         MethodStage::Recall, rankingTowers(Objective::MaxMargin),
         TOWERLAB_TRANSLATABLE("Methods", "A rated movie should score above one drawn at random by "
                                          "a margin. Pairs that are already that far apart teach "
                                          "nothing more."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "minimising max(0, m - s(u, i) + s(u, j)), j drawn at random"),
         TOWERLAB_TRANSLATABLE("Methods", "To compare with BPR: the same pairs, a harder edge.")}};
}

std::vector<Variant> softmaxVariants() {
    return {
        {"two-tower-dssm", TOWERLAB_TRANSLATABLE("Methods", "Two towers: DSSM softmax"),
         MethodStage::Recall, preset("dssm").settings,
         TOWERLAB_TRANSLATABLE("Methods", "The cosine of the two vectors, and a softmax that must "
                                          "pick the liked movie out of itself and 4 drawn at "
                                          "random (Huang et al. 2013)."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "p(i | u) = exp(γ cos(f(u), g(i))) / Σ_j exp(γ cos(f(u), g(j)))"),
         TOWERLAB_TRANSLATABLE("Methods", "As the paper that two towers go back to has it.")},
        {"two-tower-in-batch", TOWERLAB_TRANSLATABLE("Methods", "Two towers: in-batch softmax"),
         MethodStage::Recall, preset("in-batch").settings,
         TOWERLAB_TRANSLATABLE("Methods", "Each rated movie against all others of its batch, which "
                                          "cost nothing more to look at. Popular movies turn up as "
                                          "negatives more often; logQ makes up for that."),
         TOWERLAB_TRANSLATABLE("Methods", "softmax over the batch of f(u)·g(j) / τ - log q(j)"),
         TOWERLAB_TRANSLATABLE("Methods", "To recall candidates from millions: what large services "
                                          "train (Yi et al. 2019).")},
        {"two-tower-catalogue", TOWERLAB_TRANSLATABLE("Methods", "Two towers: full softmax"),
         MethodStage::Recall, preset("best-ranking").settings,
         TOWERLAB_TRANSLATABLE("Methods", "The user tower reads what was rated, lately above all, "
                                          "and a softmax over all movies must pick what comes "
                                          "next. No sampling, so nothing to correct."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "p(i | u) = softmax over all movies of f(ratings of u)·g(i) + b_i"),
         TOWERLAB_TRANSLATABLE("Methods", "Where the catalogue is small enough, for the best "
                                          "ranking.")}};
}

} // namespace

std::vector<MethodInfo> twoTowerMethods() {
    std::vector<MethodInfo> methods;
    for (const auto variants : {ratingVariants, pairVariants, softmaxVariants})
        for (const Variant& variant : variants())
            methods.push_back(method(variant));
    return methods;
}

} // namespace towerlab
