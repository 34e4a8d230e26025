// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output.h"
#include "core/error.h"
#include "core/io/embedding_export.h"
#include "core/io/model_file.h"
#include "core/io/same_file.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <vector>

namespace towerlab::cli {
namespace {

struct Options {
    std::string model;
    std::string users;
    std::string movies;
    bool raw = false;
    bool columns = false;
    EmbeddingForm form = EmbeddingForm::Article;
};

const std::map<std::string, EmbeddingForm> forms = {{"article", EmbeddingForm::Article},
                                                    {"columns", EmbeddingForm::Columns},
                                                    {"npy", EmbeddingForm::Array},
                                                    {"projector", EmbeddingForm::Projector}};

void write(const EmbeddingExport& vectors, const Vocabulary& vocabulary, EmbeddingForm form,
           const std::string& path) {
    if (path != "-") {
        exportEmbeddings(path, vectors, vocabulary, form);
        return;
    }
    switch (form) {
    case EmbeddingForm::Article:
        writeEmbeddingCsv(std::cout, vectors);
        break;
    case EmbeddingForm::Columns:
        writeEmbeddingColumns(std::cout, vectors, vocabulary);
        break;
    case EmbeddingForm::Array:
        writeEmbeddingArray(std::cout, vectors);
        break;
    case EmbeddingForm::Projector:
        throw SettingsError("The Embedding Projector's form is two files", {}, 0,
                            "Name a file for the vectors; the metadata goes beside it.");
    }
    print(""); // throws if the lines could not be written
}

int exportVectors(const Options& options) {
    if (options.users.empty() && options.movies.empty())
        throw SettingsError("Nothing to export", {}, 0,
                            "Name a file with --users or --movies or both.");
    const std::vector<std::filesystem::path> inputs = {options.model};
    const EmbeddingForm form = options.columns ? EmbeddingForm::Columns : options.form;
    for (const std::string& output : {options.users, options.movies})
        if (!output.empty() && output != "-") {
            refuseToOverwrite(output, inputs);
            if (form == EmbeddingForm::Projector)
                refuseToOverwrite(metadataFileOf(output), inputs);
        }
    if (options.users == options.movies || (!options.users.empty() && !options.movies.empty() &&
                                            isSameFile(options.users, options.movies)))
        throw SettingsError("Users and movies can't go to the same place", {}, 0,
                            "Name two files, or export one after the other.");
    const TrainedModel model = loadModel(options.model);
    if (!options.users.empty())
        write(userExport(model), model.vocabulary(), form, options.users);
    if (!options.movies.empty())
        write(movieExport(model, options.raw), model.vocabulary(), form, options.movies);
    if (const std::string_view note = exportNote(model, options.raw); !note.empty())
        std::cerr << "note: " << note << '\n';
    return exitOk;
}

} // namespace

void addExportCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("export", "Write the vectors of users and movies to files");
    command->add_option("model", options->model, "Model file")->type_name("MODEL")->required();
    command
        ->add_option("--users", options->users,
                     "File for the users' vectors (\"-\": standard output)")
        ->type_name("FILE");
    command
        ->add_option("--movies", options->movies,
                     "File for the movies' vectors (\"-\": standard output)")
        ->type_name("FILE");
    command->add_flag("--raw", options->raw,
                      "Movie vectors as the item tower puts them out, without the weights of a "
                      "weighted match");
    command->add_flag("--columns", options->columns,
                      "A number per column, with titles and other facts, for notebooks and "
                      "spreadsheets");
    command
        ->add_option("--form", options->form,
                     "article: CSV with the vector in one column; columns: as\n"
                     "--columns; npy: an array of NumPy's; projector: the pair\n"
                     "of TSV files of the Embedding Projector (FILE, and\n"
                     "FILE_metadata beside it)")
        ->transform(CLI::CheckedTransformer(forms))
        ->type_name("FORM");
    command->footer(
        footer("  towerlab-cli export demo.towerlab --users users.csv --movies movies.csv"));
    command->callback(
        [options, &chosen] { chosen = [options] { return exportVectors(*options); }; });
}

} // namespace towerlab::cli
