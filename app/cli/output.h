// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/ids.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace towerlab::cli {

using Json = nlohmann::ordered_json;

enum class Format { CsvText, JsonText };

/// Adds "--format csv|json"; `format` must outlive the parsing.
void addFormatOption(CLI::App& command, Format& format);

/// The number with no more digits than it takes to read the same float back.
Json number(float value);
Json number(const std::optional<float>& value);
/// Rounded to thousandths: for times, whose further digits mean nothing.
double rounded(double value);
/// A raw id: a number where all ids of its column are.
Json idOf(const IdColumn& ids, std::size_t row);

/// A record with its line end. Null becomes an empty field, an array its items joined by "|".
std::string csvLine(const std::vector<Json>& cells);
std::string jsonText(const Json& json);

/// Rows under named columns: CSV with a header, or a JSON array of objects.
class Table {
public:
    explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}
    void add(std::vector<Json> row) { rows_.push_back(std::move(row)); }
    void print(Format format) const;

private:
    std::vector<std::string> columns_;
    std::vector<std::vector<Json>> rows_;
};

/// An object as JSON, or as CSV "property,value" with nested names joined by dots.
void printProperties(const Json& object, Format format);

/// Writes to stdout and flushes.
/// @throws FileError if that fails (disk full).
void print(std::string_view text);

} // namespace towerlab::cli
