// SPDX-License-Identifier: MIT
#include "core/error.h"

#include "core/text/utf8.h"

namespace towerlab {
namespace {

std::string sentence(const std::string& reason, const std::string& file, std::size_t line,
                     const std::string& remedy) {
    std::string text;
    if (!file.empty()) {
        text += file;
        if (line > 0)
            text += ", line " + std::to_string(line);
        text += ": ";
    }
    text += reason;
    if (!text.empty() && text.back() != '.')
        text += '.';
    if (!remedy.empty())
        text += ' ' + remedy;
    return text;
}

/// All but the first row, which the message begins with.
std::string othersOf(const std::vector<std::string>& rows, std::size_t count) {
    std::string list;
    for (std::size_t i = 1; i < rows.size(); ++i)
        list += (i == 1 ? "" : "; ") + rows[i];
    if (count > rows.size())
        list += "; and " + std::to_string(count - rows.size()) + " more";
    return list;
}

std::string remedyFor(const DataError& first, const std::vector<std::string>& rows,
                      std::size_t count) {
    std::string text = first.remedy().empty() ? "" : first.remedy() + ' ';
    if (count == 2)
        text += "Another row of this file is bad too: " + othersOf(rows, count) + ". ";
    else if (count > 2)
        text += std::to_string(count - 1) +
                " other rows of this file are bad too: " + othersOf(rows, count) + ". ";
    return text + (count == 1 ? "The row can be left out." : "They can be left out.");
}

} // namespace

BadRowsError::BadRowsError(const DataError& first, std::vector<std::string> rows, std::size_t count)
    : DataError(first.reason(), first.file(), first.line(), remedyFor(first, rows, count)),
      rows_(std::move(rows)),
      count_(count) {}

Error::Error(std::string reason, std::string file, std::size_t line, std::string remedy)
    : std::runtime_error(readable(sentence(reason, file, line, remedy))),
      reason_(std::move(reason)),
      file_(std::move(file)),
      line_(line),
      remedy_(std::move(remedy)) {
    reason_ = readable(reason_);
}

} // namespace towerlab
