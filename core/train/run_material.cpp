// SPDX-License-Identifier: MIT
#include "core/train/run_material.h"

#include "core/error.h"
#include "core/train/objective.h"
#include "core/train/validation_split.h"

namespace towerlab {
namespace {

double mean(const std::vector<float>& values) {
    double sum = 0;
    for (const float value : values)
        sum += double{value};
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

Examples positivesOf(const Examples& examples) {
    Examples positives;
    for (std::size_t i = 0; i < examples.users.size(); ++i)
        if (examples.targets[i] > 0) {
            positives.users.push_back(examples.users[i]);
            positives.movies.push_back(examples.movies[i]);
            positives.targets.push_back(1);
            positives.stars.push_back(examples.stars[i]);
        }
    return positives;
}

/// The rows of those examples.
std::vector<std::uint32_t> positiveRows(const Examples& examples,
                                        const std::vector<std::uint32_t>& rows) {
    std::vector<std::uint32_t> positives;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (examples.targets[i] > 0)
            positives.push_back(rows[i]);
    return positives;
}

template <typename T>
std::vector<T> joined(const std::vector<T>& a, const std::vector<T>& b) {
    std::vector<T> both = a;
    both.insert(both.end(), b.begin(), b.end());
    return both;
}

/// What settings alone can't tell: which columns the data has.
void requireInputs(const NetShape& shape) {
    const auto reads = [](const TowerShape& tower) {
        return tower.idEmbedding > 0 || !tower.categories.empty() || !tower.bagWords.empty() ||
               tower.historyChannels > 0;
    };
    if (!reads(shape.user))
        throw SettingsError("The user tower has nothing to read: this data says nothing about its "
                            "users, and ids and histories are off",
                            {}, 0, "Switch on the users' ids, or a history.");
    if (!reads(shape.movie))
        throw SettingsError("The movie tower has nothing to read", {}, 0,
                            "Choose an id embedding above 0, genres, or a history.");
}

} // namespace

RunMaterial::RunMaterial(const Dataset& dataset, const RunSettings& itsSettings,
                         std::span<const std::uint32_t> among)
    : settings(itsSettings) {
    const Split split = makeSplit(dataset, settings.data, settings.train.seed, among);
    const Encoding encoding(dataset);
    vocabulary = std::make_shared<const Vocabulary>(encoding.vocabulary());
    const auto target = [&](float stars) { return targetOf(stars, settings, *vocabulary); };
    training = encodeExamples(dataset, encoding, split.train, target);
    validation = encodeExamples(dataset, encoding, split.validation, target);
    std::vector<std::uint32_t> rows = split.train;
    if (isRanking(settings.train.objective)) {
        rows = positiveRows(training, rows);
        prepareRanking();
    }
    const bool linear = isLinear(settings) && settings.model.biases == Switch::On;
    const bool catalogue = settings.train.objective == Objective::CatalogueSoftmax;
    if (hasHistory(settings.model) || linear || catalogue) {
        const std::vector<IndexedRating> ratings = indexRatings(training, dataset, rows);
        prepareHistory(ratings);
        if (catalogue)
            prepareSequences(ratings);
    }
    const double meanTarget = mean(training.targets);
    const NetShape shape = netShape(*vocabulary, settings.model);
    requireInputs(shape);
    inputs = makeNetInputs(*vocabulary, settings.model, history);
    net = std::make_shared<TwoTowerNetImpl>(shape);
    net->initialise(settings.train.seed);
    startMatch(*net, settings, *vocabulary, history.baseline, meanTarget);
}

void RunMaterial::prepareHistory(const std::vector<IndexedRating>& ratings) {
    const std::size_t users = vocabulary->userCount();
    const std::size_t movies = vocabulary->movieCount();
    history.baseline = makeBaseline(ratings, users, movies);
    const auto make =
        [&](Side side, std::size_t groups, History kind,
            std::vector<std::uint32_t>& slots) -> std::shared_ptr<const EntityHistory> {
        if (kind == History::None)
            return nullptr;
        return std::make_shared<const EntityHistory>(
            makeHistory(ratings, side, groups, kind, history.baseline, &slots));
    };
    history.users = make(Side::User, users, settings.model.userHistory, training.userSlots);
    history.movies = make(Side::Movie, movies, settings.model.movieHistory, training.movieSlots);
}

void RunMaterial::prepareSequences(const std::vector<IndexedRating>& ratings) {
    sequences = history.users;
    if (!sequences)
        sequences = std::make_shared<const EntityHistory>(makeHistory(
            ratings, Side::User, vocabulary->userCount(), History::None, history.baseline));
    training = {};
    for (std::size_t user = 0; user < vocabulary->userCount(); ++user)
        if (sequences->rows.count(user) > 1) {
            training.users.push_back(static_cast<std::int32_t>(user));
            training.movies.push_back(sequences->rows.column[sequences->rows.start[user]]);
            training.targets.push_back(1);
            training.stars.push_back(0);
        }
    if (training.size() == 0)
        throw SettingsError("No user has two ratings to learn one from the other", {}, 0,
                            "Take a larger sample of the ratings.");
}

void RunMaterial::prepareRanking() {
    const std::size_t users = vocabulary->userCount();
    const std::size_t movies = vocabulary->movieCount();
    sampler.emplace(training.users, training.movies, users, movies,
                    settings.train.negativeSampling);
    known.emplace(joined(training.users, validation.users),
                  joined(training.movies, validation.movies), users, movies,
                  NegativeSampling::Uniform);
    training = positivesOf(training);
    validation = positivesOf(validation);
    if (training.size() == 0)
        throw SettingsError("No rating of the training part is a positive", {}, 0,
                            "Lower \"Liked from\", or take a larger sample.");
}

} // namespace towerlab
