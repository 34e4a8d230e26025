// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

struct ReadOptions {
    /// Leave out rows that can't be read, and say which, instead of refusing the file.
    bool skipBadRows = false;
};

} // namespace towerlab
