// SPDX-License-Identifier: MIT
// Times the jobs that a person waits for, in one run. Usage: towerlab_bench [MOVIELENS_FOLDER]
// [--large]; without a folder, on the built-in demo data; --large adds a generated data set of the
// shape of MovieLens 32M.
#include "core/analyze/pca.h"
#include "core/data/dataset_reader.h"
#include "core/data/demo_data.h"
#include "core/io/model_file.h"
#include "core/kernels/kernels.h"
#include "core/model/presets.h"
#include "core/recommend/recommender.h"
#include "core/system/system_info.h"
#include "core/train/trainer.h"
#include "tests/bench/large_data.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

using namespace towerlab;

namespace {

using Clock = std::chrono::steady_clock;

/// Median milliseconds of a call.
template <typename Action>
double median(int repeats, Action action) {
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        const auto begin = Clock::now();
        action();
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void row(const char* what, double milliseconds) {
    std::printf("%-46s %10.3f ms\n", what, milliseconds);
}

void recommendToAll(const Recommender& recommender) {
    const std::size_t users = recommender.dataset().users().size();
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> threads;
    for (std::size_t core = 0; core < cores; ++core)
        threads.emplace_back([&recommender, users, cores, core] {
            for (std::size_t user = core; user < users; user += cores)
                (void)recommender.recommend(user, {.count = 100});
        });
}

void timeModelFile(const TrainedModel& model) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                       ("bench-" + std::to_string(::getpid()) + ".towerlab");
    row("save the model", median(5, [&] { saveModel(model, file); }));
    row("open the model", median(5, [&] { (void)loadModel(file); }));
    std::printf("%-46s %10.3f MiB\n", "its file",
                static_cast<double>(std::filesystem::file_size(file)) / (1024 * 1024));
    std::filesystem::remove(file);
}

void timeModel(const std::shared_ptr<const Dataset>& data) {
    RunSettings settings;
    settings.train.epochs = 1;
    const TrainedModel model = Trainer(data, settings).run();
    timeModelFile(model);
    row("all user and movie vectors", median(5, [&] { (void)Recommender(model, data); }));
    const Recommender recommender(model, data);
    std::size_t user = 0;
    row("top 100 for one user", median(101, [&] {
            (void)recommender.recommend(user++ % data->users().size(), {.count = 100});
        }));
    row("top 100 for all users, all cores", median(3, [&] { recommendToAll(recommender); }));
    row("PCA of the movie vectors",
        median(5, [&] { (void)principalComponents(spanOf(recommender.movieVectors()), 8); }));
}

/// Examples per second of the best of three epochs: the first one warms up, and what else the
/// machine does only ever slows one down.
double speed(const std::shared_ptr<const Dataset>& data, RunSettings settings, Engine engine,
             int threads, int batch) {
    settings.train.engine = engine;
    settings.train.threads = threads;
    settings.train.batchSize = batch;
    settings.train.epochs = 3;
    settings.data.validationFraction = 0.01;
    constexpr double ratings = 50000; // at small batches autograd takes seconds for these
    const double all = static_cast<double>(data->ratings().size());
    settings.data.sampleFraction = std::min(1.0, ratings * (batch > 256 ? 8 : 1) / all);
    const TrainedModel model = Trainer(data, settings).run();
    double best = 0;
    for (const EpochRecord& epoch : model.record().epochs)
        best = std::max(best, epoch.examplesPerSecond);
    return best;
}

/// Examples per second that one thread could do if a step of batch 32 were its six large matrix
/// products alone (both towers: forward, gradient of the kernel, gradient of the input).
double productsAlone() {
    constexpr std::size_t batch = 32;
    constexpr std::size_t hidden = 32;
    constexpr std::size_t inputs = 106;
    const std::size_t stride = padded(inputs);
    const Kernels& kernels = towerlab::kernels();
    std::vector<float> x(batch * stride, 0.5F);
    std::vector<float> h(batch * hidden, 0.5F);
    std::vector<float> w(stride * hidden, 0.01F);
    std::vector<float> g(stride * hidden, 0.0F);
    constexpr int repeats = 20000;
    const auto begin = Clock::now();
    for (int i = 0; i < repeats; ++i) {
        kernels.multiplyAdd(h.data(), {x.data(), stride, 1}, w.data(), batch, hidden, inputs);
        kernels.multiplyAdd(g.data(), {x.data(), 1, stride}, h.data(), inputs, hidden, batch);
        kernels.multiplyAdd(x.data(), {h.data(), hidden, 1}, w.data(), batch, stride, hidden);
        std::fill(h.begin(), h.end(), 0.5F); // or the numbers would grow without bound
        std::fill(x.begin(), x.end(), 0.5F);
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return repeats * static_cast<double>(batch) / (2 * seconds);
}

void timeEngines(const std::shared_ptr<const Dataset>& data, const char* title,
                 const RunSettings& settings, std::initializer_list<int> batches) {
    std::printf("\n%s, thousand examples/s (kernels: %s)\n", title, kernels().name);
    std::printf("%8s %12s %12s %12s %12s %10s\n", "batch", "autograd, 1", "autograd, 2", "fast, 1",
                "fast, 2", "ratio");
    for (const int batch : batches) {
        std::array<double, 4> speeds{};
        for (std::size_t i = 0; i < speeds.size(); ++i)
            speeds[i] = speed(data, settings, i < 2 ? Engine::Autograd : Engine::Fast,
                              static_cast<int>(i % 2) + 1, batch);
        std::printf("%8d %12.0f %12.0f %12.0f %12.0f %9.1fx\n", batch, speeds[0] / 1000,
                    speeds[1] / 1000, speeds[2] / 1000, speeds[3] / 1000,
                    std::max(speeds[2], speeds[3]) / std::max(speeds[0], speeds[1]));
        std::fflush(stdout);
    }
    std::printf("ratio: best of fast to best of autograd; columns: threads\n");
}

void timeTraining(const std::shared_ptr<const Dataset>& data) {
    timeEngines(data, "Training the seed's model", {}, {32, 256, 1024, 8192});
    std::printf("matrix products of batch 32 alone, one thread: %.0f thousand examples/s\n",
                productsAlone() / 1000);
    timeEngines(data, "Training by in-batch softmax (preset in-batch)", preset("in-batch").settings,
                {256, 1024});
}

/// Examples per second of one whole epoch at the seed's settings on all ratings, or on some rows.
double wholeEpoch(const std::shared_ptr<const Dataset>& data, int threads,
                  const std::vector<std::uint32_t>& rows = {}) {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.data.validationFraction = 0.001;
    settings.train.epochs = 1;
    settings.train.threads = threads;
    return Trainer(data, settings, rows).run().record().epochs.front().examplesPerSecond;
}

/// The ratings of as many users and movies as another data set has. The tables stay as large as
/// ever, but the rows that a run touches are as few as there: what is left of the difference is not
/// the caches' doing.
std::vector<std::uint32_t> cornerLike(const Dataset& large, const Dataset& small) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < large.ratings().size(); ++row)
        if (static_cast<std::size_t>(large.ratings().user[row]) < small.users().size() &&
            static_cast<std::size_t>(large.ratings().movie[row]) < small.movies().size())
            rows.push_back(row);
    return rows;
}

double peakMemoryGiB() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1024.0 * 1024.0); // Linux counts in KiB
}

/// Tables far larger than the caches: what that costs an example, against the data set above.
void timeLarge(const std::shared_ptr<const Dataset>& small) {
    std::printf("\nSeed's settings, all ratings, one epoch, 1 and 2 threads\n");
    std::array<double, 2> before{};
    for (const int threads : {1, 2})
        before[static_cast<std::size_t>(threads) - 1] = wholeEpoch(small, threads);
    std::printf("%-22s %8.0f %8.0f ns an example\n", small->name().c_str(), 1e9 / before[0],
                1e9 / before[1]);
    const auto begin = Clock::now();
    const auto large = bench::makeLargeData();
    std::printf("%-22s made in %.0f s: %zu users, %zu movies, %zu ratings\n", large->name().c_str(),
                std::chrono::duration<double>(Clock::now() - begin).count(), large->users().size(),
                large->movies().size(), large->ratings().size());
    std::fflush(stdout);
    for (const int threads : {1, 2}) {
        const double now = wholeEpoch(large, threads);
        std::printf("%-22s %d thread(s): %.0f ns an example, %.2f times %s\n",
                    large->name().c_str(), threads, 1e9 / now,
                    before[static_cast<std::size_t>(threads) - 1] / now, small->name().c_str());
        std::fflush(stdout);
    }
    const auto corner = cornerLike(*large, *small);
    const double cornerSpeed = wholeEpoch(large, 1, corner);
    std::printf("%-22s 1 thread(s): %.0f ns an example, %.2f times %s, on the %zu ratings of as "
                "many users and movies\n",
                large->name().c_str(), 1e9 / cornerSpeed, before[0] / cornerSpeed,
                small->name().c_str(), corner.size());
    std::printf("peak memory of this program: %.2f GiB\n", peakMemoryGiB());
}

struct Arguments {
    std::string folder;
    bool large = false;
};

Arguments parse(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]) == "--large")
            arguments.large = true;
        else
            arguments.folder = argv[i];
    return arguments;
}

void run(const Arguments& arguments) {
    const SystemInfo system = systemInfo();
    std::printf("%s, LibTorch %s, %d cores, %s\n", system.blasName.c_str(),
                system.torchVersion.c_str(), system.cores, system.cpuCapability.c_str());
    std::shared_ptr<const Dataset> data;
    row(arguments.folder.empty() ? "make the demo data" : "read the data set", median(3, [&] {
            data = arguments.folder.empty() ? makeDemoData() : readDataset(arguments.folder);
        }));
    timeModel(data);
    timeTraining(data);
    if (arguments.large)
        timeLarge(data);
}

} // namespace

int main(int argc, char** argv) {
    try {
        run(parse(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
