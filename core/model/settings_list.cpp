// SPDX-License-Identifier: MIT
// The list of all settings.
#include "core/model/settings_fields.h"

#include <cmath>
#include <limits>
#include <type_traits>

namespace towerlab {
namespace {

/// A number as the member's type. Saturates, so that a value out of range stays out of range for
/// validate() instead of wrapping round.
template <typename T>
T fromNumber(double value) {
    if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(value);
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<T>(static_cast<int>(value));
    } else {
        constexpr auto low = static_cast<double>(std::numeric_limits<T>::lowest());
        constexpr auto high = static_cast<double>(std::numeric_limits<T>::max());
        const double rounded = std::round(value);
        if (!(rounded > low)) // NaN too
            return std::numeric_limits<T>::lowest();
        return rounded >= high ? std::numeric_limits<T>::max() : static_cast<T>(rounded);
    }
}

template <typename Section, typename T>
SettingField bound(SettingField field, Section RunSettings::*section, T Section::*member) {
    field.get = [=](const RunSettings& s) { return static_cast<double>(s.*section.*member); };
    field.set = [=](RunSettings& s, double value) { s.*section.*member = fromNumber<T>(value); };
    return field;
}

SettingField number(std::string_view key, std::string_view group, std::string_view label,
                    std::string_view help, FieldKind kind, double minimum, double maximum,
                    double step, int decimals) {
    SettingField field;
    field.key = key;
    field.group = group;
    field.label = label;
    field.help = help;
    field.kind = kind;
    field.minimum = minimum;
    field.maximum = maximum;
    field.step = step;
    field.decimals = decimals;
    return field;
}

/// Adds fields of one group and section of the settings.
template <typename Section>
class Group {
public:
    Group(std::vector<SettingField>& fields, std::string_view name, Section RunSettings::*section)
        : fields_(fields), name_(name), section_(section) {}

    void whole(std::string_view key, std::string_view label, std::string_view help, double minimum,
               double maximum, int Section::*member, std::string_view unit = {}, double step = 1) {
        add(number(key, name_, label, help, FieldKind::Integer, minimum, maximum, step, 0), unit,
            member);
    }
    void real(std::string_view key, std::string_view label, std::string_view help, double minimum,
              double maximum, double step, int decimals, double Section::*member,
              std::string_view unit = {}) {
        add(number(key, name_, label, help, FieldKind::Real, minimum, maximum, step, decimals),
            unit, member);
    }
    void percent(std::string_view key, std::string_view label, std::string_view help,
                 double minimum, double maximum, double Section::*member) {
        add(number(key, name_, label, help, FieldKind::Percent, minimum, maximum, 0.05, 1), {},
            member);
    }
    template <typename T>
    void choice(std::string_view key, std::string_view label, std::string_view help,
                std::vector<FieldChoice> choices, T Section::*member) {
        SettingField field = number(key, name_, label, help, FieldKind::Choice, 0,
                                    static_cast<double>(choices.size()) - 1, 1, 0);
        field.choices = std::move(choices);
        add(std::move(field), {}, member);
    }
    void onOff(std::string_view key, std::string_view label, std::string_view help,
               Switch Section::*member) {
        choice(key, label, help,
               {{"off", TOWERLAB_TRANSLATABLE("Settings", "Off")},
                {"on", TOWERLAB_TRANSLATABLE("Settings", "On")}},
               member);
    }
    template <typename T>
    void add(SettingField field, std::string_view unit, T Section::*member) {
        field.unit = unit;
        fields_.push_back(bound(std::move(field), section_, member));
    }

private:
    std::vector<SettingField>& fields_;
    std::string_view name_;
    Section RunSettings::*section_;
};

void addDataFields(std::vector<SettingField>& fields) {
    Group group(fields, TOWERLAB_TRANSLATABLE("Settings", "Data"), &RunSettings::data);
    group.percent("sample_fraction", TOWERLAB_TRANSLATABLE("Settings", "Sample of the ratings"),
                  TOWERLAB_TRANSLATABLE(
                      "Settings",
                      "Share of all ratings that take part, drawn at random without replacement. A "
                      "small sample is quick, but leaves most users and movies with few ratings to "
                      "learn from."),
                  0.001, 1, &DataSettings::sampleFraction);
    group.choice("hold_out", TOWERLAB_TRANSLATABLE("Settings", "Validation takes"),
                 TOWERLAB_TRANSLATABLE(
                     "Settings", "Which ratings are kept out of training: some at random, "
                                 "or the last one by time of random users (one at random where "
                                 "no time is known), as in leave-one-out tests."),
                 {{"random", TOWERLAB_TRANSLATABLE("Settings", "Random ratings")},
                  {"last", TOWERLAB_TRANSLATABLE("Settings", "Last of a user")}},
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
                   "Ratings of at least this many stars count as liked: label 1 for cross-entropy, "
                   "a positive for ranking objectives (0.5: every rating is one)."),
               0.5, 5, 0.5, 1, &DataSettings::likeThreshold,
               TOWERLAB_TRANSLATABLE("Settings", "stars"));
}

void addInputFields(std::vector<SettingField>& fields) {
    Group group(fields, TOWERLAB_TRANSLATABLE("Settings", "Inputs"), &RunSettings::model);
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
    group.onOff(
        "user_features", TOWERLAB_TRANSLATABLE("Settings", "User features"),
        TOWERLAB_TRANSLATABLE(
            "Settings", "Whether the user tower reads gender, age and occupation besides the id."),
        &ModelSettings::userFeatures);
    group.choice(
        "movie_genres", TOWERLAB_TRANSLATABLE("Settings", "Movie genres"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "What the item tower reads of a movie's genres: none, the most frequent one of "
            "them (as the article does), or all, as the mean of their embeddings."),
        {{"none", TOWERLAB_TRANSLATABLE("Settings", "None")},
         {"main", TOWERLAB_TRANSLATABLE("Settings", "Main one")},
         {"all", TOWERLAB_TRANSLATABLE("Settings", "All")}},
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
    const std::vector<FieldChoice> histories = {
        {"none", TOWERLAB_TRANSLATABLE("Settings", "None")},
        {"rated", TOWERLAB_TRANSLATABLE("Settings", "What was rated")},
        {"stars", TOWERLAB_TRANSLATABLE("Settings", "Weighted by stars")},
        {"both", TOWERLAB_TRANSLATABLE("Settings", "Both")},
        {"recent", TOWERLAB_TRANSLATABLE("Settings", "Rated, latest more")}};
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

void addTowerFields(std::vector<SettingField>& fields) {
    Group group(fields, TOWERLAB_TRANSLATABLE("Settings", "Towers"), &RunSettings::model);
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
    const std::vector<FieldChoice> activations = {
        {"relu", TOWERLAB_TRANSLATABLE("Settings", "ReLU")},
        {"tanh", TOWERLAB_TRANSLATABLE("Settings", "tanh")},
        {"gelu", TOWERLAB_TRANSLATABLE("Settings", "GELU")},
        {"linear", TOWERLAB_TRANSLATABLE("Settings", "Linear")}};
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
            "How the vectors meet: the dot product u·v, or the cosine u·v / (|u| |v|), which "
            "ignores their lengths. Then comes score = sigmoid(w·match + b)."),
        {{"dot", TOWERLAB_TRANSLATABLE("Settings", "Dot product")},
         {"cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine")}},
        &ModelSettings::match);
    group.onOff(
        "biases", TOWERLAB_TRANSLATABLE("Settings", "Biases"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Adds a learnt number for each user (who gives many stars?) and each movie (who "
            "gets many?) to the match, starting at the mean of all."),
        &ModelSettings::biases);
    group.choice("output", TOWERLAB_TRANSLATABLE("Settings", "Output"),
                 TOWERLAB_TRANSLATABLE(
                     "Settings", "What becomes of w·match + b: the sigmoid squeezes it into 0…1; a "
                                 "linear output is cut off there only when it is shown."),
                 {{"sigmoid", TOWERLAB_TRANSLATABLE("Settings", "Sigmoid")},
                  {"linear", TOWERLAB_TRANSLATABLE("Settings", "Linear")}},
                 &ModelSettings::output);
}

void addObjectiveFields(std::vector<SettingField>& fields) {
    Group group(fields, TOWERLAB_TRANSLATABLE("Settings", "Objective"), &RunSettings::train);
    group.choice(
        "objective", TOWERLAB_TRANSLATABLE("Settings", "Objective"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "What a step makes smaller. Squared error, mean((p - y)²), predicts stars. "
            "Cross-entropy, "
            "-mean(y·ln p + (1 - y)·ln(1 - p)), predicts the chance of a like; with sampled "
            "negatives "
            "a movie that the user has not rated counts as 0. Sampled softmax (DSSM) and in-batch "
            "softmax, -ln(exp s⁺ / Σ exp s), put the positive before the sampled negatives, or "
            "before "
            "the other movies of the batch. Softmax over all takes users instead of ratings: it "
            "hides some movies that a user has rated, and looks for them from the rest. BPR, -ln "
            "sigmoid(s⁺ - s⁻), and max-margin, "
            "max(0, m - s⁺ + s⁻), compare pairs."),
        {{"mse", TOWERLAB_TRANSLATABLE("Settings", "Squared error")},
         {"bce", TOWERLAB_TRANSLATABLE("Settings", "Cross-entropy")},
         {"bce-sampled", TOWERLAB_TRANSLATABLE("Settings", "Cross-entropy, sampled")},
         {"dssm", TOWERLAB_TRANSLATABLE("Settings", "Sampled softmax")},
         {"in-batch", TOWERLAB_TRANSLATABLE("Settings", "In-batch softmax")},
         {"catalogue", TOWERLAB_TRANSLATABLE("Settings", "Softmax over all")},
         {"bpr", TOWERLAB_TRANSLATABLE("Settings", "BPR")},
         {"max-margin", TOWERLAB_TRANSLATABLE("Settings", "Max-margin")}},
        &TrainSettings::objective);
    group.whole("negatives", TOWERLAB_TRANSLATABLE("Settings", "Negatives"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "Movies that the user has not rated, drawn anew for each positive in each "
                    "epoch."),
                1, 500, &TrainSettings::negatives, TOWERLAB_TRANSLATABLE("Settings", "a positive"));
    group.choice("negative_sampling", TOWERLAB_TRANSLATABLE("Settings", "Drawn"),
                 TOWERLAB_TRANSLATABLE(
                     "Settings",
                     "How negatives are drawn: each movie with the same chance, or by how often it "
                     "is rated, which makes them harder to tell from positives."),
                 {{"uniform", TOWERLAB_TRANSLATABLE("Settings", "Uniformly")},
                  {"popularity", TOWERLAB_TRANSLATABLE("Settings", "By popularity")}},
                 &TrainSettings::negativeSampling);
    group.real("temperature", TOWERLAB_TRANSLATABLE("Settings", "Temperature"),
               TOWERLAB_TRANSLATABLE(
                   "Settings",
                   "The match is divided by it before the softmax: a low one makes the best movie "
                   "stand out more. Its inverse is the smoothing factor of the DSSM paper. For a "
                   "cosine, at most 1, something like 0.1 is needed: at 1 the softmax stays flat."),
               0.005, 10, 0.01, 3, &TrainSettings::temperature);
    group.onOff(
        "learn_temperature", TOWERLAB_TRANSLATABLE("Settings", "Learnt temperature"),
        TOWERLAB_TRANSLATABLE("Settings", "Lets training change the temperature; else it stays."),
        &TrainSettings::learnTemperature);
    group.onOff(
        "log_q", TOWERLAB_TRANSLATABLE("Settings", "logQ correction"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Subtracts ln q from each logit, q being the movie's share of the ratings: popular "
            "movies are in a batch, and so negatives, more often than others (Yi et al. 2019)."),
        &TrainSettings::logQ);
    group.choice(
        "hit_removal", TOWERLAB_TRANSLATABLE("Settings", "Accidental hits"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Which movies of the batch are no negatives for a user: none is left out, those "
            "equal to the positive, or all that the user has rated."),
        {{"none", TOWERLAB_TRANSLATABLE("Settings", "Kept")},
         {"same", TOWERLAB_TRANSLATABLE("Settings", "Same movie out")},
         {"rated", TOWERLAB_TRANSLATABLE("Settings", "All rated out")}},
        &TrainSettings::hitRemoval);
    group.real("margin", TOWERLAB_TRANSLATABLE("Settings", "Margin"),
               TOWERLAB_TRANSLATABLE(
                   "Settings",
                   "By how much a positive is to be ahead of a negative before a pair counts as "
                   "right: max(0, margin - s⁺ + s⁻)."),
               0, 10, 0.1, 2, &TrainSettings::margin);
}

void addOptimiserFields(std::vector<SettingField>& fields) {
    Group group(fields, TOWERLAB_TRANSLATABLE("Settings", "Optimiser"), &RunSettings::train);
    group.choice(
        "optimiser", TOWERLAB_TRANSLATABLE("Settings", "Optimiser"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "How a gradient becomes a step. RMSprop (the article's) and Adam divide it by "
            "its usual size, Adam also smooths it; AdamW is Adam with weight decay apart "
            "from the gradient; Adagrad divides by the sum of all squares, so that its steps "
            "shrink; SGD takes it as it is, with momentum."),
        {{"rmsprop", TOWERLAB_TRANSLATABLE("Settings", "RMSprop")},
         {"adam", TOWERLAB_TRANSLATABLE("Settings", "Adam")},
         {"adamw", TOWERLAB_TRANSLATABLE("Settings", "AdamW")},
         {"adagrad", TOWERLAB_TRANSLATABLE("Settings", "Adagrad")},
         {"sgd", TOWERLAB_TRANSLATABLE("Settings", "SGD")}},
        &TrainSettings::optimiser);
    group.real(
        "learning_rate", TOWERLAB_TRANSLATABLE("Settings", "Learning rate"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Length of a step: w -= rate · g / (sqrt(v) + epsilon), where g is the gradient. "
            "Too high and the loss jumps about; too low and it hardly moves."),
        1e-6, 10, 1e-3, 6, &TrainSettings::learningRate);
    group.choice("schedule", TOWERLAB_TRANSLATABLE("Settings", "Schedule"),
                 TOWERLAB_TRANSLATABLE(
                     "Settings",
                     "How the learning rate goes over the run: it stays, falls in a line to 0, or "
                     "falls as half a cosine."),
                 {{"constant", TOWERLAB_TRANSLATABLE("Settings", "Constant")},
                  {"linear", TOWERLAB_TRANSLATABLE("Settings", "Linear")},
                  {"cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine")}},
                 &TrainSettings::schedule);
    group.percent(
        "warmup", TOWERLAB_TRANSLATABLE("Settings", "Warm-up"),
        TOWERLAB_TRANSLATABLE("Settings",
                              "Share of the run over which the learning rate first rises from 0."),
        0, 0.5, &TrainSettings::warmup);
    group.real(
        "rho", TOWERLAB_TRANSLATABLE("Settings", "Rho"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Memory of RMSprop's running mean of squared gradients: v = rho·v + (1 - rho)·g². "
            "It looks back over about 1 / (1 - rho) steps."),
        0, 0.9999, 0.01, 4, &TrainSettings::rho);
    group.real(
        "momentum", TOWERLAB_TRANSLATABLE("Settings", "Momentum"),
        TOWERLAB_TRANSLATABLE("Settings", "Share of the last step of SGD that the next one keeps."),
        0, 0.999, 0.05, 3, &TrainSettings::momentum);
    group.real("beta1", TOWERLAB_TRANSLATABLE("Settings", "Beta 1"),
               TOWERLAB_TRANSLATABLE("Settings", "Memory of Adam's running mean of gradients."), 0,
               0.9999, 0.01, 4, &TrainSettings::beta1);
    group.real(
        "beta2", TOWERLAB_TRANSLATABLE("Settings", "Beta 2"),
        TOWERLAB_TRANSLATABLE("Settings", "Memory of Adam's running mean of squared gradients."), 0,
        0.99999, 0.001, 5, &TrainSettings::beta2);
    group.real(
        "epsilon", TOWERLAB_TRANSLATABLE("Settings", "Epsilon"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Keeps w -= rate · g / (sqrt(v) + epsilon) from dividing by zero where there has "
            "been no gradient."),
        1e-12, 1, 1e-7, 12, &TrainSettings::epsilon);
    group.real("weight_decay", TOWERLAB_TRANSLATABLE("Settings", "Weight decay"),
               TOWERLAB_TRANSLATABLE(
                   "Settings",
                   "Pulls embeddings and kernels towards 0 at each step: part of the gradient, or "
                   "with AdamW apart from it (Loshchilov and Hutter 2019)."),
               0, 1, 1e-4, 7, &TrainSettings::weightDecay);
    group.real(
        "embedding_l2", TOWERLAB_TRANSLATABLE("Settings", "L2 on embeddings"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Added to the loss: this factor × the mean over the batch of the squared length of "
            "the user's and the movie's id embedding (and biases), so that rows seldom rated "
            "are not pulled down more often than they learn."),
        0, 1, 1e-3, 6, &TrainSettings::embeddingL2);
    group.real(
        "clip_norm", TOWERLAB_TRANSLATABLE("Settings", "Gradient clipping"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Gradients longer than this, all weights taken together, are shortened to it. 0: "
            "none is."),
        0, 1000, 0.5, 3, &TrainSettings::clipNorm);
}

void addRunFields(std::vector<SettingField>& fields) {
    Group group(fields, TOWERLAB_TRANSLATABLE("Settings", "Run"), &RunSettings::train);
    group.whole(
        "batch_size", TOWERLAB_TRANSLATABLE("Settings", "Batch size"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Ratings per optimiser step. Small batches take many noisy steps; large ones run "
            "faster but take fewer, so they may need a higher learning rate or more epochs. "
            "0: a tenth of all. For in-batch softmax it is also the number of movies to choose "
            "among."),
        0, 65536, &TrainSettings::batchSize, TOWERLAB_TRANSLATABLE("Settings", "ratings"), 32);
    group.whole(
        "epochs", TOWERLAB_TRANSLATABLE("Settings", "Epochs"),
        TOWERLAB_TRANSLATABLE("Settings",
                              "Passes over the training ratings, in a new random order each time."),
        1, 500, &TrainSettings::epochs);
    group.real(
        "averaging", TOWERLAB_TRANSLATABLE("Settings", "Averaged weights"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "The model is the moving average of the weights over the steps, with this memory "
            "(0.999: about the last 1,000 steps): steadier than the weights of any one step. 0: "
            "the last weights."),
        0, 0.99999, 0.001, 5, &TrainSettings::averaging);
    group.whole(
        "patience", TOWERLAB_TRANSLATABLE("Settings", "Early stopping"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Ends the run when the watched metric has not got better for so many epochs. 0: "
            "never."),
        0, 100, &TrainSettings::patience, TOWERLAB_TRANSLATABLE("Settings", "epochs"));
    group.choice(
        "watch", TOWERLAB_TRANSLATABLE("Settings", "Watched metric"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "What early stopping and the best epoch go by; automatic: RMSE for squared error, "
            "AUC for cross-entropy, NDCG@10 for ranking objectives."),
        {{"auto", TOWERLAB_TRANSLATABLE("Settings", "Automatic")},
         {"loss", TOWERLAB_TRANSLATABLE("Settings", "Validation loss")},
         {"rmse", TOWERLAB_TRANSLATABLE("Settings", "RMSE")},
         {"auc", TOWERLAB_TRANSLATABLE("Settings", "AUC")},
         {"hit-rate", TOWERLAB_TRANSLATABLE("Settings", "HR@10")},
         {"ndcg", TOWERLAB_TRANSLATABLE("Settings", "NDCG@10")}},
        &TrainSettings::watch);
    group.onOff("restore_best", TOWERLAB_TRANSLATABLE("Settings", "Keep the best epoch"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "The model at the end is that of the epoch with the best watched metric rather "
                    "than of the last."),
                &TrainSettings::restoreBest);
    SettingField seed = number(
        "seed", TOWERLAB_TRANSLATABLE("Settings", "Run"), TOWERLAB_TRANSLATABLE("Settings", "Seed"),
        TOWERLAB_TRANSLATABLE("Settings",
                              "Start of the random numbers for the split, the initial weights, "
                              "the shuffling and the negatives. The same seed, settings and data "
                              "repeat a run exactly."),
        FieldKind::Integer, 0, 2147483647, 1, 0);
    group.add(std::move(seed), {}, &TrainSettings::seed);
    group.choice(
        "engine", TOWERLAB_TRANSLATABLE("Settings", "Engine"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "How a step is computed. Fast: gradients worked out by hand, and only the rows "
            "that a batch touches are updated. Autograd: by LibTorch, with every row updated "
            "at every step. Both give the same model but for rounding; what the fast engine "
            "can't do runs on autograd by itself."),
        {{"fast", TOWERLAB_TRANSLATABLE("Settings", "Fast")},
         {"autograd", TOWERLAB_TRANSLATABLE("Settings", "Autograd")}},
        &TrainSettings::engine);
    group.whole(
        "threads", TOWERLAB_TRANSLATABLE("Settings", "Threads"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Processor cores that one step may use. 0: one less than there are, so that the "
            "window keeps one to itself. The fast engine has use for two, one a tower."),
        0, 64, &TrainSettings::threads);
}

} // namespace

const std::vector<SettingField>& settingFields() {
    static const std::vector<SettingField> fields = [] {
        std::vector<SettingField> list;
        addDataFields(list);
        addInputFields(list);
        addTowerFields(list);
        addObjectiveFields(list);
        addOptimiserFields(list);
        addRunFields(list);
        return list;
    }();
    return fields;
}

} // namespace towerlab
