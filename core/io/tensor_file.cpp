// SPDX-License-Identifier: MIT
#include "core/io/tensor_file.h"

#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/bytes.h"

#include <torch/types.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <ostream>
#include <utility>

#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t sizeOfLength = sizeof(std::uint64_t);
constexpr std::size_t sizeOfChecksum = sizeof(std::uint32_t);
constexpr std::uint64_t largestHeader = 64 * 1024 * 1024;
constexpr std::string_view metadataKey = "__metadata__";
constexpr std::string_view checksumKey = "crc32";
constexpr std::string_view start = R"({"__metadata__":{"program":"TowerLab model")";

struct Kind {
    std::string_view name;
    torch::ScalarType type;
};
constexpr std::array kinds = {Kind{"F32", torch::kFloat32}, Kind{"F64", torch::kFloat64},
                              Kind{"F16", torch::kFloat16}, Kind{"I64", torch::kInt64},
                              Kind{"I32", torch::kInt32},   Kind{"I16", torch::kInt16},
                              Kind{"I8", torch::kInt8},     Kind{"U8", torch::kUInt8}};

std::string_view nameOf(torch::ScalarType type) {
    for (const Kind& kind : kinds)
        if (kind.type == type)
            return kind.name;
    throw std::logic_error("a tensor of a kind that files do not hold");
}

std::string_view bytesOf(const torch::Tensor& tensor) {
    return {static_cast<const char*>(tensor.data_ptr()), tensor.nbytes()};
}

template <typename T>
std::string_view bytesOf(const T& number) {
    return {reinterpret_cast<const char*>(&number), sizeof number};
}

std::string makeHeader(const Texts& texts, const std::vector<NamedTensors::Entry>& tensors) {
    Json header;
    Json& metadata = header[std::string(metadataKey)];
    metadata["program"] = "TowerLab model";
    for (const auto& [key, text] : texts)
        metadata[key] = text;
    std::uint64_t offset = 0;
    const auto add = [&](const std::string& name, std::string_view dtype, Json shape,
                         std::uint64_t size) {
        header[name] = {{"dtype", dtype},
                        {"shape", std::move(shape)},
                        {"data_offsets", {offset, offset + size}}};
        offset += size;
    };
    for (const auto& [name, tensor] : tensors)
        add(name, nameOf(tensor.scalar_type()), tensor.sizes().vec(), tensor.nbytes());
    add(std::string(checksumKey), "U8", {sizeOfChecksum}, sizeOfChecksum);
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + sizeOfLength - 1) / sizeOfLength * sizeOfLength, ' ');
    return text;
}

/// One tensor as the header has it.
struct Described {
    std::string name;
    torch::ScalarType type;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct Header {
    Texts texts;
    std::vector<Described> tensors;
};

/// A product that stays below `limit`, or none.
std::optional<std::uint64_t> product(const std::vector<std::int64_t>& factors, std::uint64_t first,
                                     std::uint64_t limit) {
    std::uint64_t result = first;
    for (const std::int64_t factor : factors) {
        const auto unsignedFactor = static_cast<std::uint64_t>(factor);
        if (unsignedFactor != 0 && result > limit / unsignedFactor)
            return std::nullopt;
        result *= unsignedFactor;
    }
    return result;
}

std::optional<std::uint64_t> wholeNumber(const Json& json) {
    if (!json.is_number_unsigned())
        return std::nullopt;
    return json.get<std::uint64_t>();
}

std::optional<std::vector<std::int64_t>> shapeOf(const Json& json) {
    constexpr std::size_t mostDimensions = 8;
    if (!json.is_array() || json.size() > mostDimensions)
        return std::nullopt;
    std::vector<std::int64_t> shape;
    for (const Json& size : json) {
        const auto value = wholeNumber(size);
        if (!value || *value > std::numeric_limits<std::int32_t>::max())
            return std::nullopt;
        shape.push_back(static_cast<std::int64_t>(*value));
    }
    return shape;
}

/// None unless the entry is well formed, begins where the one before ended, and its shape fills it.
std::optional<Described> described(const std::string& name, const Json& json, std::uint64_t begin) {
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") ||
        !json.contains("data_offsets"))
        return std::nullopt;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& each) {
        return json["dtype"].is_string() &&
               json["dtype"].get_ref<const std::string&>() == each.name;
    });
    const auto shape = shapeOf(json["shape"]);
    const Json& offsets = json["data_offsets"];
    if (kind == kinds.end() || !shape || !offsets.is_array() || offsets.size() != 2)
        return std::nullopt;
    const auto from = wholeNumber(offsets[0]);
    const auto to = wholeNumber(offsets[1]);
    if (!from || !to || *from != begin || *to < begin ||
        *from % torch::elementSize(kind->type) != 0)
        return std::nullopt;
    const auto size = product(*shape, torch::elementSize(kind->type), *to - begin);
    if (!size || *size != *to - begin)
        return std::nullopt;
    return Described{name, kind->type, *shape, *from, *to};
}

std::optional<Header> parseHeader(std::string_view text) {
    const auto json = parseBoundedInOrder(text);
    if (!json || !json->is_object())
        return std::nullopt;
    Header header;
    std::uint64_t end = 0;
    for (const auto& [name, value] : json->items()) {
        if (name == metadataKey) {
            if (!value.is_object())
                return std::nullopt;
            for (const auto& [key, text_] : value.items()) {
                if (!text_.is_string())
                    return std::nullopt;
                header.texts[key] = text_.template get<std::string>();
            }
            continue;
        }
        auto tensor = described(name, value, end);
        if (!tensor)
            return std::nullopt;
        end = tensor->end;
        header.tensors.push_back(std::move(*tensor));
    }
    if (header.tensors.empty() || header.tensors.back().name != checksumKey ||
        header.tensors.back().end - header.tensors.back().begin != sizeOfChecksum)
        return std::nullopt;
    return header;
}

} // namespace

void writeTensorFile(const std::filesystem::path& path, const Texts& texts,
                     const NamedTensors& tensors) {
    std::vector<NamedTensors::Entry> dense;
    for (const auto& [name, tensor] : tensors.entries())
        dense.emplace_back(name, tensor.detach().contiguous());
    // The largest elements first, so that each stands at a multiple of its size.
    std::stable_sort(dense.begin(), dense.end(), [](const auto& a, const auto& b) {
        return a.second.element_size() > b.second.element_size();
    });
    const std::string header = makeHeader(texts, dense);
    writeAtomically(path, [&](std::ostream& out) {
        std::uint32_t checksum = 0;
        const auto write = [&](std::string_view bytes) {
            out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            checksum = crc32Of(bytes, checksum);
        };
        write(bytesOf(std::uint64_t{header.size()}));
        write(header);
        for (const auto& [name, tensor] : dense)
            write(bytesOf(tensor));
        write(bytesOf(std::uint32_t{checksum}));
    });
}

bool looksLikeTensorFile(std::string_view bytes) {
    if (bytes.size() < sizeOfLength)
        return false;
    const std::string_view text = bytes.substr(sizeOfLength, start.size());
    return text == start.substr(0, text.size()) &&
           numberAt<std::uint64_t>(bytes, 0) <= largestHeader;
}

TensorFile readTensorFile(std::string_view bytes, const std::string& file) {
    const auto truncated = [&] {
        return ModelFileError("This model file is truncated: its end is missing", file, 0,
                              "Copy or save it again.");
    };
    const auto damaged = [&](const std::string& how) {
        return ModelFileError("This model file is damaged: " + how, file, 0,
                              "Copy or save it again.");
    };
    const auto headerSize = numberAt<std::uint64_t>(bytes, 0);
    if (headerSize > bytes.size() - sizeOfLength)
        throw truncated();
    const auto header = parseHeader(bytes.substr(sizeOfLength, headerSize));
    if (!header)
        throw damaged("its list of contents makes no sense");
    const std::string_view data = bytes.substr(sizeOfLength + headerSize);
    const std::uint64_t end = header->tensors.back().end;
    if (data.size() < end)
        throw truncated();
    if (data.size() > end)
        throw damaged("it is longer than its contents");
    const std::string_view covered = bytes.substr(0, bytes.size() - sizeOfChecksum);
    if (crc32Of(covered) != numberAt<std::uint32_t>(bytes, covered.size()))
        throw damaged("its checksum does not match");
    TensorFile result;
    result.texts = header->texts;
    for (const Described& tensor : header->tensors)
        if (tensor.name != checksumKey) {
            // The bytes are only read from.
            char* values = const_cast<char*>(data.data()) + tensor.begin;
            result.tensors.add(tensor.name, torch::from_blob(values, tensor.shape, tensor.type));
        }
    return result;
}

} // namespace towerlab
