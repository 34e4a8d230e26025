// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"

#include "core/data/movielens_100k.h"
#include "core/data/movielens_dat.h"
#include "core/data/own_tables.h"
#include "core/error.h"

#include <algorithm>
#include <array>
#include <vector>

namespace towerlab {
namespace {

using detail::Reading;
using detail::SourceFiles;

struct Layout {
    std::string_view ratings;               ///< whose presence tells the layout
    std::array<std::string_view, 4> others; ///< that belong to it
    void (*read)(const Reading&);
};

constexpr std::array<Layout, 3> layouts = {{
    {"ratings.dat", {"users.dat", "movies.dat", "tags.dat"}, detail::readMovieLensDat},
    {"u.data", {"u.user", "u.item", "u.genre", "u.info"}, detail::readMovieLens100K},
    {"ratings.csv", {"movies.csv", "tags.csv", "links.csv"}, detail::readMovieLensCsv},
}};

std::vector<std::string_view> filesOfLayouts() {
    std::vector<std::string_view> files;
    for (const Layout& layout : layouts) {
        files.push_back(layout.ratings);
        files.insert(files.end(), layout.others.begin(), layout.others.end());
    }
    std::erase(files, std::string_view());
    return files;
}

bool belongsTo(const Layout& layout, const SourceFiles& files, const std::string& named) {
    const auto is = [&](std::string_view file) {
        return !file.empty() && files.spelling(file) == named;
    };
    return is(layout.ratings) || std::any_of(layout.others.begin(), layout.others.end(), is);
}

/// Null if it is none of these: tables of somebody's own.
const Layout* layoutOf(const SourceFiles& files) {
    const std::string& named = files.namedFile();
    for (const Layout& layout : layouts) {
        const bool meant = named.empty() || belongsTo(layout, files, named);
        if (meant && files.has(layout.ratings))
            return &layout;
        // Without ratings, the message should name their file.
        const bool others =
            std::any_of(layout.others.begin(), layout.others.end(),
                        [&](std::string_view file) { return !file.empty() && files.has(file); });
        if (meant && others && layout.ratings != "ratings.csv") // tables may have any names
            throw DataError("the file does not exist",
                            (files.source() / std::string(layout.ratings)).string());
    }
    return nullptr;
}

} // namespace

std::shared_ptr<const Dataset> readDataset(const std::filesystem::path& path,
                                           const ReadOptions& options, const std::stop_token& stop,
                                           const ProgressCallback& progress) {
    const SourceFiles files(path, filesOfLayouts());
    DatasetParts parts;
    const Layout* layout = layoutOf(files);
    const Reading reading{files, options, stop, progress, parts};
    parts.name = files.name();
    parts.source = files.source().string();
    parts.options = options;
    for (std::string* file : {&parts.options.users, &parts.options.items})
        if (!file->empty()) // to be found again from any folder
            *file = std::filesystem::absolute(*file).string();
    if (layout != nullptr)
        layout->read(reading);
    else
        detail::readOwnTables(reading);
    if (parts.format == DataFormat::Own && !files.namedFile().empty()) {
        // The others beside it are no part of it.
        parts.name = std::filesystem::path(files.namedFile()).stem().string();
        parts.source = (files.source() / files.namedFile()).string();
    }
    throwIfStopped(stop);
    return Dataset::build(std::move(parts));
}

} // namespace towerlab
