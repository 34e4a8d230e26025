// SPDX-License-Identifier: MIT
#include "tests/fuzz/input_files.h"

#include "core/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

namespace towerlab::fuzz {

std::vector<std::string_view> partsOf(std::string_view input, std::size_t count) {
    std::vector<std::string_view> parts;
    while (parts.size() + 1 < count) {
        const std::size_t end = std::min(input.find(partEnd), input.size());
        parts.push_back(input.substr(0, end));
        input.remove_prefix(std::min(end + partEnd.size(), input.size()));
    }
    parts.push_back(input);
    return parts;
}

const std::filesystem::path& folder() {
    static const std::filesystem::path path = [] {
        const auto inMemory =
            std::filesystem::path("/dev/shm") / ("towerlab-fuzz-" + std::to_string(::getpid()));
        std::filesystem::create_directories(inMemory);
        std::atexit([] {
            std::error_code ignored;
            std::filesystem::remove_all(folder(), ignored);
        });
        return inMemory;
    }();
    return path;
}

std::filesystem::path write(std::string_view name, std::string_view contents) {
    std::filesystem::path path = folder() / name;
    if (contents.empty())
        std::filesystem::remove(path);
    else
        std::ofstream(path, std::ios::binary)
            .write(contents.data(), static_cast<std::streamsize>(contents.size()));
    return path;
}

void writeParts(std::string_view input, std::initializer_list<std::string_view> names) {
    const auto parts = partsOf(input, names.size());
    std::size_t place = 0;
    for (const std::string_view name : names)
        write(name, parts[place++]);
}

void require(bool holds, const char* promise) {
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

void expectAnswerOrError(const std::function<void()>& read) {
    try {
        read();
    } catch (const Error& error) {
        const std::string_view message = error.what();
        require(!message.empty(), "an error says something");
        require(isUtf8(message), "a message is UTF-8");
        require(std::none_of(message.begin(), message.end(),
                             [](char c) {
                                 const auto byte = static_cast<unsigned char>(c);
                                 return byte < 0x20 || byte == 0x7f;
                             }),
                "a message has no control characters");
    }
}

} // namespace towerlab::fuzz
