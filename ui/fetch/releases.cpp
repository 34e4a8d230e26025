// SPDX-License-Identifier: MIT
#include "ui/fetch/releases.h"

#include "ui/fetch/fetch_text.h"

namespace towerlab::ui {
namespace {

QString readme(const char* file) {
    return QStringLiteral("https://files.grouplens.org/datasets/movielens/") + QLatin1String(file);
}

std::vector<Release> makeReleases() {
    return {
        {.key = QStringLiteral("ml-latest-small"),
         .name = fetchText("Latest, small"),
         .contents = fetchText("610 users, 9,742 movies, up to 2018. Nothing is known of users."),
         .ratings = 100'836,
         .size = fetchText("about 1 MB"),
         .readme = readme("ml-latest-small-README.html"),
         .shareable = true},
        {.key = QStringLiteral("ml-100k"),
         .name = fetchText("100K"),
         .contents = fetchText("943 users, 1,682 movies, 1998. Gender, age, occupation."),
         .ratings = 100'000,
         .size = fetchText("about 5 MB"),
         .readme = readme("ml-100k-README.txt")},
        {.key = QStringLiteral("ml-1m"),
         .name = fetchText("1M"),
         .contents = fetchText("6,040 users, 3,883 movies, 2000. Gender, age, occupation."),
         .ratings = 1'000'209,
         .size = fetchText("about 6 MB"),
         .readme = readme("ml-1m-README.txt"),
         .wantsCopies = true},
        {.key = QStringLiteral("ml-32m"),
         .name = fetchText("32M"),
         .contents =
             fetchText("200,948 users, 87,585 movies, up to 2023. Opens in 2 GB of memory."),
         .ratings = 32'000'204,
         .size = fetchText("about 239 MB"),
         .readme = readme("ml-32m-README.html"),
         .shareable = true}};
}

} // namespace

const std::vector<Release>& releases() {
    static const std::vector<Release> all = makeReleases();
    return all;
}

QStringList licenceTerms(const Release& release) {
    return {
        fetchText(
            "Use the data for research. Any commercial use, or one that brings revenue, needs "
            "permission from the GroupLens project first."),
        release.shareable
            ? fetchText(
                  "Whoever passes the data on, changed or not, does so under these same terms.")
            : fetchText("Don't pass the data on without separate permission."),
        fetchText("Don't say or suggest that GroupLens or the University of Minnesota endorse what "
                  "you do."),
        (release.wantsCopies
             ? fetchText(
                   "Acknowledge the data in what you publish, send GroupLens a copy, and cite "
                   "%1")
             : fetchText("Acknowledge the data in what you publish, and cite %1"))
            .arg(QStringLiteral(
                "F. Maxwell Harper and Joseph A. Konstan, 2015: The MovieLens Datasets: History "
                "and "
                "Context. ACM Transactions on Interactive Intelligent Systems 5 (4), 19. "
                "https://doi.org/10.1145/2827872")),
        fetchText(
            "The data come as they are: nobody warrants that they are correct, or fit for any "
            "purpose, or is liable for what comes of their use.")};
}

} // namespace towerlab::ui
