// SPDX-License-Identifier: MIT
// A kept comparison.
#include "core/compare/comparison_file.h"
#include "tests/fuzz/input_files.h"

using namespace towerlab;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string json(fuzz::textOf(data, size));
    fuzz::expectAnswerOrError([&] {
        const Comparison comparison = comparisonFromJson(json);
        toCsv(comparison);
        for (std::size_t metric = 0; metric < compareMetrics().size(); ++metric)
            for (std::size_t method = 0; method < comparison.methods.size(); ++method)
                isBest(comparison, method, metric);
        const std::string written = toJson(comparison);
        fuzz::require(toJson(comparisonFromJson(written)) == written,
                      "a comparison is read as it was written");
    });
    return 0;
}
