// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"
#include "core/analyze/plane_point.h"
#include "ui/embeddings/map_points.h"
#include "ui/embeddings/projection.h"
#include "ui/jobs/background_task.h"

#include <QObject>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

namespace towerlab::ui {

/// How t-SNE and UMAP arrange points. All may be changed while they run.
struct ArrangeSettings {
    ProjectionKind kind = ProjectionKind::Tsne;
    double perplexity = 30;  ///< of t-SNE
    double exaggeration = 1; ///< of t-SNE, after its early iterations
    int neighbours = 15;     ///< of UMAP
    double minimumDistance = 0.1;
    Nearness nearness = Nearness::Cosine; ///< or Euclid
    std::uint64_t seed = 42;              ///< of UMAP; t-SNE draws nothing

    bool operator==(const ArrangeSettings&) const = default;
};

/// Arranges points step by step on a worker, and shows how far it has come some 30 times a second.
class LayoutRunner : public QObject {
    Q_OBJECT
public:
    explicit LayoutRunner(QObject* parent = nullptr);

    /// @param start    where the points lie now
    /// @param arranged they come from a layout of the same kind: it is gone on from, as it is
    void start(std::shared_ptr<const MapPoints> points, const ArrangeSettings& settings,
               Layout start, bool arranged);
    /// From the next step on.
    void change(const ArrangeSettings& settings);
    /// The layout stays as far as it has come; finished() follows.
    void stop();
    void abandon();
    bool isRunning() const { return running_; }

Q_SIGNALS:
    /// Before the first step.
    void preparing(int percent);
    void moved(const towerlab::Layout& layout, int step, int steps, double secondsLeft);
    void failed(const QString& title, const QString& text);
    void finished(); ///< also after a stop

private:
    /// What the worker looks at between steps.
    struct Shared {
        std::mutex mutex;
        ArrangeSettings settings;
        std::atomic<bool> shown{true}; ///< the last layout has been painted
    };
    struct Job;
    void run(quint64 id, const std::stop_token& stop, const Job& job, Shared& shared);
    template <typename Method, typename Change>
    void runSteps(quint64 id, const std::stop_token& stop, Shared& shared, Method& method,
                  int steps, const Change& change);

    bool running_ = false;
    std::shared_ptr<Shared> shared_;
    BackgroundTask task_;
};

} // namespace towerlab::ui
