// SPDX-License-Identifier: MIT
#include "core/model/settings_lists.h"
#include "core/translatable.h"

namespace towerlab::detail {
namespace {

void addObjectiveFields(SettingFields& fields) {
    SettingGroup group(fields, TOWERLAB_TRANSLATABLE("Settings", "Objective"), &RunSettings::train);
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
        inOrder<Objective>({{Objective::MeanSquaredError, "mse",
                             TOWERLAB_TRANSLATABLE("Settings", "Squared error")},
                            {Objective::BinaryCrossEntropy, "bce",
                             TOWERLAB_TRANSLATABLE("Settings", "Cross-entropy")},
                            {Objective::SampledCrossEntropy, "bce-sampled",
                             TOWERLAB_TRANSLATABLE("Settings", "Cross-entropy, sampled")},
                            {Objective::SampledSoftmax, "dssm",
                             TOWERLAB_TRANSLATABLE("Settings", "Sampled softmax")},
                            {Objective::InBatchSoftmax, "in-batch",
                             TOWERLAB_TRANSLATABLE("Settings", "In-batch softmax")},
                            {Objective::CatalogueSoftmax, "catalogue",
                             TOWERLAB_TRANSLATABLE("Settings", "Softmax over all")},
                            {Objective::Bpr, "bpr", TOWERLAB_TRANSLATABLE("Settings", "BPR")},
                            {Objective::MaxMargin, "max-margin",
                             TOWERLAB_TRANSLATABLE("Settings", "Max-margin")}}),
        &TrainSettings::objective);
    group.whole(
        "negatives", TOWERLAB_TRANSLATABLE("Settings", "Negatives"),
        TOWERLAB_TRANSLATABLE(
            "Settings", "Movies that the user has not rated, drawn anew for each positive in each "
                        "epoch."),
        1, 500, &TrainSettings::negatives, TOWERLAB_TRANSLATABLE("Settings", "per positive"));
    group.choice("negative_sampling", TOWERLAB_TRANSLATABLE("Settings", "Drawn"),
                 TOWERLAB_TRANSLATABLE(
                     "Settings",
                     "How negatives are drawn: each movie with the same chance, or by how often it "
                     "is rated, which makes them harder to tell from positives."),
                 inOrder<NegativeSampling>({{NegativeSampling::Uniform, "uniform",
                                             TOWERLAB_TRANSLATABLE("Settings", "Uniformly")},
                                            {NegativeSampling::Popularity, "popularity",
                                             TOWERLAB_TRANSLATABLE("Settings", "By popularity")}}),
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
        inOrder<HitRemoval>(
            {{HitRemoval::None, "none", TOWERLAB_TRANSLATABLE("Settings", "Kept")},
             {HitRemoval::SameMovie, "same", TOWERLAB_TRANSLATABLE("Settings", "Same movie out")},
             {HitRemoval::AllRated, "rated", TOWERLAB_TRANSLATABLE("Settings", "All rated out")}}),
        &TrainSettings::hitRemoval);
    group.real("margin", TOWERLAB_TRANSLATABLE("Settings", "Margin"),
               TOWERLAB_TRANSLATABLE(
                   "Settings",
                   "By how much a positive is to be ahead of a negative before a pair counts as "
                   "right: max(0, margin - s⁺ + s⁻)."),
               0, 10, 0.1, 2, &TrainSettings::margin);
}

void addOptimiserFields(SettingFields& fields) {
    SettingGroup group(fields, TOWERLAB_TRANSLATABLE("Settings", "Optimiser"), &RunSettings::train);
    group.choice(
        "optimiser", TOWERLAB_TRANSLATABLE("Settings", "Optimiser"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "How a gradient becomes a step. RMSprop (the article's) and Adam divide it by "
            "its usual size, Adam also smooths it; AdamW is Adam with weight decay apart "
            "from the gradient; Adagrad divides by the sum of all squares, so that its steps "
            "shrink; SGD takes it as it is, with momentum."),
        inOrder<Optimiser>(
            {{Optimiser::RmsProp, "rmsprop", TOWERLAB_TRANSLATABLE("Settings", "RMSprop")},
             {Optimiser::Adam, "adam", TOWERLAB_TRANSLATABLE("Settings", "Adam")},
             {Optimiser::AdamW, "adamw", TOWERLAB_TRANSLATABLE("Settings", "AdamW")},
             {Optimiser::Adagrad, "adagrad", TOWERLAB_TRANSLATABLE("Settings", "Adagrad")},
             {Optimiser::Sgd, "sgd", TOWERLAB_TRANSLATABLE("Settings", "SGD")}}),
        &TrainSettings::optimiser);
    group.real(
        "learning_rate", TOWERLAB_TRANSLATABLE("Settings", "Learning rate"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "Length of a step: RMSprop's is w -= rate · g / sqrt(v + epsilon), where g is the "
            "gradient and v the running mean of g². "
            "Too high and the loss jumps about; too low and it hardly moves."),
        1e-6, 10, 1e-3, 6, &TrainSettings::learningRate);
    group.choice(
        "schedule", TOWERLAB_TRANSLATABLE("Settings", "Schedule"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "How the learning rate goes over the run: it stays, falls in a line to 0, or "
            "falls as half a cosine."),
        inOrder<Schedule>(
            {{Schedule::Constant, "constant", TOWERLAB_TRANSLATABLE("Settings", "Constant")},
             {Schedule::Linear, "linear", TOWERLAB_TRANSLATABLE("Settings", "Linear")},
             {Schedule::Cosine, "cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine")}}),
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
            "Keeps a step, w -= rate · g / sqrt(v), from dividing by zero where there has been "
            "no gradient."),
        1e-12, 1, 1e-7, 12, &TrainSettings::epsilon);
    group.choice(
        "epsilon_place", TOWERLAB_TRANSLATABLE("Settings", "Epsilon stands"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "RMSprop divides by sqrt(v + epsilon) in TensorFlow and in Keras since 2.11, by "
            "sqrt(v) + epsilon in PyTorch and in Keras before. It matters where gradients are "
            "small: an epsilon of 1e-7 acts like one of 3e-4 when it stands inside the root."),
        inOrder<EpsilonPlace>({{EpsilonPlace::InsideRoot, "inside",
                                TOWERLAB_TRANSLATABLE("Settings", "Inside the root")},
                               {EpsilonPlace::OutsideRoot, "outside",
                                TOWERLAB_TRANSLATABLE("Settings", "Outside the root")}}),
        &TrainSettings::epsilonPlace);
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

void addRunFields(SettingFields& fields) {
    SettingGroup group(fields, TOWERLAB_TRANSLATABLE("Settings", "Run"), &RunSettings::train);
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
        inOrder<Watch>({{Watch::Automatic, "auto", TOWERLAB_TRANSLATABLE("Settings", "Automatic")},
                        {Watch::Loss, "loss", TOWERLAB_TRANSLATABLE("Settings", "Validation loss")},
                        {Watch::Rmse, "rmse", TOWERLAB_TRANSLATABLE("Settings", "RMSE")},
                        {Watch::Auc, "auc", TOWERLAB_TRANSLATABLE("Settings", "AUC")},
                        {Watch::HitRate, "hit-rate", TOWERLAB_TRANSLATABLE("Settings", "HR@10")},
                        {Watch::Ndcg, "ndcg", TOWERLAB_TRANSLATABLE("Settings", "NDCG@10")}}),
        &TrainSettings::watch);
    group.onOff("restore_best", TOWERLAB_TRANSLATABLE("Settings", "Keep the best epoch"),
                TOWERLAB_TRANSLATABLE(
                    "Settings",
                    "The model at the end is that of the epoch with the best watched metric rather "
                    "than of the last."),
                &TrainSettings::restoreBest);
    group.whole("seed", TOWERLAB_TRANSLATABLE("Settings", "Seed"),
                TOWERLAB_TRANSLATABLE(
                    "Settings", "Start of the random numbers for the split, the initial weights, "
                                "the shuffling and the negatives. The same seed, settings and data "
                                "repeat a run exactly."),
                0, 2147483647, &TrainSettings::seed);
    group.choice(
        "engine", TOWERLAB_TRANSLATABLE("Settings", "Engine"),
        TOWERLAB_TRANSLATABLE(
            "Settings",
            "How a step is computed. Fast: gradients worked out by hand, and only the rows "
            "that a batch touches are updated. Autograd: by LibTorch, with every row updated "
            "at every step. Both give the same model but for rounding; what the fast engine "
            "can't do runs on autograd by itself."),
        inOrder<Engine>(
            {{Engine::Fast, "fast", TOWERLAB_TRANSLATABLE("Settings", "Fast")},
             {Engine::Autograd, "autograd", TOWERLAB_TRANSLATABLE("Settings", "Autograd")}}),
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

void addTrainFields(SettingFields& fields) {
    addObjectiveFields(fields);
    addOptimiserFields(fields);
    addRunFields(fields);
}

} // namespace towerlab::detail
