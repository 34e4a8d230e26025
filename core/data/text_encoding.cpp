// SPDX-License-Identifier: MIT
#include "core/data/text_encoding.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

namespace towerlab {
namespace {

constexpr std::string_view utf8Mark = "\xEF\xBB\xBF";
constexpr const char* western = "windows-1252";

/// None if the bytes are not of that encoding, or if ICU does not know it.
std::optional<std::string> convert(std::string_view bytes, const char* encoding) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding, &error),
                                                                  ucnv_close);
    if (U_FAILURE(error))
        return std::nullopt;
    ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    std::u16string wide(bytes.size() + 1, u'\0');
    const std::int32_t length =
        ucnv_toUChars(from.get(), wide.data(), static_cast<std::int32_t>(wide.size()), bytes.data(),
                      static_cast<std::int32_t>(bytes.size()), &error);
    if (U_FAILURE(error))
        return std::nullopt;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &error),
                                                                ucnv_close);
    std::string text(static_cast<std::size_t>(length) * 3, '\0');
    const std::int32_t written = ucnv_fromUChars(
        to.get(), text.data(), static_cast<std::int32_t>(text.size()), wide.data(), length, &error);
    if (U_FAILURE(error))
        return std::nullopt;
    text.resize(static_cast<std::size_t>(written));
    return text;
}

/// Windows-1252, in which five bytes stand for nothing: these as in ISO-8859-1.
std::string westernText(std::string_view bytes) {
    const auto text = convert(bytes, western);
    return text ? *text : latin1ToUtf8(bytes);
}

bool isHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Letters of Chinese, Japanese and Korean take two bytes or more, of which the first is high and
/// mostly the second, too; accented letters of western texts mostly stand alone.
bool highBytesComeInPairs(std::string_view bytes) {
    std::size_t high = 0;
    std::size_t paired = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!isHigh(bytes[i]))
            continue;
        ++high;
        paired += (i > 0 && isHigh(bytes[i - 1])) || (i + 1 < bytes.size() && isHigh(bytes[i + 1]))
                      ? 1
                      : 0;
    }
    return paired * 10 >= high * 6;
}

std::string guessOf(std::string_view bytes) {
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                         uchardet_delete);
    uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

DecodedText guessed(const std::string& bytes) {
    if (highBytesComeInPairs(bytes)) {
        std::string guess = guessOf(bytes);
        const bool saysNothing = guess.empty() || guess == "UTF-8" || guess == "ASCII" ||
                                 guess.starts_with("ISO-8859-1") ||
                                 guess.starts_with("WINDOWS-1252");
        // A few titles are too little for a guess by frequency: then Chinese, where it fits.
        for (const std::string& encoding :
             {saysNothing ? std::string("GB18030") : guess, std::string("GB18030")})
            if (auto text = convert(bytes, encoding.c_str()))
                return {std::move(*text), encoding, 0};
    }
    return {westernText(bytes), "Windows-1252", 0};
}

/// Calls `use` with each line, its end included.
template <typename Use>
void forEachLine(std::string_view text, Use use) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
        use(line);
        text.remove_prefix(line.size());
    }
}

} // namespace

DecodedText decodeText(std::string bytes) {
    if (bytes.starts_with(utf8Mark))
        bytes.erase(0, utf8Mark.size());
    if (isUtf8(bytes) && bytes.find('\0') == std::string::npos)
        return {std::move(bytes), {}, 0};
    for (const auto& [mark, name] :
         {std::pair<std::string_view, const char*>{"\xFF\xFE", "UTF-16LE"},
          {"\xFE\xFF", "UTF-16BE"}})
        if (bytes.starts_with(mark))
            if (auto text = convert(std::string_view(bytes).substr(mark.size()), name))
                return {std::move(*text), name, 0};

    std::size_t good = 0; // lines with more than ASCII that are UTF-8
    std::size_t odd = 0;
    forEachLine(bytes, [&](std::string_view line) {
        if (std::any_of(line.begin(), line.end(), isHigh))
            ++(isUtf8(line) ? good : odd);
    });
    if (good <= odd)
        return guessed(bytes);
    DecodedText decoded;
    decoded.oddLines = odd;
    forEachLine(bytes, [&](std::string_view line) {
        decoded.text += isUtf8(line) ? std::string(line) : westernText(line);
    });
    return decoded;
}

} // namespace towerlab
