// SPDX-License-Identifier: MIT
#include "core/classify/movie_classifier.h"
#include "core/methods/classifier_settings.h"
#include "core/methods/fit_by.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo movieSoftmax() {
    MethodInfo info;
    info.key = "movie-softmax";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Multi-class classifier: movies");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Retrieval;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Which movie will this user watch next: one class per movie, and the "
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
        "Methods", "Fitting: epochs × users × movies × hidden units. A list: the hidden units per "
                   "movie. Memory: the hidden units per user and movie.");
    info.settings = userSettings<MovieClassifierSettings>();
    info.fit = fitBy(fitMovieClassifier);
    return info;
}

} // namespace towerlab::methods
