// SPDX-License-Identifier: MIT
// Times the jobs that a person waits for, in one run. Usage: towerlab_bench [MOVIELENS_FOLDER];
// without a folder, on the built-in demo data.
#include "core/analyze/pca.h"
#include "core/data/demo_data.h"
#include "core/data/movielens_reader.h"
#include "core/recommend/recommender.h"
#include "core/system/system_info.h"
#include "core/train/fast/kernels.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <vector>

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

void timeModel(const std::shared_ptr<const Dataset>& data) {
    RunSettings settings;
    settings.train.epochs = 1;
    const TrainedModel model = Trainer(data, settings).run();
    row("all user and movie vectors", median(5, [&] { (void)Recommender(model, data); }));
    const Recommender recommender(model, data);
    std::size_t user = 0;
    row("top 100 for one user", median(101, [&] {
            (void)recommender.recommend(user++ % data->users().size(), {.count = 100});
        }));
    row("PCA of the movie vectors",
        median(5, [&] { (void)principalComponents(recommender.movieVectors(), 8); }));
}

/// Examples per second of the best of three epochs: the first one warms up, and what else the
/// machine does only ever slows one down.
double speed(const std::shared_ptr<const Dataset>& data, Engine engine, int threads, int batch) {
    RunSettings settings;
    settings.train.engine = engine;
    settings.train.threads = threads;
    settings.train.batchSize = batch;
    settings.train.epochs = 3;
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
    const std::size_t stride = fast::padded(inputs);
    const fast::Kernels& kernels = fast::kernels();
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

void timeTraining(const std::shared_ptr<const Dataset>& data) {
    std::printf("\nTraining the seed's model, thousand examples/s (kernels: %s)\n",
                fast::kernels().name);
    std::printf("%8s %12s %12s %12s %12s %10s\n", "batch", "autograd, 1", "autograd, 2", "fast, 1",
                "fast, 2", "ratio");
    for (const int batch : {32, 256, 1024, 8192}) {
        std::array<double, 4> speeds{};
        for (std::size_t i = 0; i < speeds.size(); ++i)
            speeds[i] = speed(data, i < 2 ? Engine::Autograd : Engine::Fast,
                              static_cast<int>(i % 2) + 1, batch);
        std::printf("%8d %12.0f %12.0f %12.0f %12.0f %9.1fx\n", batch, speeds[0] / 1000,
                    speeds[1] / 1000, speeds[2] / 1000, speeds[3] / 1000,
                    std::max(speeds[2], speeds[3]) / std::max(speeds[0], speeds[1]));
    }
    std::printf("ratio: best of fast to best of autograd; columns: threads\n");
    std::printf("matrix products of batch 32 alone, one thread: %.0f thousand examples/s\n",
                productsAlone() / 1000);
}

void run(int argc, char** argv) {
    const SystemInfo system = systemInfo();
    std::printf("%s, LibTorch %s, %d cores, %s\n", system.blasName.c_str(),
                system.torchVersion.c_str(), system.cores, system.cpuCapability.c_str());
    std::shared_ptr<const Dataset> data;
    row(argc > 1 ? "read the data set" : "make the demo data",
        median(3, [&] { data = argc > 1 ? readMovieLens(argv[1]) : makeDemoData(); }));
    timeModel(data);
    timeTraining(data);
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
