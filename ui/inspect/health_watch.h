// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/inspect/net_health.h"

#include <QObject>

#include <memory>
#include <vector>

namespace towerlab::ui {

class JobRunner;

/// Measures the models that a run went through, on a worker.
class HealthWatch : public QObject {
    Q_OBJECT
public:
    explicit HealthWatch(QObject* parent = nullptr);

    /// known() follows; at once where these were measured before.
    void measure(std::shared_ptr<const Dataset> dataset, std::vector<TrainedModel> moments);
    void clear();
    const std::vector<NetHealth>& moments() const { return known_; }

Q_SIGNALS:
    void known();
    void failed(const QString& title, const QString& text);

private:
    /// What is kept from one run's measurement to the next: used by the worker alone.
    struct Probe {
        std::unique_ptr<HealthProbe> probe;
        std::vector<std::pair<TrainedModel, NetHealth>> measured;
    };

    std::shared_ptr<const Dataset> dataset_;
    std::string settings_;
    std::shared_ptr<Probe> probe_;
    std::vector<NetHealth> known_;
    JobRunner* jobs_;
};

} // namespace towerlab::ui
