// SPDX-License-Identifier: MIT
// What people's files are like: every layout, encoding and oddity that is read, and what is said of
// it. All data here is invented.
#include "core/data/dataset_reader.h"
#include "core/data/people.h"
#include "core/data/text_encoding.h"
#include "core/error.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/ids.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <zlib.h>

using namespace towerlab;
using namespace towerlab::test;

class TestReaderKinds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheCsvLayout();
    void readsTheLayoutWithoutUsers();
    void readsRatingsAlone();
    void numbersGenresWithoutNames();
    void headersAreSkipped();
    void columnsAreFoundByName();
    void marksAndLineEndsDoNotMatter_data();
    void marksAndLineEndsDoNotMatter();
    void titlesOfAnyEncoding_data();
    void titlesOfAnyEncoding();
    void oneOddLineSpoilsNoOther();
    void peopleOfAnyKind();
    void genresAreCleaned();
    void scalesAreThoseOfTheData();
    void timesInAnyForm_data();
    void timesInAnyForm();
    void oneFarTimeChangesNoOther();
    void theLastRatingOfAPairCounts();
    void badRowsAreListedOrLeftOut();
    void namesInCapitalsAndFoldersTooHigh();
    void archivesAreReadAsTheyAre();
    void oneCompressedFileIsReadAlone();
    void rowsLeftOutLeaveNothingBehind();
    void linesAreCountedThroughQuotes();
    void neverOtherDataBesideTheNamedFile();
    void filesWithZeroBytesAreRefusedOrRead();
    void damagedArchivesAreTold();

private:
    /// A folder in ml-1m's layout, one file of it replaced.
    std::shared_ptr<const Dataset> small1M(const std::string& file, const std::string& contents,
                                           const ReadOptions& options = {});
};

namespace {

bool says(const Dataset& dataset, const QString& words) {
    return std::any_of(
        dataset.notes().begin(), dataset.notes().end(),
        [&](const std::string& note) { return QString::fromStdString(note).contains(words); });
}

} // namespace

std::shared_ptr<const Dataset> TestReaderKinds::small1M(const std::string& file,
                                                        const std::string& contents,
                                                        const ReadOptions& options) {
    TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write(file, contents);
    return readDataset(folder.path(), options);
}

void TestReaderKinds::readsTheCsvLayout() {
    TemporaryFolder folder;
    folder.write("movies.csv", "movieId,title,genres\r\n"
                               "1,\"Pier, The (1999)\",Drama|War\r\n"
                               "3,\"Say \"\"Hi\"\"\nTwice (2001)\",(no genres listed)\r\n");
    folder.write("ratings.csv", "userId,movieId,rating,timestamp\r\n"
                                "7,3,0.5,1304103221\r\n8,1,4.5,1304103222\r\n");
    folder.write("tags.csv", "userId,movieId,tag,timestamp\n7,3,nice,1\n");
    folder.write("links.csv", "movieId,imdbId,tmdbId\n1,2,3\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->format(), DataFormat::MovieLensCsv);
    QCOMPARE(data->movies().title, (std::vector<std::string>{"Pier, The", "Say \"Hi\"\nTwice"}));
    QCOMPARE(data->movies().year, (std::vector<std::int16_t>{1999, 2001}));
    QCOMPARE(data->movies().genresOf(1).size(), std::size_t{0});
    QCOMPARE(data->genreNames(), (std::vector<std::string>{"Drama", "War"}));
    QCOMPARE(data->users().id, idsOf({7, 8}));
    QVERIFY(data->users().categories.empty());
    QCOMPARE(data->ratings().movie, (std::vector<std::int32_t>{1, 0}));
    QCOMPARE(data->minRating(), 0.5F);
    QVERIFY(says(*data, "no file of users"));
}

void TestReaderKinds::readsTheLayoutWithoutUsers() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    std::filesystem::remove(folder.path() / "users.dat");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->format(), DataFormat::MovieLens10M);
    QCOMPARE(data->users().id, idsOf({2, 1, 5})); // as they appear
    QCOMPARE(data->movies().size(), std::size_t{4});
}

void TestReaderKinds::readsRatingsAlone() {
    TemporaryFolder folder;
    folder.write("u.data", "196\t242\t3\t881250949\n186\t302\t3\t891717742\n");
    const auto data = readDataset(folder.path() / "u.data");
    QCOMPARE(data->movies().title, (std::vector<std::string>{"Movie 242", "Movie 302"}));
    QVERIFY(says(*data, "no file of movies"));
}

void TestReaderKinds::numbersGenresWithoutNames() {
    TemporaryFolder folder;
    writeSmall100K(folder);
    std::filesystem::remove(folder.path() / "u.genre");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->genreNames(), (std::vector<std::string>{"genre 0", "genre 1", "genre 2"}));
}

void TestReaderKinds::headersAreSkipped() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("users.dat",
                 "UserID::Gender::Age::Occupation::Zip-code\n" + folder.read("users.dat"));
    folder.write("movies.dat", "MovieID::Title::Genres\n" + folder.read("movies.dat"));
    folder.write("ratings.dat",
                 "UserID::MovieID::Rating::Timestamp\n" + folder.read("ratings.dat"));
    const auto data = readDataset(folder.path());
    QCOMPARE(data->users().size(), std::size_t{3});
    QCOMPARE(data->movies().size(), std::size_t{4});
    QCOMPARE(data->ratings().size(), std::size_t{5});
}

void TestReaderKinds::columnsAreFoundByName() {
    TemporaryFolder folder;
    folder.write("ratings.csv", "rating,Source,Movie ID,user_id\n4,web,11,1\n2,app,12,1\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->ratings().value, (std::vector<float>{4, 2}));
    QCOMPARE(data->movies().id, idsOf({11, 12}));
    folder.write("ratings.csv", "userId,rating\n1,4\n");
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY2(QString(error.what()).contains("which column holds the items"), error.what());
}

void TestReaderKinds::marksAndLineEndsDoNotMatter_data() {
    QTest::addColumn<QByteArray>("mark");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("mark of UTF-8") << QByteArray("\xEF\xBB\xBF") << QByteArray("\n");
    QTest::newRow("CRLF") << QByteArray() << QByteArray("\r\n");
    QTest::newRow("CR alone") << QByteArray() << QByteArray("\r");
    QTest::newRow("blank lines") << QByteArray() << QByteArray("\n \t\n");
    QTest::newRow("separator at the end") << QByteArray() << QByteArray("::\n");
}

void TestReaderKinds::marksAndLineEndsDoNotMatter() {
    QFETCH(QByteArray, mark);
    QFETCH(QByteArray, end);
    TemporaryFolder folder;
    writeSmall1M(folder);
    const auto plain = readDataset(folder.path());
    for (const char* name : {"users.dat", "movies.dat", "ratings.dat"}) {
        QByteArray contents = QByteArray::fromStdString(folder.read(name));
        contents.replace("\xE9", "e");
        folder.write(name, (mark + contents.replace("\n", end)).toStdString());
    }
    const auto data = readDataset(folder.path());
    QCOMPARE(data->users().texts[0].value, plain->users().texts[0].value);
    QCOMPARE(data->movies().title.at(0), plain->movies().title.at(0));
    QCOMPARE(data->ratings().timestamp, plain->ratings().timestamp);
}

void TestReaderKinds::titlesOfAnyEncoding_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("assumed");
    QTest::newRow("UTF-8") << QByteArray("Am\xC3\xA9lie") << "Amélie"
                           << "";
    QTest::newRow("ISO-8859-1") << QByteArray("Am\xE9lie") << "Amélie"
                                << "Windows-1252";
    QTest::newRow("Windows-1252") << QByteArray("The Tailor\x92s \x93Orchard\x94 \x96 Dusk\x85")
                                  << "The Tailor’s “Orchard” – Dusk…"
                                  << "Windows-1252";
    QTest::newRow("GBK") << QByteArray("\xCC\xEC\xBF\xD5\xD6\xAE\xB3\xC7") << "天空之城"
                         << "GB18030";
}

void TestReaderKinds::titlesOfAnyEncoding() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(QString, assumed);
    const std::string line = bytes.toStdString();
    const auto data = small1M("movies.dat", "1::" + line +
                                                " (1995)::Drama\n2::B (1971)::Drama\n"
                                                "4::C (1999)::Comedy\n7::D (2000)::War\n");
    QCOMPARE(QString::fromStdString(data->movies().title[0]), text);
    QCOMPARE(says(*data, "movies.dat was read as"), !assumed.isEmpty());
    QVERIFY(assumed.isEmpty() || says(*data, assumed));
    // The same with two bytes for each letter, as spreadsheets save "Unicode text".
    std::string wide = "\xFF\xFE";
    for (const QChar c : text) {
        wide += static_cast<char>(c.unicode() & 0xFF);
        wide += static_cast<char>(c.unicode() >> 8);
    }
    const DecodedText decoded = decodeText(wide);
    QCOMPARE(QString::fromStdString(decoded.text), text);
    QCOMPARE(decoded.assumed, std::string("UTF-16LE"));
}

void TestReaderKinds::oneOddLineSpoilsNoOther() {
    const DecodedText decoded = decodeText("Am\xC3\xA9lie\n天空之城\nCaf\xE9\nplain\n");
    QCOMPARE(decoded.text, std::string("Amélie\n天空之城\nCafé\nplain\n"));
    QCOMPARE(decoded.oddLines, std::size_t{1});
}

void TestReaderKinds::peopleOfAnyKind() {
    const auto data =
        small1M("users.dat", "1::f::19::10::01234\n2::U::::21::x\n5::male::150::poet::\n");
    const UserColumns& users = data->users();
    QCOMPARE(users.category("gender")->value, (std::vector<std::int32_t>{0, -1, 1}));
    QCOMPARE(users.category("age")->value, (std::vector<std::int32_t>{1, -1, 6}));
    QCOMPARE(users.category("occupation")->value, (std::vector<std::int32_t>{10, -1, 21}));
    QCOMPARE(users.category("occupation")->wordOf(2), std::string_view("poet"));
    QCOMPARE(users.numbers.at(0).value[0], 19.0F); // 19 is no code, so these are ages
    QVERIFY(std::isnan(users.numbers.at(0).value[1]));
    QVERIFY(says(*data, "occupation of 1 users"));
}

void TestReaderKinds::genresAreCleaned() {
    const auto data = small1M("movies.dat", "1::A (1990)::Drama|drama | War\n2::B (1991)::DRAMA\n"
                                            "4::C (1992)::(no genres listed)\n7::D (1993)::\n");
    QCOMPARE(data->genreNames(), (std::vector<std::string>{"Drama", "War"}));
    QCOMPARE(data->movies().genresOf(0).size(), std::size_t{2});
    QCOMPARE(data->movies().genresOf(1).size(), std::size_t{1});
    QCOMPARE(data->movies().genresOf(2).size(), std::size_t{0});
    QCOMPARE(data->movies().genresOf(3).size(), std::size_t{0});
}

void TestReaderKinds::scalesAreThoseOfTheData() {
    const auto data = small1M("ratings.dat", "1::1::0::1\n1::2::87.5::2\n2::4::100::3\n");
    QCOMPARE(data->minRating(), 0.0F);
    QCOMPARE(data->maxRating(), 100.0F);
}

void TestReaderKinds::timesInAnyForm_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("note");
    QTest::newRow("decimals") << QByteArray("::1304103221.0") << qint64{1304103221} << "";
    QTest::newRow("milliseconds") << QByteArray("::1304103221500") << qint64{1304103221} << "milli";
    QTest::newRow("microseconds") << QByteArray("::1304103221500000") << qint64{1304103221}
                                  << "micro";
    QTest::newRow("none") << QByteArray() << qint64{0} << "no times";
    QTest::newRow("empty") << QByteArray("::") << qint64{0} << "no times";
}

void TestReaderKinds::timesInAnyForm() {
    QFETCH(QByteArray, field);
    QFETCH(qint64, seconds);
    QFETCH(QString, note);
    const std::string time = field.toStdString();
    const auto data = small1M("ratings.dat", "1::1::5" + time + "\n2::1::4" + time + "\n");
    QCOMPARE(qint64{data->ratings().timestamp[1]}, seconds);
    QVERIFY(note.isEmpty() || says(*data, note));
}

void TestReaderKinds::oneFarTimeChangesNoOther() {
    const auto data = small1M("ratings.dat", "1::1::5::1304103221\n2::1::4::1304103222\n"
                                             "5::1::4::686903716600000\n");
    QCOMPARE(data->ratings().timestamp[0], std::int64_t{1304103221});
}

void TestReaderKinds::theLastRatingOfAPairCounts() {
    // By time, whatever the order of the lines; where times tie, by line.
    const auto data = small1M("ratings.dat", "1::1::5::20\n2::1::3::7\n1::1::1::10\n1::2::2::9\n"
                                             "2::1::4::7\n");
    QCOMPARE(data->ratings().value, (std::vector<float>{5, 2, 4}));
    QVERIFY(says(*data, "2 ratings were given again later"));
}

void TestReaderKinds::badRowsAreListedOrLeftOut() {
    const std::string ratings = "1::1::5::1\nx\n1::2::good::1\n99::1::5::1\n2::4::3::1\n";
    const auto error = thrownBy<BadRowsError>([&] { (void)small1M("ratings.dat", ratings); });
    QCOMPARE(error.count(), std::size_t{3});
    QCOMPARE(error.line(), std::size_t{2});
    for (const char* part : {"2 other rows", "line 3: rating “good”", "line 4: rating by user 99"})
        QVERIFY2(QString(error.what()).contains(part), error.what());
    const auto data = small1M("ratings.dat", ratings, {.skipBadRows = true});
    QCOMPARE(data->ratings().size(), std::size_t{2});
    QVERIFY(says(*data, "3 rows of ratings.dat could not be read and were left out: line 2"));

    std::string many;
    for (int i = 0; i < 30; ++i)
        many += "bad\n";
    const auto long_ = thrownBy<BadRowsError>([&] { (void)small1M("ratings.dat", many); });
    QVERIFY2(QString(long_.what()).contains("29 other rows") &&
                 QString(long_.what()).contains("line 20: ") &&
                 !QString(long_.what()).contains("line 21: ") &&
                 QString(long_.what()).contains("and 10 more"),
             long_.what());
}

void TestReaderKinds::namesInCapitalsAndFoldersTooHigh() {
    TemporaryFolder parent;
    const std::filesystem::path inner = parent.path() / "inner";
    std::filesystem::create_directory(inner);
    TemporaryFolder folder;
    writeSmall1M(folder);
    for (const auto& [name, capitals] : {std::pair{"users.dat", "USERS.DAT"},
                                         {"movies.dat", "Movies.dat"},
                                         {"ratings.dat", "RATINGS.DAT"}})
        std::filesystem::copy_file(folder.path() / name, inner / capitals);
    const auto data = readDataset(parent.path());
    QCOMPARE(data->ratings().size(), std::size_t{5});
    QCOMPARE(data->name(), std::string("inner"));
    QCOMPARE(readDataset(inner / "RATINGS.DAT")->users().size(), std::size_t{3});
}

void TestReaderKinds::archivesAreReadAsTheyAre() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const auto plain = readDataset(folder.path());
    const std::filesystem::path zip = folder.path() / "ml-small.zip";
    packZip(zip, {{"ml-small/README", "hello"},
                  {"ml-small/users.dat", folder.read("users.dat")},
                  {"ml-small/movies.dat", folder.read("movies.dat")},
                  {"ml-small/ratings.dat", folder.read("ratings.dat")}});
    const auto data = readDataset(zip);
    QCOMPARE(data->name(), std::string("ml-small"));
    QCOMPARE(data->movies().title, plain->movies().title);
    QCOMPARE(data->ratings().timestamp, plain->ratings().timestamp);
    const std::filesystem::path two = folder.path() / "two.zip";
    packZip(two, {{"a/ratings.dat", "1::1::5::1\n"}, {"b/ratings.dat", "1::1::5::1\n"}});
    const auto error = thrownBy<DataError>([&] { (void)readDataset(two); });
    QVERIFY2(QString(error.what()).contains("more than one data set"), error.what());
}

void TestReaderKinds::oneCompressedFileIsReadAlone() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const std::filesystem::path file = folder.path() / "ratings.dat.gz";
    gzFile writer = gzopen(file.c_str(), "wb");
    gzputs(writer, folder.read("ratings.dat").c_str());
    gzclose(writer);
    const auto data = readDataset(file);
    QCOMPARE(data->ratings().size(), std::size_t{5});
    QVERIFY(says(*data, "no file of users")); // users.dat lies beside it, and is not in it
}

void TestReaderKinds::rowsLeftOutLeaveNothingBehind() {
    // More genres than a column can have: the rows from there on are bad, after their id was read.
    std::string movies;
    std::string ratings;
    constexpr int count = 33'000;
    for (int movie = 1; movie <= count; ++movie)
        movies += std::to_string(movie) + "::M::genre " + std::to_string(movie) + '\n';
    for (const int movie : {1, 2, count})
        ratings += "1::" + std::to_string(movie) + "::4::1\n";
    TemporaryFolder folder;
    folder.write("movies.dat", movies);
    folder.write("ratings.dat", ratings);
    const auto error = thrownBy<BadRowsError>([&] { (void)readDataset(folder.path()); });
    QCOMPARE(error.line(), std::size_t{32'768 + 1});
    const auto data = readDataset(folder.path(), {.skipBadRows = true});
    QCOMPARE(data->movies().genreStart.size(), data->movies().size() + 1);
    QCOMPARE(data->movies().title.size(), data->movies().size());
    QCOMPARE(data->ratings().size(), std::size_t{2}); // that of a movie left out is bad, too
}

void TestReaderKinds::linesAreCountedThroughQuotes() {
    TemporaryFolder folder;
    folder.write("movies.csv", "\nmovieId,title,genres\n1,\"Two\nlines\",War\n2,7\" single,War\n"
                               "3,\"Never \"\"closed,War\nx,Bad,War\n");
    folder.write("ratings.csv", "\nuserId,movieId,rating\n1,1,4\n");
    const auto error = thrownBy<BadRowsError>([&] { (void)readDataset(folder.path()); });
    QCOMPARE(error.line(), std::size_t{6}); // that of the quote left open
    const auto data = readDataset(folder.path(), {.skipBadRows = true});
    QCOMPARE(data->movies().title, (std::vector<std::string>{"Two\nlines", "7\" single", "Bad"}));
}

void TestReaderKinds::neverOtherDataBesideTheNamedFile() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("notes.txt", "nothing of use");
    const auto file = thrownBy<DataError>([&] { (void)readDataset(folder.path() / "notes.txt"); });
    QVERIFY2(QString(file.what()).contains("not a table of ratings"), file.what());
    packZip(folder.path() / "other.zip", {{"other/readme.txt", "hello"}});
    const auto zip = thrownBy<DataError>([&] { (void)readDataset(folder.path() / "other.zip"); });
    QVERIFY2(QString(zip.what()).contains("no table of ratings here"), zip.what());
}

void TestReaderKinds::filesWithZeroBytesAreRefusedOrRead() {
    const std::string zeros("1::1::5::1\n2::\0::4::2\n", 24);
    const auto error = thrownBy<BadRowsError>([&] { (void)small1M("ratings.dat", zeros); });
    QVERIFY2(QString(error.what()).contains(QString::fromUtf8("movie ␀")), error.what());
    TemporaryFolder folder;
    writeSmall1M(folder);
    for (const char* name : {"users.dat", "ratings.dat"}) { // as spreadsheets save "Unicode text"
        std::string wide = "\xFF\xFE";
        for (const char c : folder.read(name))
            wide += {c, '\0'};
        folder.write(name, wide);
    }
    QCOMPARE(readDataset(folder.path())->ratings().size(), std::size_t{5});
}

void TestReaderKinds::damagedArchivesAreTold() {
    TemporaryFolder folder;
    std::string ratings;
    for (int user = 1; user < 2000; ++user)
        ratings += std::to_string(user) + "::" + std::to_string(user * 7 % 101) + "::5::1\n";
    packZip(folder.path() / "good.zip", {{"ratings.dat", ratings}});
    QCOMPARE(readDataset(folder.path() / "good.zip")->ratings().size(), std::size_t{1999});
    std::string bytes = folder.read("good.zip");
    folder.write("cut.zip", bytes.substr(0, bytes.size() / 2));
    QVERIFY_EXCEPTION_THROWN((void)readDataset(folder.path() / "cut.zip"), DataError);
    for (std::size_t i = 100; i < 140; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
    folder.write("bent.zip", bytes);
    QVERIFY_EXCEPTION_THROWN((void)readDataset(folder.path() / "bent.zip"), DataError);
}

QTEST_GUILESS_MAIN(TestReaderKinds)
#include "tst_reader_kinds.moc"
