// SPDX-License-Identifier: MIT
#include "core/analyze/pca.h"
#include "core/error.h"
#include "core/evaluate/rating_metrics.h"
#include "core/io/atomic_file.h"
#include "core/io/csv.h"
#include "core/io/embedding_export.h"
#include "core/recommend/similar.h"
#include "core/system/system_info.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/ids.h"

#include <QTest>

#include <array>
#include <cmath>
#include <cstring>
#include <sstream>

using namespace towerlab;
using namespace towerlab::test;

class TestAnalysis : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pcaFindsTheLineOfPoints();
    void pcaTellsTheShareOfEachAxis();
    void pcaOfConstantVectorsExplainsNothing();
    void pcaSignsRepeat();
    void metricsOnHandWorkedCases();
    void nearestNeighboursByCosine();
    void csvQuotesTheVector();
    void columnsSayWhatEachRowIs();
    void arraysAreNumPys();
    void projectorGetsAPair();
    void spreadsheetsComputeNothingOnWish();
    void csvNumbersReadBackTheSame();
    void failedWriteLeavesTheOldFile();
    void tellsWhichBlasServes();
};

void TestAnalysis::pcaFindsTheLineOfPoints() {
    // On the line through (1, 2) with direction (3, 4)/5, at -1, 0, 1: variance 1 along it.
    const EmbeddingTable table{idsOf({1, 2, 3}), 2, {0.4F, 1.2F, 1.0F, 2.0F, 1.6F, 2.8F}};
    const PcaResult result = principalComponents(spanOf(table), 5);
    QCOMPARE(result.components, 2U);
    QVERIFY(std::abs(result.axes[0] - 0.6F) < 1e-5F);
    QVERIFY(std::abs(result.axes[1] - 0.8F) < 1e-5F);
    QVERIFY(std::abs(result.variance[0] - 1.0) < 1e-5);
    QVERIFY(std::abs(result.explained[0] - 1.0) < 1e-5);
    QVERIFY(std::abs(result.at(0, 0) + 1.0F) < 1e-5F);
    QVERIFY(std::abs(result.at(2, 0) - 1.0F) < 1e-5F);
    QVERIFY(std::abs(result.at(2, 1)) < 1e-5F);
}

void TestAnalysis::pcaTellsTheShareOfEachAxis() {
    // A cross around (5, 7, 1): 3 to each side along the second number, 1 along the first, 0 along
    // the third. Variances 18/3, 2/3 and 0.
    const EmbeddingTable table{idsOf({1, 2, 3, 4}), 3, {5, 10, 1, 5, 4, 1, 6, 7, 1, 4, 7, 1}};
    const PcaResult result = principalComponents(spanOf(table), 3);
    for (const auto& [axis, variance] : {std::pair{0U, 6.0}, {1U, 2.0 / 3}, {2U, 0.0}}) {
        QVERIFY(std::abs(result.variance[axis] - variance) < 1e-6);
        QVERIFY(std::abs(result.explained[axis] - variance / (6 + 2.0 / 3)) < 1e-6);
    }
    QVERIFY(std::abs(result.axes[1] - 1) < 1e-6F && std::abs(result.axes[3] - 1) < 1e-6F);
    // The share is that of the whole, also where fewer components are asked for.
    QVERIFY(std::abs(principalComponents(spanOf(table), 1).explained[0] - 0.9) < 1e-6);
}

void TestAnalysis::pcaOfConstantVectorsExplainsNothing() {
    const EmbeddingTable table{idsOf({1, 2, 3}), 2, {1, 2, 1, 2, 1, 2}};
    const PcaResult result = principalComponents(spanOf(table), 2);
    for (const double share : result.explained)
        QCOMPARE(share, 0.0);
    for (const float value : result.projected)
        QVERIFY(std::isfinite(value));
}

void TestAnalysis::pcaSignsRepeat() {
    EmbeddingTable table{idsOf({1, 2, 3, 4}), 3, {1, 5, 2, 0, 3, 1, 7, 1, 4, 2, 2, 9}};
    const PcaResult a = principalComponents(spanOf(table), 3);
    const PcaResult b = principalComponents(spanOf(table), 3);
    QCOMPARE(a.projected, b.projected);
    for (std::size_t k = 0; k < 3; ++k) {
        float largest = 0;
        for (std::size_t d = 0; d < 3; ++d)
            if (std::abs(a.axes[k * 3 + d]) > std::abs(largest))
                largest = a.axes[k * 3 + d];
        QVERIFY(largest > 0);
    }
}

void TestAnalysis::metricsOnHandWorkedCases() {
    const std::array<float, 3> predicted = {3, 4, 1};
    const std::array<float, 3> actual = {4, 4, 3};
    QCOMPARE(rootMeanSquaredError(predicted, actual), std::sqrt(5.0 / 3.0));
    QCOMPARE(meanAbsoluteError(predicted, actual), 1.0);
    QCOMPARE(rootMeanSquaredError({}, {}), 0.0);
    // Pairs (positive, negative): .9>.8, .9>.4, .4<.8, .4=.4 -> (1 + 1 + 0 + 1/2) / 4.
    const std::array<float, 4> scores = {0.9F, 0.8F, 0.4F, 0.4F};
    const std::array<float, 4> labels = {1, 0, 1, 0};
    QCOMPARE(areaUnderRoc(scores, labels).value(), 0.625);
    QCOMPARE(accuracy(scores, labels), 0.5);
    const std::array<float, 2> ones = {1, 1};
    QVERIFY(!areaUnderRoc(std::array<float, 2>{0.1F, 0.2F}, ones));
}

void TestAnalysis::nearestNeighboursByCosine() {
    const EmbeddingTable table{idsOf({10, 11, 12, 13}), 2, {1, 0, 10, 1, 0, 3, 0, 0}};
    const auto near = nearestNeighbours(table, 0, 2);
    QCOMPARE(near.size(), 2U);
    QCOMPARE(near[0].index, 1U);
    QVERIFY(std::abs(near[0].similarity - 10 / std::sqrt(101.0F)) < 1e-6F);
    QCOMPARE(near[1].similarity, 0.0F);
    QCOMPARE(nearestNeighbours(table, 0, 10).size(), 3U);
}

void TestAnalysis::csvQuotesTheVector() {
    std::ostringstream users;
    writeEmbeddingCsv(users, {{idsOf({7, 3}), 2, {0.5F, -1, 0, 2.25F}}, EmbeddingKind::User});
    QCOMPARE(users.str(), std::string("user_id,user_embedding\n7,\"0.5,-1\"\n3,\"0,2.25\"\n"));
    std::ostringstream movies;
    writeEmbeddingCsv(movies, {{{}, 2, {}}, EmbeddingKind::Movie});
    QCOMPARE(movies.str(), std::string("movie_id,movie_embedding\n"));
    std::ostringstream weighted;
    writeEmbeddingCsv(weighted, {{{}, 2, {}}, EmbeddingKind::WeightedMovie});
    QCOMPARE(weighted.str(), std::string("movie_id,weighted_movie_embedding\n"));
}

void TestAnalysis::columnsSayWhatEachRowIs() {
    Vocabulary vocabulary;
    vocabulary.users = {idsOf({7, 3}),
                        {{"gender", "Gender", {"F", "M"}, {0, 1}},
                         {"age", "Age", {"18", "25"}, {1, 0}},
                         {"occupation", "Occupation", {"artist"}, {0, 0}}}};
    vocabulary.movies.id = idsOf({11, 12});
    vocabulary.movies.title = {"Night, and \"Day\"", "天空之城"};
    vocabulary.movies.categories = {{"maker", "Maker", {"A", "B"}, {1, 0}}};
    vocabulary.movies.year = {1994, 0};
    vocabulary.movies.allGenres = {0, 1};
    vocabulary.movies.genreStart = {0, 2, 2};
    vocabulary.allGenres = {"Comedy", "War"};
    std::ostringstream users;
    writeEmbeddingColumns(users, {{idsOf({7, 3}), 2, {0.5F, -1, 0, 2.25F}}, EmbeddingKind::User},
                          vocabulary);
    QCOMPARE(users.str(), std::string("user_id,gender,age,occupation,v1,v2\n"
                                      "7,F,25,artist,0.5,-1\n3,M,18,artist,0,2.25\n"));
    std::ostringstream movies;
    writeEmbeddingColumns(movies, {{idsOf({11, 12}), 1, {1, 2}}, EmbeddingKind::WeightedMovie},
                          vocabulary);
    QCOMPARE(movies.str(), std::string("movie_id,title,year,genres,maker,weighted_v1\n"
                                       "11,\"Night, and \"\"Day\"\"\",1994,Comedy|War,B,1\n"
                                       "12,天空之城,,,A,2\n"));
}

/// As numpy.lib.format describes version 1.0.
void TestAnalysis::arraysAreNumPys() {
    std::ostringstream out;
    writeEmbeddingArray(out,
                        {{idsOf({7, 3, 9}), 2, {0.5F, -1, 0, 2.25F, 4, 8}}, EmbeddingKind::User});
    const std::string bytes = out.str();
    QCOMPARE(bytes.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
    const std::size_t header =
        static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    QCOMPARE((10 + header) % 64, std::size_t{0});
    QCOMPARE(bytes[9 + header], '\n');
    QVERIFY(bytes.substr(10, header)
                .starts_with("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }"));
    QCOMPARE(bytes.size(), 10 + header + 6 * sizeof(float));
    float last = 0;
    std::memcpy(&last, bytes.data() + bytes.size() - sizeof last, sizeof last);
    QCOMPARE(last, 8.0F);
}

void TestAnalysis::projectorGetsAPair() {
    Vocabulary vocabulary;
    vocabulary.movies.id = idsOf({11, 12});
    vocabulary.movies.title = {"A\ttab", "天空之城"};
    vocabulary.movies.year = {1994, 0};
    vocabulary.movies.allGenres = {0};
    vocabulary.movies.genreStart = {0, 1, 1};
    vocabulary.allGenres = {"Comedy"};
    const EmbeddingExport movies{{idsOf({11, 12}), 2, {1, 2, 3.5F, -4}}, EmbeddingKind::Movie};
    std::ostringstream vectors;
    writeProjectorVectors(vectors, movies);
    QCOMPARE(vectors.str(), std::string("1\t2\n3.5\t-4\n"));
    std::ostringstream metadata;
    writeProjectorMetadata(metadata, movies, vocabulary);
    QCOMPARE(metadata.str(), std::string("id\ttitle\tyear\tgenres\n11\tA tab\t1994\tComedy\n"
                                         "12\t天空之城\t\t\n"));
    QCOMPARE(metadataFileOf("a/vectors.tsv").string(), std::string("a/vectors_metadata.tsv"));
}

void TestAnalysis::spreadsheetsComputeNothingOnWish() {
    const std::vector<std::string> computed = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)",
                                               "=HYPERLINK(\"a\",\"b\")"};
    for (const std::string& text : computed)
        QCOMPARE(csvField(text).find('\''), text.find('\''));
    setSpreadsheetSafe(true);
    for (const std::string& text : computed) {
        const std::string field = csvField(text);
        QVERIFY(field.starts_with('\'') || field.starts_with("\"'"));
    }
    for (const char* plain : {"-0.5", "+3", "1e-7", "A = B", "", "天空之城"})
        QCOMPARE(csvField(plain), std::string(plain));
    setSpreadsheetSafe(false);
}

void TestAnalysis::csvNumbersReadBackTheSame() {
    const float value = 0.1F + 1e-7F;
    std::ostringstream out;
    writeEmbeddingCsv(out, {{idsOf({1}), 1, {value}}, EmbeddingKind::User});
    const QString text = QString::fromStdString(out.str());
    const QString number = text.section(QLatin1Char('"'), 1, 1);
    QCOMPARE(number.toFloat(), value);
}

void TestAnalysis::failedWriteLeavesTheOldFile() {
    const TemporaryFolder folder;
    folder.write("a.txt", "old");
    QVERIFY_EXCEPTION_THROWN(writeAtomically(folder.path() / "a.txt",
                                             [](std::ostream& out) {
                                                 out << "half";
                                                 throw Cancelled();
                                             }),
                             Cancelled);
    QCOMPARE(folder.read("a.txt"), std::string("old"));
    writeAtomically(folder.path() / "a.txt", [](std::ostream& out) { out << "new"; });
    QCOMPARE(folder.read("a.txt"), std::string("new"));
    int files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
        ++files;
    QCOMPARE(files, 1);
    QVERIFY_EXCEPTION_THROWN(
        writeAtomically(folder.path() / "none" / "a.txt", [](std::ostream&) {}), FileError);
}

void TestAnalysis::tellsWhichBlasServes() {
    const SystemInfo info = systemInfo();
    QVERIFY(!info.blasName.empty());
    QVERIFY(info.cores >= 1);
    QCOMPARE(blasWarning(info).empty(), !info.blasIsSlow);
    qInfo("BLAS: %s (%s)", info.blasName.c_str(), info.blasDetail.c_str());
}

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
