// SPDX-License-Identifier: MIT
#include "core/data/bad_rows.h"

#include <filesystem>

namespace towerlab::detail {
namespace {

constexpr std::size_t mostListed = 20;

std::string lineAndReason(const DataError& error) {
    return "line " + std::to_string(error.line()) + ": " + error.reason();
}

} // namespace

void BadRows::add(const DataError& error) {
    ++count_;
    if (first_.size() < mostListed)
        first_.push_back(error);
}

void BadRows::finish(std::vector<std::string>& notes) const {
    if (count_ == 0)
        return;
    std::string list;
    for (std::size_t i = skip_ ? 0 : 1; i < first_.size(); ++i)
        list += (list.empty() ? "" : "; ") + lineAndReason(first_[i]);
    if (count_ > first_.size())
        list += "; and " + std::to_string(count_ - first_.size()) + " more";
    const DataError& first = first_.front();
    if (skip_) {
        notes.push_back(std::to_string(count_) + (count_ == 1 ? " row" : " rows") + " of " +
                        std::filesystem::path(first.file()).filename().string() +
                        " could not be read and were left out: " + list + ".");
        return;
    }
    if (count_ == 1)
        throw first;
    throw DataError(first.reason(), first.file(), first.line(),
                    (first.remedy().empty() ? "" : first.remedy() + ' ') +
                        std::to_string(count_ - 1) + " other rows of this file are bad too: " +
                        list + ". They can be left out (--skip-bad-rows).");
}

} // namespace towerlab::detail
