// SPDX-License-Identifier: MIT
#include "core/data/bad_rows.h"

#include <filesystem>

namespace towerlab::detail {

void BadRows::add(const DataError& error) {
    constexpr std::size_t mostListed = 20;
    if (count_++ == 0)
        first_ = error;
    if (rows_.size() < mostListed)
        rows_.push_back("line " + std::to_string(error.line()) + ": " + error.reason());
}

void BadRows::finish(std::vector<std::string>& notes) const {
    if (count_ == 0)
        return;
    const BadRowsError error(*first_, rows_, count_);
    if (!skip_)
        throw error;
    notes.push_back(std::to_string(count_) + (count_ == 1 ? " row" : " rows") + " of " +
                    std::filesystem::path(error.file()).filename().string() +
                    " could not be read and " + (count_ == 1 ? "was" : "were") +
                    " left out: " + error.list() + ".");
}

} // namespace towerlab::detail
