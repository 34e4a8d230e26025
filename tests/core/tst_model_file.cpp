// SPDX-License-Identifier: MIT
#include "core/data/demo_data.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/train/trainer.h"

#include <QtTest>

#include <QFile>
#include <QTemporaryDir>

#include <numeric>

using namespace towerlab;

namespace {

const TrainedModel& smallModel() {
    static const TrainedModel model = [] {
        DemoSettings demo;
        demo.users = 40;
        demo.movies = 30;
        demo.ratings = 500;
        RunSettings settings;
        settings.data.sampleFraction = 1;
        settings.model.idEmbedding = 4;
        settings.train.epochs = 2;
        return Trainer(makeDemoData(demo), settings).run();
    }();
    return model;
}

std::vector<float> allPredictions(const TrainedModel& model) {
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    for (std::int32_t u = 0; u < static_cast<std::int32_t>(model.vocabulary().userCount()); ++u)
        for (std::int32_t m = 0; m < static_cast<std::int32_t>(model.vocabulary().movieCount());
             ++m) {
            users.push_back(u);
            movies.push_back(m);
        }
    return model.predict(users, movies);
}

} // namespace

class TestModelFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void roundTripPredictsTheSame();
    void truncatedIsSaid();
    void flippedBitsAreFound();
    void appendedBytesAreFound();
    void foreignIsSaid();
    void newerVersionIsSaid();
    void missingIsSaid();
    void folderIsRefused();
    void failedSaveIsReported();

private:
    std::filesystem::path path(const char* name) const {
        return folder_.filePath(QString::fromLatin1(name)).toStdString();
    }
    std::filesystem::path written(const QByteArray& bytes) const;
    QByteArray refusal(const QByteArray& bytes) const;
    static QByteArray refusal(const std::filesystem::path& file);

    QTemporaryDir folder_;
    QByteArray good_;
};

void TestModelFile::initTestCase() {
    QVERIFY(folder_.isValid());
    saveModel(smallModel(), path("good.towerlab"));
    QFile file(folder_.filePath(QStringLiteral("good.towerlab")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    good_ = file.readAll();
    QVERIFY(good_.startsWith("TOWERLAB"));
}

std::filesystem::path TestModelFile::written(const QByteArray& bytes) const {
    QFile file(folder_.filePath(QStringLiteral("other.towerlab")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
    return path("other.towerlab");
}

/// What loading says against the file; empty if it accepts it.
QByteArray TestModelFile::refusal(const std::filesystem::path& file) {
    try {
        loadModel(file);
    } catch (const ModelFileError& error) {
        if (error.file() != file.string())
            return "names no file";
        return error.what();
    }
    return {};
}

QByteArray TestModelFile::refusal(const QByteArray& bytes) const { return refusal(written(bytes)); }

void TestModelFile::roundTripPredictsTheSame() {
    const TrainedModel loaded = loadModel(path("good.towerlab"));
    QCOMPARE(allPredictions(loaded), allPredictions(smallModel()));
    QCOMPARE(loaded.userVectors().values, smallModel().userVectors().values);
    QCOMPARE(loaded.movieVectors().ids, smallModel().movieVectors().ids);
    QCOMPARE(loaded.parameterCount(), smallModel().parameterCount());
    QCOMPARE(toJson(loaded.record()), toJson(smallModel().record()));
    const Vocabulary& read = loaded.vocabulary();
    const Vocabulary& kept = smallModel().vocabulary();
    QCOMPARE(read.movies.title, kept.movies.title);
    QCOMPARE(read.movies.year, kept.movies.year);
    QCOMPARE(read.genres, kept.genres);
    QCOMPARE(read.occupations, kept.occupations);
    QCOMPARE(read.minRating, kept.minRating);
    QCOMPARE(read.maxRating, kept.maxRating);
    saveModel(loaded, path("again.towerlab"));
    QCOMPARE(allPredictions(loadModel(path("again.towerlab"))), allPredictions(smallModel()));
}

void TestModelFile::truncatedIsSaid() {
    const qsizetype size = good_.size();
    for (const qsizetype length :
         {qsizetype{0}, qsizetype{1}, qsizetype{7}, qsizetype{8}, qsizetype{11}, qsizetype{23},
          qsizetype{24}, qsizetype{25}, qsizetype{40}, size / 2, size - 100, size - 1}) {
        const QByteArray said = refusal(good_.first(length));
        QVERIFY2(said.contains("truncated"), qPrintable(QString::number(length)));
    }
}

void TestModelFile::flippedBitsAreFound() {
    const qsizetype size = good_.size();
    for (qsizetype at = 0; at < size; at += at < 24 ? 1 : size / 50)
        for (const int bit : {0, 7}) {
            QByteArray bytes = good_;
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
            const QByteArray said = refusal(bytes);
            QVERIFY2(!said.isEmpty(), qPrintable(QString::number(at)));
            if (at >= 20) // the checksum itself and what it covers
                QVERIFY2(said.contains("damaged"), said.constData());
        }
}

void TestModelFile::appendedBytesAreFound() { QVERIFY(refusal(good_ + "x").contains("damaged")); }

void TestModelFile::foreignIsSaid() {
    QVERIFY(refusal(QByteArray("PK\3\4 something else")).contains("not a TowerLab"));
    QVERIFY(refusal(QByteArray(5000, '\0')).contains("not a TowerLab"));
    QVERIFY(refusal(QByteArray("x")).contains("not a TowerLab"));
}

void TestModelFile::newerVersionIsSaid() {
    QByteArray bytes = good_;
    bytes[8] = 99;
    const QByteArray said = refusal(bytes);
    QVERIFY2(said.contains("newer") && said.contains("Update"), said.constData());
}

void TestModelFile::missingIsSaid() {
    QVERIFY(refusal(path("none.towerlab")).contains("no such file"));
}

void TestModelFile::folderIsRefused() {
    QVERIFY(refusal(std::filesystem::path(folder_.path().toStdString())).contains("opened"));
}

void TestModelFile::failedSaveIsReported() {
    QVERIFY_EXCEPTION_THROWN(saveModel(smallModel(), path("no/such/folder.towerlab")), FileError);
}

QTEST_GUILESS_MAIN(TestModelFile)
#include "tst_model_file.moc"
