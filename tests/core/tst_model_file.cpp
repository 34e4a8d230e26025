// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"
#include "core/data/demo_data.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "core/train/trainer.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/legacy_model.h"
#include "tests/support/quick_model.h"

#include <torch/script.h>
#include <zlib.h>

#include <QtTest>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>

#include <map>
#include <sstream>

using namespace towerlab;
using namespace towerlab::test;

namespace {

TrainedModel trained(const RunSettings& settings) {
    return quickModel(settings, {.users = 40, .movies = 30, .ratings = 500}, 2);
}

RunSettings smallSettings() {
    RunSettings settings;
    settings.model.idEmbedding = 4;
    return settings;
}

const TrainedModel& smallModel() {
    static const TrainedModel model = trained(smallSettings());
    return model;
}

/// The file of a header and of data, with a right checksum.
QByteArray tensorFile(const QByteArray& header, const QByteArray& data) {
    QByteArray file(8, '\0');
    qToLittleEndian<quint64>(static_cast<quint64>(header.size()), file.data());
    file += header + data;
    QByteArray checksum(4, '\0');
    const auto* bytes = reinterpret_cast<const Bytef*>(file.constData());
    qToLittleEndian<quint32>(
        static_cast<quint32>(crc32_z(0, bytes, static_cast<z_size_t>(file.size()))),
        checksum.data());
    return file + checksum;
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
    void idsAndColumnsOfAnyDataComeBack();
    void layoutIsThatOfSafetensors();
    void truncatedIsSaid();
    void flippedBitsAreFound();
    void appendedBytesAreFound();
    void foreignIsSaid();
    void newerVersionIsSaid();
    void missingIsSaid();
    void folderAndDeviceAreRefused();
    void failedSaveIsReported();
    void hostileHeadersAreRefused_data();
    void hostileHeadersAreRefused();
    void rightTensorsOfAnotherModelAreRefused();
    void baselineMustBeNumbers_data();
    void baselineMustBeNumbers();
    void sizesOfTheSettingsAreHeldAgainstTheFile();
    void filesOfFormat2Open_data();
    void filesOfFormat2Open();
    void codeInAnArchiveIsRefusedAndNotRun();
    void hostileArchivesAreRefused();

private:
    std::filesystem::path path(const char* name) const {
        return folder_.filePath(QString::fromLatin1(name)).toStdString();
    }
    std::filesystem::path written(const QByteArray& bytes) const;
    QByteArray refusal(const QByteArray& bytes) const;
    static QByteArray refusal(const std::filesystem::path& file);

    QTemporaryDir folder_;
    QByteArray good_;
    QByteArray header_; ///< of good_
    QByteArray data_;   ///< of good_, without the checksum
};

void TestModelFile::initTestCase() {
    QVERIFY(folder_.isValid());
    saveModel(smallModel(), path("good.towerlab"));
    QFile file(folder_.filePath(QStringLiteral("good.towerlab")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    good_ = file.readAll();
    const auto size = static_cast<qsizetype>(qFromLittleEndian<quint64>(good_.constData()));
    header_ = good_.mid(8, size);
    data_ = good_.mid(8 + size).chopped(4);
    QCOMPARE(tensorFile(header_, data_), good_);
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
    QVERIFY(read.users.categories == kept.users.categories);
    QCOMPARE(read.minRating, kept.minRating);
    QCOMPARE(read.maxRating, kept.maxRating);
    saveModel(loaded, path("again.towerlab"));
    QCOMPARE(allPredictions(loadModel(path("again.towerlab"))), allPredictions(smallModel()));
}

/// What every reader of safetensors relies on.
void TestModelFile::idsAndColumnsOfAnyDataComeBack() {
    TemporaryFolder folder;
    std::string ratings = "user,item,rating\n";
    std::string users = "user,team\n";
    std::string items = "item,title,brand\n";
    for (int i = 0; i < 12; ++i) {
        const std::string number = std::to_string(i);
        users += "u-" + number + (i % 2 == 0 ? ",red\n" : ",blue\n");
        items += std::to_string(5'000'000'000 + i) + ",Thing " + number +
                 (i % 3 == 0 ? ",Acme\n" : ",Bolt\n");
        for (int j = i % 2; j < 12; j += 2)
            ratings += "u-" + number + ',' + std::to_string(5'000'000'000 + j) + ',' +
                       std::to_string(1 + (i * j) % 5) + '\n';
    }
    folder.write("ratings.csv", ratings);
    folder.write("users.csv", users);
    folder.write("items.csv", items);
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.train.epochs = 1;
    settings.model.userColumnsLeftOut = 1;
    const TrainedModel model = Trainer(readDataset(folder.path()), settings).run();
    const auto file = folder.path() / "own.towerlab";
    saveModel(model, file);
    const TrainedModel loaded = loadModel(file);
    QCOMPARE(loaded.vocabulary().users.id.text(3), std::string("u-3"));
    QVERIFY(loaded.vocabulary().users.id == model.vocabulary().users.id);
    QVERIFY(loaded.vocabulary().movies.id == model.vocabulary().movies.id);
    QVERIFY(loaded.vocabulary().movies.id.areNumbers());
    QVERIFY(loaded.vocabulary().movies.categories == model.vocabulary().movies.categories);
    QCOMPARE(loaded.vocabulary().movies.categories.at(0).name, std::string("brand"));
    QCOMPARE(loaded.userVectors().values, model.userVectors().values);
    QCOMPARE(loaded.movieVectors().values, model.movieVectors().values);
    // A new user is known by the same columns, the one left out among them.
    NewUser user;
    user.categories = {0};
    const TrainedModel::FoldedIn folded = loaded.foldIn(user);
    QCOMPARE(folded.vector.size(), std::size_t{8});
    user.categories = {1};
    QCOMPARE(loaded.foldIn(user).vector, folded.vector); // it is not read
}

void TestModelFile::layoutIsThatOfSafetensors() {
    QCOMPARE(header_.size() % 8, 0);
    const QJsonObject header = QJsonDocument::fromJson(header_).object();
    QCOMPARE(header.value("__metadata__").toObject().value("format").toString(), "3");
    const QHash<QString, qint64> sizes = {{"F32", 4}, {"F64", 8}, {"I64", 8},
                                          {"I32", 4}, {"I16", 2}, {"U8", 1}};
    qint64 total = 0;
    std::map<qint64, qint64> endOf;
    for (auto each = header.begin(); each != header.end(); ++each) {
        if (each.key() == "__metadata__")
            continue;
        const QJsonObject tensor = each.value().toObject();
        qint64 bytes = sizes.value(tensor.value("dtype").toString());
        QVERIFY(bytes > 0);
        const qint64 begin = tensor.value("data_offsets")[0].toInteger();
        QCOMPARE(begin % bytes, 0);
        for (const QJsonValue& side : tensor.value("shape").toArray())
            bytes *= side.toInteger();
        endOf[begin] = tensor.value("data_offsets")[1].toInteger();
        QCOMPARE(endOf[begin] - begin, bytes);
        total += bytes;
    }
    qint64 begin = 0; // no gaps and no overlaps
    for (const auto& [from, to] : endOf) {
        QCOMPARE(from, begin);
        begin = to;
    }
    QCOMPARE(total, data_.size() + 4);
    const QJsonObject ids = header.value("net.user.embedding0.weight").toObject();
    QCOMPARE(ids.value("shape").toArray(), (QJsonArray{40, 4}));
}

void TestModelFile::truncatedIsSaid() {
    const qsizetype size = good_.size();
    for (const qsizetype length : {qsizetype{40}, qsizetype{100}, 8 + header_.size() / 2,
                                   8 + header_.size(), size / 2, size - 100, size - 1}) {
        const QByteArray said = refusal(good_.first(length));
        QVERIFY2(said.contains("truncated"), qPrintable(QString::number(length)));
    }
    for (const qsizetype length : {0, 1, 7}) // may be anything
        QVERIFY(refusal(good_.first(length)).contains("not a TowerLab"));
}

void TestModelFile::flippedBitsAreFound() {
    const qsizetype size = good_.size();
    const qsizetype begin = 8 + header_.size();
    for (qsizetype at = 0; at < size; at += at < 64 ? 1 : at < begin ? 37 : size / 50)
        for (const int bit : {0, 7}) {
            QByteArray bytes = good_;
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
            const QByteArray said = refusal(bytes);
            QVERIFY2(!said.isEmpty(), qPrintable(QString::number(at)));
            if (at >= begin)
                QVERIFY2(said.contains("checksum does not match"), said.constData());
        }
}

void TestModelFile::appendedBytesAreFound() { QVERIFY(refusal(good_ + "x").contains("damaged")); }

void TestModelFile::foreignIsSaid() {
    QVERIFY(refusal(QByteArray("PK\3\4 something else")).contains("zip archive"));
    QVERIFY(refusal(QByteArray("\x80\4\x95 something else")).contains("pickle"));
    QVERIFY(refusal(QByteArray(5000, '\0')).contains("not a TowerLab"));
    QVERIFY(refusal(QByteArray("x")).contains("not a TowerLab"));
    QByteArray other = header_; // somebody else's safetensors
    other.replace("TowerLab model", "Another format");
    QVERIFY(refusal(tensorFile(other, data_)).contains("not a TowerLab"));
}

void TestModelFile::newerVersionIsSaid() {
    QByteArray newer = header_;
    newer.replace(R"("format":"3")", R"("format":"9")");
    QVERIFY(newer != header_);
    const QByteArray said = refusal(tensorFile(newer, data_));
    QVERIFY2(said.contains("newer") && said.contains("Update"), said.constData());
    QVERIFY2(!said.contains(", line "), said.constData());
}

void TestModelFile::missingIsSaid() {
    QVERIFY(refusal(path("none.towerlab")).contains("no such file"));
}

void TestModelFile::folderAndDeviceAreRefused() {
    QVERIFY(refusal(std::filesystem::path(folder_.path().toStdString())).contains("opened"));
    QVERIFY(refusal(std::filesystem::path("/dev/zero")).contains("opened")); // would never end
}

void TestModelFile::failedSaveIsReported() {
    QVERIFY_EXCEPTION_THROWN(saveModel(smallModel(), path("no/such/folder.towerlab")), FileError);
}

void TestModelFile::hostileHeadersAreRefused_data() {
    QTest::addColumn<QByteArray>("entries");
    const auto row = [](const char* name, const char* entries) {
        QTest::newRow(name) << QByteArray(entries);
    };
    row("no tensors", "");
    row("no checksum", R"("a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]})");
    row("huge count", R"("a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]})");
    row("count that wraps round to 4 bytes",
        R"("a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,4]})");
    row("sum beyond the file", R"("a":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4]})");
    row("negative count", R"("a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]})");
    row("count that is no whole number",
        R"("a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]})");
    row("too many dimensions",
        R"("a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,4],"data_offsets":[0,4]})");
    row("negative offset", R"("a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]})");
    row("offsets exchanged", R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]})");
    row("offset that is no whole number",
        R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0.0,4]})");
    row("begins with a gap", R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]})");
    row("one offset", R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4]})");
    row("unknown kind", R"("a":{"dtype":"PY","shape":[1],"data_offsets":[0,4]})");
    row("kind that is no text", R"("a":{"dtype":[],"shape":[1],"data_offsets":[0,4]})");
    row("shape that is no list", R"("a":{"dtype":"F32","shape":4,"data_offsets":[0,4]})");
    row("tensor that is no object", R"("a":[1,2])");
    row("overlap", R"("a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                   R"("b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]})");
    row("out of line", R"("a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
                       R"("b":{"dtype":"F32","shape":[1],"data_offsets":[3,7]})");
}

void TestModelFile::hostileHeadersAreRefused() {
    QFETCH(QByteArray, entries);
    QByteArray header = R"({"__metadata__":{"program":"TowerLab model","format":"3"})";
    if (!entries.isEmpty())
        header += ',' + entries;
    if (qstrcmp(QTest::currentDataTag(), "no checksum") != 0 && !entries.isEmpty())
        header += R"(,"crc32":{"dtype":"U8","shape":[4],"data_offsets":[4,8]})";
    const QByteArray said = refusal(tensorFile(header + '}', QByteArray(4, 'x')));
    QVERIFY2(said.contains("makes no sense"), said.constData());
}

void TestModelFile::rightTensorsOfAnotherModelAreRefused() {
    const auto changed = [&](const QByteArray& from, const QByteArray& to) {
        QByteArray header = header_;
        header.replace(from, to);
        if (header == header_)
            qFatal("nothing was changed");
        return refusal(tensorFile(header, data_));
    };
    QVERIFY(changed("net.match.bias", "net.other.bias").contains("lacks net.match.bias"));
    QVERIFY(changed(R"("shape":[1,8])", R"("shape":[8,1])").contains("do not fit"));
    QVERIFY(changed("\\\"vector_size\\\": 8", "\\\"vector_size\\\": 9").contains("do not fit"));
    QVERIFY(changed("optimiser.match.bias", "optimises.match.bias").contains("no part"));
    QVERIFY(changed("\\\"min_rating\\\":1", "\\\"min_rating\\\":9").contains("range"));
    QVERIFY(changed(R"("checkpoint":"yes",)", "").contains("no part"));
    QByteArray notANumber = data_;
    const qsizetype place = notANumber.size() - 30 * 2 - 3000; // among the weights
    QVERIFY(place > 0);
    for (qsizetype i = 0; i < 4000; i += 4)
        qToLittleEndian<quint32>(0x7fc00000, notANumber.data() + 4096 + i);
    QVERIFY(refusal(tensorFile(header_, notANumber)).contains("not numbers"));
}

void TestModelFile::baselineMustBeNumbers_data() {
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("users") << QByteArray("baseline.users");
    QTest::newRow("movies") << QByteArray("baseline.movies");
}

void TestModelFile::baselineMustBeNumbers() {
    QFETCH(QByteArray, part);
    RunSettings settings = preset("best-rating-small").settings; // which starts from a baseline
    settings.train.epochs = 1;
    saveModel(trained(settings), path("baseline.towerlab"));
    QFile file(folder_.filePath(QStringLiteral("baseline.towerlab")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    const auto size = static_cast<qsizetype>(qFromLittleEndian<quint64>(good.constData()));
    const QByteArray header = good.mid(8, size);
    const QJsonArray offsets = QJsonDocument::fromJson(header)
                                   .object()[QLatin1String(part)]
                                   .toObject()[QStringLiteral("data_offsets")]
                                   .toArray();
    QCOMPARE(offsets.size(), 2);
    QByteArray changed = good.mid(8 + size).chopped(4);
    QVERIFY(refusal(tensorFile(header, changed)).isEmpty());
    qToLittleEndian<quint32>(0x7fc00000, changed.data() + offsets[0].toInteger());
    QVERIFY(refusal(tensorFile(header, changed)).contains("baseline"));
}

void TestModelFile::sizesOfTheSettingsAreHeldAgainstTheFile() {
    // Tables of 512 instead of 4 numbers a user would be allocated for nothing.
    QByteArray header = header_;
    header.replace("\\\"history_embedding\\\": 32", "\\\"history_embedding\\\": 512");
    header.replace("\\\"user_history\\\": \\\"none", "\\\"user_history\\\": \\\"both");
    QVERIFY(header != header_);
    const QByteArray said = refusal(tensorFile(header, data_));
    QVERIFY2(said.contains("do not fit the vocabulary and the settings"), said.constData());
}

void TestModelFile::filesOfFormat2Open_data() {
    QTest::addColumn<QString>("key");
    for (const char* key :
         {"seed-text", "cosine", "dssm", "in-batch", "best-rating", "best-ranking"})
        QTest::newRow(key) << QString::fromLatin1(key);
}

void TestModelFile::filesOfFormat2Open() {
    QFETCH(QString, key);
    RunSettings settings = preset(key.toStdString()).settings;
    settings.model.match =
        isCosine(settings.model.match) ? Match::Cosine : Match::DotProduct; // what there was
    settings.train.epsilonPlace = EpsilonPlace::OutsideRoot;
    const TrainedModel model = trained(settings);
    const TrainedModel opened =
        loadModel(written(QByteArray::fromStdString(legacyModelFile(model))));
    QCOMPARE(allPredictions(opened), allPredictions(model)); // bit for bit
    QCOMPARE(toJson(opened.record()), toJson(model.record()));
    QCOMPARE(opened.vocabulary().movies.title, model.vocabulary().movies.title);
    QVERIFY(model.canContinue());
    QVERIFY(!opened.canContinue()); // its optimiser's state is in a form that is not read
    NewUser somebody;
    somebody.movies = {1, 2};
    somebody.stars = {5, 1};
    QCOMPARE(opened.foldIn(somebody).vector, model.foldIn(somebody).vector);
    saveModel(opened, path("converted.towerlab"));
    QCOMPARE(allPredictions(loadModel(path("converted.towerlab"))), allPredictions(model));
}

void TestModelFile::codeInAnArchiveIsRefusedAndNotRun() {
    // What a stranger could send: it looped for ever, or wrote a file, when a model was opened.
    torch::jit::Module module("Module");
    module.register_parameter("weight", torch::ones({2, 2}), false);
    module.define(R"(
def __setstate__(self, state: int):
    while True:
        print("running")
def __getstate__(self) -> int:
    return 1
)");
    std::ostringstream archive;
    module.save(archive);
    const auto refused = [this](const std::string& bytes) {
        QElapsedTimer timer;
        timer.start();
        const QByteArray said = refusal(QByteArray::fromStdString(bytes));
        return timer.elapsed() < 5000 ? said : QByteArray("took too long");
    };
    const QByteArray said = refused(legacyModelFile(legacyModelJson(smallModel()), archive.str()));
    QVERIFY2(said.contains("carries program code"), said.constData());
    QVERIFY(refused(archive.str()).contains("zip archive")); // by itself
}

void TestModelFile::hostileArchivesAreRefused() {
    const std::string json = legacyModelJson(smallModel());
    const auto refused = [&](const std::string& text, const std::string& archive) {
        return refusal(QByteArray::fromStdString(legacyModelFile(text, archive)));
    };
    QVERIFY(!refused(json, "").isEmpty());
    QVERIFY(!refused(json, "PK\3\4 and no more").isEmpty());
    QVERIFY(!refused("{}", "").isEmpty());
    QVERIFY(!refused(std::string(1000000, '['), "").isEmpty());
    // Any byte of a real one turned over: either nothing of weight was hit, or it is refused.
    const std::string good = legacyModelFile(smallModel());
    const std::string archive = good.substr(24 + 8 + json.size());
    for (std::size_t at = 0; at < archive.size(); at += archive.size() / 300 + 1) {
        std::string bad = archive;
        bad[at] = static_cast<char>(~bad[at]);
        refused(json, bad); // neither crashes nor hangs
        refused(json, archive.substr(0, at));
    }
    QVERIFY(refused(json, archive.substr(0, archive.size() / 2)).contains("model file"));
}

QTEST_GUILESS_MAIN(TestModelFile)
#include "tst_model_file.moc"
