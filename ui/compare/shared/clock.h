// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QElapsedTimer>

#include <optional>
#include <vector>

namespace towerlab::ui {

/// Guesses how long a comparison will go on. Methods differ in cost by orders of magnitude, so each
/// one counts as much as it took the last time.
class CompareClock {
public:
    /// @param ratings of the data: methods take about as much longer as there are more of them
    void start(const std::vector<CompareEntry>& entries, std::size_t ratings);
    void setProgress(std::size_t method, double fraction);
    /// The method is done: its time is remembered for the next comparison.
    void setDone(std::size_t method);

    /// Share of the work that is done, in [0, 1].
    double share() const;
    /// None while too little is done for a guess.
    std::optional<double> secondsLeft() const;
    double seconds() const;

private:
    struct Part {
        std::string key;
        double weight = 1;
        double fraction = 0;
        std::optional<double> begun; ///< seconds from the start
    };
    std::vector<Part> parts_;
    QElapsedTimer timer_;
    std::size_t ratings_ = 1;
};

/// How long a comparison of these methods will take on data of so many ratings, by what each took
/// last; none where a method has not been fitted on this computer yet.
std::optional<double> expectedSeconds(const std::vector<CompareEntry>& entries,
                                      std::size_t ratings);

} // namespace towerlab::ui
