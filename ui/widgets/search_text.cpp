// SPDX-License-Identifier: MIT
#include "ui/widgets/search_text.h"

#include <QChar>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

/// Small letters that Unicode takes for letters of their own, and people for plain ones with a
/// stroke or two.
struct PlainForm {
    char32_t letter;
    const char16_t* plain;
};
constexpr PlainForm plainForms[] = {
    {U'ß', u"ss"}, {U'æ', u"ae"}, {U'œ', u"oe"}, {U'ø', u"o"}, {U'đ', u"d"}, {U'ð', u"d"},
    {U'þ', u"th"}, {U'ł', u"l"},  {U'ħ', u"h"},  {U'ŧ', u"t"}, {U'ı', u"i"}, {U'ŋ', u"n"},
    {U'ƀ', u"b"},  {U'ɓ', u"b"},  {U'ƈ', u"c"},  {U'ȼ', u"c"}, {U'ɖ', u"d"}, {U'ɗ', u"d"},
    {U'ɇ', u"e"},  {U'ǥ', u"g"},  {U'ɨ', u"i"},  {U'ɉ', u"j"}, {U'ƙ', u"k"}, {U'ƚ', u"l"},
    {U'ɲ', u"n"},  {U'ƥ', u"p"},  {U'ɍ', u"r"},  {U'ƭ', u"t"}, {U'ʉ', u"u"}, {U'ʋ', u"v"},
    {U'ƴ', u"y"},  {U'ɏ', u"y"},  {U'ƶ', u"z"},  {U'ⱥ', u"a"}, {U'ⱦ', u"t"}, {U'ꝁ', u"k"},
    {U'ٱ', u"ا"},  {U'ى', u"ي"},  {U'ی', u"ي"},  {U'ک', u"ك"},
};

const char16_t* plainForm(char32_t letter) {
    const auto* const found =
        std::find_if(std::begin(plainForms), std::end(plainForms),
                     [letter](const PlainForm& form) { return form.letter == letter; });
    return found == std::end(plainForms) ? nullptr : found->plain;
}

enum class Kind {
    Blank,   ///< between words
    Divider, ///< inside a word, as a hyphen is
    Letter,
    Whole,    ///< a word by itself
    Attached, ///< goes on with what stands before it, as a vowel sign does
    Nothing,  ///< is left out, as an accent is
};

/// Whether words of that script stand next to each other without a blank.
bool runsOn(QChar::Script script) {
    switch (script) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_NewTaiLue:
    case QChar::Script_TaiLe:
    case QChar::Script_TaiTham:
    case QChar::Script_TaiViet:
        return true;
    default:
        return false;
    }
}

/// Accents and points go. What makes another letter or syllable stays: vowel signs and viramas of
/// Indic scripts, the voicing of kana.
Kind kindOfMark(char32_t c) {
    constexpr int nukta = 7;
    constexpr int firstPoint = 10; // Hebrew and Arabic points, up to
    constexpr int lastPoint = 36;
    constexpr int thaiTone = 107;
    constexpr int laoTone = 122;
    constexpr int firstAccent = 200; // from there on: above, below and around any letter
    const int place = QChar::combiningClass(c);
    const bool diacritic = place == nukta || (place >= firstPoint && place <= lastPoint) ||
                           place == thaiTone || place == laoTone || place >= firstAccent;
    const bool selector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    return diacritic || selector ? Kind::Nothing : Kind::Attached;
}

bool isApostrophe(char32_t c) { return c >= 0x02B9 && c <= 0x02BF; } // letters, to Unicode

Kind kindOf(char32_t c) {
    constexpr char32_t tatweel = 0x0640; // draws an Arabic word out
    if (c == tatweel)
        return Kind::Nothing;
    switch (QChar::category(c)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
        if (isApostrophe(c))
            return Kind::Divider;
        return runsOn(QChar::script(c)) ? Kind::Whole : Kind::Letter;
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
        return Kind::Letter;
    case QChar::Mark_NonSpacing:
        return kindOfMark(c);
    case QChar::Mark_SpacingCombining:
        return Kind::Attached;
    case QChar::Mark_Enclosing:
    case QChar::Other_Format: // joiners, soft hyphens
        return Kind::Nothing;
    case QChar::Symbol_Currency:
    case QChar::Symbol_Math:
    case QChar::Symbol_Other:
    case QChar::Other_PrivateUse:
        return Kind::Whole;
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
        return Kind::Blank;
    default:
        return Kind::Divider;
    }
}

Kind kindOfAscii(char32_t c) {
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9'))
        return Kind::Letter;
    return c == U' ' ? Kind::Blank : kindOf(c);
}

void append(QString& text, char32_t c) {
    constexpr char32_t ascii = 0x80;
    if (c < ascii) {
        text += QChar(static_cast<char16_t>(c >= U'A' && c <= U'Z' ? c + 32 : c));
        return;
    }
    const char32_t small = QChar::toCaseFolded(c);
    if (const char16_t* plain = plainForm(small))
        text += QStringView(plain);
    else if (QChar::category(small) == QChar::Number_DecimalDigit)
        text += QString::number(QChar::digitValue(small)); // of any script
    else
        text += QChar::fromUcs4(small);
}

/// Takes a text letter by letter.
class Folding {
public:
    void take(char32_t c) {
        const Kind kind = c < 0x80 ? kindOfAscii(c) : kindOf(c);
        switch (kind) {
        case Kind::Blank:
            endPiece();
            break;
        case Kind::Divider:
            inWord_ = false;
            break;
        case Kind::Letter:
            if (!inWord_)
                beginWord();
            inWord_ = true;
            add(c);
            break;
        case Kind::Whole:
            beginWord();
            inWord_ = false;
            add(c);
            runsOn_ = true;
            break;
        case Kind::Attached:
            add(c);
            break;
        case Kind::Nothing:
            break;
        }
    }
    /// The words one by one, then those with a divider inside in one piece.
    QString wordsAndPieces() {
        endPiece();
        return words_ + pieces_;
    }
    QString words() const { return words_; }

private:
    void beginWord() {
        words_ += u' ';
        ++wordsInPiece_;
    }
    void add(char32_t c) {
        const qsizetype before = words_.size();
        append(words_, c);
        piece_ += QStringView(words_).mid(before);
    }
    void endPiece() {
        if (wordsInPiece_ > 1 && !runsOn_)
            pieces_ += u' ' + piece_;
        piece_.clear();
        wordsInPiece_ = 0;
        inWord_ = false;
        runsOn_ = false;
    }

    QString words_;
    QString pieces_;
    QString piece_; ///< between two blanks
    int wordsInPiece_ = 0;
    bool inWord_ = false;
    bool runsOn_ = false; ///< a part of the piece is a word by itself
};

Folding folded(const QString& text) {
    Folding folding;
    const bool plain =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    if (plain) { // nearly all texts, and several times as fast
        for (const QChar c : text)
            folding.take(c.unicode());
    } else {
        for (const auto c : text.normalized(QString::NormalizationForm_KD).toUcs4())
            folding.take(static_cast<char32_t>(c));
    }
    return folding;
}

} // namespace

QString searchable(const QString& text) { return folded(text).wordsAndPieces(); }

QStringList searchWords(const QString& text) {
    QStringList words;
    for (const QString& typed : text.simplified().split(u' ', Qt::SkipEmptyParts))
        if (const QString word = folded(typed).words(); !word.isEmpty())
            words << word; // "spider-m" stays together: " spider m"
    return words;
}

bool holdsWord(QStringView searchable, const QString& word) { return searchable.contains(word); }

bool holdsAll(QStringView searchable, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [searchable](const QString& word) { return holdsWord(searchable, word); });
}

} // namespace towerlab::ui
