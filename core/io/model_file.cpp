// SPDX-License-Identifier: MIT
#include "core/io/model_file.h"

#include "core/error.h"
#include "core/io/legacy_model_file.h"
#include "core/io/model_parts.h"

#include <c10/util/Exception.h>

#include <charconv>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

namespace towerlab {
namespace {

/// Formats 1 and 2 are those of io/legacy_model_file.h. Format 4 may have frames of the run, format
/// 5 its moments, too; a model without them is written as 3 or 4, which programs of before can
/// read.
constexpr int formatWithoutFrames = 3;
constexpr int formatWithoutMoments = 4;
constexpr int format = 5;

int formatOf(const TrainedModel& model) {
    if (model.moments().size() > 1)
        return format;
    const auto frames = model.frames();
    return frames && !frames->frames.empty() ? formatWithoutMoments : formatWithoutFrames;
}

std::string readFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        throw ModelFileError("There is no such file", path.string());
    const auto cannotBeOpened = [&] {
        return ModelFileError("This file can't be opened", path.string(), 0,
                              "Is it a file, and one that you may read?");
    };
    if (!std::filesystem::is_regular_file(path, error)) // a device or a pipe might never end
        throw cannotBeOpened();
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw cannotBeOpened();
    const auto size = std::filesystem::file_size(path, error);
    std::string bytes;
    if (!error)
        bytes.resize(size);
    if (error || !in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw ModelFileError("This file can't be read to its end", path.string());
    return bytes;
}

/// What the file is where it is none of ours: people open the wrong file.
std::string_view foreignKind(std::string_view bytes) {
    if (bytes.starts_with("PK\3\4"))
        return " but a zip archive, perhaps a model of PyTorch's";
    const bool pickle = bytes.size() > 1 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5;
    return pickle ? " but a pickle of Python's" : "";
}

ModelFileError foreign(std::string_view bytes, const std::string& file) {
    const std::string_view kind = foreignKind(bytes);
    return ModelFileError("This is not a TowerLab model file" + std::string(kind), file, 0,
                          kind.empty() ? ""
                                       : "TowerLab opens models that it saved itself: they hold "
                                         "data and no code.");
}

void requireKnownFormat(const Texts& texts, const std::string& file) {
    const auto found = texts.find("format");
    int version = 0;
    if (found != texts.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), version);
    if (version > format)
        throw ModelFileError("This model file has format " + std::to_string(version) +
                                 ", which is newer than this program knows (" +
                                 std::to_string(format) + ")",
                             file, 0, "Update TowerLab to open it.");
    if (version < formatWithoutFrames)
        throw ModelFileError("This model file does not tell its format", file);
}

std::shared_ptr<const TrainedModel::Contents> read(std::string_view bytes,
                                                   const std::string& file) {
    if (looksLikeLegacyModelFile(bytes))
        return readLegacyModelFile(bytes, file);
    if (!looksLikeTensorFile(bytes))
        throw foreign(bytes, file);
    const TensorFile parts = readTensorFile(bytes, file);
    requireKnownFormat(parts.texts, file);
    return contentsFrom(parts);
}

} // namespace

void saveModel(const TrainedModel& model, const std::filesystem::path& path) {
    TensorFile parts = partsOf(model.contents());
    parts.texts["format"] = std::to_string(formatOf(model));
    writeTensorFile(path, parts.texts, parts.tensors);
}

TrainedModel loadModel(const std::filesystem::path& path) {
    const std::string bytes = readFile(path);
    const std::string file = path.string();
    // A right checksum vouches for the bytes, not for who wrote them.
    try {
        return TrainedModel(read(bytes, file));
    } catch (const ModelFileError&) {
        throw;
    } catch (const Error& error) {
        throw ModelFileError("This model file contradicts itself: " + error.reason(), file);
    } catch (const c10::Error& error) {
        throw ModelFileError("This model file's weights can't be read: " +
                                 std::string(error.what_without_backtrace()),
                             file);
    } catch (const std::exception& error) {
        throw ModelFileError(
            "This model file's contents can't be read: " + std::string(error.what()), file);
    }
}

} // namespace towerlab
