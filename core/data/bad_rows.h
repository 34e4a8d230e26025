// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/error.h"

#include <optional>
#include <string>
#include <vector>

namespace towerlab::detail {

/// Rows of one file that can't be read. All of them are looked for before the file is refused, so
/// that a person can mend them in one go, or leave them out.
class BadRows {
public:
    /// @param skip leave them out instead of refusing the file
    explicit BadRows(bool skip) : skip_(skip) {}

    /// Reads a row; `read` throws a DataError about a bad one before it has kept anything of it.
    template <typename Read>
    void tryRow(Read read) {
        try {
            read();
        } catch (const DataError& error) {
            add(error);
        }
    }

    /// To be called at the end of the file. Adds a sentence to the notes where rows were left out.
    /// @throws BadRowsError unless they are skipped
    void finish(std::vector<std::string>& notes) const;

private:
    void add(const DataError& error);

    bool skip_;
    std::size_t count_ = 0;
    std::optional<DataError> first_;
    std::vector<std::string> rows_; ///< the first few
};

} // namespace towerlab::detail
