// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

class JobRunner;

/// The paired tests of a comparison's methods against the best by NDCG over the catalogue (of the
/// best against the second), made on a worker: their permutations take long for many users.
class PairedTests : public QObject {
    Q_OBJECT
public:
    struct Test {
        std::size_t against = 0; ///< index of the other method
        PairedComparison result;
    };

    explicit PairedTests(QObject* parent = nullptr);
    ~PairedTests() override;

    /// Null: none. ready() follows where there is something to test.
    void setComparison(const std::shared_ptr<const Comparison>& comparison);
    /// None until it is ready, or where there are no values for it.
    std::optional<Test> of(std::size_t method) const;
    bool isReady() const { return ready_; }

Q_SIGNALS:
    void ready();

private:
    std::vector<std::optional<Test>> tests_;
    bool ready_ = false;
    std::unique_ptr<JobRunner> jobs_;
};

} // namespace towerlab::ui
