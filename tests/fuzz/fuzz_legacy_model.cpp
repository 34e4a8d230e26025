// SPDX-License-Identifier: MIT
// A model file of formats 1 and 2. Size and checksum are put right first: see the file's layout in
// core/io/legacy_model_file.h.
#include "core/io/model_file.h"
#include "tests/fuzz/input_files.h"

#include <cstring>

#include <zlib.h>

using namespace towerlab;

namespace {

constexpr std::size_t sizeAt = 12;
constexpr std::size_t checksumAt = 20;
constexpr std::size_t payloadAt = 24;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string file(fuzz::textOf(data, size));
    if (file.size() > payloadAt) {
        const std::uint64_t payload = file.size() - payloadAt;
        const auto checksum = static_cast<std::uint32_t>(crc32_z(
            0, reinterpret_cast<const Bytef*>(file.data() + payloadAt), file.size() - payloadAt));
        std::memcpy(file.data() + sizeAt, &payload, sizeof payload);
        std::memcpy(file.data() + checksumAt, &checksum, sizeof checksum);
    }
    const auto path = fuzz::write("model", file);
    fuzz::expectAnswerOrError([&] {
        const TrainedModel model = loadModel(path);
        if (model.vocabulary().userCount() > 0 && model.vocabulary().movieCount() > 0) {
            const std::int32_t first[] = {0};
            model.predict(first, first);
        }
    });
    return 0;
}
