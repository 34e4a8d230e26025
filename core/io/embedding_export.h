// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/embedding_table.h"
#include "core/model/trained_model.h"

#include <filesystem>
#include <ostream>
#include <string_view>

namespace towerlab {

/// WeightedMovie: with the weights of the match in it.
enum class EmbeddingKind { User, Movie, WeightedMovie };

/// The vectors of a model to be exported, and what they are.
struct EmbeddingExport {
    EmbeddingTable table;
    EmbeddingKind kind = EmbeddingKind::User;
};
EmbeddingExport userExport(const TrainedModel& model);
/// @param raw as the item tower puts them out; else those for retrieval, see
///            TrainedModel::movieVectorsForRetrieval()
EmbeddingExport movieExport(const TrainedModel& model, bool raw = false);

/// What somebody who ranks movies by the exported vectors must know of the model's match, in a
/// sentence (English, to be translated in the context "Export"); empty where there is nothing.
std::string_view exportNote(const TrainedModel& model, bool raw = false);

/// CSV as the seed article has it: header "user_id,user_embedding" ("movie_id,movie_embedding",
/// "movie_id,weighted_movie_embedding"), then an id and the vector, comma-joined and in quotes.
/// Numbers are the shortest that read back the same.
void writeEmbeddingCsv(std::ostream& out, const EmbeddingExport& vectors);

/// CSV with a number per column, for notebooks and spreadsheets: "movie_id,title,year,genres", the
/// names of the movies' other columns, "v1,…" (genres joined by "|"; an unknown year empty) or
/// "user_id", the names of the users' columns, "v1,…"; weighted vectors in "weighted_v1,…".
/// @param vocabulary the model's, whose order the vectors have
void writeEmbeddingColumns(std::ostream& out, const EmbeddingExport& vectors,
                           const Vocabulary& vocabulary);

/// The vectors alone as an array of NumPy's (format 1.0 of its .npy files): n × d, float32, in the
/// order of the vocabulary.
void writeEmbeddingArray(std::ostream& out, const EmbeddingExport& vectors);

/// The pair of files that the Embedding Projector loads: vectors, a line each, tab-separated and
/// without a header; and metadata with a header, in the same order: id, title, year and genres, or
/// id, and the names of the other columns.
void writeProjectorVectors(std::ostream& out, const EmbeddingExport& vectors);
void writeProjectorMetadata(std::ostream& out, const EmbeddingExport& vectors,
                            const Vocabulary& vocabulary);
/// Where the metadata goes beside vectors of that name: "vectors.tsv", "vectors_metadata.tsv".
std::filesystem::path metadataFileOf(const std::filesystem::path& vectors);

enum class EmbeddingForm { Article, Columns, Array, Projector };

/// One of these into a file, whole or not at all; of the projector's, the metadata first.
/// @throws FileError if it can't be written.
void exportEmbeddings(const std::filesystem::path& path, const EmbeddingExport& vectors,
                      const Vocabulary& vocabulary, EmbeddingForm form);

} // namespace towerlab
