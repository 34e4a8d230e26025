// SPDX-License-Identifier: MIT
// Writes what the fuzz targets start from: well-formed inputs of each kind, all invented.
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/io/model_file.h"
#include "core/model/presets.h"
#include "core/model/run_record.h"
#include "core/model/settings_fields.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/legacy_model.h"
#include "tests/support/quick_model.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

using namespace towerlab;

namespace {

class Seeds {
public:
    explicit Seeds(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void add(const std::string& target, const std::string& contents) {
        const auto folder = folder_ / target;
        std::filesystem::create_directories(folder);
        std::ofstream(folder / ("seed-" + std::to_string(++count_)), std::ios::binary) << contents;
    }
    int count() const { return count_; }

private:
    std::filesystem::path folder_;
    int count_ = 0;
};

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : "\x1e\n") + part;
    return all;
}

void addMovieLens(Seeds& seeds) {
    test::TemporaryFolder large;
    test::writeSmall1M(large);
    seeds.add("fuzz_movielens_1m", joined({large.read("users.dat"), large.read("movies.dat"),
                                           large.read("ratings.dat")}));
    test::TemporaryFolder small;
    test::writeSmall100K(small);
    seeds.add("fuzz_movielens_100k", joined({small.read("u.user"), small.read("u.item"),
                                             small.read("u.genre"), small.read("u.data")}));
}

void addCsv(Seeds& seeds) {
    const std::string movies = "movieId,title,genres\n1,\"Pier, The (1999)\",Drama|War\n"
                               "3,\"Say \"\"Hi\"\"\nTwice (2001)\",(no genres listed)\n";
    const std::string ratings = "userId,movieId,rating,timestamp\n7,3,0.5,1304103221\n"
                                "8,1,4.5,1304103222.5\n7,3,4,1304103229\n";
    seeds.add("fuzz_movielens_csv", joined({movies, ratings}));
    test::TemporaryFolder folder;
    test::packZip(folder.path() / "release.zip",
                  {{"ml/movies.csv", movies}, {"ml/ratings.csv", ratings}});
    seeds.add("fuzz_archive", folder.read("release.zip"));
}

void addOwnTables(Seeds& seeds) {
    seeds.add("fuzz_own_tables",
              joined({"user\titem\trating\ttime\nann\tx-1\t3,5\t1997-09-22 18:57:58\n"
                      "bob\tx-2\tlike\t22.09.1997\n",
                      "user,sex,age,team\nann,f,34,red\nbob,,7,blue\n",
                      "item;title;genres;year;price\nx-1;\"A; B\";Drama|War;1999;1,5\n"
                      "x-2;;\"['War']\";;\n"}));
    seeds.add("fuzz_own_tables", joined({"1::2::85%::978300760000\n", "", ""}));
}

void addSplits(Seeds& seeds) {
    const std::string train = "1\t1\t5\t10\n2\t1\t4\t11\n3\t4\t2\t12\n";
    const std::string test = "1\t2\t3\t13\n2\t5\t1\t14\n";
    seeds.add("fuzz_split", joined({train, test, "(1,2)\t3\t4\t6\n(2,5)\t7\t8\n"}));
    seeds.add("fuzz_split", joined({train, test, "1\t3\t4\t6\n2\t7\t8\n"}));
    seeds.add("fuzz_split", joined({"user,movie,rating\n1,1,5\n", "2 5\n3 1\n", ""}));
    seeds.add("fuzz_split", joined({"1::1::5::10\n", "3::4::2::12\n", ""}));
}

TrainedModel trained(RunSettings settings) {
    settings.model.idEmbedding = 2;
    return test::quickModel(settings, {.users = 6, .movies = 8, .ratings = 24}, 1);
}

std::string bytesOf(const TrainedModel& model) {
    test::TemporaryFolder folder;
    saveModel(model, folder.path() / "model");
    return folder.read("model");
}

void addModels(Seeds& seeds) {
    for (const Preset& preset : presets()) {
        const TrainedModel model = trained(preset.settings);
        seeds.add("fuzz_model", bytesOf(model));
        seeds.add("fuzz_run_record", toJson(model.record()));
        seeds.add("fuzz_settings", toJson(preset.settings));
    }
    TrainObserver observer;
    observer.keepMoments = true;
    RunSettings small;
    small.model.idEmbedding = 2;
    small.data.sampleFraction = 1;
    small.train.epochs = 2;
    seeds.add(
        "fuzz_model",
        bytesOf(
            Trainer(makeDemoData({.users = 6, .movies = 8, .ratings = 24}), small).run(observer)));
    seeds.add("fuzz_legacy_model", test::legacyModelFile(trained({})));
}

void addComparisons(Seeds& seeds) {
    CompareSettings settings;
    for (const char* key : {"popularity", "bias", "item-cf"})
        settings.entries.push_back({key});
    settings.threads = 1;
    const Comparison comparison = compareMethods(test::smallDemo(), settings);
    seeds.add("fuzz_comparison", toJson(comparison));
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "Usage: make_seeds FOLDER\n";
        return 64;
    }
    Seeds seeds(arguments[1]);
    addMovieLens(seeds);
    addCsv(seeds);
    addOwnTables(seeds);
    addSplits(seeds);
    addModels(seeds);
    addComparisons(seeds);
    std::cout << seeds.count() << " seeds written.\n";
}
