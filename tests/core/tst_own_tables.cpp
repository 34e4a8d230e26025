// SPDX-License-Identifier: MIT
// Ratings that are not MovieLens': tables of any names, separators and columns, with or without
// tables of users and items. All data here is invented.
#include "core/data/dataset_reader.h"
#include "core/data/encoding.h"
#include "core/data/people.h"
#include "core/data/table_preview.h"
#include "core/error.h"
#include "tests/support/generated_movielens.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>

using namespace towerlab;
using namespace towerlab::test;

using Texts = std::vector<std::string>;

class TestOwnTables : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void columnsInAnyOrderAreKnownByName_data();
    void columnsInAnyOrderAreKnownByName();
    void idsAreTextsOrNumbersOf64Bits_data();
    void idsAreTextsOrNumbersOf64Bits();
    void textIdsOfAnyEncodingMeet();
    void unknownColumnsAreAskedFor();
    void chosenColumnsAreTaken_data();
    void chosenColumnsAreTaken();
    void aColumnThatIsNotThereIsNamed();
    void pairsWithoutRatingsAreLikes();
    void ratingsInWordsAndPerCent_data();
    void ratingsInWordsAndPerCent();
    void timesAsDates_data();
    void timesAsDates();
    void semicolonsWithDecimalCommas();
    void aFolderOfTablesIsTakenTogether();
    void anArchiveOfTablesIsTakenTogether();
    void severalTablesOfRatingsAreTold();
    void whatLiesBesideByChanceDoesNoHarm();
    void aNamedFileStaysAlone();
    void tablesElsewhereMayBeNamed();
    void columnsOfUsersBecomeFeatures();
    void columnsOfItemsBecomeFeatures();
    void listsInBracketsAreGenres();
    void thoseWithoutARowAreKnownByTheirRatings();
    void tagsAreTextsOfTheirMovies();
    void usersOfTheCsvLayoutAreRead();
    void previewsShowRowsAndGuesses();

private:
    /// Of one table alone.
    static std::shared_ptr<const Dataset> read(const std::string& contents,
                                               const ReadOptions& options = {},
                                               const std::string& file = "mine.csv");
};

namespace {

bool says(const Dataset& dataset, const QString& words) {
    return std::any_of(
        dataset.notes().begin(), dataset.notes().end(),
        [&](const std::string& note) { return QString::fromStdString(note).contains(words); });
}

Texts textsOf(const IdColumn& ids) {
    Texts texts;
    for (std::size_t row = 0; row < ids.size(); ++row)
        texts.push_back(ids.text(row));
    return texts;
}

Texts wordsOf(const CategoryColumn* column) {
    Texts words;
    for (std::size_t row = 0; column != nullptr && row < column->value.size(); ++row)
        words.emplace_back(column->wordOf(row));
    return words;
}

/// A shop of books: ratings, readers and books in three tables.
void writeBooks(const TemporaryFolder& folder) {
    folder.write("Ratings.csv", "\"User-ID\";\"ISBN\";\"Book-Rating\"\n"
                                "\"276725\";\"034545104X\";\"0\"\n"
                                "\"276726\";\"0155061224\";\"5\"\n"
                                "\"276725\";\"0155061224\";\"9\"\n");
    folder.write("Users.csv", "\"User-ID\";\"Location\";\"Age\"\n"
                              "\"276725\";\"north\";\"31\"\n"
                              "\"276726\";\"south\";\"\"\n"
                              "\"276727\";\"north\";\"17\"\n");
    folder.write("Books.csv",
                 "\"ISBN\";\"Book-Title\";\"Book-Author\";\"Year-Of-Publication\";\"Image-URL\"\n"
                 "\"034545104X\";\"Flesh; and Fog\";\"A. Pen\";\"2002\";\"http://a.example/1\"\n"
                 "\"0155061224\";\"Rites\";\"A. Pen\";\"2001\";\"http://a.example/2\"\n");
}

} // namespace

std::shared_ptr<const Dataset> TestOwnTables::read(const std::string& contents,
                                                   const ReadOptions& options,
                                                   const std::string& file) {
    TemporaryFolder folder;
    folder.write(file, contents);
    return readDataset(folder.path() / file, options);
}

void TestOwnTables::columnsInAnyOrderAreKnownByName_data() {
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("shop") << QByteArray(
        "timestamp,product_id,score,Reviewer ID\n"
        "978300760,p1,4,r1\n978300761,p2,2,r1\n978300762,p1,5,r2\n");
    QTest::newRow("tabs") << QByteArray("user\titem\tcomment\trating\ttime\n"
                                        "r1\tp1\tgood, really\t4\t978300760\n"
                                        "r1\tp2\t\t2\t978300761\nr2\tp1\tx\t5\t978300762\n");
    QTest::newRow("Chinese") << QByteArray(
        "用户,电影,评分,时间\n"
        "r1,p1,4,978300760\nr1,p2,2,978300761\nr2,p1,5,978300762\n");
    QTest::newRow("bars and blanks")
        << QByteArray("uid | book | stars | date\n"
                      "r1 | p1 | 4 | 978300760\nr1 | p2 | 2 | 978300761\n"
                      "r2 | p1 | 5 | 978300762\n");
    QTest::newRow("index of a data frame") << QByteArray(",userId,itemId,rating,timestamp\n"
                                                         "0,r1,p1,4.0,978300760\n"
                                                         "1,r1,p2,2.0,978300761\n"
                                                         "2,r2,p1,5.0,978300762\n");
}

void TestOwnTables::columnsInAnyOrderAreKnownByName() {
    QFETCH(const QByteArray, contents);
    const auto data = read(contents.toStdString());
    QCOMPARE(data->format(), DataFormat::Own);
    QCOMPARE(data->name(), std::string("mine"));
    QCOMPARE(textsOf(data->users().id), (Texts{"r1", "r2"}));
    QCOMPARE(textsOf(data->movies().id), (Texts{"p1", "p2"}));
    QCOMPARE(data->ratings().value, (std::vector<float>{4, 2, 5}));
    QCOMPARE(data->ratings().timestamp,
             (std::vector<std::int64_t>{978300760, 978300761, 978300762}));
}

void TestOwnTables::idsAreTextsOrNumbersOf64Bits_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("numbers");
    QTest::newRow("from 0") << QByteArray("0") << QByteArray("1") << true;
    QTest::newRow("64 bits") << QByteArray("76561197960265728") << QByteArray("-5") << true;
    QTest::newRow("beyond 64 bits")
        << QByteArray("99999999999999999999") << QByteArray("3") << false;
    QTest::newRow("leading zeros") << QByteArray("007") << QByteArray("7") << false;
    QTest::newRow("late text") << QByteArray("12") << QByteArray("twelve") << false;
    QTest::newRow("UUIDs") << QByteArray("123e4567-e89b-12d3-a456-426614174000")
                           << QByteArray("123e4567-e89b-12d3-a456-426614174001") << false;
    QTest::newRow("names") << QByteArray("Müller") << QByteArray("李") << false;
}

void TestOwnTables::idsAreTextsOrNumbersOf64Bits() {
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const bool, numbers);
    const auto data = read("user,item,rating\n" + first.toStdString() + ",a,3\n" +
                           second.toStdString() + ",b,4\n" + first.toStdString() + ",b,5\n");
    QCOMPARE(textsOf(data->users().id), (Texts{first.toStdString(), second.toStdString()}));
    QCOMPARE(data->users().id.areNumbers(), numbers);
    QCOMPARE(*data->userRow(second.toStdString()), std::size_t{1});
    QVERIFY(!data->userRow("nobody"));
    const Encoding encoding(*data);
    QCOMPARE(Encoding(*data, encoding.vocabulary()).userIndex(1), 1);
}

void TestOwnTables::textIdsOfAnyEncodingMeet() {
    TemporaryFolder folder;
    folder.write("marks.csv", "user,item,rating\nM\xFCller,Stra\xDF"
                              "e,3\nBa\xDFler,Stra\xDF"
                              "e,4\n");
    folder.write("people.csv", "user,team\nM\xC3\xBCller,red\nBa\xC3\x9Fler,blue\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(textsOf(data->users().id), (Texts{"Müller", "Baßler"}));
    QCOMPARE(textsOf(data->movies().id), Texts{"Straße"});
    QVERIFY(says(*data, "marks.csv was read as Windows-1252"));
}

void TestOwnTables::unknownColumnsAreAskedFor() {
    for (const char* contents : {"who,what,much\nr1,p1,4\nr2,p1,5\n", "r1,p1,4\nr2,p1,5\n"}) {
        const auto error = thrownBy<UnknownColumnsError>([&] { (void)read(contents); });
        QVERIFY2(QByteArray(error.what()).contains("--columns"), error.what());
        QVERIFY(QByteArray(error.file().c_str()).endsWith("mine.csv"));
    }
    const auto rating =
        thrownBy<UnknownColumnsError>([] { (void)read("user,item,much\nr1,p1,4\n"); });
    QVERIFY2(QByteArray(rating.what()).contains("holds the ratings"), rating.what());
}

void TestOwnTables::chosenColumnsAreTaken_data() {
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QStringList>("choice"); // user, item, rating, time
    QTest::newRow("names") << QByteArray("much,who,what\n4,r1,p1\n2,r1,p2\n")
                           << QStringList{"who", "what", "much", "-"};
    QTest::newRow("numbers") << QByteArray("4,r1,p1\n2,r1,p2\n") << QStringList{"2", "3", "1", "-"};
    QTest::newRow("against the usual names") << QByteArray("rating,user,item\nr1,p1,4\nr1,p2,2\n")
                                             << QStringList{"rating", "user", "item", ""};
}

void TestOwnTables::chosenColumnsAreTaken() {
    QFETCH(const QByteArray, contents);
    QFETCH(const QStringList, choice);
    ReadOptions options;
    options.columns = {choice[0].toStdString(), choice[1].toStdString(), choice[2].toStdString(),
                       choice[3].toStdString()};
    const auto data = read(contents.toStdString(), options);
    QCOMPARE(textsOf(data->users().id), Texts{"r1"});
    QCOMPARE(textsOf(data->movies().id), (Texts{"p1", "p2"}));
    QCOMPARE(data->ratings().value, (std::vector<float>{4, 2}));
    QVERIFY(data->options() == options); // for reading it again
}

void TestOwnTables::aColumnThatIsNotThereIsNamed() {
    ReadOptions options;
    options.columns.user = "nobody";
    const auto error =
        thrownBy<SettingsError>([&] { (void)read("user,item,rating\nr1,p1,4\n", options); });
    QVERIFY2(QByteArray(error.what()).contains("“nobody”"), error.what());
    QVERIFY2(QByteArray(error.what()).contains("“user”, “item”, “rating”"), error.what());
}

void TestOwnTables::pairsWithoutRatingsAreLikes() {
    const auto data = read("visitorid,itemid,timestamp\n7,1,978300760\n7,2,978300761\n");
    QCOMPARE(data->ratings().value, (std::vector<float>{1, 1}));
    QVERIFY(says(*data, "each line counts as a like"));
    ReadOptions options;
    options.columns.rating = "-";
    QCOMPARE(read("user,item,rating,remark\n7,1,3,x\n", options)->ratings().value,
             std::vector<float>{1});
}

void TestOwnTables::ratingsInWordsAndPerCent_data() {
    QTest::addColumn<QByteArray>("low");
    QTest::addColumn<QByteArray>("high");
    QTest::addColumn<float>("lowest");
    QTest::addColumn<float>("highest");
    QTest::newRow("per cent") << QByteArray("20%") << QByteArray("85 %") << 20.0F << 85.0F;
    QTest::newRow("liked or not") << QByteArray("dislike") << QByteArray("Like") << 0.0F << 1.0F;
    QTest::newRow("true or false") << QByteArray("False") << QByteArray("True") << 0.0F << 1.0F;
    QTest::newRow("minus") << QByteArray("-1") << QByteArray("+1") << -1.0F << 1.0F;
    QTest::newRow("jokes") << QByteArray("-9.75") << QByteArray("8.5") << -9.75F << 8.5F;
}

void TestOwnTables::ratingsInWordsAndPerCent() {
    QFETCH(const QByteArray, low);
    QFETCH(const QByteArray, high);
    QFETCH(const float, lowest);
    QFETCH(const float, highest);
    const auto data =
        read("user,item,rating\n1,1," + low.toStdString() + "\n1,2," + high.toStdString() + "\n");
    QCOMPARE(data->minRating(), lowest);
    QCOMPARE(data->maxRating(), highest);
}

void TestOwnTables::timesAsDates_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("day") << QByteArray("1997-09-22") << qint64{874886400};
    QTest::newRow("day and time") << QByteArray("1997-09-22 18:57:58") << qint64{874954678};
    QTest::newRow("ISO") << QByteArray("1997-09-22T18:57:58Z") << qint64{874954678};
    QTest::newRow("zone") << QByteArray("1997-09-22T20:57:58.5+02:00") << qint64{874954678};
    QTest::newRow("slashes") << QByteArray("1997/9/22 18:57") << qint64{874954620};
    QTest::newRow("dots") << QByteArray("22.09.1997 18:57:58") << qint64{874954678};
    QTest::newRow("none") << QByteArray("") << qint64{0};
    QTest::newRow("no date") << QByteArray("yesterday") << qint64{-1};
    QTest::newRow("no day") << QByteArray("1997-02-30") << qint64{-1};
}

void TestOwnTables::timesAsDates() {
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, seconds);
    const std::string contents = "user,item,rating,time\n1,1,3," + text.toStdString() + "\n";
    if (seconds < 0) {
        const auto error = thrownBy<DataError>([&] { (void)read(contents); });
        QCOMPARE(error.line(), std::size_t{2});
        QVERIFY2(QByteArray(error.what()).contains("nor a date"), error.what());
        return;
    }
    QCOMPARE(read(contents)->ratings().timestamp.front(), std::int64_t{seconds});
}

void TestOwnTables::semicolonsWithDecimalCommas() {
    const auto data = read("user;item;rating\n1;1;3,5\n1;2;4\n2;1;0,5\n");
    QCOMPARE(data->ratings().value, (std::vector<float>{3.5F, 4, 0.5F}));
    const auto quoted = read("\"user\",\"item\",\"rating\"\n\"1\",\"1\",\"3,5\"\n");
    QCOMPARE(quoted->ratings().value, std::vector<float>{3.5F});
}

void TestOwnTables::aFolderOfTablesIsTakenTogether() {
    TemporaryFolder folder;
    writeBooks(folder);
    const auto data = readDataset(folder.path());
    QCOMPARE(textsOf(data->users().id), (Texts{"276725", "276726", "276727"}));
    QCOMPARE(textsOf(data->movies().id), (Texts{"034545104X", "0155061224"}));
    QCOMPARE(data->movies().title, (Texts{"Flesh; and Fog", "Rites"}));
    QCOMPARE(data->movies().year, (std::vector<std::int16_t>{2002, 2001}));
    QCOMPARE(wordsOf(data->movies().category("book-author")), (Texts{"A. Pen", "A. Pen"}));
    QCOMPARE(data->movies().texts.size(), std::size_t{1}); // the links
    QCOMPARE(wordsOf(data->users().category("location")), (Texts{"north", "south", "north"}));
    QCOMPARE(wordsOf(data->users().category(people::age)), (Texts{"25–34", "", "Under 18"}));
    QCOMPARE(data->ratings().value, (std::vector<float>{0, 5, 9}));
}

void TestOwnTables::anArchiveOfTablesIsTakenTogether() {
    TemporaryFolder books;
    writeBooks(books);
    TemporaryFolder folder;
    packZip(folder.path() / "books.zip", {{"books/Ratings.csv", books.read("Ratings.csv")},
                                          {"books/Users.csv", books.read("Users.csv")},
                                          {"books/Books.csv", books.read("Books.csv")},
                                          {"books/readme.txt", "About these books"}});
    const auto data = readDataset(folder.path() / "books.zip");
    QCOMPARE(data->name(), std::string("books"));
    QCOMPARE(data->movies().title.front(), std::string("Flesh; and Fog"));
    QCOMPARE(data->users().size(), std::size_t{3});
}

void TestOwnTables::severalTablesOfRatingsAreTold() {
    TemporaryFolder folder;
    folder.write("train.csv", "user,item,rating\n1,1,3\n");
    folder.write("test.csv", "user,item,rating\n1,2,3\n");
    const auto error = thrownBy<DataError>([&] { (void)readDataset(folder.path()); });
    QVERIFY2(QByteArray(error.what()).contains("test.csv and train.csv"), error.what());
    QCOMPARE(readDataset(folder.path() / "train.csv")->ratings().size(), std::size_t{1});
}

void TestOwnTables::whatLiesBesideByChanceDoesNoHarm() {
    TemporaryFolder folder;
    writeBooks(folder);
    folder.write("empty.csv", "");
    folder.write("notes.txt", "Nothing\nof use, or\n of sense.\n");
    QCOMPARE(readDataset(folder.path())->users().size(), std::size_t{3});
    // By the columns that are chosen, which no other table has, the ratings are found, too.
    folder.write("marks.csv", "who,what,much\n276725,0155061224,9\n");
    ReadOptions options;
    options.columns = {"who", "what", "much", "-"};
    std::filesystem::remove(folder.path() / "Ratings.csv");
    const auto data = readDataset(folder.path(), options);
    QCOMPARE(data->ratings().value, std::vector<float>{9});
    // A file of ratings that holds one word, beside one of movies.
    TemporaryFolder broken;
    broken.write("movies.csv", "rei");
    broken.write("ratings.csv", "m");
    QVERIFY_EXCEPTION_THROWN((void)readDataset(broken.path()), DataError);
}

void TestOwnTables::aNamedFileStaysAlone() {
    TemporaryFolder folder;
    writeBooks(folder);
    const auto data = readDataset(folder.path() / "Ratings.csv");
    QVERIFY(data->users().categories.empty());
    QCOMPARE(data->movies().title.front(), std::string("034545104X"));
    QVERIFY(says(*data, "no file of users"));
    QVERIFY(QByteArray(data->source().c_str()).endsWith("Ratings.csv"));
}

void TestOwnTables::tablesElsewhereMayBeNamed() {
    TemporaryFolder folder;
    writeBooks(folder);
    TemporaryFolder elsewhere;
    elsewhere.write("people.tsv", "User-ID\tteam\n276725\tred\n276726\tblue\n");
    ReadOptions options;
    options.users = (elsewhere.path() / "people.tsv").string();
    options.items = (folder.path() / "Books.csv").string();
    const auto data = readDataset(folder.path() / "Ratings.csv", options);
    QCOMPARE(wordsOf(data->users().category("team")), (Texts{"red", "blue"}));
    QCOMPARE(data->movies().title.front(), std::string("Flesh; and Fog"));
}

void TestOwnTables::columnsOfUsersBecomeFeatures() {
    TemporaryFolder folder;
    folder.write("likes.csv", "user,item,rating\n1,1,3\n2,1,4\n3,1,5\n");
    folder.write("users.csv", "id,sex,age,level,height,name,e-mail\n"
                              "1,f,34,1,1.62,Ann,a@a.example\n"
                              "2,Male,7,3,1.20,Bob,b@a.example\n"
                              "3,,51,2,1.75,Cyd,c@a.example\n");
    const auto data = readDataset(folder.path());
    const UserColumns& users = data->users();
    QCOMPARE(wordsOf(users.category(people::gender)), (Texts{"Female", "Male", ""}));
    QCOMPARE(wordsOf(users.category(people::age)), (Texts{"25–34", "Under 18", "50–55"}));
    const CategoryColumn* level = users.category("level");
    QVERIFY(level != nullptr && level->ordered);
    QCOMPARE(level->words, (Texts{"1", "2", "3"}));
    QCOMPARE(users.numbers.size(), std::size_t{2}); // years and height
    QCOMPARE(users.numbers[1].label, std::string("height"));
    QCOMPARE(users.numbers[1].value, (std::vector<float>{1.62F, 1.20F, 1.75F}));
    QCOMPARE(users.texts.size(), std::size_t{2});
}

void TestOwnTables::columnsOfItemsBecomeFeatures() {
    TemporaryFolder folder;
    folder.write("plays.tsv", "user\tsong\tscore\n1\ts1\t3\n2\ts2\t4\n1\ts3\t4\n");
    folder.write("songs.tsv", "song\tname\tkey\ttags\tyear\tseconds\n"
                              "s1\tRain (live)\tC\tfolk|slow\t1971\t200.5\n"
                              "s2\tSun\tD\tpop\t1980\t180.25\n"
                              "s3\t\tC\t\t\t\n");
    const auto data = readDataset(folder.path());
    const MovieColumns& songs = data->movies();
    QCOMPARE(songs.title, (Texts{"Rain (live)", "Sun", "s3"}));
    QCOMPARE(songs.year, (std::vector<std::int16_t>{1971, 1980, 0}));
    QCOMPARE(data->genreNames(), (Texts{"folk", "slow", "pop"}));
    QCOMPARE(songs.genresOf(0).size(), std::size_t{2});
    QVERIFY(songs.genresOf(2).empty());
    QCOMPARE(wordsOf(songs.category("key")), (Texts{"C", "D", "C"}));
    QCOMPARE(songs.numbers.front().value[1], 180.25F);
    QVERIFY(std::isnan(songs.numbers.front().value[2]));
    const Encoding encoding(*data);
    QCOMPARE(encoding.vocabulary().movies.categories.size(), std::size_t{1});
}

void TestOwnTables::listsInBracketsAreGenres() {
    TemporaryFolder folder;
    folder.write("r.csv", "user,item,rating\n1,1,3\n1,2,4\n");
    folder.write("items.csv", "item,title,genre\n"
                              "1,A,\"['Drama', 'War']\"\n2,B,\"['War']\"\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->genreNames(), (Texts{"Drama", "War"}));
    QCOMPARE(data->movies().genresOf(0).size(), std::size_t{2});
}

void TestOwnTables::thoseWithoutARowAreKnownByTheirRatings() {
    TemporaryFolder folder;
    writeBooks(folder);
    folder.write("Ratings.csv", "User-ID,ISBN,Book-Rating\n276725,0155061224,9\n"
                                "999,0155061224,8\n999,1234567890,7\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(textsOf(data->users().id).back(), std::string("999"));
    QCOMPARE(wordsOf(data->users().category("location")).back(), std::string());
    QCOMPARE(data->movies().title.back(), std::string("1234567890"));
    QVERIFY(says(*data, "1 user with ratings is not in Users.csv"));
}

void TestOwnTables::tagsAreTextsOfTheirMovies() {
    TemporaryFolder folder;
    folder.write("ratings.csv", "userId,movieId,rating,timestamp\n7,1,3.5,100\n7,2,4,101\n");
    folder.write("movies.csv", "movieId,title,genres\n1,A (1999),Drama\n2,B,War\n");
    folder.write("tags.csv", "userId,movieId,tag,timestamp\n7,1,rainy,1\n8,1,\"slow, sad\",2\n"
                             "8,1,Rainy,3\n8,77,lost,4\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(data->movies().texts.size(), std::size_t{1});
    QCOMPARE(data->movies().texts[0].value, (Texts{"rainy, slow, sad", ""}));
}

void TestOwnTables::usersOfTheCsvLayoutAreRead() {
    TemporaryFolder folder;
    folder.write("ratings.csv", "userId,movieId,rating\n7,1,3.5\n8,1,4\n");
    folder.write("users.csv", "userId,team\n8,red\n7,blue\n");
    const auto data = readDataset(folder.path());
    QCOMPARE(textsOf(data->users().id), (Texts{"8", "7"}));
    QCOMPARE(wordsOf(data->users().category("team")), (Texts{"red", "blue"}));
}

void TestOwnTables::previewsShowRowsAndGuesses() {
    TemporaryFolder folder;
    folder.write("mine.tsv", "who\titem\tscore\nr1\tp1\t4\nr2\tp2\t5\nr3\tp3\t1\n");
    const TablePreview preview = previewTable(folder.path() / "mine.tsv", 2);
    QVERIFY(preview.header);
    QCOMPARE(preview.columns, (Texts{"who", "item", "score"}));
    QCOMPARE(preview.rows.size(), std::size_t{2});
    QCOMPARE(preview.rows[1], (Texts{"r2", "p2", "5"}));
    QVERIFY(!preview.user);
    QCOMPARE(*preview.item, std::size_t{1});
    QCOMPARE(*preview.rating, std::size_t{2});
    QVERIFY(!preview.time);
}

QTEST_GUILESS_MAIN(TestOwnTables)
#include "tst_own_tables.moc"
