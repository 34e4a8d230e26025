// SPDX-License-Identifier: MIT
#include "core/io/atomic_file.h"

#include "core/error.h"
#include "core/system/process.h"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace towerlab {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, int code) {
    throw FileError("the file can't be written: " + std::generic_category().message(code),
                    path.string(), 0,
                    "Choose a folder that you may write to, with space left on its disk.");
}

/// Between the target's name and the process's number.
const std::string partMark = ".part-";

/// A new empty file beside the target, removed again unless it is kept.
class PartFile {
public:
    explicit PartFile(const fs::path& target) : target_(target) {
        sweep();
        constexpr int attempts = 1000;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            path_ = target;
            path_ += partMark + std::to_string(processNumber()) + '-' + std::to_string(attempt);
            // Created by the system call rather than by a stream, so that it is ours alone, and
            // with the permissions that any new file gets.
            const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (file >= 0) {
                ::close(file);
                return;
            }
            if (errno != EEXIST)
                break;
        }
        const int code = errno;
        path_.clear();
        fail(target_, code);
    }
    ~PartFile() {
        std::error_code ignored;
        if (!path_.empty())
            fs::remove(path_, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const fs::path& path() const { return path_; }

    /// Waits until the contents are on the disk: a rename alone may outrun them.
    void flush() const {
        const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            fail(target_, errno);
        const int result = ::fsync(file);
        const int code = errno;
        ::close(file);
        if (result != 0)
            fail(target_, code);
    }

    void keep() {
        std::error_code error;
        if (const auto old = fs::status(target_, error); fs::exists(old))
            fs::permissions(path_, old.permissions(), error);
        fs::rename(path_, target_, error);
        if (error)
            fail(target_, error.value());
        path_.clear();
    }

private:
    /// Deletes what processes have left that were killed while they wrote the same file.
    void sweep() const {
        const std::string prefix = target_.filename().string() + partMark;
        std::error_code error;
        const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with(prefix))
                continue;
            const long writer = std::atol(name.c_str() + prefix.size());
            if (writer > 0 && !isRunning(writer))
                fs::remove(entry.path(), error);
        }
    }

    fs::path target_;
    fs::path path_;
};

/// What a link points at, so that the link itself stays.
fs::path resolved(const fs::path& path) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error)))
        return path;
    fs::path real = fs::weakly_canonical(path, error);
    return error ? path : real;
}

} // namespace

void writeAtomically(const std::filesystem::path& path,
                     const std::function<void(std::ostream&)>& write) {
    const fs::path target = resolved(path);
    std::error_code error;
    if (const auto status = fs::status(target, error);
        fs::exists(status) && !fs::is_regular_file(status))
        fail(path, fs::is_directory(status) ? EISDIR : EINVAL);
    PartFile part(target);
    {
        std::ofstream out(part.path(), std::ios::binary | std::ios::trunc);
        errno = 0;
        write(out);
        out.close();
        if (!out)
            fail(path, errno != 0 ? errno : EIO);
    }
    part.flush();
    part.keep();
}

} // namespace towerlab
