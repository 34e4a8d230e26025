// SPDX-License-Identifier: MIT
#include "core/data/source_files.h"

#include "core/error.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <system_error>

#include <archive.h>
#include <archive_entry.h>

namespace towerlab::detail {
namespace {

namespace fs = std::filesystem;

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// zip, gzip, bzip2, xz, zstd, 7z by their first bytes; tar by its ending.
bool looksLikeArchive(const fs::path& path) {
    std::array<char, 6> bytes{};
    std::ifstream(path, std::ios::binary).read(bytes.data(), bytes.size());
    const std::string_view head(bytes.data(), bytes.size());
    for (const std::string_view magic :
         {std::string_view("PK\x03\x04"), std::string_view("\x1F\x8B"), std::string_view("BZh"),
          std::string_view("\xFD"
                           "7zXZ"),
          std::string_view("\x28\xB5\x2F\xFD"), std::string_view("7z\xBC\xAF\x27\x1C")})
        if (head.starts_with(magic))
            return true;
    return lowerCase(path.extension().string()) == ".tar";
}

/// Whether it is one compressed file, such as ratings.dat.gz, and no archive of several.
bool isLoneFile(const fs::path& path) {
    const std::string ending = lowerCase(path.extension().string());
    const bool compressed =
        ending == ".gz" || ending == ".bz2" || ending == ".xz" || ending == ".zst";
    return compressed && lowerCase(path.stem().extension().string()) != ".tar";
}

/// libarchive does not always give a reason.
std::string reasonOf(archive* reader) {
    const char* reason = archive_error_string(reader);
    return reason == nullptr ? "its contents make no sense" : reason;
}

Archive openRead(const fs::path& path) {
    Archive reader(archive_read_new(), archive_read_free);
    archive_read_support_filter_all(reader.get());
    // Asked for all formats, libarchive takes some texts for a list of files (mtree).
    if (isLoneFile(path))
        archive_read_support_format_raw(reader.get());
    else
        archive_read_support_format_all(reader.get());
    constexpr std::size_t block = 1 << 16;
    if (archive_read_open_filename(reader.get(), path.c_str(), block) != ARCHIVE_OK)
        throw DataError("this archive can't be read: " + reasonOf(reader.get()), path.string(), 0,
                        "Unpack it and open its folder.");
    return reader;
}

/// The next file's path within the archive; none at the end. Of a lone compressed file, which has
/// no name inside, the archive's name without its last ending.
std::optional<std::string> nextEntry(archive* reader, const fs::path& path) {
    archive_entry* entry = nullptr;
    for (;;) {
        const int code = archive_read_next_header(reader, &entry);
        if (code == ARCHIVE_EOF)
            return std::nullopt;
        if (code < ARCHIVE_WARN)
            throw DataError("this archive is damaged: " + reasonOf(reader), path.string(), 0,
                            "Download or pack it again.");
        if (archive_entry_filetype(entry) != AE_IFREG &&
            archive_format(reader) != ARCHIVE_FORMAT_RAW)
            continue;
        if (archive_format(reader) == ARCHIVE_FORMAT_RAW)
            return path.stem().string();
        const char* name = archive_entry_pathname(entry);
        if (name != nullptr)
            return std::string(name);
    }
}

/// @param wanted of its bytes the first so many
std::string readEntry(archive* reader, const std::string& shown, std::size_t wanted) {
    // What a release unpacks to is below a gigabyte; an archive can claim anything.
    constexpr std::size_t most = std::size_t{8} << 30;
    std::string contents;
    std::array<char, 1 << 16> buffer{};
    for (;;) {
        const la_ssize_t count = archive_read_data(reader, buffer.data(), buffer.size());
        if (count == 0)
            return contents;
        if (count < 0)
            throw DataError("this file of the archive is damaged: " + reasonOf(reader), shown, 0,
                            "Download or pack it again.");
        if (contents.size() + static_cast<std::size_t>(count) > most)
            throw DataError("this file of the archive unpacks to more than 8 GiB", shown);
        contents.append(buffer.data(),
                        std::min(static_cast<std::size_t>(count), wanted - contents.size()));
        if (contents.size() == wanted)
            return contents;
    }
}

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string fileOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

using NameTest = std::function<bool(const std::string&)>;

bool isTable(const std::string& name) {
    constexpr std::array<std::string_view, 6> endings = {".csv", ".tsv", ".tab",
                                                         ".txt", ".dat", ".data"};
    const std::string ending = lowerCase(fs::path(name).extension().string());
    return std::find(endings.begin(), endings.end(), ending) != endings.end() &&
           !lowerCase(name).starts_with("readme");
}

/// What to look for: first what is wanted, else any tables.
std::array<NameTest, 2> testsFor(std::span<const std::string_view> wanted) {
    return {[wanted](const std::string& name) {
                return std::find(wanted.begin(), wanted.end(), lowerCase(name)) != wanted.end();
            },
            isTable};
}

bool holds(const fs::path& folder, const NameTest& wanted) {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
        if (wanted(entry.path().filename().string()))
            return true;
    return false;
}

/// The folder itself, or the only one in it that has what is wanted.
fs::path folderWithData(const fs::path& folder, std::span<const std::string_view> wanted) {
    for (const NameTest& test : testsFor(wanted)) {
        if (holds(folder, test))
            return folder;
        std::vector<fs::path> found;
        std::error_code error;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
            if (entry.is_directory(error) && holds(entry.path(), test))
                found.push_back(entry.path());
        if (!found.empty())
            return found.size() == 1 ? found.front() : folder;
    }
    return folder;
}

/// The folders of an archive that have what is looked for.
std::set<std::string> foldersWithData(const std::vector<std::string>& paths,
                                      std::span<const std::string_view> wanted) {
    std::set<std::string> folders;
    for (const NameTest& test : testsFor(wanted)) {
        for (const std::string& each : paths)
            if (test(fileOf(each)) && !each.starts_with("__MACOSX/"))
                folders.insert(folderOf(each));
        if (!folders.empty())
            break;
    }
    return folders;
}

} // namespace

SourceFile readSourceFile(const fs::path& path, std::size_t most) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        throw DataError("the file does not exist", path.string());
    if (!fs::is_regular_file(status))
        throw DataError("this is not a file", path.string());
    std::ifstream stream(path, std::ios::binary);
    const auto size = std::min<std::uintmax_t>(fs::file_size(path, error), most);
    if (!stream || error)
        throw DataError("the file can't be opened", path.string(), 0,
                        "Check that you may read it.");
    std::string contents(size, '\0');
    stream.read(contents.data(), static_cast<std::streamsize>(size));
    contents.resize(static_cast<std::size_t>(stream.gcount()));
    if (contents.size() != size)
        throw DataError("the file could not be read to its end", path.string());
    return {path.string(), std::move(contents)};
}

SourceFiles::SourceFiles(const fs::path& path, std::span<const std::string_view> wanted) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        throw DataError("the folder does not exist", path.string());
    const fs::path absolute = fs::canonical(path, error);
    if (error)
        throw DataError("the folder can't be opened: " + error.message(), path.string());
    if (fs::is_directory(status)) {
        openFolder(folderWithData(absolute, wanted));
    } else if (looksLikeArchive(absolute)) {
        openArchive(absolute, wanted);
    } else {
        namedFile_ = absolute.filename().string();
        openFolder(absolute.parent_path());
    }
}

void SourceFiles::openFolder(const fs::path& folder) {
    source_ = folder;
    name_ = folder.filename().string();
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        // A name spelt exactly as wanted comes before the same in other letters.
        const bool exact = name == lowerCase(name);
        if (exact || !files_.contains(lowerCase(name)))
            files_[lowerCase(name)] = {name, name};
    }
}

void SourceFiles::openArchive(const fs::path& path, std::span<const std::string_view> wanted) {
    archive_ = true;
    source_ = path;
    name_ = path.stem().string();
    std::vector<std::string> paths;
    const Archive reader = openRead(path);
    while (const auto entry = nextEntry(reader.get(), path))
        paths.push_back(*entry);
    const std::set<std::string> folders = foldersWithData(paths, wanted);
    if (folders.size() > 1)
        throw DataError("this archive holds more than one data set: in “" + *folders.begin() +
                            "” and “" + *std::next(folders.begin()) + "”",
                        path.string(), 0, "Unpack it and open the folder of one of them.");
    const std::string folder = folders.empty() ? std::string() : *folders.begin();
    for (const std::string& each : paths)
        if (folderOf(each) == folder)
            files_[lowerCase(fileOf(each))] = {fileOf(each), each};
}

const SourceFiles::Place* SourceFiles::find(std::string_view file) const {
    const auto found = files_.find(lowerCase(file));
    return found == files_.end() ? nullptr : &found->second;
}

std::string SourceFiles::spelling(std::string_view file) const {
    const Place* place = find(file);
    return place == nullptr ? std::string() : place->name;
}

std::vector<std::string> SourceFiles::tables() const {
    if (!namedFile_.empty())
        return {namedFile_};
    std::vector<std::string> names;
    for (const auto& [lower, place] : files_)
        if (isTable(place.name) || (archive_ && files_.size() == 1))
            names.push_back(place.name);
    return names;
}

SourceFile SourceFiles::read(std::string_view file, std::size_t most) const {
    const Place* place = find(file);
    const std::string shown =
        (source_ / (place == nullptr ? std::string(file) : place->path)).string();
    if (place == nullptr)
        throw DataError("the file does not exist", shown);
    if (!archive_)
        return readSourceFile(source_ / place->name, most);
    const Archive reader = openRead(source_);
    while (const auto entry = nextEntry(reader.get(), source_))
        if (*entry == place->path)
            return {shown, readEntry(reader.get(), shown, most)};
    throw DataError("the archive has changed while it was read", source_.string());
}

} // namespace towerlab::detail
