// SPDX-License-Identifier: MIT
#include "core/model/settings_fields.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <type_traits>

#include <nlohmann/json.hpp>

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

SettingField integer(std::string_view key, std::string_view group, std::string_view label,
                     std::string_view help, double minimum, double maximum, double step = 1) {
    return number(key, group, label, help, FieldKind::Integer, minimum, maximum, step, 0);
}

SettingField choice(std::string_view key, std::string_view group, std::string_view label,
                    std::string_view help, std::vector<FieldChoice> choices) {
    SettingField field = number(key, group, label, help, FieldKind::Choice, 0,
                                static_cast<double>(choices.size()) - 1, 1, 0);
    field.choices = std::move(choices);
    return field;
}

void addDataFields(std::vector<SettingField>& fields) {
    const auto group = TOWERLAB_TRANSLATABLE("Settings", "Data");
    const auto section = &RunSettings::data;
    fields.push_back(bound(
        number("sample_fraction", group, TOWERLAB_TRANSLATABLE("Settings", "Sample of the ratings"),
               TOWERLAB_TRANSLATABLE("Settings",
                                     "Share of all ratings that take part, drawn at random without "
                                     "replacement. A small sample is quick, but leaves most users "
                                     "and movies with few ratings to learn from."),
               FieldKind::Percent, 0.001, 1, 0.05, 1),
        section, &DataSettings::sampleFraction));
    fields.push_back(bound(
        number("validation_fraction", group,
               TOWERLAB_TRANSLATABLE("Settings", "Held out for validation"),
               TOWERLAB_TRANSLATABLE(
                   "Settings", "Share of the sample that is kept out of training and measured "
                               "after every epoch. When its loss rises while the training "
                               "loss falls, the model has begun to learn by heart."),
               FieldKind::Percent, 0, 0.5, 0.05, 1),
        section, &DataSettings::validationFraction));
    SettingField like =
        number("like_threshold", group, TOWERLAB_TRANSLATABLE("Settings", "Liked from"),
               TOWERLAB_TRANSLATABLE(
                   "Settings", "Ratings of at least this many stars count as liked: label 1, all "
                               "others 0. Used with binary cross-entropy only."),
               FieldKind::Real, 0.5, 5, 0.5, 1);
    like.unit = TOWERLAB_TRANSLATABLE("Settings", "stars");
    fields.push_back(bound(std::move(like), section, &DataSettings::likeThreshold));
}

void addTowerFields(std::vector<SettingField>& fields) {
    const auto group = TOWERLAB_TRANSLATABLE("Settings", "Towers");
    const auto section = &RunSettings::model;
    fields.push_back(bound(
        integer("id_embedding", group, TOWERLAB_TRANSLATABLE("Settings", "Id embedding"),
                TOWERLAB_TRANSLATABLE("Settings",
                                      "Numbers learnt for each single user and each single movie. "
                                      "Nearly all weights of the model are here: (users + movies) "
                                      "× this size."),
                1, 512, 10),
        section, &ModelSettings::idEmbedding));
    fields.push_back(bound(
        integer("feature_embedding", group, TOWERLAB_TRANSLATABLE("Settings", "Feature embedding"),
                TOWERLAB_TRANSLATABLE("Settings",
                                      "Numbers learnt for each gender, age group, occupation and "
                                      "genre; all users (or movies) of one kind share them."),
                1, 64),
        section, &ModelSettings::featureEmbedding));
    fields.push_back(bound(
        integer("hidden_units", group, TOWERLAB_TRANSLATABLE("Settings", "Hidden units"),
                TOWERLAB_TRANSLATABLE("Settings", "Width of the first dense layer of each tower, "
                                                  "h = max(0, W·x + b), where x is the joined "
                                                  "embeddings."),
                1, 1024, 8),
        section, &ModelSettings::hiddenUnits));
    fields.push_back(bound(
        integer("vector_size", group, TOWERLAB_TRANSLATABLE("Settings", "Vector size"),
                TOWERLAB_TRANSLATABLE("Settings",
                                      "Length of the user vector u and of the movie vector v that "
                                      "the towers end in, and that are compared with each other."),
                1, 256),
        section, &ModelSettings::vectorSize));
    fields.push_back(bound(
        number("l2", group, TOWERLAB_TRANSLATABLE("Settings", "L2 penalty"),
               TOWERLAB_TRANSLATABLE("Settings",
                                     "Added to the loss: this factor × sum(W²) over the second "
                                     "dense kernels of both towers. It keeps the vectors short and "
                                     "so works against learning by heart."),
               FieldKind::Real, 0, 10, 0.001, 4),
        section, &ModelSettings::l2));
    fields.push_back(bound(
        choice("match", group, TOWERLAB_TRANSLATABLE("Settings", "Match"),
               TOWERLAB_TRANSLATABLE("Settings",
                                     "How the vectors meet: the dot product u·v, or the cosine "
                                     "u·v / (|u| |v|), which ignores their lengths. Then comes "
                                     "score = sigmoid(w·match + b)."),
               {{"dot", TOWERLAB_TRANSLATABLE("Settings", "Dot product")},
                {"cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine")}}),
        section, &ModelSettings::match));
}

void addObjectiveFields(std::vector<SettingField>& fields) {
    const auto group = TOWERLAB_TRANSLATABLE("Settings", "Training");
    const auto section = &RunSettings::train;
    fields.push_back(bound(
        choice("objective", group, TOWERLAB_TRANSLATABLE("Settings", "Objective"),
               TOWERLAB_TRANSLATABLE(
                   "Settings", "What a step makes smaller. Squared error, mean((p - y)²) with "
                               "y the rating scaled to 0…1, predicts stars. Cross-entropy, "
                               "-mean(y·ln p + (1 - y)·ln(1 - p)) with y = 1 for liked, "
                               "predicts the chance of a like."),
               {{"mse", TOWERLAB_TRANSLATABLE("Settings", "Squared error")},
                {"bce", TOWERLAB_TRANSLATABLE("Settings", "Cross-entropy")}}),
        section, &TrainSettings::objective));
    SettingField batch =
        integer("batch_size", group, TOWERLAB_TRANSLATABLE("Settings", "Batch size"),
                TOWERLAB_TRANSLATABLE(
                    "Settings", "Ratings per optimiser step. Small batches take many noisy steps; "
                                "large ones run faster but take fewer, so they may need a higher "
                                "learning rate or more epochs."),
                1, 65536, 32);
    batch.unit = TOWERLAB_TRANSLATABLE("Settings", "ratings");
    fields.push_back(bound(std::move(batch), section, &TrainSettings::batchSize));
    fields.push_back(bound(
        integer("epochs", group, TOWERLAB_TRANSLATABLE("Settings", "Epochs"),
                TOWERLAB_TRANSLATABLE("Settings", "Passes over the training ratings, in a new "
                                                  "random order each time."),
                1, 500),
        section, &TrainSettings::epochs));
}

void addOptimiserFields(std::vector<SettingField>& fields) {
    const auto group = TOWERLAB_TRANSLATABLE("Settings", "Training");
    const auto section = &RunSettings::train;
    fields.push_back(bound(
        number("learning_rate", group, TOWERLAB_TRANSLATABLE("Settings", "Learning rate"),
               TOWERLAB_TRANSLATABLE(
                   "Settings", "Length of a step: w -= rate · g / (sqrt(v) + epsilon), where "
                               "g is the gradient. Too high and the loss jumps about; too low "
                               "and it hardly moves."),
               FieldKind::Real, 1e-6, 1, 1e-3, 6),
        section, &TrainSettings::learningRate));
    fields.push_back(
        bound(number("rho", group, TOWERLAB_TRANSLATABLE("Settings", "Rho"),
                     TOWERLAB_TRANSLATABLE("Settings",
                                           "Memory of RMSprop's running mean of squared gradients: "
                                           "v = rho·v + (1 - rho)·g². It looks back over about "
                                           "1 / (1 - rho) steps."),
                     FieldKind::Real, 0, 0.9999, 0.01, 4),
              section, &TrainSettings::rho));
    fields.push_back(bound(
        number("epsilon", group, TOWERLAB_TRANSLATABLE("Settings", "Epsilon"),
               TOWERLAB_TRANSLATABLE("Settings",
                                     "Keeps w -= rate · g / (sqrt(v) + epsilon) from dividing by "
                                     "zero where there has been no gradient."),
               FieldKind::Real, 1e-12, 1, 1e-7, 12),
        section, &TrainSettings::epsilon));
    fields.push_back(bound(
        integer("seed", group, TOWERLAB_TRANSLATABLE("Settings", "Seed"),
                TOWERLAB_TRANSLATABLE("Settings",
                                      "Start of the random numbers for the split, the initial "
                                      "weights and the shuffling. The same seed, settings and data "
                                      "repeat a run exactly."),
                0, 2147483647),
        section, &TrainSettings::seed));
    fields.push_back(bound(
        choice("engine", group, TOWERLAB_TRANSLATABLE("Settings", "Engine"),
               TOWERLAB_TRANSLATABLE(
                   "Settings", "How a step is computed. Fast: gradients worked out by hand, and "
                               "only the rows that a batch touches are updated. Autograd: by "
                               "LibTorch, with every row updated at every step. Both give the "
                               "same model but for rounding."),
               {{"fast", TOWERLAB_TRANSLATABLE("Settings", "Fast")},
                {"autograd", TOWERLAB_TRANSLATABLE("Settings", "Autograd")}}),
        section, &TrainSettings::engine));
    fields.push_back(bound(
        integer("threads", group, TOWERLAB_TRANSLATABLE("Settings", "Threads"),
                TOWERLAB_TRANSLATABLE("Settings",
                                      "Processor cores that one step may use. 0: one less than "
                                      "there are, so that the window keeps one to itself. The "
                                      "fast engine has use for two, one a tower."),
                0, 64),
        section, &TrainSettings::threads));
}

const SettingField* findField(std::string_view key) {
    for (const SettingField& field : settingFields())
        if (field.key == key)
            return &field;
    return nullptr;
}

[[noreturn]] void refuse(const SettingField& field, std::string_view problem) {
    std::ostringstream text;
    text << "The setting " << field.key << ' ' << problem;
    throw SettingsError(text.str());
}

std::string choicesText(const SettingField& field) {
    std::string text;
    for (const FieldChoice& item : field.choices)
        text += (text.empty() ? "" : ", ") + std::string(item.value);
    return text;
}

void checkRange(const SettingField& field, double value) {
    if (value >= field.minimum && value <= field.maximum) // false for NaN
        return;
    std::ostringstream problem;
    problem.precision(10);
    problem << "is " << value << ", but must be between " << field.minimum << " and "
            << field.maximum;
    refuse(field, problem.str());
}

double numberFromJson(const SettingField& field, const nlohmann::json& value) {
    if (field.kind == FieldKind::Choice) {
        if (value.is_string())
            for (std::size_t i = 0; i < field.choices.size(); ++i)
                if (field.choices[i].value == value.get_ref<const std::string&>())
                    return static_cast<double>(i);
        refuse(field, "must be one of: " + choicesText(field));
    }
    if (!value.is_number())
        refuse(field, "must be a number");
    const double number = value.get<double>();
    checkRange(field, number);
    if (field.kind == FieldKind::Integer && number != std::floor(number))
        refuse(field, "must be a whole number");
    return number;
}

nlohmann::json jsonFromNumber(const SettingField& field, double value) {
    switch (field.kind) {
    case FieldKind::Choice:
        return std::string(field.choices.at(static_cast<std::size_t>(value)).value);
    case FieldKind::Integer:
        return static_cast<std::int64_t>(value);
    case FieldKind::Real:
    case FieldKind::Percent:
        break;
    }
    return value;
}

std::vector<Preset> makePresets() {
    RunSettings classifier;
    classifier.train.objective = Objective::BinaryCrossEntropy;
    RunSettings all;
    all.data.sampleFraction = 1;
    all.train.epochs = 10;
    RunSettings map = all;
    map.model.l2 = 0;
    map.train.batchSize = 256;
    RunSettings cosine = all;
    cosine.model.match = Match::Cosine;
    return {
        {"seed", TOWERLAB_TRANSLATABLE("Settings", "Seed article"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The article's model: a tenth of the ratings, batches of "
                               "32, 5 epochs, squared error."),
         RunSettings{}},
        {"seed-classifier", TOWERLAB_TRANSLATABLE("Settings", "Seed article, liked or not"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The article's variant: a rating of 4 stars or more is a "
                               "like, trained with binary cross-entropy."),
         classifier},
        {"all-ratings", TOWERLAB_TRANSLATABLE("Settings", "Seed model, all ratings"),
         TOWERLAB_TRANSLATABLE("Settings", "The same model on every rating for 10 epochs: slower, "
                                           "and clearly more accurate."),
         all},
        {"clear-map", TOWERLAB_TRANSLATABLE("Settings", "Clear map"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "All ratings, batches of 256, and no L2 penalty, which would press "
                               "the vectors onto a line: the map shows what they hold."),
         map},
        {"cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine match"),
         TOWERLAB_TRANSLATABLE("Settings", "As DSSM compares its vectors: by the angle alone, on "
                                           "all ratings."),
         cosine},
    };
}

} // namespace

const std::vector<SettingField>& settingFields() {
    static const std::vector<SettingField> fields = [] {
        std::vector<SettingField> list;
        addDataFields(list);
        addTowerFields(list);
        addObjectiveFields(list);
        addOptimiserFields(list);
        return list;
    }();
    return fields;
}

const SettingField& settingField(std::string_view key) {
    if (const SettingField* field = findField(key))
        return *field;
    throw SettingsError("There is no setting named \"" + std::string(key) + "\"");
}

void validate(const RunSettings& settings) {
    for (const SettingField& field : settingFields())
        checkRange(field, field.get(settings));
}

std::string toJson(const RunSettings& settings) {
    nlohmann::ordered_json json;
    for (const SettingField& field : settingFields())
        json[std::string(field.key)] = jsonFromNumber(field, field.get(settings));
    return json.dump(2);
}

RunSettings runSettingsFromJson(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        throw SettingsError("The settings are not a JSON object");
    RunSettings settings;
    for (const auto& [key, value] : json.items()) {
        const SettingField& field = settingField(key);
        field.set(settings, numberFromJson(field, value));
    }
    return settings;
}

const std::vector<Preset>& presets() {
    static const std::vector<Preset> list = makePresets();
    return list;
}

const Preset& preset(std::string_view key) {
    for (const Preset& item : presets())
        if (item.key == key)
            return item;
    throw SettingsError("There is no preset named \"" + std::string(key) + "\"");
}

} // namespace towerlab
