// SPDX-License-Identifier: MIT
#include "core/io/legacy_model_file.h"

#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/io/bytes.h"
#include "core/io/model_parts.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

using Json = nlohmann::json;

constexpr std::string_view magic = "TOWERLAB";
constexpr std::uint32_t lastFormat = 2;
constexpr std::size_t headerSize = 8 + 4 + 8 + 4;

/// @return the payload
std::string_view checkHeader(std::string_view bytes, const std::string& file) {
    const auto truncated = [&] {
        return ModelFileError("This model file is truncated: its end is missing", file, 0,
                              "Copy or save it again.");
    };
    if (bytes.size() < headerSize)
        throw truncated();
    const auto format = numberAt<std::uint32_t>(bytes, 8);
    const auto size = numberAt<std::uint64_t>(bytes, 12);
    const auto expected = numberAt<std::uint32_t>(bytes, 20);
    const std::string_view payload = bytes.substr(headerSize);
    if (payload.size() < size)
        throw truncated();
    if (payload.size() > size || format == 0 || format > lastFormat || crc32Of(payload) != expected)
        throw ModelFileError("This model file is damaged: its checksum does not match", file, 0,
                             "Copy or save it again.");
    return payload;
}

IdColumn idsIn(const Json& entities) {
    const auto numbers = entities.at("id").get<std::vector<std::int64_t>>();
    auto ids = IdColumn::of(numbers);
    if (!ids)
        contradiction("the vocabulary's ids are repeated");
    return std::move(*ids);
}

Vocabulary vocabularyFromJson(const Json& json) {
    Vocabulary v;
    const Json& users = json.at("users");
    v.users.id = idsIn(users);
    v.users.categories = movieLensFeatures({json.at("genders"), users.at("gender")},
                                           {json.at("ages"), users.at("age")},
                                           {json.at("occupations"), users.at("occupation")});
    const Json& movies = json.at("movies");
    v.movies.id = idsIn(movies);
    movies.at("genre").get_to(v.movies.genre);
    movies.at("title").get_to(v.movies.title);
    movies.at("year").get_to(v.movies.year);
    json.at("genres").get_to(v.genres);
    if (json.contains("all_genres")) {
        movies.at("genre_start").get_to(v.movies.genreStart);
        movies.at("all_genres").get_to(v.movies.allGenres);
        json.at("all_genres").get_to(v.allGenres);
    } else { // format 1
        v.movies.genreStart.assign(v.movieCount() + 1, 0);
    }
    json.at("min_rating").get_to(v.minRating);
    json.at("max_rating").get_to(v.maxRating);
    checkVocabulary(v);
    return v;
}

/// Reads a zip in memory, record by record.
class ZipReader {
public:
    explicit ZipReader(std::string_view bytes) : zip_(archive_read_new()), size_(bytes.size()) {
        archive_read_support_format_zip_seekable(zip_.get());
        if (archive_read_open_memory(zip_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
            contradiction("its weights are no archive");
    }

    /// Goes on to the next record. @return false after the last one
    bool next() {
        const int result = archive_read_next_header(zip_.get(), &entry_);
        if (result == ARCHIVE_EOF)
            return false;
        if (result != ARCHIVE_OK)
            contradiction("its weights are no sound archive");
        return true;
    }
    std::string name() const {
        const char* name = archive_entry_pathname(entry_);
        return name == nullptr ? "" : name;
    }
    /// The record's bytes. Records are stored as they are, so none is larger than the archive.
    std::string read() {
        const la_int64_t size = archive_entry_size(entry_);
        if (size < 0 || static_cast<std::uint64_t>(size) > size_ - taken_)
            contradiction("its weights are larger than the file");
        taken_ += static_cast<std::size_t>(size);
        std::string bytes(static_cast<std::size_t>(size), '\0');
        if (archive_read_data(zip_.get(), bytes.data(), bytes.size()) != size)
            contradiction("its weights can't be read to their end");
        return bytes;
    }

private:
    struct Close {
        void operator()(archive* zip) const { archive_read_free(zip); }
    };
    std::unique_ptr<archive, Close> zip_;
    archive_entry* entry_ = nullptr;
    std::size_t size_;
    std::size_t taken_ = 0; ///< bytes of all records read so far
};

/// A class of tensors alone has no functions; anything that would act begins with one.
bool hasFunctions(const std::string& code) {
    return code.find("def ") != std::string::npos || code.find("lambda") != std::string::npos;
}

/// The records data/0, data/1, … by number.
std::vector<std::string> rawRecords(std::string_view bytes) {
    std::map<std::size_t, std::string> found;
    for (ZipReader zip(bytes); zip.next();) {
        const std::string name = zip.name();
        if (name.find("/code/") != std::string::npos && name.ends_with(".py") &&
            hasFunctions(zip.read()))
            contradiction("it carries program code, as no model of TowerLab's does; nothing of it "
                          "was run");
        const std::size_t place = name.find("/data/");
        if (place == std::string::npos)
            continue;
        const std::string number = name.substr(place + 6);
        std::size_t index = 0;
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), index);
        if (error != std::errc{} || end != number.data() + number.size())
            continue;
        found[index] = zip.read();
    }
    std::vector<std::string> records;
    for (auto& [index, record] : found) {
        if (index != records.size())
            contradiction("some of its weights are missing");
        records.push_back(std::move(record));
    }
    return records;
}

/// Gives the records their names, in the order in which they were saved.
class RecordNames {
public:
    explicit RecordNames(std::vector<std::string> records) : records_(std::move(records)) {}

    void take(const std::string& name, torch::ScalarType type) {
        takeShaped(name, type,
                   {static_cast<std::int64_t>(front().size() / torch::elementSize(type))});
    }
    void takeShaped(const std::string& name, torch::ScalarType type, at::IntArrayRef shape) {
        const torch::Tensor tensor = torch::empty(shape, type);
        if (front().size() != tensor.nbytes())
            contradiction("the weights do not fit the vocabulary and the settings");
        std::copy(front().begin(), front().end(), static_cast<char*>(tensor.data_ptr()));
        named_.add(name, tensor);
        ++next_;
    }
    bool nextHasSize(std::size_t bytes) const {
        return next_ < records_.size() && records_[next_].size() == bytes;
    }
    std::uint64_t bytes() const {
        std::uint64_t sum = 0;
        for (const std::string& record : records_)
            sum += record.size();
        return sum;
    }
    const NamedTensors& named() const { return named_; }

private:
    const std::string& front() const {
        if (next_ >= records_.size())
            contradiction("some of its weights are missing");
        return records_[next_];
    }
    std::vector<std::string> records_;
    std::size_t next_ = 0;
    NamedTensors named_;
};

void nameHistory(RecordNames& records, const std::string& name, History kind) {
    if (kind == History::None)
        return;
    records.take(name + ".start", torch::kInt32);
    records.take(name + ".column", torch::kInt32);
    records.take(name + ".timed", torch::kUInt8);
    for (std::size_t k = 0; k < channelCount(kind); ++k)
        records.take(name + ".weights" + std::to_string(k), torch::kFloat32);
}

NamedTensors nameRecords(std::vector<std::string> raw, const NetShape& shape) {
    RecordNames records(std::move(raw));
    if (embeddingNumbers(shape) > records.bytes() / sizeof(float))
        contradiction("the weights do not fit the vocabulary and the settings");
    const TwoTowerNetImpl net(shape);
    for (const auto& weights : net.named_parameters())
        records.takeShaped("net." + weights.key(), torch::kFloat32, weights.value().sizes());
    nameHistory(records, "history.users", shape.settings.userHistory);
    nameHistory(records, "history.movies", shape.settings.movieHistory);
    if (records.nextHasSize(sizeof(double))) {
        records.take("baseline.mean", torch::kFloat64);
        records.take("baseline.users", torch::kFloat32);
        records.take("baseline.movies", torch::kFloat32);
    }
    return records.named(); // what may follow is the checkpoint
}

std::shared_ptr<const TrainedModel::Contents> readPayload(std::string_view payload) {
    if (payload.size() < sizeof(std::uint64_t))
        contradiction("it has no contents");
    const auto jsonSize = numberAt<std::uint64_t>(payload, 0);
    payload.remove_prefix(sizeof(std::uint64_t));
    if (jsonSize > payload.size())
        contradiction("its parts overlap");
    const auto json = parseBounded(payload.substr(0, jsonSize));
    if (!json)
        contradiction("its vocabulary can't be read");
    auto vocabulary =
        std::make_shared<const Vocabulary>(vocabularyFromJson(json->at("vocabulary")));
    RunRecord record = runRecordFromJson(json->at("record").dump());
    const NetShape shape = netShape(*vocabulary, record.settings.model);
    const NamedTensors tensors = nameRecords(rawRecords(payload.substr(jsonSize)), shape);
    return contentsFrom(std::move(vocabulary), std::move(record), tensors);
}

} // namespace

bool looksLikeLegacyModelFile(std::string_view bytes) { return bytes.starts_with(magic); }

std::shared_ptr<const TrainedModel::Contents> readLegacyModelFile(std::string_view bytes,
                                                                  const std::string& file) {
    return readPayload(checkHeader(bytes, file));
}

} // namespace towerlab
