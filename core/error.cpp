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

} // namespace

Error::Error(std::string reason, std::string file, std::size_t line, std::string remedy)
    : std::runtime_error(readable(sentence(reason, file, line, remedy))),
      reason_(readable(reason)),
      file_(std::move(file)),
      line_(line),
      remedy_(std::move(remedy)) {}

} // namespace towerlab
