// SPDX-License-Identifier: MIT
#include "core/data/rating_scale.h"
#include "core/model/settings_lists.h"
#include "core/translatable.h"

namespace towerlab::detail {
namespace {

void addDataFields(SettingFields& fields) {
    SettingGroup group(fields, TOWERLAB_TRANSLATABLE("Settings", "Data"), &RunSettings::data);
    group.percent("sample_fraction", TOWERLAB_TRANSLATABLE("Settings", "Sample of the ratings"),
                  TOWERLAB_TRANSLATABLE(
                      "Settings",
                      "Share of all ratings that take part, drawn at random without replacement. A "
                      "small sample is quick, but leaves most users and movies with few ratings to "
                      "learn from."),
                  0.001, 1, &DataSettings::sampleFraction);
    group.choice(
        "hold_out", TOWERLAB_TRANSLATABLE("Settings", "Validation takes"),
        TOWERLAB_TRANSLATABLE("Settings",
                              "Which ratings are kept out of training: some at random, "
                              "or the last one by time of random users (one at random where "
                              "several are or no time is known), as in leave-one-out tests."),
        inOrder<HoldOut>(
            {{HoldOut::Random, "random", TOWERLAB_TRANSLATABLE("Settings", "Random ratings")},
             {HoldOut::LastOfUser, "last", TOWERLAB_TRANSLATABLE("Settings", "Last of a user")}}),
        &DataSettings::holdOut);
    group.percent(
        "validation_fraction", TOWERLAB_TRANSLATABLE("Settings", "Held out for validation"),
        TOWERLAB_TRANSLATABLE(
            "Settings", "Share of the sample (or of the users) that is kept out of training and "
                        "measured after every "
                        "epoch. When its loss rises while the training loss falls, the model has "
                        "begun to learn by heart."),
        0, 0.5, &DataSettings::validationFraction);
    group.real("like_threshold", TOWERLAB_TRANSLATABLE("Settings", "Liked from"),
               TOWERLAB_TRANSLATABLE(
                   "Settings",
                   "Ratings from this one on count as liked: label 1 for cross-entropy, a positive "
                   "for ranking objectives (0.5 stars: every rating is one)."),
               lowestThreshold, highestThreshold, 0.5, 1, &DataSettings::likeThreshold,
               TOWERLAB_TRANSLATABLE("Settings", "stars"));
}

void addInputFields(SettingFields& fields) {
    SettingGroup group(fields, TOWERLAB_TRANSLATABLE("Settings", "Inputs"), &RunSettings::model);
    group.whole("id_embedding", TOWERLAB_TRANSLATABLE("Settings", "Id embedding"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Numbers learnt for each single user and each single movie. Nearly all weights "
                    "of the model are here: (users + movies) × this size."),
                0, 512, &ModelSettings::idEmbedding, {}, 10);
    group.whole(
        "feature_embedding", TOWERLAB_TRANSLATABLE("Settings", "Feature embedding"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Numbers learnt for each gender, age group, occupation and genre; all users (or "
            "movies) of one kind share them."),
        1, 64, &ModelSettings::featureEmbedding);
    group.onOff("user_ids", TOWERLAB_TRANSLATABLE("Settings", "User ids"),
                TOWERLAB_TRANSLATABLE("Settings",
                                      "Whether users have an id embedding as movies do. "
                                      "Off, what a history does not tell is not "
                                      "learnt, and new users are like any others."),
                &ModelSettings::userIds);
    group.onOff("user_features", TOWERLAB_TRANSLATABLE("Settings", "User features"),
                TOWERLAB_TRANSLATABLE(
                    "Settings", "Whether the user tower reads what the data says of users, such as "
                                "gender, age and occupation, besides the id."),
                &ModelSettings::userFeatures);
    group.columns(
        "user_columns_left_out", TOWERLAB_TRANSLATABLE("Settings", "Of these"),
        TOWERLAB_TRANSLATABLE("Settings", "Which of the users' columns the user tower reads."),
        &ModelSettings::userColumnsLeftOut);
    group.onOff("movie_features", TOWERLAB_TRANSLATABLE("Settings", "Item features"),
                TOWERLAB_TRANSLATABLE(
                    "Settings", "Whether the item tower reads what the data says of items besides "
                                "genres and year, such as author or brand. MovieLens has nothing "
                                "of the kind."),
                &ModelSettings::movieFeatures);
    group.columns(
        "movie_columns_left_out", TOWERLAB_TRANSLATABLE("Settings", "Of these"),
        TOWERLAB_TRANSLATABLE("Settings", "Which of the items' columns the item tower reads."),
        &ModelSettings::movieColumnsLeftOut);
    group.choice(
        "movie_genres", TOWERLAB_TRANSLATABLE("Settings", "Movie genres"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "What the item tower reads of a movie's genres: none, the most frequent one of "
            "them (as the article does), or all, as the mean of their embeddings."),
        inOrder<MovieGenres>(
            {{MovieGenres::None, "none", TOWERLAB_TRANSLATABLE("Settings", "None")},
             {MovieGenres::Main, "main", TOWERLAB_TRANSLATABLE("Settings", "Main one")},
             {MovieGenres::All, "all", TOWERLAB_TRANSLATABLE("Settings", "All")}}),
        &ModelSettings::movieGenres);
    group.onOff("movie_year", TOWERLAB_TRANSLATABLE("Settings", "Release year"),
                TOWERLAB_TRANSLATABLE(
                    "Settings", "Whether the item tower reads the year: an embedding for each."),
                &ModelSettings::movieYear);
    group.whole("title_words", TOWERLAB_TRANSLATABLE("Settings", "Title words"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Buckets that the words of titles are hashed into, each with an embedding; a "
                    "movie gets the mean of its words'. 0: titles are not read."),
                0, 65536, &ModelSettings::titleBuckets,
                TOWERLAB_TRANSLATABLE("Settings", "buckets"), 256);
    constexpr auto histories = inOrder<History>(
        {{History::None, "none", TOWERLAB_TRANSLATABLE("Settings", "None")},
         {History::Rated, "rated", TOWERLAB_TRANSLATABLE("Settings", "What was rated")},
         {History::Stars, "stars", TOWERLAB_TRANSLATABLE("Settings", "Weighted by stars")},
         {History::Both, "both", TOWERLAB_TRANSLATABLE("Settings", "Both")},
         {History::Recent, "recent", TOWERLAB_TRANSLATABLE("Settings", "Rated, latest more")}});
    group.choice(
        "user_history", TOWERLAB_TRANSLATABLE("Settings", "User history"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Lets the user tower read what else the user has rated: the sum of embeddings of those "
            "movies divided by the root of their number, plain (as SVD++ does), each times how far "
            "its stars are from the expected ones, or with the latest ratings counting more. The "
            "ratings of a batch are left out of the histories that they are predicted from. A user "
            "who was not in training can be given a vector by folding in their ratings."),
        histories, &ModelSettings::userHistory);
    group.choice("movie_history", TOWERLAB_TRANSLATABLE("Settings", "Movie history"),
                 TOWERLAB_TRANSLATABLE(
                     "Settings", "The same for the item tower: who else has rated the movie. With "
                                 "stars this is what AutoRec reads (Sedhain et al. 2015)."),
                 histories, &ModelSettings::movieHistory);
    group.whole("history_embedding", TOWERLAB_TRANSLATABLE("Settings", "History embedding"),
                TOWERLAB_TRANSLATABLE("Settings", "Numbers learnt for each movie (or user) as part "
                                                  "of a history."),
                1, 512, &ModelSettings::historyEmbedding, {}, 8);
    group.percent("history_dropout", TOWERLAB_TRANSLATABLE("Settings", "History dropout"),
                  TOWERLAB_TRANSLATABLE("Settings",
                                        "Share of a history's numbers that are set to 0 "
                                        "at random in each training step."),
                  0, 0.9, &ModelSettings::historyDropout);
}

void addTowerFields(SettingFields& fields) {
    SettingGroup group(fields, TOWERLAB_TRANSLATABLE("Settings", "Towers"), &RunSettings::model);
    group.whole("hidden_layers", TOWERLAB_TRANSLATABLE("Settings", "Hidden layers"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Dense layers between the joined embeddings and the vector. 0: the vector is "
                    "one linear map of the embeddings, and the model a matrix factorisation with "
                    "features."),
                0, 4, &ModelSettings::hiddenLayers);
    group.whole("hidden_units", TOWERLAB_TRANSLATABLE("Settings", "Hidden units"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Width of each hidden layer of a tower, h = max(0, W·x + b), where x is the "
                    "joined embeddings."),
                1, 1024, &ModelSettings::hiddenUnits, {}, 8);
    constexpr auto activations = inOrder<Activation>(
        {{Activation::Relu, "relu", TOWERLAB_TRANSLATABLE("Settings", "ReLU")},
         {Activation::Tanh, "tanh", TOWERLAB_TRANSLATABLE("Settings", "tanh")},
         {Activation::Gelu, "gelu", TOWERLAB_TRANSLATABLE("Settings", "GELU")},
         {Activation::Linear, "linear", TOWERLAB_TRANSLATABLE("Settings", "Linear")}});
    group.choice(
        "activation", TOWERLAB_TRANSLATABLE("Settings", "Activation"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "What bends the hidden layers: ReLU is max(0, x); tanh is smooth and bounded by "
            "±1 (the DSSM paper); GELU is a smooth ReLU."),
        activations, &ModelSettings::activation);
    group.choice(
        "vector_activation", TOWERLAB_TRANSLATABLE("Settings", "Vector activation"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "The same for the vectors. With ReLU, as in the article, no number of a vector "
            "is below 0, so a dot product can't be either; linear vectors can point in "
            "opposite directions."),
        activations, &ModelSettings::vectorActivation);
    group.percent("dropout", TOWERLAB_TRANSLATABLE("Settings", "Dropout"),
                  TOWERLAB_TRANSLATABLE(
                      "Settings",
                      "Share of the inputs and hidden units that are set to 0 at random in each "
                      "training step, so that none is relied on alone (Srivastava et al. 2014)."),
                  0, 0.9, &ModelSettings::dropout);
    group.whole("vector_size", TOWERLAB_TRANSLATABLE("Settings", "Vector size"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Length of the user vector u and of the movie vector v that the towers end in, "
                    "and that are compared with each other."),
                1, 256, &ModelSettings::vectorSize);
    group.real("l2", TOWERLAB_TRANSLATABLE("Settings", "L2 penalty"),
               TOWERLAB_TRANSLATABLE(
                   "Settings",
                   "Added to the loss: this factor × sum(W²) over the last dense kernels of both "
                   "towers. It keeps the vectors short and so works against learning by heart."),
               0, 10, 0.001, 4, &ModelSettings::l2);
    group.onOff("normalise", TOWERLAB_TRANSLATABLE("Settings", "Vectors of length 1"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Divides each vector by its length, so that all lie on a sphere and a dot "
                    "product is a cosine."),
                &ModelSettings::normalise);
    group.choice(
        "match", TOWERLAB_TRANSLATABLE("Settings", "Match"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "How the vectors meet. Dot product: w · Σ u v with one learnt weight. Weighted "
            "product: Σ w u v with a weight per dimension, which is what the article's code "
            "computes: its reduce_sum(axis=1) adds up an axis of length 1, so that the dense "
            "layer of one unit gets all 8 products. The cosines also divide by |u| |v|, and so "
            "ignore the vectors' lengths. A bias is added, and the output follows."),
        inOrder<Match>(
            {{Match::DotProduct, "dot", TOWERLAB_TRANSLATABLE("Settings", "Dot product")},
             {Match::Cosine, "cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine")},
             {Match::WeightedProduct, "weighted",
              TOWERLAB_TRANSLATABLE("Settings", "Weighted product")},
             {Match::WeightedCosine, "weighted-cosine",
              TOWERLAB_TRANSLATABLE("Settings", "Weighted cosine")}}),
        &ModelSettings::match);
    group.onOff(
        "biases", TOWERLAB_TRANSLATABLE("Settings", "Biases"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Adds a learnt number for each user (who gives many stars?) and each movie (who "
            "gets many?) to the match, starting at the mean of all."),
        &ModelSettings::biases);
    group.choice(
        "output", TOWERLAB_TRANSLATABLE("Settings", "Output"),
        TOWERLAB_TRANSLATABLE("Settings",
                              "What becomes of match + b: the sigmoid squeezes it into 0…1; a "
                              "linear output is cut off there only when it is shown."),
        inOrder<Output>({{Output::Sigmoid, "sigmoid", TOWERLAB_TRANSLATABLE("Settings", "Sigmoid")},
                         {Output::Linear, "linear", TOWERLAB_TRANSLATABLE("Settings", "Linear")}}),
        &ModelSettings::output);
}

} // namespace

void addModelFields(SettingFields& fields) {
    addDataFields(fields);
    addInputFields(fields);
    addTowerFields(fields);
}

} // namespace towerlab::detail
