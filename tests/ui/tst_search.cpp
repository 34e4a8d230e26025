// SPDX-License-Identifier: MIT
// What a search finds: words from their beginnings, without case and diacritics, in every script.
#include "ui/widgets/search_text.h"

#include <QTest>

using namespace towerlab::ui;

class TestSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWords_data();
    void findsWords();
};

void TestSearch::findsWords_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("found");
    const auto finds = [](const char* name, const char* text, const char* words) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words) << true;
    };
    const auto misses = [](const char* name, const char* text, const char* words) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words) << false;
    };
    misses("male is no female", "12 Female writer", "male");
    finds("the beginning of a word", "12 Female writer", "fem wri");
    misses("not its middle", "12 Female writer", "emale");
    misses("each word must be there", "12 Female writer", "female doctor");
    finds("nothing asked for", "12 Female writer", "  ");
    finds("ids from their beginning", "User 1234", "12");
    misses("not from their end", "User 1234", "34");

    finds("composed, typed apart", "Am\u00e9lie", "ame\u0301lie");
    finds("apart, typed composed", "Ame\u0301lie", "AM\u00c9LIE");
    finds("eszett", "Stra\u00dfe", "strasse");
    finds("eszett, large", "STRA\u1e9eE", "stra\u00dfe");
    finds("Turkish i with a dot", "\u0130stanbul", "istanbul");
    finds("Turkish i without", "D\u0131\u015far\u0131", "disari");
    finds("Danish", "R\u00f8de \u00d8rn \u00c5", "rode orn a");
    finds("Polish", "\u0141\u00f3d\u017a", "lodz");
    finds("Icelandic and Croatian", "\u00de\u00f3r \u0110uro", "thor duro");
    finds("ligatures", "\u00c6on C\u0153ur \ufb01n", "aeon coeur fin");
    finds("Vietnamese", "M\u00f9i \u0111u \u0111\u1ee7 xanh", "mui du du");
    finds("Greek accents and final sigma", "\u039f\u03b4\u03cd\u03c3\u03c3\u03b5\u03b9\u03b1\u03c2",
          "\u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03b9\u03b1\u03c3");
    finds("Cyrillic", "\u0401\u043b\u043a\u0438", "\u0435\u043b\u043a\u0438");
    finds("Hebrew points", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
          "\u05e9\u05dc\u05d5\u05dd");
    finds("Arabic points and a drawn-out line", "\u0645\u064f\u062d\u064e\u0645\u0640\u0640\u062f",
          "\u0645\u062d\u0645\u062f");
    finds("Arabic alef with hamza", "\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f");
    finds("Hindi", "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d");
    misses("Hindi vowel signs are no accents", "\u0915\u093f\u0924\u093e\u092c",
           "\u0915\u093e\u0924");
    finds("Hindi nukta", "\u0958\u0932\u092e", "\u0915\u0932\u092e");
    finds("Chinese, anywhere", "\u5927\u8bdd\u897f\u6e38 (1995)", "\u897f\u6e38");
    misses("Chinese, in its order", "\u5927\u8bdd\u897f\u6e38", "\u6e38\u897f");
    finds("Japanese, anywhere", "\u5343\u3068\u5343\u5c0b\u306e\u795e\u96a0\u3057", "\u795e\u96a0");
    finds("Japanese, half-width", "\uff76\uff9e\uff92\uff97", "\u30ac\u30e1\u30e9");
    misses("voiced kana are other letters", "\u304b\u3053", "\u304c\u3053");
    finds("Thai, anywhere", "\u0e1e\u0e23\u0e30\u0e2d\u0e20\u0e31\u0e22\u0e21\u0e13\u0e35",
          "\u0e2d\u0e20\u0e31\u0e22");
    finds("Korean, composed", "\uae30\uc0dd\ucda9", "\uae30\uc0dd");
    finds("Korean, while a syllable is typed", "\ud55c\uad6d", "\ud558");
    misses("Korean, not the middle", "\uae30\uc0dd\ucda9", "\uc0dd\ucda9");
    finds("digits of other scripts", "\u0661\u0669\u0669\u0669", "1999");
    finds("full width", "\uff2d\uff41\uff54\uff52\uff49\uff58", "matrix");

    finds("in two words", "Spider-Man (2002)", "spider man");
    finds("with its hyphen", "Spider-Man (2002)", "spider-m");
    finds("in one word", "Spider-Man (2002)", "spiderman");
    finds("with and without an apostrophe", "Schindler\u2019s List", "schindler's list");
    finds("without it", "Schindler's List", "schindlers");
    finds("behind an apostrophe", "L'Avventura", "avventura");
    finds("dots", "M*A*S*H", "mash");
    finds("article at the end", "Matrix, The (1999)", "the matrix");
    finds("a symbol is a word", "I \u2665 Huckabees", "\u2665");
    misses("a hyphen joins its words", "Spider Web, Man", "spider-man");
}

void TestSearch::findsWords() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    QFETCH(bool, found);
    QCOMPARE(holdsAll(searchable(text), searchWords(words)), found);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
