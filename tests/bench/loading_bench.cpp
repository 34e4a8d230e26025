// SPDX-License-Identifier: MIT
// Times the loading of a MovieLens folder and of generated files of the shape of ml-32m, beside
// pandas and beside a bare read of the bytes, in one run. Usage: towerlab_loading_bench
// [MOVIELENS_FOLDER] [--generated FOLDER] [--python PROGRAM]; packaging/bench says more.
#include "core/error.h"
#include "core/system/process.h"
#include "tests/bench/child_process.h"
#include "tests/bench/large_data.h"
#include "tests/bench/loading.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace towerlab;
using namespace towerlab::bench;

namespace {

namespace fs = std::filesystem;

constexpr const char* writeLargeData = "--write-large-data";
constexpr std::size_t rounds = 3;

/// pandas' engine "python" would take most of an hour, and more memory than many have, for 32
/// million ratings.
constexpr std::size_t pythonRatings = 2000000;

struct Row {
    std::string label;
    std::function<Loading()> load;
    std::vector<Loading> loadings = {}; ///< one a round; the one of median time comes to be second
};

std::vector<Row> rowsFor(const MovieLensFiles& files, const std::optional<Pandas>& pandas) {
    std::vector<Row> rows = {
        {"bare read of the bytes", [=] { return timeBareRead(files); }},
        {"TowerLab: reads, checks, makes both indices", [=] { return timeTowerLab(files); }}};
    if (!pandas)
        return rows;
    const bool dat = files.files.front().separator == "::";
    rows.push_back({std::string("pandas, engine c") + (dat ? ", sep=':', usecols (1)" : ""),
                    [=] { return timePandas(*pandas, "c", 0, files); }});
    rows.push_back({std::string("pandas, engine python") + (dat ? ", sep='::' (the seed's)" : ""),
                    [=] { return timePandas(*pandas, "python", pythonRatings, files); }});
    return rows;
}

/// Every other round goes backwards, so that none is always first or always after the same one.
void loadInTurns(std::vector<Row>& rows) {
    for (std::size_t round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Row& row = rows[round % 2 == 0 ? i : rows.size() - 1 - i];
            row.loadings.push_back(row.load());
        }
    for (Row& row : rows)
        std::sort(row.loadings.begin(), row.loadings.end(),
                  [](const Loading& a, const Loading& b) { return a.seconds() < b.seconds(); });
}

const Loading& medianOf(const Row& row) { return row.loadings[row.loadings.size() / 2]; }

void printRow(const Row& row, const MovieLensFiles& files, std::size_t ratings, double towerLab) {
    const Loading& median = medianOf(row);
    const std::string label = row.label + (median.isPart(ratings) ? ", scaled (2)" : "");
    const double seconds = median.secondsForAll(ratings);
    std::printf("%-46s %9.3f %9.3f %9.3f %8.0f %9.2f %8.0f %9.0f\n", label.c_str(), seconds,
                row.loadings.front().secondsForAll(ratings),
                row.loadings.back().secondsForAll(ratings),
                static_cast<double>(files.bytes) / 1e6 / seconds, seconds / towerLab,
                median.peakMegabytes, median.startMegabytes);
}

void printNotes(const MovieLensFiles& files, const std::vector<Row>& rows, std::size_t ratings) {
    if (rows.size() == 2)
        std::printf("pandas: python3-pandas is not installed\n");
    else if (files.files.front().separator == "::")
        std::printf(
            "(1) engine c takes no separator of two characters: every other column is empty "
            "and left out;\n    movies.dat by engine python, because titles hold colons\n");
    for (const Row& row : rows)
        if (const Loading& loading = medianOf(row); loading.isPart(ratings))
            std::printf("(2) only the first %zu of %zu ratings were read, in %.3f s and the memory "
                        "shown; the time for all\n    is worked out from theirs\n",
                        loading.ratings, ratings, loading.ratingsSeconds);
}

void compareLoading(const MovieLensFiles& files, const char* name,
                    const std::optional<Pandas>& pandas) {
    (void)timeBareRead(files); // the files come into the page cache
    std::vector<Row> rows = rowsFor(files, pandas);
    loadInTurns(rows);
    const Loading& towerLab = medianOf(rows[1]);
    std::printf("\n%s: %zu ratings, %zu files, %.1f MB\n", name, towerLab.ratings,
                files.files.size(), static_cast<double>(files.bytes) / 1e6);
    std::printf("%-46s %9s %9s %9s %8s %9s %8s %9s\n", "", "seconds", "from", "to", "MB/s", "ratio",
                "peak MB", "before MB");
    for (const Row& row : rows)
        printRow(row, files, towerLab.ratings, towerLab.seconds());
    printNotes(files, rows, towerLab.ratings);
    std::fflush(stdout);
}

/// A folder for the generated files: one that the person has named, or a temporary one that is
/// removed with the object.
class GeneratedFolder {
public:
    explicit GeneratedFolder(const std::string& named) : temporary_(named.empty()) {
        path_ = temporary_ ? fs::temp_directory_path() /
                                 ("towerlab-loading-" + std::to_string(processNumber()))
                           : fs::path(named);
        fs::create_directories(path_);
    }
    ~GeneratedFolder() {
        std::error_code ignored;
        if (temporary_)
            fs::remove_all(path_, ignored);
    }
    GeneratedFolder(const GeneratedFolder&) = delete;
    GeneratedFolder& operator=(const GeneratedFolder&) = delete;

    /// In a process of its own, or the measured ones, which are forked from this one, would
    /// inherit its peak of memory. Files that are there already are used as they are.
    void fill() const {
        const bool ratings = fs::exists(path_ / "ratings.csv");
        if (ratings != fs::exists(path_ / "movies.csv"))
            throw DataError("only one of ratings.csv and movies.csv is here", path_.string(), 0,
                            "Name another folder, or an empty one.");
        if (!ratings && runToItsEnd({thisProgram(), writeLargeData, path_.string()}).exitCode != 0)
            throw FileError("the generated files could not be written", path_.string());
    }
    const fs::path& path() const { return path_; }

private:
    bool temporary_;
    fs::path path_;
};

struct Arguments {
    std::string folder;
    std::string generated;
    std::string python;
};

Arguments parse(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        const bool option = argument == "--generated" || argument == "--python";
        if (option ? i + 1 == argc : argument.starts_with('-') || !arguments.folder.empty())
            throw std::runtime_error("usage: towerlab_loading_bench [MOVIELENS_FOLDER] "
                                     "[--generated FOLDER] [--python PROGRAM]");
        if (!option)
            arguments.folder = argument;
        else
            (argument == "--python" ? arguments.python : arguments.generated) = argv[++i];
    }
    return arguments;
}

std::string nameOf(const fs::path& folder) {
    const fs::path plain = fs::weakly_canonical(folder);
    return plain.filename().string();
}

void run(const Arguments& arguments) {
    stopOnSignals();
    const GeneratedFolder generated(
        arguments.generated); // now, as a wrong name should show at once
    const std::optional<Pandas> pandas = findPandas(arguments.python);
    std::printf("Loading MovieLens, %u cores, pandas: %s\n", std::thread::hardware_concurrency(),
                pandas ? pandas->version.c_str() : "not installed");
    std::printf(
        "Seconds: median, least and most of %zu runs in turns, the files in the page cache, "
        "without the start of the\nprocess. Ratio: its time to TowerLab's. Memory of a "
        "process of its own: peak, and before it read anything.\n",
        rounds);
    std::fflush(stdout);
    if (!arguments.folder.empty())
        compareLoading(movieLensFilesIn(arguments.folder), nameOf(arguments.folder).c_str(),
                       pandas);
    generated.fill();
    compareLoading(movieLensFilesIn(generated.path()), "Generated in the layout of ml-32m", pandas);
}

} // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 3 && std::string_view(argv[1]) == writeLargeData)
            writeMovieLensCsv(*makeLargeData(), argv[2]);
        else if (!didAsLoadingProcess(argc, argv))
            run(parse(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
