// SPDX-License-Identifier: MIT
#include "tests/bench/loading.h"

#include "core/data/dataset_reader.h"
#include "tests/bench/child_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace towerlab::bench {
namespace {

constexpr std::string_view asProcess = "--as-loading-process";

/// Takes folder and count of ratings, then name, engine, separator, columns and encoding of each
/// file. Frames are kept until the end, as by somebody who goes on with them.
constexpr const char* pandasScript = R"(
import resource, sys, time
import pandas

folder, count, words = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
frames, seconds = [], []
for i in range(0, len(words), 5):
    name, engine, separator, columns, encoding = words[i:i + 5]
    begin = time.perf_counter()
    frames.append(pandas.read_csv(
        folder + '/' + name, engine=engine, sep=separator, encoding=encoding,
        header=0 if name.endswith('.csv') else None,
        usecols=[int(column) for column in columns.split(',')] if columns else None,
        nrows=count if count and not frames else None))
    seconds.append(time.perf_counter() - begin)
print(seconds[0], sum(seconds[1:]), len(frames[0]), start)
)";

/// The process has printed the first four numbers of a Loading.
Loading measured(const std::vector<std::string>& command) {
    const Ended ended = runToItsEnd(command);
    std::istringstream numbers(ended.out);
    Loading loading;
    if (ended.exitCode != 0 || !(numbers >> loading.ratingsSeconds >> loading.otherSeconds >>
                                 loading.ratings >> loading.startMegabytes))
        throw std::runtime_error(command.front() + " could not load the data");
    loading.peakMegabytes = ended.peakMegabytes;
    return loading;
}

void readBytes(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    static std::array<char, std::size_t{1} << 20> buffer;
    ssize_t count = file;
    while (count > 0)
        count = ::read(file, buffer.data(), buffer.size());
    if (file < 0 || count < 0)
        throw std::system_error(errno, std::generic_category(), path.string());
    ::close(file);
}

std::size_t load(std::string_view way, const std::filesystem::path& folder) {
    if (way == "TowerLab")
        return readDataset(folder)->ratings().size();
    for (const FileKind& kind : movieLensFilesIn(folder).files)
        readBytes(folder / kind.name);
    return 0;
}

} // namespace

double Loading::secondsForAll(std::size_t all) const {
    const double times = isPart(all) ? static_cast<double>(all) / static_cast<double>(ratings) : 1;
    return ratingsSeconds * times + otherSeconds;
}

Loading timeBareRead(const MovieLensFiles& files) {
    return measured({thisProgram(), std::string(asProcess), "bare", files.folder.string()});
}

Loading timeTowerLab(const MovieLensFiles& files) {
    return measured({thisProgram(), std::string(asProcess), "TowerLab", files.folder.string()});
}

std::optional<Pandas> findPandas(const std::string& python) {
    const std::vector<std::string> candidates =
        python.empty() ? std::vector<std::string>{"python3", "/usr/bin/python3"}
                       : std::vector<std::string>{python};
    for (const std::string& candidate : candidates) {
        const Ended ended = runToItsEnd(
            {candidate, "-c", "import pandas; print(pandas.__version__, end='')"}, true);
        if (ended.exitCode == 0 && !ended.out.empty())
            return Pandas{candidate, ended.out};
    }
    return std::nullopt;
}

Loading timePandas(const Pandas& pandas, const std::string& engine, std::size_t firstRatings,
                   const MovieLensFiles& files) {
    std::vector<std::string> command = {pandas.python, "-c", pandasScript, files.folder.string(),
                                        std::to_string(firstRatings)};
    for (const FileKind& kind : files.files) {
        const bool c = engine == "c" && !kind.cSeparator.empty();
        command.insert(command.end(),
                       {kind.name, c ? "c" : "python", c ? kind.cSeparator : kind.separator,
                        c ? kind.cColumns : std::string(), kind.encoding});
    }
    return measured(command);
}

bool didAsLoadingProcess(int argc, char** argv) {
    if (argc != 4 || argv[1] != asProcess)
        return false;
    const double start = peakMegabytesSoFar();
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t ratings = load(argv[2], argv[3]);
    const auto end = std::chrono::steady_clock::now();
    std::printf("%.9f 0 %zu %f\n", std::chrono::duration<double>(end - begin).count(), ratings,
                start);
    return true;
}

} // namespace towerlab::bench
