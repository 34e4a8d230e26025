// SPDX-License-Identifier: MIT
#include "app/cli/output.h"

#include "core/error.h"
#include "core/io/csv.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <iostream>

namespace towerlab::cli {
namespace {

std::string cellText(const Json& cell) {
    if (cell.is_null())
        return {};
    if (cell.is_string())
        return cell.get<std::string>();
    if (!cell.is_array())
        return cell.dump();
    std::string text;
    for (const Json& item : cell)
        text += (text.empty() ? "" : "|") + cellText(item);
    return text;
}

bool holdsObjects(const Json& value) {
    return value.is_array() && !value.empty() && value.front().is_structured();
}

void addProperties(std::string& text, const std::string& name, const Json& value) {
    const std::string prefix = name.empty() ? "" : name + '.';
    if (value.is_object()) {
        for (const auto& [key, item] : value.items())
            addProperties(text, prefix + key, item);
    } else if (holdsObjects(value)) {
        for (std::size_t i = 0; i < value.size(); ++i)
            addProperties(text, prefix + std::to_string(i + 1), value[i]);
    } else {
        text += csvLine({name, value});
    }
}

} // namespace

void addFormatOption(CLI::App& command, Format& format) {
    const auto set = [&format](const std::string& text) {
        format = text == "json" ? Format::JsonText : Format::CsvText;
    };
    command.add_option_function<std::string>("--format", set, "Form of the output (default csv)")
        ->check(CLI::IsMember({"csv", "json"}).description(""))
        ->type_name("{csv,json}");
}

Json number(float value) {
    if (!std::isfinite(value))
        return nullptr;
    char text[32];
    const char* end = std::to_chars(text, text + sizeof text, value).ptr;
    double shortest = 0;
    std::from_chars(text, end, shortest);
    return shortest;
}

Json number(const std::optional<float>& value) { return value ? number(*value) : Json(nullptr); }

Json idOf(const IdColumn& ids, std::size_t row) {
    return ids.areNumbers() ? Json(ids.numbers()[row]) : Json(ids.text(row));
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

std::string csvLine(const std::vector<Json>& cells) {
    std::string line;
    for (const Json& cell : cells)
        line += csvField(cellText(cell)) + ',';
    if (!line.empty())
        line.back() = '\n';
    return line;
}

std::string jsonText(const Json& json) {
    // A folder's name need not be valid UTF-8, but JSON must be.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

void Table::print(Format format) const {
    if (format == Format::CsvText) {
        std::string text = csvLine(std::vector<Json>(columns_.begin(), columns_.end()));
        for (const auto& row : rows_)
            text += csvLine(row);
        cli::print(text);
        return;
    }
    Json list = Json::array();
    for (const auto& row : rows_) {
        Json object = Json::object();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            object[columns_[i]] = row[i];
        list.push_back(std::move(object));
    }
    cli::print(jsonText(list));
}

void printProperties(const Json& object, Format format) {
    if (format == Format::JsonText) {
        print(jsonText(object));
        return;
    }
    std::string text = csvLine({"property", "value"});
    addProperties(text, "", object);
    print(text);
}

void print(std::string_view text) {
    std::cout << text << std::flush;
    if (!std::cout)
        throw FileError("The results could not be written", "standard output");
}

} // namespace towerlab::cli
