// SPDX-License-Identifier: MIT
#include "core/classify/genre_classifier.h"
#include "core/classify/like_classifier.h"
#include "core/classify/movie_classifier.h"
#include "core/methods/families.h"
#include "core/translatable.h"

namespace towerlab {
namespace {

constexpr double manyUnits = 1024;

MethodParameter unitsParameter(int standard) {
    return wholeParameter("hidden_units", TOWERLAB_TRANSLATABLE("Methods", "Hidden units"),
                          TOWERLAB_TRANSLATABLE("Methods", "Width of the dense layer."), standard,
                          1, manyUnits);
}

MethodParameter rateParameter(double standard) {
    return realParameter("learning_rate", TOWERLAB_TRANSLATABLE("Methods", "Learning rate"),
                         TOWERLAB_TRANSLATABLE("Methods",
                                               "Of the first epoch; it falls evenly towards "
                                               "0."),
                         standard, 1e-5, 1, 5);
}

MethodParameter decayParameter(double standard) {
    return realParameter("weight_decay", TOWERLAB_TRANSLATABLE("Methods", "Weight decay"),
                         TOWERLAB_TRANSLATABLE("Methods",
                                               "λ, by which each step shrinks all weights a "
                                               "little: the higher, the less is learnt by heart."),
                         standard, 0, 10, 3);
}

MethodParameter userEpochsParameter(int standard) {
    return wholeParameter("epochs", TOWERLAB_TRANSLATABLE("Methods", "Epochs"),
                          TOWERLAB_TRANSLATABLE("Methods", "Passes over the users."), standard, 1,
                          1000);
}

std::vector<MethodParameter> ctrParameters(const LikeSettings& standard) {
    return {realParameter(
                "liked_from", TOWERLAB_TRANSLATABLE("Methods", "Liked from"),
                TOWERLAB_TRANSLATABLE("Methods", "Stars from which a rating counts as a like."),
                standard.likedFrom, 0.5, 5, 1),
            wholeParameter("embedding_size", TOWERLAB_TRANSLATABLE("Methods", "Embedding size"),
                           TOWERLAB_TRANSLATABLE("Methods", "Length of each feature's embedding."),
                           standard.embeddingSize, 1, manyUnits),
            wholeParameter("hidden_units", TOWERLAB_TRANSLATABLE("Methods", "Hidden units"),
                           TOWERLAB_TRANSLATABLE("Methods", "Width of the first dense layer; the "
                                                            "second is half as wide."),
                           standard.hiddenUnits, 1, manyUnits),
            wholeParameter("epochs", TOWERLAB_TRANSLATABLE("Methods", "Epochs"),
                           TOWERLAB_TRANSLATABLE("Methods", "Passes over the training ratings."),
                           standard.epochs, 1, 1000),
            rateParameter(standard.learningRate),
            decayParameter(standard.weightDecay)};
}

/// What the settings of all classifiers have.
template <typename Settings>
void readCommon(const FitInput& in, Settings& settings) {
    settings.hiddenUnits = wholeValue(in.options, "hidden_units");
    settings.epochs = wholeValue(in.options, "epochs");
    settings.learningRate = realValue(in.options, "learning_rate");
    settings.weightDecay = realValue(in.options, "weight_decay");
    settings.seed = in.options.seed;
    settings.threads = in.options.threads;
}

LikeSettings ctrSettings(const FitInput& in, LikeSettings settings) {
    settings.likedFrom = realValue(in.options, "liked_from");
    settings.embeddingSize = wholeValue(in.options, "embedding_size");
    readCommon(in, settings);
    return settings;
}

/// Of the multi-class classifiers, whose settings have the same names.
template <typename Settings>
Settings userSettings(const FitInput& in) {
    Settings settings;
    readCommon(in, settings);
    return settings;
}

template <typename Settings>
std::vector<MethodParameter> userParameters() {
    const Settings standard;
    return {unitsParameter(standard.hiddenUnits), userEpochsParameter(standard.epochs),
            rateParameter(standard.learningRate), decayParameter(standard.weightDecay)};
}

MethodInfo ctr() {
    MethodInfo info;
    info.key = "ctr";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Binary classifier");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Will this user like this movie, yes or no: all that is known of both is "
                   "embedded, joined and sent through dense layers. What comes out is a "
                   "probability, as in the prediction of click-through rates.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "P(like | u, i) = sigmoid(w·relu(W₂ relu(W₁ [x_u, x_i] + b₁) + b₂) + b₃), "
                   "minimising -ln P of what happened");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To put in order what a recall has found, or wherever a probability is needed. "
                   "It learns from rated movies only, so on all movies its lists are poor: nothing "
                   "tells it what users do not watch.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × ratings × the dense layers' weights. A list: the second "
                   "layer's weights a movie. Memory: the hidden units a user and a movie.");
    info.predictsLikes = true;
    info.parameters = ctrParameters({});
    info.fit = [](const FitInput& in) {
        return fitLikeClassifier(*in.dataset, in.trainRows, ctrSettings(in, {}), in.stop,
                                 in.progress);
    };
    return info;
}

MethodInfo ctrSampled() {
    MethodInfo info;
    info.key = "ctr-sampled";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Binary classifier, sampled negatives");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "The binary classifier, told besides that movies drawn at random from those "
                   "without a rating are no likes. So it says how likely a user watches a movie "
                   "and likes it.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "P(watched and liked | u, i) as of the binary classifier, with k unrated movies "
                   "of label 0 for each rating");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When one model must rank all movies, not only some that were found before. Its "
                   "probabilities depend on how many negatives were drawn and say nothing of "
                   "movies already watched.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: as the binary classifier, times one more than the negatives. A list "
                   "and memory: the same.");
    const LikeSettings standard = sampledLikeSettings();
    info.parameters = ctrParameters(standard);
    info.parameters.push_back(wholeParameter(
        "negatives", TOWERLAB_TRANSLATABLE("Methods", "Negatives"),
        TOWERLAB_TRANSLATABLE("Methods", "k, the unrated movies drawn for each rating and epoch."),
        standard.negatives, 1, 100));
    info.fit = [](const FitInput& in) {
        LikeSettings settings = ctrSettings(in, sampledLikeSettings());
        settings.negatives = wholeValue(in.options, "negatives");
        return fitLikeClassifier(*in.dataset, in.trainRows, settings, in.stop, in.progress);
    };
    return info;
}

MethodInfo genreSoftmax() {
    MethodInfo info;
    info.key = "genre-softmax";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Multi-class classifier: genres");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Recall;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Which kind of movie will this user watch next: one class a genre, each with a "
                   "probability, and all sum to 1. Movies of the likely genres are offered, the "
                   "popular ones first.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "p(g | u) = softmax(W tanh(E x_u) + b); score(u, i) = ln (ratings of i + 1) + "
                   "ln mean p(g | u) / p(g) over the genres g of i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When a user's taste is to be read off in a few numbers, and for new users, of "
                   "whom only gender, age and occupation are known. Movies of the same genres "
                   "differ only by their popularity.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × ratings × hidden units. A list: the genres of each movie. "
                   "Memory: the hidden units a user.");
    info.parameters = userParameters<GenreClassifierSettings>();
    info.fit = [](const FitInput& in) -> std::unique_ptr<Scorer> {
        return fitGenreClassifier(*in.dataset, in.trainRows,
                                  userSettings<GenreClassifierSettings>(in), in.stop, in.progress);
    };
    return info;
}

MethodInfo movieSoftmax() {
    MethodInfo info;
    info.key = "movie-softmax";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Multi-class classifier: movies");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Recall;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Which movie will this user watch next: one class a movie, and the "
                   "probabilities of all sum to 1. The network reads the user's history with a "
                   "random part hidden, and must name the whole of it.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "p(i | u) = softmax(W tanh(E x_u) + b), minimising -Σ ln p(i | u) over what u "
                   "rated; score(u, i) = the logit of i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To find what users will watch next among some thousands of movies. With "
                   "millions of movies the softmax over all is too much: it must be "
                   "sampled, and the two towers take over.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × users × movies × hidden units. A list: the hidden units a "
                   "movie. Memory: the hidden units a user and a movie.");
    info.parameters = userParameters<MovieClassifierSettings>();
    info.fit = [](const FitInput& in) -> std::unique_ptr<Scorer> {
        return fitMovieClassifier(*in.dataset, in.trainRows,
                                  userSettings<MovieClassifierSettings>(in), in.stop, in.progress);
    };
    return info;
}

} // namespace

std::vector<MethodInfo> classifierMethods() {
    return {ctr(), ctrSampled(), genreSoftmax(), movieSoftmax()};
}

} // namespace towerlab
