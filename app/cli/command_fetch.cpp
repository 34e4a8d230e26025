// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "core/error.h"
#include "ui/fetch/fetch_release.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <future>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace towerlab::cli {
namespace {

using ui::Release;

struct Options {
    std::string release;
    std::string folder = ".";
    bool accepted = false;
};

const Release& find(const std::string& key) {
    const auto& all = ui::releases();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Release& release) {
        return release.key.toStdString() == key;
    });
    return *found; // the option takes no other
}

void showLicence(const Release& release) {
    std::cerr << release.archive().toStdString()
              << " belongs to GroupLens, University of Minnesota. Its licence, in our words:\n";
    for (const QString& term : ui::licenceTerms(release))
        std::cerr << "- " << term.toStdString() << '\n';
    std::cerr << "The terms that count: " << release.readme.toStdString() << '\n';
}

/// @throws SettingsError if the licence is not accepted
void requireLicence(const Release& release, bool accepted) {
    showLicence(release);
    if (accepted)
        return;
    std::cerr << "Accept these terms and download " << release.size.toStdString() << "? [y/N] "
              << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "Y" && answer != "yes")
        throw SettingsError("The licence was not accepted, and nothing was loaded", {}, 0,
                            "Answer y, or use --accept-licence.");
}

ui::Fetched load(const Release& release, const QString& folder) {
    const std::stop_token stop = stopOnSignals();
    ProgressLine line;
    const auto progress = [&line](const ui::FetchProgress& now) {
        line.show(ui::progressText(now).toStdString());
    };
    // On a thread of its own, as in the window: with an event loop that nothing else has a part in.
    return std::async(std::launch::async,
                      [&] { return ui::fetchRelease(release, folder, {}, stop, progress); })
        .get();
}

void tellWhatIsKept(const Release& release, const QString& folder) {
    const ui::Leftover left = ui::leftoverOf(release, folder);
    if (left.bytes > 0)
        std::cerr << "note: " << ui::sizeText(left.bytes).toStdString() << " of "
                  << ui::sizeText(left.total).toStdString()
                  << " are kept; the same command goes on with them\n";
}

/// What Qt asks of a program that has event loops.
class QtProgram {
public:
    QtProgram() {
        if (QCoreApplication::instance() == nullptr)
            application_ = std::make_unique<QCoreApplication>(count_, arguments_);
    }

private:
    char name_[sizeof "towerlab-cli"] = "towerlab-cli";
    char* arguments_[2] = {name_, nullptr};
    int count_ = 1;
    std::unique_ptr<QCoreApplication> application_;
};

int fetch(const Options& options) {
    const Release& release = find(options.release);
    requireLicence(release, options.accepted);
    const QtProgram program;
    const QString folder = QFile::decodeName(options.folder.c_str());
    try {
        const ui::Fetched fetched = load(release, folder);
        for (const QString& note : fetched.notes)
            std::cerr << "note: " << note.toStdString() << '\n';
        print(QFile::encodeName(fetched.path).toStdString() + '\n');
    } catch (const Cancelled&) {
        tellWhatIsKept(release, folder);
        throw;
    }
    return exitOk;
}

std::string releaseList() {
    std::string text;
    for (const Release& release : ui::releases())
        text += "\n" + release.key.toStdString() + ": " + release.contents.toStdString() + " " +
                release.size.toStdString();
    return text;
}

std::vector<std::string> releaseKeys() {
    std::vector<std::string> keys;
    for (const Release& release : ui::releases())
        keys.push_back(release.key.toStdString());
    return keys;
}

} // namespace

void addFetchCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("fetch", "Download a release of MovieLens from GroupLens");
    command->add_option("release", options->release, "Which release:" + releaseList())
        ->check(CLI::IsMember(releaseKeys()).description(""))
        ->type_name("RELEASE")
        ->required();
    command
        ->add_option("folder", options->folder,
                     "Where the archive goes (default: here). It is opened as it is, packed")
        ->type_name("FOLDER");
    command->add_flag("--accept-licence", options->accepted,
                      "Accept the licence, which is shown first; else it is asked for");
    command->footer(footer("  towerlab-cli fetch ml-1m\n"
                           "  towerlab-cli train ml-1m.zip --model m.towerlab"));
    command->callback([options, &chosen] { chosen = [options] { return fetch(*options); }; });
}

} // namespace towerlab::cli
