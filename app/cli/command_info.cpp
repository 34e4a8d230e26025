// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/data_source.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output.h"
#include "core/data/rating_scale.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/system/system_info.h"
#include "core/train/trainer.h"

#include <CLI/CLI.hpp>

#include <cmath>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace towerlab::cli {
namespace {

struct Options {
    DataSource data;
    std::string model;
    bool system = false;
    Format format = Format::CsvText;
};

Json textOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string_view formatName(DataFormat format) {
    switch (format) {
    case DataFormat::MovieLens1M:
        return "ml-1m";
    case DataFormat::MovieLens10M:
        return "ml-10m";
    case DataFormat::MovieLensCsv:
        return "ml-csv";
    case DataFormat::MovieLens100K:
        return "ml-100k";
    case DataFormat::Own:
        return "own";
    case DataFormat::Demo:
        break;
    }
    return "demo";
}

std::string ratingName(double rating) {
    return rating == std::floor(rating) ? std::to_string(std::lround(rating))
                                        : number(static_cast<float>(rating)).dump();
}

/// Each value that occurs; ranges where these are many.
Json ratingHistogram(const Dataset& dataset, const RatingScale& scale) {
    const RatingBins bins(scale);
    std::vector<std::uint64_t> counts(bins.size());
    for (const float rating : dataset.ratings().value)
        ++counts[bins.of(rating)];
    Json histogram = Json::object();
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const auto& [from, to] = bins.bins()[i];
        if (counts[i] > 0)
            histogram[from == to ? ratingName(from) : ratingName(from) + ".." + ratingName(to)] =
                counts[i];
    }
    return histogram;
}

/// Of what a tower can read besides ids, titles, years and genres.
Json columnNames(const EntityColumns& entities) {
    Json names = Json::array();
    for (const CategoryColumn& column : entities.categories)
        names.push_back(column.name);
    return names;
}

Json dataInfo(const DataSource& source) {
    const LoadedData data = loadData(source);
    const Dataset& dataset = *data.dataset;
    const RatingScale scale = ratingScale(dataset);
    return {{"name", dataset.name()},
            {"source", textOrNull(dataset.source())},
            {"format", formatName(dataset.format())},
            {"users", dataset.users().size()},
            {"movies", dataset.movies().size()},
            {"rated_movies", dataset.ratedMovieCount()},
            {"ratings", dataset.ratings().size()},
            {"user_columns", columnNames(dataset.users())},
            {"movie_columns", columnNames(dataset.movies())},
            {"density", dataset.density()},
            {"mean_rating", dataset.meanRating()},
            {"lowest_rating", number(scale.lowest)},
            {"highest_rating", number(scale.highest)},
            {"rating_histogram", ratingHistogram(dataset, scale)},
            {"reading_ms", rounded(data.milliseconds)}};
}

Json numbers(const std::vector<float>& values) {
    Json list = Json::array();
    for (const float value : values)
        list.push_back(number(value));
    return list;
}

Json modelInfo(const std::string& path) {
    const TrainedModel model = loadModel(path);
    const MatchLayer match = model.matchLayer();
    Json info = {{"users", model.vocabulary().userCount()},
                 {"movies", model.vocabulary().movieCount()},
                 {"parameters", model.parameterCount()},
                 {"match_weights", numbers(match.weights)},
                 {"match_bias", number(match.bias)}};
    info.update(Json::parse(toJson(model.record())));
    return info;
}

Json systemReport() {
    const SystemInfo info = systemInfo();
    const std::string warning = blasWarning(info);
    if (!warning.empty())
        std::cerr << "warning: " << warning << '\n';
    return {{"version", info.version},
            {"torch_version", info.torchVersion},
            {"blas", info.blasName},
            {"blas_detail", info.blasDetail},
            {"blas_is_slow", info.blasIsSlow},
            {"warning", textOrNull(warning)},
            {"cpu_capability", info.cpuCapability},
            {"cores", info.cores},
            {"torch_threads", info.torchThreads},
            {"training_threads", automaticThreads()}};
}

int tell(const Options& options) {
    const int asked = int{options.data.given()} + int{!options.model.empty()} + int{options.system};
    if (asked != 1)
        throw SettingsError("Ask about one thing: a data set, --demo, --model FILE or "
                            "--system");
    if (options.system)
        printProperties(systemReport(), options.format);
    else if (!options.model.empty())
        printProperties(modelInfo(options.model), options.format);
    else
        printProperties(dataInfo(options.data), options.format);
    return exitOk;
}

} // namespace

void addInfoCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("info", "Tell about a data set, a model file or this installation");
    addDataOptions(*command, options->data, "data", dataHelp);
    command
        ->add_option("--model", options->model,
                     "Tell about this model: its settings, data and epochs")
        ->type_name("FILE");
    command->add_flag("--system", options->system,
                      "Tell about versions, the linear algebra library and threads");
    addFormatOption(*command, options->format);
    command->footer(footer("  towerlab-cli info ml-1m\n"
                           "  towerlab-cli info --system --format json"));
    command->callback([options, &chosen] { chosen = [options] { return tell(*options); }; });
}

} // namespace towerlab::cli
