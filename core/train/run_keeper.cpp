// SPDX-License-Identifier: MIT
#include "core/train/run_keeper.h"

#include "core/error.h"
#include "core/io/model_file.h"

#include <utility>

namespace towerlab {

RunKeeper::RunKeeper(std::filesystem::path file)
    : file_(std::move(file)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

RunKeeper::~RunKeeper() { finish(); }

void RunKeeper::finish() {
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void RunKeeper::keep(TrainedModel model) {
    {
        const std::lock_guard lock(mutex_);
        next_ = std::move(model);
    }
    changed_.notify_one();
}

void RunKeeper::discard() {
    {
        const std::lock_guard lock(mutex_);
        next_ = {};
    }
    finish();
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

std::string RunKeeper::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

void RunKeeper::work(const std::stop_token& stop) {
    while (true) {
        TrainedModel model;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [this] { return next_.valid(); });
            if (!next_.valid())
                return; // stopped, with nothing left to write
            model = std::exchange(next_, {});
        }
        std::string failure;
        try {
            saveModel(model, file_);
        } catch (const Error& error) {
            failure = error.what();
        }
        const std::lock_guard lock(mutex_);
        failure_ = failure;
    }
}

} // namespace towerlab
