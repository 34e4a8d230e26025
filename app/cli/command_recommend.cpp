// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/data_source.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/recommend/recommender.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace towerlab::cli {
namespace {

struct Options {
    std::string model;
    DataSource data;
    std::string user;
    std::vector<std::string> rated; ///< "movie:stars", by somebody new
    std::uint32_t count = 20;
    bool includeRated = false;
    bool timing = false;
    Format format = Format::CsvText;
};

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return rounded(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
}

/// @throws DataError if there is no such user.
std::size_t userRow(const Recommender& recommender, const std::string& id) {
    const Dataset& dataset = recommender.dataset();
    const auto row = dataset.userRow(id);
    if (!row)
        throw DataError("There is no user " + id + " in " + dataset.name(), {}, 0,
                        "For somebody new, say what they have rated: --rated 50:4,121:5");
    return *row;
}

/// @param text "movie:stars"
/// @throws SettingsError if it is not that, DataError if the model does not know the movie
void addRating(const Recommender& recommender, const std::string& text, NewUser& user) {
    const std::size_t colon = text.rfind(':'); // an id may hold one
    const std::string id = text.substr(0, colon);
    float stars = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = colon == std::string::npos
                                   ? std::from_chars_result{end, std::errc::invalid_argument}
                                   : std::from_chars(text.data() + colon + 1, end, stars);
    const Dataset& dataset = recommender.dataset();
    if (error != std::errc{} || rest != end || id.empty() || stars < dataset.minRating() ||
        stars > dataset.maxRating())
        throw SettingsError("\"" + text + "\" is not a rating", {}, 0,
                            "Give a movie's id and stars, such as 50:4.");
    const auto row = dataset.movieRow(id);
    const std::int32_t index = row ? recommender.encoding().movieIndex(*row) : -1;
    if (index < 0)
        throw DataError("The model does not know movie " + id);
    user.movies.push_back(index);
    user.stars.push_back(stars);
}

/// The model's list; without one of its own, for a user whom it does not know, the most rated.
std::vector<Recommendation> listOf(const Recommender& recommender, const std::string& user,
                                   const RecommendOptions& query) {
    const std::size_t row = userRow(recommender, user);
    if (recommender.knowsUser(row))
        return recommender.recommend(row, query);
    std::cerr << "note: the model does not know user " << user
              << ": there was no rating in the data that it was trained on. These are the movies "
                 "with the most ratings, without scores.\n";
    return recommender.mostRated(row, query);
}

std::vector<Recommendation> listFor(const Recommender& recommender, const Options& options,
                                    const RecommendOptions& query) {
    if (options.rated.empty())
        return listOf(recommender, options.user, query);
    if (recommender.model().record().settings.model.userHistory == History::None)
        throw SettingsError(
            "This model can't take in a new user's ratings: its user tower reads no "
            "history",
            {}, 0, "Train one with --user-history, such as --preset best-rating.");
    NewUser user;
    for (const std::string& rating : options.rated)
        addRating(recommender, rating, user);
    return recommender.recommendTo(user, query);
}

Json genresOf(const Dataset& dataset, std::size_t movieRow) {
    Json names = Json::array();
    for (const std::int16_t genre : dataset.movies().genresOf(movieRow))
        names.push_back(dataset.genreNames()[static_cast<std::size_t>(genre)]);
    return names;
}

void printList(const Dataset& dataset, const std::vector<Recommendation>& list, Format format) {
    Table table({"rank", "movie_id", "title", "year", "genres", "score", "stars"});
    const MovieColumns& movies = dataset.movies();
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::size_t row = list[i].movieRow;
        const Json year = movies.year[row] > 0 ? Json(movies.year[row]) : Json(nullptr);
        table.add({i + 1, idOf(movies.id, row), movies.title[row], year, genresOf(dataset, row),
                   number(list[i].score), number(list[i].stars)});
    }
    table.print(format);
}

int recommend(const Options& options) {
    const TrainedModel model = loadModel(options.model);
    const LoadedData data =
        options.data.given() ? loadData(options.data) : loadDataOf(model.record());
    requireSameMovies(model, *data.dataset);
    if (const std::string warning = changedDataWarning(model, *data.dataset); !warning.empty())
        std::cerr << "warning: " << warning << '\n';
    const auto start = Clock::now();
    const Recommender recommender(model, data.dataset);
    const double preparing = millisecondsSince(start);

    RecommendOptions query;
    query.count = options.count;
    query.hideRated = !options.includeRated;
    const auto queryStart = Clock::now();
    const auto list = listFor(recommender, options, query);
    const double asking = millisecondsSince(queryStart);
    printList(*data.dataset, list, options.format);
    if (list.empty())
        std::cerr << "note: no movie is left to recommend: "
                  << (query.hideRated ? "all that the model knows are rated already "
                                        "(--include-rated shows them)"
                                      : "the model knows none")
                  << '\n';
    if (options.timing)
        std::cerr << "timing: read " << rounded(data.milliseconds) << " ms, vectors " << preparing
                  << " ms, query " << asking << " ms\n";
    return exitOk;
}

} // namespace

void addRecommendCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("recommend", "List the best movies for a user");
    command->add_option("model", options->model, "Model file")->type_name("MODEL")->required();
    addDataOptions(*command, options->data, "--data",
                   "The data set (default: the one that the model was\ntrained on)");
    auto* who = command->add_option_group("who");
    who->add_option("--user", options->user, "Id of the user")->type_name("ID");
    who->add_option("--rated", options->rated,
                    "For somebody new: what they have rated, the oldest first. The\n"
                    "model must read histories (--preset best-rating)")
        ->delimiter(',')
        ->type_name("MOVIE:STARS,…");
    who->require_option(1);
    command->add_option("--count", options->count, "Length of the list (1 to 1000000; default 20)")
        ->type_name("N")
        ->check(CLI::Range(1U, 1000000U).description(""));
    command->add_flag("--include-rated", options->includeRated,
                      "List movies that the user has rated, too");
    command->add_flag("--timing", options->timing, "Tell on standard error how long it took");
    addFormatOption(*command, options->format);
    command->footer(
        footer("  towerlab-cli recommend demo.towerlab --user 1 --count 10\n"
               "  towerlab-cli recommend m.towerlab --data ml-1m --user 5 --format json\n"
               "  towerlab-cli recommend m.towerlab --rated 260:5,1196:5,2628:3"));
    command->callback([options, &chosen] { chosen = [options] { return recommend(*options); }; });
}

} // namespace towerlab::cli
