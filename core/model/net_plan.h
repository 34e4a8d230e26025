// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/encoding.h"
#include "core/data/side.h"
#include "core/model/settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace towerlab {

/// What an input of a tower tells of its user (or movie).
enum class InputKind {
    Id,
    Category, ///< a column of the data, such as the occupation
    MainGenre,
    Year,
    Genres,     ///< all of a movie's; their mean
    TitleWords, ///< the same, of the title's words by their hash
    History     ///< what a user has rated (or who has rated a movie)
};

/// One of the inputs that a tower joins: a table with a row of numbers for each word.
struct TowerInput {
    InputKind kind = InputKind::Id;
    /// Of a category the place among the vocabulary's columns, of a history its channel.
    std::size_t place = 0;
    std::string label;           ///< of a category's column, English; else empty
    std::int64_t words = 0;      ///< rows of its table
    std::int64_t dimensions = 0; ///< numbers in each

    std::int64_t parameters() const { return words * dimensions; }
    friend bool operator==(const TowerInput&, const TowerInput&) = default;
};

/// Whether such an input reads one word of each entity, rather than the mean or sum of several.
constexpr bool readsOneWord(InputKind kind) {
    return kind == InputKind::Id || kind == InputKind::Category || kind == InputKind::MainGenre ||
           kind == InputKind::Year;
}
/// Whether it reads the mean of a bag of words.
constexpr bool readsBag(InputKind kind) {
    return kind == InputKind::Genres || kind == InputKind::TitleWords;
}

/// The tables of a tower in the order of their kinds.
enum class TableKind { Embedding, Bag, History };
constexpr TableKind tableKind(InputKind kind) {
    if (readsBag(kind))
        return TableKind::Bag;
    return readsOneWord(kind) ? TableKind::Embedding : TableKind::History;
}

/// What a tower of such a model reads of such data, in the order in which it is joined.
std::vector<TowerInput> towerInputs(const Vocabulary& vocabulary, const ModelSettings& settings,
                                    Side side);

/// The years that some movie has, ascending: the words of a year.
std::vector<std::int16_t> distinctYears(const Vocabulary& vocabulary);

/// x · W + b and what comes behind it.
struct DensePlan {
    std::int64_t inputs = 0;
    std::int64_t units = 0;
    Activation activation = Activation::Relu;

    std::int64_t parameters() const { return inputs * units + units; }
    friend bool operator==(const DensePlan&, const DensePlan&) = default;
};

struct TowerPlan {
    std::vector<TowerInput> inputs;
    std::vector<DensePlan> layers; ///< the last one makes the vector
    std::int64_t entities = 0;     ///< users, or movies
    bool normalised = false;       ///< the vector is divided by its length
    bool biases = false;           ///< each entity has a number of its own, and x adds to it

    std::int64_t joined() const; ///< numbers in x
    /// The place of an input's table among those of its kind. The first embedding is the ids',
    /// whether or not they have a table.
    std::size_t tableOf(std::size_t input) const;
    std::int64_t parameters() const;
    friend bool operator==(const TowerPlan&, const TowerPlan&) = default;
};

/// The two towers and their match as the settings ask for them: sizes, without any weights.
struct NetPlan {
    TowerPlan user;
    TowerPlan movie;
    Match match = Match::WeightedProduct;
    int vectorSize = 0;
    bool logit = false;  ///< the output is the logit, of which only the order counts
    bool linear = false; ///< the output is the logit, cut off at 0 and 1
    bool chance = false; ///< the output is the chance of a like, rather than stars or an order

    const TowerPlan& tower(Side side) const { return side == Side::User ? user : movie; }
    std::int64_t matchParameters() const;
    std::int64_t parameters() const;
    friend bool operator==(const NetPlan&, const NetPlan&) = default;
};

NetPlan netPlan(const Vocabulary& vocabulary, const RunSettings& settings);

} // namespace towerlab
