// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"
#include "core/data/people.h"
#include "core/data/title.h"
#include "core/text/utf8.h"
#include "tests/support/generated_movielens.h"

#include <QTest>

using namespace towerlab;
using namespace towerlab::test;

class TestReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsOneMillionFormat();
    void readsHundredThousandFormat();
    void readsUtf8AndCarriageReturns();
    void acceptsAFileOfTheFolder();
    void malformed1M_data();
    void malformed1M();
    void malformed100K_data();
    void malformed100K();
    void namesAMissingFile();
    void namesAnEmptyFile();
    void refusesAFolderWithoutMovieLens();
    void stopsWhenAsked();
    void reportsAndStopsAmongRatings();
    void readsLargeIds();
    void splitsTitles_data();
    void splitsTitles();
    void tellsUtf8FromLatin1();
    void messagesAreReadableWhateverTheFileHolds();
};

void TestReader::readsOneMillionFormat() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const auto data = readDataset(folder.path());
    QCOMPARE(data->format(), DataFormat::MovieLens1M);
    QCOMPARE(data->users().size(), 3U);
    QCOMPARE(data->movies().size(), 4U);
    QCOMPARE(data->ratings().size(), 5U);
    QCOMPARE(data->ratedMovieCount(), 3U);
    const UserColumns& users = data->users();
    QCOMPARE(users.texts[0].value[0], std::string("01234"));
    QCOMPARE(users.texts[0].value[1], std::string("A1B 2C3"));
    QCOMPARE(users.category("gender")->wordOf(0), std::string_view("Female"));
    QCOMPARE(users.category("age")->value[1], 6);
    QVERIFY(users.numbers.empty()); // nobody's exact age
    QCOMPARE(users.category("occupation")->wordOf(2), std::string_view("writer"));
    QCOMPARE(data->movies().title[1], std::string("Caf\xC3\xA9 Nord"));
    QCOMPARE(int(data->movies().year[1]), 1971);
    // Drama is on three movies, Comedy on two, Animation on one.
    QCOMPARE(data->genreNames()[std::size_t(data->mainGenre(0))], std::string("Comedy"));
    QCOMPARE(data->genreNames()[std::size_t(data->mainGenre(2))], std::string("Drama"));
    QCOMPARE(data->meanOfUser(*data->userRow("2")), 4.0F);
    QCOMPARE(data->meanOfMovie(*data->movieRow("7")), 0.0F);
    QVERIFY(!data->userRow("3"));
}

void TestReader::readsHundredThousandFormat() {
    TemporaryFolder folder;
    writeSmall100K(folder);
    const auto data = readDataset(folder.path());
    QCOMPARE(data->format(), DataFormat::MovieLens100K);
    QCOMPARE(data->users().size(), 2U);
    QCOMPARE(data->users().numbers[0].value[0], 24.0F);
    QCOMPARE(ageBracketCodes[std::size_t(data->users().category("age")->value[0])], 18);
    QCOMPARE(ageBracketCodes[std::size_t(data->users().category("age")->value[1])], 50);
    QCOMPARE(data->users().texts[0].value[1], std::string("T8H1N"));
    QCOMPARE(data->movies().title[1], std::string("Quiet Harbour (V)"));
    QCOMPARE(int(data->movies().year[1]), 1996);
    QCOMPARE(data->movies().title[2], std::string("unknown"));
    QCOMPARE(int(data->movies().year[2]), 0);
    QCOMPARE(data->movies().genresOf(0).size(), 2U);
    QCOMPARE(data->ratings().timestamp[0], 881250949);
}

void TestReader::readsUtf8AndCarriageReturns() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("movies.dat", "\xEF\xBB\xBF"
                               "1::Lanterns (1995)::Animation\r\n"
                               "2::Caf\xC3\xA9 Nord (1971)::Drama\r\n"
                               "4::Pier (1999)::Drama\r\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->movies().title[1], std::string("Caf\xC3\xA9 Nord"));
    QCOMPARE(data->genreNames().size(), 2U);
}

void TestReader::acceptsAFileOfTheFolder() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    QCOMPARE(readDataset(folder.path() / "ratings.dat")->ratings().size(), 5U);
}

void TestReader::malformed1M_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("contents");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("reason");
    QTest::newRow("field count") << "users.dat"
                                 << "1::F::1::10\n"
                                 << 1 << "expected 5 fields";
    QTest::newRow("age") << "users.dat"
                         << "1::F::190::10::1\n"
                         << 1 << "age";
    QTest::newRow("user twice") << "users.dat"
                                << "1::F::1::1::1\n1::F::1::1::1\n"
                                << 2 << "used twice";
    QTest::newRow("movie twice") << "movies.dat"
                                 << "1::A (1990)::X\n\n1::B (1991)::X\n"
                                 << 3 << "used twice";
    QTest::newRow("movie id") << "movies.dat"
                              << " ::A (1990)::X\n"
                              << 1 << "id of the movie is missing";
    QTest::newRow("unknown user") << "ratings.dat"
                                  << "1::1::5::1\n9::1::5::1\n"
                                  << 2 << "user 9, who is not in users.dat";
    QTest::newRow("unknown movie") << "ratings.dat"
                                   << "1::99::5::1\n"
                                   << 1 << "movie 99, which is not in movies.dat";
    QTest::newRow("rating word") << "ratings.dat"
                                 << "1::1::good::1\n"
                                 << 1 << "not a number";
    QTest::newRow("rating nan") << "ratings.dat"
                                << "1::1::nan::1\n"
                                << 1 << "not a number";
    QTest::newRow("timestamp") << "ratings.dat"
                               << "1::1::5::x\n"
                               << 1 << "timestamp";
}

void TestReader::malformed1M() {
    QFETCH(QString, file);
    QFETCH(QString, contents);
    QFETCH(int, line);
    QFETCH(QString, reason);
    TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write(file.toStdString(), contents.toStdString());
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QCOMPARE(int(error.line()), line);
    QVERIFY2(QString::fromStdString(error.file()).endsWith(file), error.what());
    QVERIFY2(QString::fromStdString(error.reason()).contains(reason), error.what());
}

void TestReader::malformed100K_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("contents");
    QTest::addColumn<QString>("reason");
    QTest::newRow("flags") << "u.item"
                           << "1|A (1990)|||x|0|2|0\n"
                           << "neither 0 nor 1";
    QTest::newRow("genres short") << "u.item"
                                  << "1|A (1990)|||x|0|1\n"
                                  << "expected 8 fields";
    QTest::newRow("genre order") << "u.genre"
                                 << "unknown|1\n"
                                 << "out of order";
    QTest::newRow("age") << "u.user"
                         << "1|old|M|writer|1\n"
                         << "not a whole number";
    QTest::newRow("spaces") << "u.data"
                            << "1 1 5 1\n"
                            << "separated by a tab";
}

void TestReader::malformed100K() {
    QFETCH(QString, file);
    QFETCH(QString, contents);
    QFETCH(QString, reason);
    TemporaryFolder folder;
    writeSmall100K(folder);
    folder.write(file.toStdString(), contents.toStdString());
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QCOMPARE(int(error.line()), 1);
    QVERIFY2(QString::fromStdString(error.what()).contains(reason), error.what());
}

void TestReader::namesAMissingFile() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    std::filesystem::remove(folder.path() / "ratings.dat");
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY(QString::fromStdString(error.file()).endsWith("ratings.dat"));
    QVERIFY(QString::fromStdString(error.reason()).contains("does not exist"));
}

void TestReader::namesAnEmptyFile() {
    TemporaryFolder folder;
    writeSmall100K(folder);
    folder.write("u.data", "\n\n");
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY(QString::fromStdString(error.file()).endsWith("u.data"));
    QCOMPARE(error.reason(), std::string("the file is empty"));
}

void TestReader::refusesAFolderWithoutMovieLens() {
    TemporaryFolder folder;
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY(!error.remedy().empty());
    folder.write("ratings.csv", "userId,movieId\n");
    const auto latest = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY(QString::fromStdString(latest.what()).contains("ratings.csv"));
    QVERIFY_EXCEPTION_THROWN((void)readDataset(folder.path() / "nowhere"), DataError);
}

void TestReader::stopsWhenAsked() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN((void)readDataset(folder.path(), {}, source.get_token()), Cancelled);
}

/// 72,000 ratings: a report, and a look at the token before it, comes every 32,768.
void TestReader::reportsAndStopsAmongRatings() {
    TemporaryFolder folder;
    std::string users;
    std::string movies;
    std::string ratings;
    for (int i = 1; i <= 300; ++i) {
        const std::string id = std::to_string(i);
        users += id + "::F::1::10::1\n";
        movies += id + "::Movie " + id + " (1990)::Drama\n";
        for (int movie = 1; movie <= 240; ++movie)
            ratings += id + "::" + std::to_string(movie) + "::3::100\n";
    }
    folder.write("users.dat", users);
    folder.write("movies.dat", movies);
    folder.write("ratings.dat", ratings);
    int reports = 0;
    std::stop_source source;
    const ProgressCallback count = [&](const Progress& progress) {
        if (progress.phase != "Reading ratings" || progress.done == 0)
            return;
        ++reports;
        QVERIFY(progress.done <= progress.total && progress.total >= ratings.size());
        source.request_stop();
    };
    QCOMPARE(readDataset(folder.path(), {}, {}, count)->ratings().size(), std::size_t{72000});
    QVERIFY(reports > 0);
    QVERIFY_EXCEPTION_THROWN((void)readDataset(folder.path(), {}, source.get_token(), count),
                             Cancelled);
    folder.write("ratings.dat", ratings + "x"); // a stop among the ratings comes before that line
    source = {};
    QVERIFY_EXCEPTION_THROWN((void)readDataset(folder.path(), {}, source.get_token(), count),
                             Cancelled);
}

void TestReader::readsLargeIds() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("users.dat", "16000000::F::1::10::1\n17000000::M::25::20::1\n");
    folder.write("ratings.dat", "17000000::1::5::1\n16000000::2::4::2\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->ratings().user, (std::vector<std::int32_t>{1, 0}));
    folder.write("users.dat", "17000000::F::1::10::1\n17000000::M::25::20::1\n");
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY(QString::fromStdString(error.reason()).contains("used twice"));
}

void TestReader::splitsTitles_data() {
    QTest::addColumn<QString>("full");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("year");
    QTest::newRow("plain") << "Lanterns (1995)"
                           << "Lanterns" << 1995;
    QTest::newRow("two brackets") << "Pier, The (Le Quai) (1999)"
                                  << "Pier, The (Le Quai)" << 1999;
    QTest::newRow("suffix") << "Harbour (1996) (V)"
                            << "Harbour (V)" << 1996;
    QTest::newRow("none") << "unknown"
                          << "unknown" << 0;
    QTest::newRow("number in title") << "1984 (1984)"
                                     << "1984" << 1984;
    QTest::newRow("not a year") << "Room (1001)"
                                << "Room (1001)" << 0;
    QTest::newRow("only a year") << "(1990)"
                                 << "(1990)" << 1990;
}

void TestReader::splitsTitles() {
    QFETCH(QString, full);
    QFETCH(QString, title);
    QFETCH(int, year);
    const auto split = splitTitle(full.toStdString());
    QCOMPARE(QString::fromStdString(split.title), title);
    QCOMPARE(int(split.year), year);
}

void TestReader::tellsUtf8FromLatin1() {
    QVERIFY(isUtf8("plain"));
    QVERIFY(isUtf8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8E\xAC"));
    QVERIFY(!isUtf8("caf\xE9"));
    QVERIFY(!isUtf8("\xC0\xAF"));     // overlong
    QVERIFY(!isUtf8("\xED\xA0\x80")); // surrogate
    QVERIFY(!isUtf8("\xE2\x82"));     // cut short
    QCOMPARE(latin1ToUtf8("\xE9"), std::string("\xC3\xA9"));
}

void TestReader::messagesAreReadableWhateverTheFileHolds() {
    QCOMPARE(readable("a\tb\x1b[31m\x7f"), std::string("a␉b␛[31m␡"));
    QCOMPARE(readable("caf\xE9 \x85 caf\xC3\xA9 \xC2\x85"), std::string("café � café �"));

    const TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("ratings.dat", "1::1::\x1b]0;owned\a::10\n");
    const auto escape = thrownBy<DataError>([&] { readDataset(folder.path()); });
    QVERIFY2(QString(escape.what()).contains("“␛]0;owned␇”"), escape.what());

    // The 60 bytes that a message shows of a field end within the 20th character.
    std::string field = "a";
    for (int i = 0; i < 30; ++i)
        field += "泰";
    folder.write("ratings.dat", "1::1::" + field + "::10\n");
    const auto cut = thrownBy<DataError>([&] { readDataset(folder.path()); });
    QVERIFY2(QString(cut.what()).contains("a" + QString("泰").repeated(19) + "…”"), cut.what());
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
