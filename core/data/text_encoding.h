// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace towerlab {

struct DecodedText {
    std::string text; ///< UTF-8, without a byte order mark
    /// What the bytes were taken for, where that had to be assumed: "Windows-1252", "GB18030".
    std::string assumed;
    /// Lines of a UTF-8 text that are not, and were taken for Windows-1252 by themselves.
    std::size_t oddLines = 0;
};

/// Text of unknown encoding as UTF-8. A byte order mark decides; UTF-8 is kept as it is, but for
/// single lines that are not; of anything else the encoding is guessed from all of it (uchardet),
/// Windows-1252 being the guess where nothing speaks for another.
DecodedText decodeText(std::string bytes);

} // namespace towerlab
