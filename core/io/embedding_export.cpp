// SPDX-License-Identifier: MIT
#include "core/io/embedding_export.h"

#include "core/io/atomic_file.h"

#include <array>
#include <charconv>
#include <string>

namespace towerlab {
namespace {

void appendShortest(std::string& out, float value) {
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
}

} // namespace

void writeEmbeddingCsv(std::ostream& out, const EmbeddingTable& table, EmbeddingKind kind) {
    out << (kind == EmbeddingKind::User ? "user_id,user_embedding\n"
                                        : "movie_id,movie_embedding\n");
    std::string line;
    for (std::size_t index = 0; index < table.size(); ++index) {
        line = std::to_string(table.ids[index]) + ",\"";
        for (const float value : table.row(index)) {
            appendShortest(line, value);
            line += ',';
        }
        line.back() = '"';
        line += '\n';
        out << line;
    }
}

void exportEmbeddingCsv(const std::filesystem::path& path, const EmbeddingTable& table,
                        EmbeddingKind kind) {
    writeAtomically(path, [&](std::ostream& out) { writeEmbeddingCsv(out, table, kind); });
}

} // namespace towerlab
