// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/embedding_table.h"

#include <filesystem>
#include <ostream>

namespace towerlab {

enum class EmbeddingKind { User, Movie };

/// CSV as the seed article has it: header "user_id,user_embedding" (or "movie_id,…"), then an id
/// and the vector, comma-joined and in quotes. Numbers are the shortest that read back the same.
void writeEmbeddingCsv(std::ostream& out, const EmbeddingTable& table, EmbeddingKind kind);

/// The same into a file, whole or not at all.
/// @throws FileError if it can't be written.
void exportEmbeddingCsv(const std::filesystem::path& path, const EmbeddingTable& table,
                        EmbeddingKind kind);

} // namespace towerlab
