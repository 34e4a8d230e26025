// SPDX-License-Identifier: MIT
#include "tests/bench/movielens_files.h"

#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>

namespace towerlab::bench {
namespace {

/// By layout, the ratings first.
const std::array<std::vector<FileKind>, 3>& layouts() {
    // "::" is two separators with an empty column between them to engine "c". It takes no
    // movies.dat so, because titles hold colons too.
    static const std::array<std::vector<FileKind>, 3> kinds = {{
        {{"ratings.dat", "::", ":", "0,2,4,6", "latin-1"},
         {"movies.dat", "::", "", "", "latin-1"},
         {"users.dat", "::", ":", "0,2,4,6,8", "latin-1"}},
        {{"u.data", "\t", "\t", "", "latin-1"},
         {"u.item", "|", "|", "", "latin-1"},
         {"u.user", "|", "|", "", "latin-1"}},
        {{"ratings.csv", ",", ",", "", "utf-8"}, {"movies.csv", ",", ",", "", "utf-8"}},
    }};
    return kinds;
}

void appendNumber(std::string& text, std::int64_t number) {
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text.append(digits.data(), end);
}

/// With one digit after the point: "3.5".
void appendStars(std::string& text, float stars) {
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), stars,
                                            std::chars_format::fixed, 1);
    text.append(digits.data(), end);
}

std::string ratingsOf(std::size_t user, const Dataset& dataset) {
    const auto rows = dataset.byUser().of(user);
    std::vector<std::uint32_t> byMovie(rows.begin(), rows.end());
    const RatingColumns& ratings = dataset.ratings();
    const auto movieId = [&](std::uint32_t row) {
        return dataset.movies().id.numbers()[static_cast<std::size_t>(ratings.movie[row])];
    };
    std::sort(byMovie.begin(), byMovie.end(),
              [&](std::uint32_t a, std::uint32_t b) { return movieId(a) < movieId(b); });
    std::string lines;
    for (const std::uint32_t row : byMovie) {
        appendNumber(lines, dataset.users().id.numbers()[user]);
        lines += ',';
        appendNumber(lines, movieId(row));
        lines += ',';
        appendStars(lines, ratings.value[row]);
        lines += ',';
        appendNumber(lines, ratings.timestamp[row]);
        lines += '\n';
    }
    return lines;
}

std::string movieLine(std::size_t movie, const Dataset& dataset) {
    const MovieColumns& movies = dataset.movies();
    std::string title = movies.title[movie];
    if (movies.year[movie] != 0)
        title += " (" + std::to_string(movies.year[movie]) + ")";
    std::string genres;
    for (const std::int16_t genre : movies.genresOf(movie))
        genres += (genres.empty() ? "" : "|") + dataset.genreNames()[std::size_t(genre)];
    return movies.id.text(movie) + ',' + csvField(title) + ',' +
           csvField(genres.empty() ? "(no genres listed)" : genres) + '\n';
}

} // namespace

MovieLensFiles movieLensFilesIn(const std::filesystem::path& folder) {
    const auto has = [&](const FileKind& kind) {
        return std::filesystem::is_regular_file(folder / kind.name);
    };
    for (const auto& layout : layouts()) {
        if (!has(layout.front()))
            continue;
        MovieLensFiles found{.folder = folder, .files = {}};
        std::copy_if(layout.begin(), layout.end(), std::back_inserter(found.files), has);
        for (const FileKind& kind : found.files)
            found.bytes += std::filesystem::file_size(folder / kind.name);
        return found;
    }
    throw DataError("there is no ratings.dat, u.data or ratings.csv in this folder",
                    folder.string(), 0, "Name the unpacked folder of a MovieLens release.");
}

void writeMovieLensCsv(const Dataset& dataset, const std::filesystem::path& folder) {
    writeAtomically(folder / "ratings.csv", [&](std::ostream& out) {
        out << "userId,movieId,rating,timestamp\n";
        for (std::size_t user = 0; user < dataset.users().size() && out; ++user)
            out << ratingsOf(user, dataset);
    });
    writeAtomically(folder / "movies.csv", [&](std::ostream& out) {
        out << "movieId,title,genres\n";
        for (std::size_t movie = 0; movie < dataset.movies().size(); ++movie)
            out << movieLine(movie, dataset);
    });
}

} // namespace towerlab::bench
