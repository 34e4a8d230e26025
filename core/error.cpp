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

std::string listOf(const std::vector<std::string>& rows, std::size_t count, std::size_t from) {
    std::string list;
    for (std::size_t i = from; i < rows.size(); ++i)
        list += (i == from ? "" : "; ") + rows[i];
    if (count > rows.size())
        list += "; and " + std::to_string(count - rows.size()) + " more";
    return list;
}

std::string remedyFor(const DataError& first, const std::vector<std::string>& rows,
                      std::size_t count) {
    std::string text = first.remedy().empty() ? "" : first.remedy() + ' ';
    if (count == 2)
        text += "Another row of this file is bad too: " + listOf(rows, count, 1) + ". ";
    else if (count > 2)
        text += std::to_string(count - 1) +
                " other rows of this file are bad too: " + listOf(rows, count, 1) + ". ";
    return text + (count == 1 ? "The row can be left out." : "They can be left out.");
}

} // namespace

BadRowsError::BadRowsError(const DataError& first, std::vector<std::string> rows, std::size_t count)
    : DataError(first.reason(), first.file(), first.line(), remedyFor(first, rows, count)),
      rows_(std::move(rows)),
      count_(count) {}

std::string BadRowsError::list(std::size_t from) const { return listOf(rows_, count_, from); }

Error::Error(std::string reason, std::string file, std::size_t line, std::string remedy)
    : std::runtime_error(readable(sentence(reason, file, line, remedy))),
      reason_(std::move(reason)),
      file_(std::move(file)),
      line_(line),
      remedy_(std::move(remedy)) {
    reason_ = readable(reason_);
}

} // namespace towerlab
