// SPDX-License-Identifier: MIT
// Where a data set's files come from; private to core/data.
#pragma once

#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab::detail {

/// A file in memory, with what messages call it.
struct SourceFile {
    std::string name; ///< "ml-1m.zip/ml-1m/users.dat"
    std::string contents;
};

/// The files of one folder: on the disk, or in an archive (zip, tar, gz and what else libarchive
/// knows) that is read without being unpacked. Names are found whatever the case of their letters.
class SourceFiles {
public:
    /// @param path a folder, an archive, or any file
    /// @param wanted names, in lower case, of which a data set has at least one: where the folder
    ///        has none of them but exactly one folder in it has, that one is taken; where none has,
    ///        the same goes for files that may hold a table
    /// @throws DataError if there is nothing of that name, or an archive can't be read
    SourceFiles(const std::filesystem::path& path, std::span<const std::string_view> wanted);

    /// What is to be remembered as the source: the folder, or the archive.
    const std::filesystem::path& source() const { return source_; }
    /// For people: the last part of the folder's name, or the archive's without its ending.
    const std::string& name() const { return name_; }
    /// The file that was named itself; empty where a folder or an archive was.
    const std::string& namedFile() const { return namedFile_; }

    bool has(std::string_view file) const { return find(file) != nullptr; }
    /// How the file's name is spelt there; empty if there is none.
    std::string spelling(std::string_view file) const;
    /// @param most bytes, of which only the first are wanted
    /// @throws DataError if it is missing or can't be read
    SourceFile read(std::string_view file,
                    std::size_t most = std::numeric_limits<std::size_t>::max()) const;

    /// Files that may hold a table, by their endings, as they are spelt; the named one alone where
    /// a file was named.
    std::vector<std::string> tables() const;

private:
    struct Place {
        std::string name; ///< as it is spelt there
        std::string path; ///< within the archive
    };
    void openFolder(const std::filesystem::path& folder);
    void openArchive(const std::filesystem::path& archive,
                     std::span<const std::string_view> wanted);
    const Place* find(std::string_view file) const;

    std::filesystem::path source_;
    std::string name_;
    std::string namedFile_;
    bool archive_ = false;
    std::map<std::string, Place> files_; ///< by name in lower case
};

/// Reads a file of the disk to its end, or its beginning.
/// @throws DataError
SourceFile readSourceFile(const std::filesystem::path& path,
                          std::size_t most = std::numeric_limits<std::size_t>::max());

} // namespace towerlab::detail
