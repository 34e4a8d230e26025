// SPDX-License-Identifier: MIT
// Ways to load a MovieLens folder, each timed in a process of its own.
#pragma once

#include "tests/bench/movielens_files.h"

#include <cstddef>
#include <optional>
#include <string>

namespace towerlab::bench {

/// What one process took. Its start is left out: libraries, interpreter, imports.
struct Loading {
    double ratingsSeconds = 0; ///< of the ratings; of everything where that is one step
    double otherSeconds = 0;   ///< of movies and users after them
    std::size_t ratings = 0;   ///< 0 where nobody counted
    double startMegabytes = 0; ///< resident before anything was read
    double peakMegabytes = 0;

    double seconds() const { return ratingsSeconds + otherSeconds; }
    /// Whether it was only the first of all ratings.
    bool isPart(std::size_t all) const { return ratings != 0 && ratings < all; }
    /// Where it was: as if the others had taken as long each.
    double secondsForAll(std::size_t all) const;
};

/// read() of every byte into one buffer, and nothing else.
Loading timeBareRead(const MovieLensFiles& files);

/// readDataset().
Loading timeTowerLab(const MovieLensFiles& files);

struct Pandas {
    std::string python; ///< the interpreter that has it
    std::string version;
};

/// Of the interpreter that is named, or else of python3 along PATH, or else of Debian's.
std::optional<Pandas> findPandas(const std::string& python);

/// pandas.read_csv() of every file. Where engine "c" can't read a file, "python" does.
/// @param firstRatings how many ratings at most; 0: all
Loading timePandas(const Pandas& pandas, const std::string& engine, std::size_t firstRatings,
                   const MovieLensFiles& files);

/// What the processes of timeBareRead() and timeTowerLab() do: main() hands its arguments over.
/// @return whether they were meant for it
bool didAsLoadingProcess(int argc, char** argv);

} // namespace towerlab::bench
