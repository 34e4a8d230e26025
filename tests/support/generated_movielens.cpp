// SPDX-License-Identifier: MIT
#include "tests/support/generated_movielens.h"

#include "core/data/demo_data.h"

#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

namespace towerlab::test {

TemporaryFolder::TemporaryFolder() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("towerlab-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& file, const std::string& contents) const {
    std::ofstream(path_ / file, std::ios::binary) << contents;
}

std::string TemporaryFolder::read(const std::string& file) const {
    std::ostringstream text;
    text << std::ifstream(path_ / file, std::ios::binary).rdbuf();
    return text.str();
}

void writeSmall1M(const TemporaryFolder& folder) {
    folder.write("users.dat", "1::F::1::10::01234\n"
                              "2::M::56::16::A1B 2C3\n"
                              "5::M::25::20::55455\n");
    // "Caf\xE9" is ISO-8859-1.
    folder.write("movies.dat", "1::Lanterns (1995)::Animation|Comedy\n"
                               "2::Caf\xE9 Nord (1971)::Drama\n"
                               "4::The Long Pier (1999)::Comedy|Drama\n"
                               "7::Never Seen (2000)::Drama|War\n");
    folder.write("ratings.dat", "2::4::3::100\n"
                                "2::1::5::101\n"
                                "1::2::4::102\n"
                                "1::4::1::103\n"
                                "5::1::2::0\n");
}

void writeSmall100K(const TemporaryFolder& folder) {
    folder.write("u.genre", "unknown|0\nAction|1\nDrama|2\n\n");
    folder.write("u.user", "1|24|M|technician|85711\n2|53|F|other|T8H1N\n");
    folder.write("u.item", "1|Lanterns (1995)|01-Jan-1995||http://x|0|1|1\n"
                           "2|Quiet Harbour (1996) (V)|||http://x|0|0|1\n"
                           "3|unknown||||1|0|0\n");
    folder.write("u.data", "2\t3\t4\t881250949\n1\t1\t5\t881250950\n1\t2\t1\t881250951\n");
}

void packZip(const std::filesystem::path& archivePath,
             const std::vector<std::pair<std::string, std::string>>& files) {
    archive* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_open_filename(writer, archivePath.c_str());
    for (const auto& [path, contents] : files) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, path.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(contents.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        constexpr unsigned short readable = 0644;
        archive_entry_set_perm(entry, readable);
        archive_write_header(writer, entry);
        archive_write_data(writer, contents.data(), contents.size());
        archive_entry_free(entry);
    }
    archive_write_free(writer);
}

std::string small1MZip() {
    const TemporaryFolder folder;
    writeSmall1M(folder);
    std::vector<std::pair<std::string, std::string>> files;
    for (const char* file : {"ratings.dat", "movies.dat", "users.dat"})
        files.emplace_back(std::string("ml-1m/") + file, folder.read(file));
    packZip(folder.path() / "ml-1m.zip", files);
    return folder.read("ml-1m.zip");
}

std::shared_ptr<const Dataset> smallDemo() {
    static const auto dataset =
        makeDemoData({.users = 120, .movies = 80, .ratings = 4000, .seed = 3});
    return dataset;
}

} // namespace towerlab::test
