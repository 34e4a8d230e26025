// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace towerlab::test {

/// A folder that is removed with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    void write(const std::string& file, const std::string& contents) const;
    std::string read(const std::string& file) const;

private:
    std::filesystem::path path_;
};

/// Small well-formed ml-1m files: 3 users (1, 2, 5), 4 movies (1, 2, 4, 7; 7 is never rated),
/// 5 ratings. All invented.
void writeSmall1M(const TemporaryFolder& folder);

/// Small well-formed ml-100k files: 2 users, 3 movies, 3 ratings; movie 3 has an empty date.
void writeSmall100K(const TemporaryFolder& folder);

/// Packs files, each a path within the archive and its contents, into a .zip.
void packZip(const std::filesystem::path& archivePath,
             const std::vector<std::pair<std::string, std::string>>& files);

/// The files of writeSmall1M() as a release is downloaded: in a .zip, in a folder ml-1m.
std::string small1MZip();

/// Demo data small enough for tests that train.
std::shared_ptr<const Dataset> smallDemo();

/// What `action` throws as an E, by value; fails loudly (std::logic_error) if it throws nothing.
template <typename E, typename Action>
E thrownBy(Action action) {
    try {
        action();
    } catch (const E& error) {
        return error;
    }
    throw std::logic_error("nothing was thrown");
}

} // namespace towerlab::test
