// SPDX-License-Identifier: MIT
// Times the jobs that a person waits for, in one run. Usage: towerlab_bench [MOVIELENS_FOLDER];
// without a folder, on the built-in demo data.
#include "core/analyze/pca.h"
#include "core/data/demo_data.h"
#include "core/data/movielens_reader.h"
#include "core/recommend/recommender.h"
#include "core/system/system_info.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <vector>

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

void run(int argc, char** argv) {
    using namespace towerlab;
    const SystemInfo system = systemInfo();
    std::printf("%s, LibTorch %s, %d cores, %s\n", system.blasName.c_str(),
                system.torchVersion.c_str(), system.cores, system.cpuCapability.c_str());
    std::shared_ptr<const Dataset> data;
    row(argc > 1 ? "read the data set" : "make the demo data",
        median(3, [&] { data = argc > 1 ? readMovieLens(argv[1]) : makeDemoData(); }));
    for (const int threads : {1, 2}) {
        RunSettings settings;
        settings.train.epochs = 1;
        settings.train.threads = threads;
        const TrainedModel model = Trainer(data, settings).run();
        std::printf("train, batch 32, %d thread(s)   %24.0f examples/s\n", threads,
                    model.record().epochs.front().examplesPerSecond);
        if (threads == 1)
            continue;
        row("all user and movie vectors", median(5, [&] { (void)Recommender(model, data); }));
        const Recommender recommender(model, data);
        std::size_t user = 0;
        row("top 100 for one user", median(101, [&] {
                (void)recommender.recommend(user++ % data->users().size(), {.count = 100});
            }));
        row("PCA of the movie vectors",
            median(5, [&] { (void)principalComponents(recommender.movieVectors(), 8); }));
    }
}

} // namespace

int main(int argc, char** argv) {
    try {
        run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
