// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <string>

namespace towerlab::cli {

inline constexpr int exitOk = 0;
inline constexpr int exitOther = 1;
inline constexpr int exitUsage = 2;
inline constexpr int exitData = 3;
inline constexpr int exitModelFile = 4;
inline constexpr int exitCannotWrite = 5;
inline constexpr int exitNetwork = 6;
inline constexpr int exitStopped = 130; ///< 128 + SIGINT, as shells have it

/// What a program that ends with this exception should return.
int exitCodeFor(const std::exception& error);

/// The end of every command's help: its examples, then the exit codes.
std::string footer(const std::string& examples);

} // namespace towerlab::cli
