// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output.h"
#include "core/data/pair_lines.h"
#include "core/error.h"
#include "core/io/model_file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace towerlab::cli {
namespace {

struct Options {
    std::string model;
    std::vector<std::string> users;
    std::vector<std::string> movies;
    std::string pairs;
    Format format = Format::CsvText;
};

struct Pair {
    std::string user;
    std::string movie;
};

/// @throws DataError naming the line.
std::vector<Pair> readPairs(PairLines& lines) {
    std::vector<Pair> pairs;
    while (lines.next())
        pairs.push_back({std::string(lines.user()), std::string(lines.movie())});
    return pairs;
}

std::vector<Pair> pairsOfInput() {
    std::string text(std::istreambuf_iterator<char>(std::cin), {});
    if (std::cin.bad())
        throw DataError("The pairs can't be read", "standard input");
    PairLines lines("standard input", std::move(text));
    return readPairs(lines);
}

std::vector<Pair> pairsOf(const Options& options) {
    if (options.pairs == "-")
        return pairsOfInput();
    if (!options.pairs.empty()) {
        PairLines lines(std::filesystem::path(options.pairs));
        return readPairs(lines);
    }
    if (options.users.empty() || options.users.size() != options.movies.size())
        throw SettingsError("As many --user as --movie are needed, at least one of each, or "
                            "--pairs FILE");
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < options.users.size(); ++i)
        pairs.push_back({options.users[i], options.movies[i]});
    return pairs;
}

/// The vocabulary's index of an id, as it stands there or as "17.0" for 17.
std::optional<std::size_t> indexOf(const IdColumn& ids, const std::string& id) {
    const auto index = ids.find(id);
    return index ? index : ids.find(plainId(id));
}

/// As the model has it; an unknown id as it was given.
Json idOf(const IdColumn& ids, const std::string& id) {
    const auto index = indexOf(ids, id);
    return index ? cli::idOf(ids, *index) : Json(id);
}

/// Scores in the order of `pairs`; none where the model does not know the user or the movie.
std::vector<std::optional<float>> scores(const TrainedModel& model,
                                         const std::vector<Pair>& pairs) {
    const IdColumn& userIds = model.vocabulary().users.id;
    const IdColumn& movieIds = model.vocabulary().movies.id;
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto user = indexOf(userIds, pairs[i].user);
        const auto movie = indexOf(movieIds, pairs[i].movie);
        if (!user || !movie)
            continue;
        users.push_back(static_cast<std::int32_t>(*user));
        movies.push_back(static_cast<std::int32_t>(*movie));
        positions.push_back(i);
    }
    std::vector<std::optional<float>> result(pairs.size());
    if (positions.empty())
        return result;
    const std::vector<float> known = model.predict(users, movies);
    for (std::size_t i = 0; i < positions.size(); ++i)
        result[positions[i]] = known[i];
    return result;
}

std::optional<float> starsOf(const TrainedModel& model, const std::optional<float>& score) {
    // A classifier's score is the chance of a like: it has no place on the star scale.
    if (!score || model.record().settings.train.objective != Objective::MeanSquaredError)
        return std::nullopt;
    return model.vocabulary().toStars(*score);
}

/// In a long list unknown ids are to be expected; among ids that a person typed they are mistakes.
void tellUnknown(const Options& options, const TrainedModel& model, const std::vector<Pair>& pairs,
                 const std::vector<std::optional<float>>& values) {
    const auto unknown = std::count(values.begin(), values.end(), std::nullopt);
    if (unknown == 0)
        return;
    if (!options.pairs.empty()) {
        std::cerr << "warning: pairs whose user or movie the model does not know: " << unknown
                  << "; their scores are left empty.\n";
        return;
    }
    const auto at = std::find(values.begin(), values.end(), std::nullopt) - values.begin();
    const Pair& pair = pairs[static_cast<std::size_t>(at)];
    const bool user = !indexOf(model.vocabulary().users.id, pair.user);
    throw DataError("The model does not know " + std::string(user ? "user " : "movie ") +
                    (user ? pair.user : pair.movie) +
                    ": there was no rating in the data that it was trained on");
}

int predict(const Options& options) {
    const std::vector<Pair> pairs = pairsOf(options);
    const TrainedModel model = loadModel(options.model);
    const auto values = scores(model, pairs);
    tellUnknown(options, model, pairs, values);
    Table table({"user_id", "movie_id", "score", "stars"});
    for (std::size_t i = 0; i < pairs.size(); ++i)
        table.add({idOf(model.vocabulary().users.id, pairs[i].user),
                   idOf(model.vocabulary().movies.id, pairs[i].movie), number(values[i]),
                   number(starsOf(model, values[i]))});
    table.print(options.format);
    return exitOk;
}

} // namespace

void addPredictCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("predict", "Predict ratings of movies by users");
    command->add_option("model", options->model, "Model file")->type_name("MODEL")->required();
    auto* users = command->add_option("--user", options->users, "Id of a user; may be repeated");
    auto* movies =
        command->add_option("--movie", options->movies, "Id of a movie, one for each --user");
    for (CLI::Option* ids : {users, movies})
        ids->type_name("ID")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command
        ->add_option("--pairs", options->pairs,
                     "Lines \"user,movie\" (\"-\": standard input), parted by commas,\n"
                     "semicolons, tabs, \"::\" or blanks, in quotes or not; a header\n"
                     "may name the columns, in any order and with others. Pairs\n"
                     "unknown to the model get no score")
        ->type_name("FILE")
        ->excludes(users)
        ->excludes(movies);
    addFormatOption(*command, options->format);
    command->footer(footer("  towerlab-cli predict demo.towerlab --user 1 --movie 10\n"
                           "  towerlab-cli predict demo.towerlab --pairs pairs.csv"));
    command->callback([options, &chosen] { chosen = [options] { return predict(*options); }; });
}

} // namespace towerlab::cli
