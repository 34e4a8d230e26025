// SPDX-License-Identifier: MIT
#include "core/data/tags.h"

#include "core/data/table_shape.h"
#include "core/text/ascii.h"
#include "core/translatable.h"

#include <algorithm>
#include <map>

namespace towerlab::detail {
namespace {

struct Tag {
    std::string text; ///< as it was first spelt
    std::size_t count = 0;
};
using Tags = std::map<std::string, Tag>; ///< by lower case

std::string joined(const Tags& tags) {
    constexpr std::size_t most = 10;
    std::vector<const Tag*> order;
    for (const auto& [lower, tag] : tags)
        order.push_back(&tag);
    std::stable_sort(order.begin(), order.end(),
                     [](const Tag* a, const Tag* b) { return a->count > b->count; });
    std::string text;
    for (std::size_t i = 0; i < std::min(most, order.size()); ++i)
        text += (i == 0 ? "" : ", ") + order[i]->text;
    return text;
}

} // namespace

void readTags(const Reading& reading, std::string_view file) {
    constexpr std::size_t movieField = 1;
    constexpr std::size_t tagField = 2;
    TextTable table = openText(reading, file, file.ends_with(".dat") ? "::" : ",");
    table.allowQuotes();
    MovieColumns& movies = reading.parts.movies;
    std::vector<Tags> tags(movies.size());
    std::size_t read = 0;
    while (table.nextLine()) {
        const auto fields = table.fields();
        if (fields.size() <= tagField)
            continue;
        const auto row = movies.id.find(trimmed(fields[movieField]));
        const std::string_view text = trimmed(fields[tagField]);
        if (!row || text.empty())
            continue;
        Tag& tag = tags[*row][lowerCase(text)];
        if (tag.count++ == 0)
            tag.text = std::string(text);
        ++read;
    }
    if (read == 0)
        return;
    TextColumn column{"tags", TOWERLAB_TRANSLATABLE("Columns", "Tags"), {}};
    for (const Tags& own : tags)
        column.value.push_back(joined(own));
    movies.texts.push_back(std::move(column));
}

} // namespace towerlab::detail
