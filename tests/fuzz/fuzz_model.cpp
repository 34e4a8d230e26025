// SPDX-License-Identifier: MIT
// A model file. Its checksum is put right first, because no fuzzer guesses one.
#include "core/io/model_file.h"
#include "tests/fuzz/input_files.h"

#include <cstring>

#include <zlib.h>

using namespace towerlab;

namespace {

void use(const TrainedModel& model) {
    if (model.vocabulary().userCount() == 0 || model.vocabulary().movieCount() == 0)
        return;
    const std::int32_t first[] = {0};
    model.predict(first, first);
    for (const TrainedModel& moment : model.moments())
        moment.predict(first, first);
    saveModel(model, fuzz::folder() / "again");
    loadModel(fuzz::folder() / "again");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string file(fuzz::textOf(data, size));
    if (file.size() > sizeof(std::uint32_t)) {
        const std::size_t end = file.size() - sizeof(std::uint32_t);
        const auto checksum = static_cast<std::uint32_t>(
            crc32_z(0, reinterpret_cast<const Bytef*>(file.data()), end));
        std::memcpy(file.data() + end, &checksum, sizeof checksum);
    }
    const auto path = fuzz::write("model", file);
    fuzz::expectAnswerOrError([&] { use(loadModel(path)); });
    return 0;
}
