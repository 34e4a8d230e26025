// SPDX-License-Identifier: MIT
#include "core/system/system_info.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/version.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <thread>

#include <dlfcn.h>

namespace towerlab {
namespace {

struct BlasMark {
    std::string_view inPath;
    std::string_view name;
};

/// What a library's file name says about it; "libblas" alone is the reference BLAS.
constexpr BlasMark marks[] = {{"openblas", "OpenBLAS"},
                              {"mkl", "Intel MKL"},
                              {"blis", "BLIS"},
                              {"atlas", "ATLAS"},
                              {"libblas", "reference BLAS"}};

/// The file of the library that serves LibTorch's matrix products.
std::string blasFile() {
    void* function = ::dlsym(RTLD_DEFAULT, "sgemm_");
    Dl_info where{};
    if (function == nullptr || ::dladdr(function, &where) == 0 || where.dli_fname == nullptr)
        return {};
    std::error_code error;
    const auto real = std::filesystem::canonical(where.dli_fname, error);
    return error ? std::string(where.dli_fname) : real.string();
}

std::string openBlasConfiguration() {
    using Configuration = char* (*)();
    auto* function = reinterpret_cast<Configuration>(::dlsym(RTLD_DEFAULT, "openblas_get_config"));
    return function == nullptr ? std::string() : std::string(function());
}

/// LibTorch tells it only in the text that describes its build.
std::string cpuCapability() {
    constexpr std::string_view mark = "CPU capability usage: ";
    const std::string text = at::show_config();
    const std::size_t found = text.find(mark);
    if (found == std::string::npos)
        return "unknown";
    const std::size_t begin = found + mark.size();
    return text.substr(begin, text.find('\n', begin) - begin);
}

void describeBlas(SystemInfo& info) {
    const std::string file = blasFile();
    info.blasName = "unknown";
    info.blasDetail = file;
    for (const BlasMark& mark : marks)
        if (file.find(mark.inPath) != std::string::npos) {
            info.blasName = mark.name;
            break;
        }
    info.blasIsSlow = info.blasName == "reference BLAS";
    if (info.blasName == "OpenBLAS")
        if (const std::string own = openBlasConfiguration(); !own.empty())
            info.blasDetail += " (" + own + ")";
}

} // namespace

SystemInfo systemInfo() {
    SystemInfo info;
    info.version = TOWERLAB_VERSION;
    info.torchVersion = TORCH_VERSION;
    info.cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    info.torchThreads = at::get_num_threads();
    info.cpuCapability = cpuCapability();
    describeBlas(info);
    return info;
}

std::string blasWarning(const SystemInfo& info) {
    if (!info.blasIsSlow)
        return {};
    return "The reference BLAS serves LibTorch here: training is 4 to 30 times slower than with "
           "OpenBLAS. Install the package libopenblas0-openmp and start TowerLab again.";
}

} // namespace towerlab
