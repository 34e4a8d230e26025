// SPDX-License-Identifier: MIT
#include "core/data/column_names.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace towerlab::detail {
namespace {

constexpr std::array<std::string_view, 22> userNames = {
    "userid",     "user",     "uid",      "username",  "reviewerid", "reviewer",
    "customerid", "customer", "memberid", "member",    "personid",   "person",
    "viewerid",   "viewer",   "raterid",  "visitorid", "profile",    "account",
    "accountid",  "用户id",   "用户",     "用户编号"};
constexpr std::array<std::string_view, 46> itemNames = {
    "movieid", "movie",      "itemid",   "item",      "iid",          "productid", "product",
    "asin",    "parentasin", "isbn",     "bookid",    "book",         "filmid",    "film",
    "songid",  "song",       "trackid",  "track",     "artistid",     "artist",    "albumid",
    "album",   "businessid", "business", "articleid", "article",      "gameid",    "game",
    "animeid", "anime",      "recipeid", "recipe",    "restaurantid", "placeid",   "venueid",
    "showid",  "jokeid",     "videoid",  "contentid", "sku",          "电影id",    "电影",
    "物品id",  "物品",       "商品id",   "商品"};
constexpr std::array<std::string_view, 20> ratingNames = {
    "rating", "ratings",    "stars",      "score",      "overall", "bookrating", "movierating",
    "grade",  "userrating", "starrating", "preference", "vote",    "liked",      "like",
    "label",  "mark",       "feedback",   "评分",       "打分",    "分数"};
constexpr std::array<std::string_view, 16> timeNames = {
    "timestamp", "time",       "unixreviewtime", "datetime",   "date", "ratedat",
    "createdat", "reviewtime", "reviewdate",     "ratingdate", "ts",   "tstamp",
    "unixtime",  "时间",       "时间戳",         "日期"};
constexpr std::array<std::string_view, 16> titleNames = {
    "title",     "name",     "movietitle", "itemtitle",    "booktitle",    "itemname",
    "moviename", "bookname", "filmtitle",  "primarytitle", "producttitle", "productname",
    "标题",      "名称",     "片名",       "电影名"};
constexpr std::array<std::string_view, 8> yearNames = {"year",
                                                       "releaseyear",
                                                       "yearofpublication",
                                                       "publicationyear",
                                                       "startyear",
                                                       "originalpublicationyear",
                                                       "年份",
                                                       "年"};
constexpr std::array<std::string_view, 12> genreNames = {
    "genres",   "genre",  "categories", "category", "tags", "tag",
    "subjects", "topics", "styles",     "类型",     "类别", "分类"};
constexpr std::array<std::string_view, 3> genderNames = {"gender", "sex", "性别"};
constexpr std::array<std::string_view, 2> ageNames = {"age", "年龄"};

} // namespace

namespace names {
const std::span<const std::string_view> user = userNames;
const std::span<const std::string_view> item = itemNames;
const std::span<const std::string_view> rating = ratingNames;
const std::span<const std::string_view> time = timeNames;
const std::span<const std::string_view> title = titleNames;
const std::span<const std::string_view> year = yearNames;
const std::span<const std::string_view> genres = genreNames;
const std::span<const std::string_view> gender = genderNames;
const std::span<const std::string_view> age = ageNames;
} // namespace names

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name.substr(0, name.find(':'))) // RecBole puts a type behind it
        if (static_cast<unsigned char>(c) >= 0x80 ||
            std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += lowerCase(c);
    return plain;
}

std::optional<std::size_t> columnOf(std::span<const std::string_view> header,
                                    std::span<const std::string_view> names) {
    for (const std::string_view name : names)
        for (std::size_t column = 0; column < header.size(); ++column)
            if (plainName(header[column]) == name)
                return column;
    return std::nullopt;
}

NamedRatingColumns namedRatingColumns(std::span<const std::string_view> header) {
    return {columnOf(header, names::user), columnOf(header, names::item),
            columnOf(header, names::rating), columnOf(header, names::time)};
}

bool isCalled(std::string_view column, std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), plainName(column)) != names.end();
}

} // namespace towerlab::detail
