// SPDX-License-Identifier: MIT
// What the command line does with a trained model: predict, recommend, export, info.
#include "tests/support/cli_process.h"
#include "tests/support/generated_movielens.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace towerlab;
using namespace towerlab::test;

namespace {

/// The numbers of a line of exported vectors: the id, then those of the vector.
QVector<double> vectorOf(QString line) {
    QVector<double> numbers;
    for (const QString& number : line.remove('"').split(','))
        numbers << number.toDouble();
    return numbers;
}

} // namespace

class TestCliModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void predictsPairs();
    void predictsPairsFromStandardInput();
    void wrongPairsNameTheLine();
    void pairsOfAnyForm();
    void unknownIdsAreRefused();
    void classifierHasNoStars();
    void recommendsFromTheDemo();
    void recommendsAsJson();
    void recommendsToSomebodyNew();
    void offersAStrangerTheMostRated();
    void modelsOfRatingsAloneSurviveTheirFile();
    void ratedMoviesAreHiddenUnlessAsked();
    void quotesTitlesAndFindsMovedData();
    void exportsVectors();
    void tellsAboutAModel();

private:
    QString path(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
    QString model_;
};

void TestCliModel::initTestCase() {
    QVERIFY(folder_.isValid());
    model_ = path("demo.towerlab");
    const Outcome training = cli(quickTraining() << "--model" << model_);
    QVERIFY2(training.exitCode == 0, qPrintable(training.err));
    QVERIFY(QFileInfo::exists(model_));
}

void TestCliModel::predictsPairs() {
    const Outcome outcome =
        cli({"predict", model_, "--user", "1", "--movie", "2", "--user", "3", "--movie", "1"});
    // Which ids the small sample knows is up to the data; all that have a rating do.
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QStringList lines = outcome.lines();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], QString("user_id,movie_id,score,stars"));
    QVERIFY(lines[1].startsWith("1,2,") && lines[2].startsWith("3,1,"));
    const double score = lines[1].split(',')[2].toDouble();
    const double stars = lines[1].split(',')[3].toDouble();
    QVERIFY(score > 0 && score < 1);
    QVERIFY(stars >= 0.5 && stars <= 5);
}

void TestCliModel::predictsPairsFromStandardInput() {
    const QStringList arguments{"predict", model_, "--pairs", "-", "--format", "json"};
    const Outcome outcome = cli(arguments, "user,movie\r\n1,2\r\n\n\"3\", 1\n99999999,1\n");
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QJsonArray rows = outcome.json().array();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[1]["user_id"].toInt(), 3);
    QVERIFY(rows[0]["score"].isDouble() && rows[0]["stars"].isDouble());
    QVERIFY(rows[2]["score"].isNull() && rows[2]["stars"].isNull());
    QVERIFY(outcome.err.contains("warning"));
}

void TestCliModel::wrongPairsNameTheLine() {
    const Outcome outcome = cli({"predict", model_, "--pairs", "-"}, "user,movie\n1,2\n1;2\n");
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("line 3"), qPrintable(outcome.err));
    QCOMPARE(cli({"predict", model_, "--pairs", path("nowhere.csv")}).exitCode, 3);
}

void TestCliModel::pairsOfAnyForm() {
    const QStringList arguments{"predict", model_, "--pairs", "-"};
    const Outcome plain = cli(arguments, "1,2\n3,1\n");
    QCOMPARE(plain.exitCode, 0);
    for (const QByteArray& form : {
             QByteArray("UserID,MovieID\n1,2\n3,1\n"),
             QByteArray("\xEF\xBB\xBF"
                        "1,2\n3,1\n"),
             QByteArray("user;movie\r\n1;2\r\n3;1\r\n"),
             QByteArray("user,movie,rating\n1,2,3\n3,1,\n"),
             QByteArray("1::2::3::978300760\n3::1::4::978300761\n"),
             QByteArray("rating\tITEM_ID\tuser id\ttitle\n3\t\"2\"\t\"1\"\tx\n4\t1\t3\ty\n"),
             QByteArray("user,movie\n1.0,2.0\n3.0,1.0\n"),
             QByteArray("1 2\n3 1\n"),
         }) {
        const Outcome outcome = cli(arguments, form);
        QVERIFY2(outcome.exitCode == 0, qPrintable(form + outcome.err.toUtf8()));
        QCOMPARE(outcome.out, plain.out);
    }
    for (const QByteArray& none : {QByteArray(), QByteArray("user,movie\n")})
        QCOMPARE(cli(arguments, none).exitCode, 3);
}

void TestCliModel::unknownIdsAreRefused() {
    const Outcome user = cli({"predict", model_, "--user", "99999999", "--movie", "2"});
    QCOMPARE(user.exitCode, 3);
    QVERIFY(user.err.contains("user 99999999"));
    const Outcome movie = cli({"predict", model_, "--user", "1", "--movie", "99999999"});
    QCOMPARE(movie.exitCode, 3);
    QVERIFY(movie.err.contains("movie 99999999"));
    QCOMPARE(cli({"recommend", model_, "--user", "99999999"}).exitCode, 3);
}

void TestCliModel::classifierHasNoStars() {
    const QString classifier = path("classifier.towerlab");
    const Outcome training = cli(quickTraining() << "--objective"
                                                 << "bce"
                                                 << "--model" << classifier);
    QCOMPARE(training.exitCode, 0);
    QVERIFY(training.lines().value(1).contains(",,")); // no RMSE
    const Outcome outcome = cli({"predict", classifier, "--user", "1", "--movie", "2"});
    QVERIFY(outcome.lines().value(1).endsWith(','));
}

void TestCliModel::recommendsFromTheDemo() {
    const Outcome outcome = cli({"recommend", model_, "--user", "1", "--count", "7", "--timing"});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QStringList lines = outcome.lines();
    QCOMPARE(lines.size(), 8);
    QCOMPARE(lines[0], QString("rank,movie_id,title,year,genres,score,stars"));
    QVERIFY(lines[1].startsWith("1,") && lines[7].startsWith("7,"));
    QVERIFY(outcome.err.contains("timing: ") && outcome.err.contains("query "));
}

void TestCliModel::recommendsAsJson() {
    const Outcome outcome =
        cli({"recommend", model_, "--demo", "--user", "1", "--count", "5", "--format", "json"});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonArray rows = outcome.json().array();
    QCOMPARE(rows.size(), 5);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i]["rank"].toInt(), int(i) + 1);
        QVERIFY(rows[i]["genres"].isArray() && !rows[i]["title"].toString().isEmpty());
        QVERIFY(i == 0 || rows[i - 1]["score"].toDouble() >= rows[i]["score"].toDouble());
    }
}

void TestCliModel::offersAStrangerTheMostRated() {
    TemporaryFolder data;
    writeSmall1M(data);
    data.write("users.dat", data.read("users.dat") + "9::F::25::20::55455\n"); // no rating
    const QString folder = QString::fromStdString(data.path().string());
    const QString model = folder + "/stranger.towerlab";
    const Outcome training = cli({"train", folder, "--sample-fraction", "1",
                                  "--validation-fraction", "0", "--epochs", "1", "--model", model});
    QVERIFY2(training.exitCode == 0, qPrintable(training.err));
    const Outcome list = cli({"recommend", model, "--user", "9"});
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.err.contains("does not know user 9"), qPrintable(list.err));
    QCOMPARE(list.lines().size(), 4);
    QVERIFY2(list.lines()[1].startsWith("1,1,Lanterns,1995,"), qPrintable(list.out));
    QVERIFY2(list.lines()[1].endsWith(",,"), qPrintable(list.out)); // neither score nor stars
}

/// Nothing is known of users and movies: several parts of the model file are empty.
void TestCliModel::modelsOfRatingsAloneSurviveTheirFile() {
    TemporaryFolder data;
    std::string ratings = "userId,movieId,rating\n";
    for (int user = 1; user <= 12; ++user)
        for (int movie = user % 3 + 1; movie <= 20; movie += 2)
            ratings += std::to_string(user) + ',' + std::to_string(movie) + ',' +
                       std::to_string(1 + (user + movie) % 5) + '\n';
    data.write("ratings.csv", ratings);
    const QString folder = QString::fromStdString(data.path().string());
    const QString model = folder + "/bare.towerlab";
    const QStringList training{"train",    folder, "--sample-fraction", "1",
                               "--epochs", "1",    "--model",           model};
    const Outcome trained = cli(training);
    QVERIFY2(trained.exitCode == 0, qPrintable(trained.err));
    const Outcome list = cli({"recommend", model, "--user", "1", "--count", "3"});
    QVERIFY2(list.exitCode == 0, qPrintable(list.err));
    QCOMPARE(list.lines().size(), 4);
    const Outcome nothing = cli(QStringList(training) << "--user-ids"
                                                      << "off");
    QCOMPARE(nothing.exitCode, 2);
    QVERIFY2(nothing.err.contains("nothing to read"), qPrintable(nothing.err));
}

void TestCliModel::recommendsToSomebodyNew() {
    const QString model = path("history.towerlab");
    QCOMPARE(cli({"train", "--demo", "--preset", "best-rating", "--sample-fraction", "0.2",
                  "--epochs", "20", "--model", model})
                 .exitCode,
             0);
    const Outcome list = cli({"recommend", model, "--rated", "1:5,2:1,3:4", "--count", "5"});
    QVERIFY2(list.exitCode == 0, qPrintable(list.err));
    QCOMPARE(list.lines().size(), 6);
    for (const QString& line : list.lines().mid(1))
        QVERIFY(!QStringList({"1", "2", "3"}).contains(line.section(',', 1, 1)));
    QVERIFY(list.out != cli({"recommend", model, "--rated", "1:1,2:5,3:1", "--count", "5"}).out);
    for (const char* wrong : {"x", "1", "1:", "1:9", "1:4x"})
        QCOMPARE(cli({"recommend", model, "--rated", wrong}).exitCode, 2);
    QCOMPARE(cli({"recommend", model, "--rated", "999999:4"}).exitCode, 3);
    QCOMPARE(cli({"recommend", model}).exitCode, 2);
    const Outcome blind = cli({"recommend", model_, "--rated", "1:5"});
    QCOMPARE(blind.exitCode, 2);
    QVERIFY2(blind.err.contains("history"), qPrintable(blind.err));
}

void TestCliModel::ratedMoviesAreHiddenUnlessAsked() {
    const QStringList all{"recommend", model_, "--user", "1", "--count", "1000000"};
    const auto hidden = cli(all).lines().size();
    const auto included = cli(QStringList(all) << "--include-rated").lines().size();
    QVERIFY(hidden > 1);
    QVERIFY(included > hidden);
}

void TestCliModel::quotesTitlesAndFindsMovedData() {
    TemporaryFolder data;
    writeSmall1M(data);
    data.write("movies.dat", "1::Say \"Hi\", Friend (1999)::Comedy|Drama\n2::Plain (2000)::Drama\n"
                             "4::Other (2001)::Drama\n7::Unseen (2002)::Drama\n");
    const QString before = QString::fromStdString(data.path().string());
    const QString model = path("small.towerlab");
    const Outcome training = cli({"train", before, "--sample-fraction", "1",
                                  "--validation-fraction", "0", "--epochs", "1", "--model", model});
    QVERIFY2(training.exitCode == 0, qPrintable(training.err));

    const QStringList query{"recommend", model, "--user", "1", "--include-rated"};
    const Outcome list = cli(query);
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.out.contains(",1,\"Say \"\"Hi\"\", Friend\",1999,Comedy|Drama,"),
             qPrintable(list.out));

    const QString after = path("moved");
    QVERIFY(QFile::rename(before, after) || QDir().rename(before, after));
    const Outcome lost = cli(query);
    QCOMPARE(lost.exitCode, 3);
    QVERIFY2(lost.err.contains(before) && lost.err.contains("--data"), qPrintable(lost.err));
    const Outcome found = cli(QStringList(query) << "--data" << after);
    QCOMPARE(found.exitCode, 0);
    QCOMPARE(found.out, list.out);
}

void TestCliModel::exportsVectors() {
    const QString users = path("users.csv");
    const Outcome outcome = cli({"export", model_, "--users", users, "--movies", "-"});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.lines().value(0), QString("movie_id,weighted_movie_embedding"));
    QVERIFY(outcome.err.contains("weights of the match"));
    QFile file(users);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine().trimmed(), QByteArray("user_id,user_embedding"));
    const QJsonDocument info = cli({"info", "--model", model_, "--format", "json"}).json();
    const QVector<double> user = vectorOf(QString::fromUtf8(file.readLine()));
    const QVector<double> movie = vectorOf(outcome.lines().value(1));
    QCOMPARE(user.size(), 9); // an id and 8 numbers
    double logit = info["match_bias"].toDouble();
    for (qsizetype k = 1; k < 9; ++k)
        logit += user[k] * movie[k];
    const Outcome predicted = cli({"predict", model_, "--user", QString::number(user[0]), "--movie",
                                   QString::number(movie[0]), "--format", "json"});
    const double score = predicted.json()[0]["score"].toDouble();
    QVERIFY2(std::abs(score - 1 / (1 + std::exp(-logit))) < 1e-5, qPrintable(predicted.out));

    const Outcome raw = cli({"export", model_, "--movies", "-", "--raw"});
    QCOMPARE(raw.lines().value(0), QString("movie_id,movie_embedding"));
    QVERIFY(raw.err.contains("does not rank"));
    const QVector<double> tower = vectorOf(raw.lines().value(1));
    const QJsonArray weights = info["match_weights"].toArray();
    QCOMPARE(weights.size(), 8);
    for (qsizetype k = 1; k < 9; ++k)
        QVERIFY(std::abs(tower[k] * weights[k - 1].toDouble() - movie[k]) < 1e-6);

    const Outcome columns = cli({"export", model_, "--movies", "-", "--columns"});
    QVERIFY(columns.lines().value(0).startsWith("movie_id,title,year,genres,weighted_v1,"));
    QVERIFY(columns.lines().value(0).endsWith(",weighted_v8"));
    QCOMPARE(vectorOf(columns.lines().value(1)).last(), movie.last());
}

void TestCliModel::tellsAboutAModel() {
    const QJsonDocument json = cli({"info", "--model", model_, "--format", "json"}).json();
    QVERIFY(json["parameters"].toInteger() > 100000);
    QCOMPARE(json["epochs"].toArray().size(), 2);
    const Outcome csv = cli({"info", "--model", model_});
    QVERIFY(csv.out.contains("\nsettings.sample_fraction,0.05\n"));
    QVERIFY(csv.out.contains("\nepochs.2.epoch,2\n"));
}

QTEST_GUILESS_MAIN(TestCliModel)
#include "tst_cli_model.moc"
