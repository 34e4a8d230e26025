// SPDX-License-Identifier: MIT
#include "core/io/embedding_export.h"

#include "core/io/atomic_file.h"
#include "core/model/settings_fields.h"
#include "core/translatable.h"

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

std::string_view headerOf(EmbeddingKind kind) {
    switch (kind) {
    case EmbeddingKind::User:
        return "user_id,user_embedding";
    case EmbeddingKind::Movie:
        return "movie_id,movie_embedding";
    case EmbeddingKind::WeightedMovie:
        break;
    }
    return "movie_id,weighted_movie_embedding";
}

} // namespace

EmbeddingExport userExport(const TrainedModel& model) {
    return {model.userVectors(), EmbeddingKind::User};
}

EmbeddingExport movieExport(const TrainedModel& model, bool raw) {
    if (raw || !model.matchLayer().weighted())
        return {model.movieVectors(), EmbeddingKind::Movie};
    return {model.movieVectorsForRetrieval(), EmbeddingKind::WeightedMovie};
}

std::string_view exportNote(const TrainedModel& model, bool raw) {
    const MatchLayer match = model.matchLayer();
    if (match.weighted())
        return raw ? TOWERLAB_TRANSLATABLE(
                         "Export", "The match has a weight per dimension: the plain product of "
                                   "these vectors does not rank as the model does.")
                   : TOWERLAB_TRANSLATABLE(
                         "Export", "Movie vectors hold the weights of the match, so that their "
                                   "product with a user's vector ranks as the model does.");
    if (match.weights.front() < 0)
        return TOWERLAB_TRANSLATABLE("Export", "The weight of the match is negative: the smaller "
                                               "the product of two vectors, the higher the "
                                               "score.");
    return {};
}

void writeEmbeddingCsv(std::ostream& out, const EmbeddingExport& vectors) {
    const EmbeddingTable& table = vectors.table;
    out << headerOf(vectors.kind) << '\n';
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

void exportEmbeddingCsv(const std::filesystem::path& path, const EmbeddingExport& vectors) {
    writeAtomically(path, [&](std::ostream& out) { writeEmbeddingCsv(out, vectors); });
}

} // namespace towerlab
