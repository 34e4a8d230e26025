// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/data_source.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "app/cli/settings_options.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/io/same_file.h"
#include "core/model/settings_fields.h"
#include "core/system/system_info.h"
#include "core/train/run_keeper.h"
#include "core/train/trainer.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>

#include <unistd.h>

namespace towerlab::cli {
namespace {

struct Options {
    DataSource data;
    std::string model;
    std::string continued; ///< model file to train on from
    SettingsChoice settings;
    int frames = 1; ///< of the vectors, per epoch
    Format format = Format::CsvText;
};

/// Better to fail now than after an hour of training.
/// @throws FileError
void checkWritable(const std::filesystem::path& file) {
    auto folder = file.parent_path();
    if (folder.empty())
        folder = ".";
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        throw FileError("The model can't be saved there (" +
                            std::generic_category().message(errno) + ")",
                        file.string(), 0, "Choose a folder that exists and may be written to.");
    if (std::error_code ignored; std::filesystem::is_directory(file, ignored))
        throw FileError("This is a folder", file.string(), 0, "Name a file for the model.");
}

/// Training took its time: where the model can't be written, it goes to the folder for temporary
/// files, and the error says so.
/// @throws FileError in any case where `file` was not written
void saveOrRescue(const TrainedModel& model, const std::filesystem::path& file) {
    try {
        saveModel(model, file);
    } catch (const FileError& error) {
        std::error_code none;
        std::filesystem::path elsewhere = std::filesystem::temp_directory_path(none);
        elsewhere /= "towerlab-rescued-" + std::to_string(getpid()) + ".towerlab";
        try {
            saveModel(model, elsewhere);
        } catch (const FileError&) {
            throw error;
        }
        throw FileError(error.reason(), error.file(), 0,
                        "The trained model is in " + elsewhere.string() + " instead.");
    }
}

/// Where the run that is to end in `model` is kept, epoch by epoch.
std::filesystem::path unfinishedFile(std::filesystem::path model) {
    model += ".unfinished";
    return model;
}

/// A run that was killed has left its last epoch: nothing may write over it unasked.
/// @throws SettingsError that says how to go on with it
void offerToGoOn(const Options& options) {
    const std::filesystem::path file = unfinishedFile(options.model);
    if (!std::filesystem::exists(file) ||
        (!options.continued.empty() && isSameFile(options.continued, file)))
        return;
    std::string state;
    try {
        const RunRecord record = loadModel(file).record();
        state = ", after epoch " + std::to_string(record.epochs.size()) + " of " +
                std::to_string(record.settings.train.epochs);
    } catch (const Error&) { // whatever it is, it is the person's to delete
    }
    throw SettingsError(
        "A run for this model was interrupted" + state + ": it is in " + file.string(), {}, 0,
        "Go on with it by --continue \"" + file.string() +
            "\", or delete that file to begin anew.");
}

void tellSettings(const RunSettings& settings) {
    std::cerr << "settings: " << Json::parse(toJson(settings)).dump() << '\n' << std::flush;
    const std::string warning = blasWarning(systemInfo());
    if (!warning.empty())
        std::cerr << "warning: " << warning << '\n';
}

/// settingsFor(), with a word where that makes a difference.
RunSettings onItsScale(const RunSettings& settings, const SettingsChoice& choice,
                       const Dataset& dataset) {
    RunSettings adapted = settingsFor(settings, choice, dataset);
    if (adapted.data.likeThreshold != settings.data.likeThreshold)
        std::cerr << "like_threshold: " << adapted.data.likeThreshold << ", as ratings go from "
                  << dataset.minRating() << " to " << dataset.maxRating() << '\n';
    return adapted;
}

Json optional(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

std::vector<Json> header() {
    return {"epoch",
            "train_loss",
            "validation_loss",
            "validation_rmse",
            "validation_mae",
            "examples_per_second",
            "seconds",
            "penalty",
            "validation_accuracy",
            "validation_auc",
            "score_spread",
            "step",
            "validation_hit_rate",
            "validation_ndcg"};
}

std::vector<Json> row(const EpochRecord& epoch) {
    return {epoch.epoch,
            epoch.trainLoss,
            optional(epoch.validationLoss),
            optional(epoch.validationRmse),
            optional(epoch.validationMae),
            rounded(epoch.examplesPerSecond),
            rounded(epoch.seconds),
            epoch.penalty,
            optional(epoch.validationAccuracy),
            optional(epoch.validationAuc),
            epoch.scoreSpread,
            epoch.step,
            optional(epoch.validationHitRate),
            optional(epoch.validationNdcg)};
}

std::string progressText(const TrainProgress& progress) {
    return "Epoch " + std::to_string(progress.epoch) + " of " + std::to_string(progress.epochs) +
           ", step " + std::to_string(progress.step) + " of " +
           std::to_string(progress.totalSteps) + ", " +
           std::to_string(static_cast<long>(progress.examplesPerSecond)) + " examples/s, " +
           durationText(progress.secondsLeft) + " left";
}

void printLine(const std::vector<Json>& cells) {
    // A reader that went away ("| head") must not cost the run its model: print() of the end tells.
    if (std::cout)
        std::cout << csvLine(cells) << std::flush;
}

/// @param last is given each finished epoch's model, and keeps it if the run fails later
/// @param from the model to train on from; none: a new one
TrainedModel trainModel(const Options& options, const RunSettings& settings,
                        std::shared_ptr<const Dataset> dataset, const TrainedModel& from,
                        TrainedModel& last, RunKeeper* keeper) {
    ProgressLine line;
    TrainObserver observer;
    observer.onSteps = [&](const std::vector<StepRecord>&, const TrainProgress& progress) {
        line.show(progressText(progress));
    };
    if (!options.model.empty())
        observer.frames = framesPerEpoch(options.frames, false);
    const bool lines = options.format == Format::CsvText;
    if (lines)
        printLine(header());
    observer.onEpoch = [&](const EpochRecord& epoch, TrainedModel snapshot) {
        if (keeper != nullptr)
            keeper->keep(snapshot);
        last = std::move(snapshot);
        if (!lines)
            return;
        line.clear();
        printLine(row(epoch));
    };
    Trainer trainer(std::move(dataset), settings);
    return from.valid() ? trainer.continueRun(from, observer, stopOnSignals())
                        : trainer.run(observer, stopOnSignals());
}

void printRecord(const RunRecord& record, double readingMs) {
    Json json = Json::parse(toJson(record));
    json["reading_ms"] = rounded(readingMs);
    print(jsonText(json));
}

int train(const Options& options) {
    stopOnSignals();
    std::signal(SIGPIPE, SIG_IGN);
    requireData(options.data);
    TrainedModel from;
    if (!options.continued.empty())
        from = loadModel(options.continued);
    RunSettings settings = from.valid() ? changedSettings(from.record().settings, options.settings)
                                        : chosenSettings(options.settings);
    if (!options.model.empty()) {
        checkWritable(options.model);
        if (!options.data.path.empty())
            refuseToOverwrite(options.model, {options.data.path});
        offerToGoOn(options);
    }
    const LoadedData data = loadData(options.data);
    if (!from.valid())
        settings = onItsScale(settings, options.settings, *data.dataset);
    tellSettings(settings);
    std::cerr << "data: " << data.dataset->name() << ", " << data.dataset->ratings().size()
              << " ratings, read in " << rounded(data.milliseconds) << " ms\n";

    TrainedModel last;
    TrainedModel model;
    std::optional<RunKeeper> keeper;
    if (!options.model.empty())
        keeper.emplace(unfinishedFile(options.model));
    try {
        model =
            trainModel(options, settings, data.dataset, from, last, keeper ? &*keeper : nullptr);
    } catch (const TrainingError&) {
        if (last.valid() && !options.model.empty()) {
            saveOrRescue(last, options.model);
            keeper->discard();
            std::cerr << "The model as of epoch " << last.record().epochs.size() << " is saved.\n";
        }
        throw;
    }
    if (!options.model.empty()) {
        saveOrRescue(model, options.model);
        keeper->discard(); // not before: the model is in one file or the other at any moment
    }
    const std::string collapse =
        collapseWarning(model.record().epochs.back(), model.record().settings);
    if (!collapse.empty())
        std::cerr << "warning: " << collapse << '\n';
    if (options.format == Format::JsonText)
        printRecord(model.record(), data.milliseconds);
    if (model.record().outOfPatience)
        std::cerr << "Ended by early stopping after epoch " << model.record().epochs.size()
                  << "; the model is that of epoch " << model.record().keptEpoch << ".\n";
    print(""); // throws if any of the lines above could not be written
    if (!model.record().stoppedEarly)
        return exitOk;
    std::cerr << "Stopped after epoch " << model.record().epochs.size()
              << (options.model.empty() ? ".\n" : "; the model as it was then is saved.\n");
    return exitStopped;
}

} // namespace

void addTrainCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("train", "Train a model, with a line of CSV for each epoch");
    addDataOptions(*command, options->data, "data", dataHelp);
    command
        ->add_option("--model", options->model,
                     "Save the model to this file; after a stop, as it was at\n"
                     "the end of the last whole epoch")
        ->type_name("FILE");
    command
        ->add_option("--continue", options->continued,
                     "Train on from this model, with its settings, until --epochs\n"
                     "are done; the numbers are those of a run that never stopped")
        ->type_name("FILE");
    command
        ->add_option("--frames", options->frames,
                     "Keep the vectors so many times per epoch in the model, and\n"
                     "six times as often in the first, so that the window can\n"
                     "replay how the map formed; 0: don't")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    addFormatOption(*command, options->format);
    addSettingsOptions(*command, options->settings);
    command->footer(footer("  towerlab-cli train ml-1m --epochs 3 --model ml-1m.towerlab\n"
                           "  towerlab-cli train --demo --preset cosine --format json\n"
                           "  towerlab-cli train ml-1m --continue ml-1m.towerlab --epochs 9\n"
                           "    --model ml-1m.towerlab"));
    command->callback([options, &chosen] { chosen = [options] { return train(*options); }; });
}

} // namespace towerlab::cli
