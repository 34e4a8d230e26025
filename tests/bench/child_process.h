// SPDX-License-Identifier: MIT
// A program in a process of its own, so that its memory is known by itself.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace towerlab::bench {

/// The person has stopped the benchmark.
class Interrupted : public std::runtime_error {
public:
    Interrupted() : std::runtime_error("stopped") {}
};

struct Ended {
    int exitCode = -1;        ///< -1: it crashed, or could not be started
    std::string out;          ///< what it has written to standard output
    double peakMegabytes = 0; ///< the largest resident memory, MB of 10^6 bytes
};

/// From now on a signal that asks to end (also the one of a pipe that nobody reads any more) makes
/// runToItsEnd() throw Interrupted, so that what was written to the disk can be removed.
void stopOnSignals();

/// Starts a program, looked for along PATH, and waits. Its standard error is ours, or nobody's.
/// @throws Interrupted; the child has ended by then
Ended runToItsEnd(const std::vector<std::string>& command, bool quiet = false);

/// The file of this very program.
std::string thisProgram();

/// The largest resident memory of this process so far, in MB of 10^6 bytes.
double peakMegabytesSoFar();

} // namespace towerlab::bench
