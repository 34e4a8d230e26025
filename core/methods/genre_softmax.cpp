// SPDX-License-Identifier: MIT
#include "core/classify/genre_classifier.h"
#include "core/methods/classifier_settings.h"
#include "core/methods/fit_by.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo genreSoftmax() {
    MethodInfo info;
    info.key = "genre-softmax";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Multi-class classifier: genres");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Retrieval;
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
                   "Memory: the hidden units per user.");
    info.settings = userSettings<GenreClassifierSettings>();
    info.fit = fitBy(fitGenreClassifier);
    return info;
}

} // namespace towerlab::methods
