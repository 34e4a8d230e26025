// SPDX-License-Identifier: MIT
#include "core/io/embedding_export.h"

#include "core/io/atomic_file.h"
#include "core/io/csv.h"
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

void addWords(const std::vector<FeatureColumn>& columns, std::size_t index,
              std::vector<std::string>& facts) {
    for (const FeatureColumn& column : columns)
        facts.push_back(column.words[static_cast<std::size_t>(column.index[index])]);
}

std::vector<std::string> factsOfUser(const Vocabulary& vocabulary, std::size_t index) {
    std::vector<std::string> facts;
    addWords(vocabulary.users.categories, index, facts);
    return facts;
}

std::vector<std::string> factsOfMovie(const Vocabulary& vocabulary, std::size_t index) {
    const MovieFeatures& movies = vocabulary.movies;
    std::string genres;
    for (const std::int32_t genre : movies.genresOf(index))
        genres +=
            (genres.empty() ? "" : "|") + vocabulary.allGenres[static_cast<std::size_t>(genre)];
    const int year = movies.year[index];
    std::vector<std::string> facts = {movies.title[index],
                                      year > 0 ? std::to_string(year) : std::string(), genres};
    addWords(movies.categories, index, facts);
    return facts;
}

/// A tab or the end of a line would part a field: the projector knows no quotes.
std::string inOneField(std::string text) {
    for (char& letter : text)
        if (letter == '\t' || letter == '\n' || letter == '\r')
            letter = ' ';
    return text;
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
        line = csvField(table.ids.text(index)) + ",\"";
        for (const float value : table.row(index)) {
            appendShortest(line, value);
            line += ',';
        }
        line.back() = '"';
        line += '\n';
        out << line;
    }
}

void writeEmbeddingColumns(std::ostream& out, const EmbeddingExport& vectors,
                           const Vocabulary& vocabulary) {
    const EmbeddingTable& table = vectors.table;
    const bool users = vectors.kind == EmbeddingKind::User;
    const bool weighted = vectors.kind == EmbeddingKind::WeightedMovie;
    out << (users ? "user_id" : "movie_id,title,year,genres");
    for (const FeatureColumn& column :
         users ? vocabulary.users.categories : vocabulary.movies.categories)
        out << ',' << csvField(column.name);
    for (std::size_t i = 1; i <= table.dimensions; ++i)
        out << (weighted ? ",weighted_v" : ",v") << i;
    out << '\n';
    std::string line;
    for (std::size_t index = 0; index < table.size(); ++index) {
        line = csvField(table.ids.text(index));
        for (const std::string& fact :
             users ? factsOfUser(vocabulary, index) : factsOfMovie(vocabulary, index))
            line += ',' + csvField(fact);
        for (const float value : table.row(index)) {
            line += ',';
            appendShortest(line, value);
        }
        line += '\n';
        out << line;
    }
}

void writeEmbeddingArray(std::ostream& out, const EmbeddingExport& vectors) {
    constexpr std::size_t alignment = 64;
    constexpr std::size_t before = 10; // magic, version and length of the header
    const EmbeddingTable& table = vectors.table;
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                         std::to_string(table.size()) + ", " + std::to_string(table.dimensions) +
                         "), }";
    while ((before + header.size() + 1) % alignment != 0)
        header += ' ';
    header += '\n';
    out << "\x93NUMPY" << '\x01' << '\0' << static_cast<char>(header.size() & 0xffU)
        << static_cast<char>(header.size() >> 8U) << header;
    out.write(reinterpret_cast<const char*>(table.values.data()),
              static_cast<std::streamsize>(table.values.size() * sizeof(float)));
}

void writeProjectorVectors(std::ostream& out, const EmbeddingExport& vectors) {
    std::string line;
    for (std::size_t index = 0; index < vectors.table.size(); ++index) {
        line.clear();
        for (const float value : vectors.table.row(index)) {
            appendShortest(line, value);
            line += '\t';
        }
        line.back() = '\n';
        out << line;
    }
}

void writeProjectorMetadata(std::ostream& out, const EmbeddingExport& vectors,
                            const Vocabulary& vocabulary) {
    const bool users = vectors.kind == EmbeddingKind::User;
    out << (users ? "id" : "id\ttitle\tyear\tgenres");
    for (const FeatureColumn& column :
         users ? vocabulary.users.categories : vocabulary.movies.categories)
        out << '\t' << inOneField(column.name);
    out << '\n';
    for (std::size_t index = 0; index < vectors.table.size(); ++index) {
        std::string line = inOneField(vectors.table.ids.text(index));
        for (const std::string& fact :
             users ? factsOfUser(vocabulary, index) : factsOfMovie(vocabulary, index))
            line += '\t' + inOneField(fact);
        out << line << '\n';
    }
}

std::filesystem::path metadataFileOf(const std::filesystem::path& vectors) {
    std::filesystem::path file = vectors;
    file.replace_filename(vectors.stem().string() + "_metadata" + vectors.extension().string());
    return file;
}

void exportEmbeddings(const std::filesystem::path& path, const EmbeddingExport& vectors,
                      const Vocabulary& vocabulary, EmbeddingForm form) {
    if (form == EmbeddingForm::Projector)
        writeAtomically(metadataFileOf(path), [&](std::ostream& out) {
            writeProjectorMetadata(out, vectors, vocabulary);
        });
    writeAtomically(path, [&](std::ostream& out) {
        switch (form) {
        case EmbeddingForm::Article:
            return writeEmbeddingCsv(out, vectors);
        case EmbeddingForm::Columns:
            return writeEmbeddingColumns(out, vectors, vocabulary);
        case EmbeddingForm::Array:
            return writeEmbeddingArray(out, vectors);
        case EmbeddingForm::Projector:
            return writeProjectorVectors(out, vectors);
        }
    });
}

} // namespace towerlab
