// SPDX-License-Identifier: MIT
#include "core/data/movielens_reader.h"

#include "core/data/movielens_100k.h"
#include "core/data/movielens_1m.h"
#include "core/error.h"

namespace towerlab {
namespace {

bool has(const std::filesystem::path& folder, const char* file) {
    std::error_code ignored;
    return std::filesystem::exists(folder / file, ignored);
}

std::filesystem::path folderOf(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw DataError("the folder does not exist", path.string());
    const auto absolute = std::filesystem::canonical(path, error);
    if (error)
        throw DataError("the folder can't be opened: " + error.message(), path.string());
    return std::filesystem::is_directory(status) ? absolute : absolute.parent_path();
}

[[noreturn]] void refuse(const std::filesystem::path& folder) {
    if (has(folder, "ratings.csv"))
        throw DataError("this MovieLens release (ratings.csv) says nothing about its users, "
                        "so a user tower has no features to read",
                        folder.string(), 0, "Use ml-1m or ml-100k.");
    throw DataError("no MovieLens data here", folder.string(), 0,
                    "Choose the folder of ml-1m (with users.dat, movies.dat and ratings.dat) or "
                    "of ml-100k (with u.user, u.item, u.genre and u.data).");
}

} // namespace

std::shared_ptr<const Dataset> readMovieLens(const std::filesystem::path& path,
                                             const std::stop_token& stop,
                                             const ProgressCallback& progress) {
    const std::filesystem::path folder = folderOf(path);
    const bool oneMillion = has(folder, "users.dat") || has(folder, "ratings.dat");
    const bool hundredThousand = has(folder, "u.data") || has(folder, "u.user");
    if (!oneMillion && !hundredThousand)
        refuse(folder);
    DatasetParts parts = oneMillion ? detail::readMovieLens1M(folder, stop, progress)
                                    : detail::readMovieLens100K(folder, stop, progress);
    parts.name = folder.filename().string();
    parts.source = folder.string();
    throwIfStopped(stop);
    report(progress, 0, 0, "Building the index");
    return Dataset::build(std::move(parts));
}

} // namespace towerlab
