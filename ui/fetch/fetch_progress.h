// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <deque>
#include <optional>

namespace towerlab::ui {

/// How far the transfer of a file has come.
struct FetchProgress {
    enum class Phase { Asking, Loading, Waiting, Checking };
    Phase phase = Phase::Asking;
    qint64 done = 0;                      ///< bytes, with those of earlier tries
    qint64 total = 0;                     ///< 0: not known yet
    std::optional<double> bytesPerSecond; ///< not known in the first moments

    /// 0 to 100, or -1 where it is not known.
    int percent() const;
};

/// "12 MB of 239 MB, 5 %, 3.4 MB/s, 1 min 7 s left", as far as it is known.
QString progressText(const FetchProgress& progress);
/// "5.92 MB".
QString sizeText(qint64 bytes);

/// The speed of the last seconds.
class SpeedMeter {
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    /// @param done bytes so far; fewer than before begin a new measurement
    void add(qint64 done, Time now = Clock::now());
    void reset() { seen_.clear(); }
    /// Bytes per second; none until half a second has been seen.
    std::optional<double> speed() const;

private:
    struct Sample {
        Time when;
        qint64 done;
    };
    std::deque<Sample> seen_;
};

} // namespace towerlab::ui
