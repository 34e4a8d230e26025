// SPDX-License-Identifier: MIT
#include "core/io/same_file.h"

#include "core/error.h"

namespace towerlab {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& output, const fs::path& input) {
    throw FileError("This would write over " + input.string() + ", which is read", output.string(),
                    0, "Choose another name.");
}

} // namespace

bool isSameFile(const fs::path& a, const fs::path& b) {
    std::error_code error;
    if (fs::equivalent(a, b, error) && !error)
        return true; // the file system itself says so: hard links and other spellings, too
    const fs::path first = fs::weakly_canonical(a, error);
    if (error)
        return false;
    const fs::path second = fs::weakly_canonical(b, error);
    return !error && first == second;
}

void refuseToOverwrite(const fs::path& output, const std::vector<fs::path>& inputs) {
    for (const fs::path& input : inputs) {
        std::error_code error;
        if (!fs::is_directory(input, error)) {
            if (isSameFile(output, input))
                refuse(output, input);
            continue;
        }
        // Models lie beside the data as well, and are no part of it.
        for (const fs::directory_entry& entry : fs::directory_iterator(input, error))
            if (entry.path().extension() != ".towerlab" && isSameFile(output, entry.path()))
                refuse(output, entry.path());
    }
}

} // namespace towerlab
