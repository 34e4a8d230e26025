// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/trained_model.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace towerlab {

/// Keeps the newest model of a run under way in a file, so that an accident costs an epoch at most.
/// Writes on a thread of its own, in whole files: training does not wait, and epochs that end while
/// one is being written are passed over for the newest.
class RunKeeper {
public:
    explicit RunKeeper(std::filesystem::path file);
    /// Waits until the newest model is in the file.
    ~RunKeeper();
    RunKeeper(const RunKeeper&) = delete;
    RunKeeper& operator=(const RunKeeper&) = delete;

    void keep(TrainedModel model);
    /// Writes no more, and deletes the file: the model is safe elsewhere.
    void discard();
    /// Why the last write has failed; empty if it has not.
    std::string failure() const;

private:
    void work(const std::stop_token& stop);
    void finish();

    const std::filesystem::path file_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    TrainedModel next_; ///< not valid: nothing to write
    std::string failure_;
    std::jthread thread_;
};

} // namespace towerlab
