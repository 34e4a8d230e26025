// SPDX-License-Identifier: MIT
//
// How the demo comes about. Each user belongs to one of six hidden taste groups, which their gender
// and age make more or less likely; each film has a quality and one or two genres. A user's liking
// of a film is the sum of their own mean, the film's quality, the group's taste for its genres, and
// what age and gender add to that, with noise. People choose films by popularity (a long tail) and
// by liking, and give stars by liking.
#include "core/data/demo_data.h"

#include "core/data/demo_titles.h"
#include "core/data/people.h"
#include "core/data/random.h"
#include "core/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

namespace towerlab {
namespace {

constexpr std::size_t genreCount = 12;
constexpr std::size_t groupCount = 6;
using Taste = std::array<double, genreCount>;

//                                Act   Adv   Ani   Com   Cri   Doc   Dra   Fan   Hor   Rom   SciF
//                                Thr
constexpr std::array<Taste, groupCount> groupTastes = {{
    /* thrill seekers */ {{+1.0, +0.7, -0.4, -0.1, +0.4, -0.8, -0.6, +0.2, +0.3, -1.0, +0.8, +0.6}},
    /* dreamers */ {{-0.2, +0.6, +0.7, +0.0, -0.7, -0.3, -0.1, +1.1, -0.6, +0.3, +0.7, -0.4}},
    /* romantics */ {{-0.9, -0.2, +0.2, +0.7, -0.6, -0.3, +0.6, +0.2, -1.2, +1.2, -0.6, -0.5}},
    /* art house */ {{-0.9, -0.4, -0.2, -0.4, +0.3, +1.0, +1.0, -0.3, -0.5, +0.2, -0.3, +0.0}},
    /* night owls */ {{+0.2, -0.4, -0.6, -0.3, +0.9, -0.3, -0.1, -0.2, +1.1, -0.8, +0.1, +1.0}},
    /* families */ {{-0.1, +0.8, +1.1, +0.8, -0.6, +0.1, -0.2, +0.5, -1.3, +0.0, +0.0, -0.7}},
}};

constexpr std::array<double, 7> ageShares = {0.04, 0.18, 0.35, 0.20, 0.09, 0.08, 0.06};
constexpr std::array<double, groupCount> groupShares = {0.22, 0.14, 0.17, 0.15, 0.15, 0.17};
/// How much likelier each group is, by gender (female, male) and by age bracket.
constexpr std::array<std::array<double, 2>, groupCount> groupByGender = {
    {{0.4, 1.3}, {0.9, 1.0}, {2.4, 0.5}, {1.2, 0.9}, {0.7, 1.1}, {1.4, 0.9}}};
constexpr std::array<std::array<double, 7>, groupCount> groupByAge = {
    {{1.4, 1.6, 1.2, 0.8, 0.6, 0.4, 0.3},
     {2.2, 1.5, 1.0, 0.7, 0.6, 0.5, 0.5},
     {0.5, 1.0, 1.0, 1.0, 1.1, 1.2, 1.3},
     {0.1, 0.5, 0.9, 1.2, 1.6, 2.0, 2.4},
     {0.4, 1.4, 1.2, 1.0, 0.7, 0.5, 0.3},
     {2.0, 0.4, 0.9, 1.6, 1.2, 0.9, 0.9}}};
constexpr std::array<double, genreCount> genreShares = {0.11, 0.08, 0.06, 0.16, 0.07, 0.05,
                                                        0.17, 0.05, 0.07, 0.08, 0.06, 0.04};
/// Which second genre goes with a first one.
constexpr std::array<std::array<std::size_t, 2>, genreCount> partners = {{{1, 11},
                                                                          {7, 0},
                                                                          {7, 3},
                                                                          {9, 6},
                                                                          {11, 6},
                                                                          {6, 5},
                                                                          {9, 4},
                                                                          {1, 2},
                                                                          {11, 10},
                                                                          {6, 3},
                                                                          {0, 1},
                                                                          {4, 0}}};

/// Below the mean of the stars in the end: people choose what they like.
constexpr double typicalStars = 3.15;
constexpr double userSpread = 0.32;
constexpr double qualitySpread = 0.45;
constexpr double tasteStrength = 1.0;
constexpr double noise = 0.65;
constexpr double choiceByLiking = 0.9;
constexpr int fewestRatings = 20;
constexpr std::int64_t firstSecond = 956703932; // in April 2000
constexpr std::int64_t secondsCovered = 3LL * 365 * 24 * 3600;

struct Rater {
    std::size_t group = 0;
    double bias = 0;
    Taste taste{};
    std::size_t ratings = 0;
};

struct Film {
    double quality = 0;
    double appeal = 1; ///< how readily it is chosen
    std::size_t first = 0;
    std::size_t second = 0; ///< the same as `first` where there is one genre only
};

template <std::size_t N>
std::size_t draw(Random& random, const std::array<double, N>& weights) {
    double left = random.uniform() * std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i + 1 < N; ++i) {
        left -= weights[i];
        if (left < 0)
            return i;
    }
    return N - 1;
}

std::int32_t drawOccupation(Random& random, std::size_t age) {
    constexpr std::int32_t kSchool = 10;
    constexpr std::int32_t college = 4;
    constexpr std::int32_t retired = 13;
    if (age == 0 && random.uniform() < 0.9)
        return kSchool;
    if (age == 1 && random.uniform() < 0.55)
        return college;
    if (age == 6 && random.uniform() < 0.6)
        return retired;
    for (;;) {
        const auto other = static_cast<std::int32_t>(random.below(movieLens1MOccupations.size()));
        if (other != kSchool && other != retired)
            return other;
    }
}

std::string drawZip(Random& random) {
    std::string zip = "00000";
    for (char& digit : zip)
        digit = static_cast<char>('0' + random.below(10));
    return zip;
}

Taste drawTaste(Random& random, std::size_t group, Gender gender, std::size_t age) {
    constexpr double own = 0.25;
    const double older = (static_cast<double>(age) - 2.5) / 3;
    const double female = gender == Gender::Female ? 0.15 : -0.08;
    Taste taste = groupTastes[group];
    for (double& liking : taste)
        liking = tasteStrength * liking + own * random.normal();
    taste[9] += 2 * female;                 // romance
    taste[0] -= 1.2 * female + 0.2 * older; // action
    taste[5] += 0.2 * older;                // documentary
    taste[6] += 0.25 * older;               // drama
    taste[8] -= 0.3 * older;                // horror
    return taste;
}

std::vector<Rater> drawPeople(Random& random, std::size_t count, UserColumns& users) {
    PeopleColumns columns;
    std::vector<Rater> people;
    people.reserve(count);
    columns.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Gender gender = random.uniform() < 0.3 ? Gender::Female : Gender::Male;
        const std::size_t age = draw(random, ageShares);
        std::array<double, groupCount> shares = groupShares;
        for (std::size_t g = 0; g < groupCount; ++g)
            shares[g] *= groupByGender[g][static_cast<std::size_t>(gender)] * groupByAge[g][age];
        Rater person;
        person.group = draw(random, shares);
        person.bias = userSpread * random.normal();
        person.taste = drawTaste(random, person.group, gender, age);
        people.push_back(person);
        const std::int32_t occupation = drawOccupation(random, age);
        columns.add({.id = std::to_string(i + 1),
                     .gender = gender,
                     .ageBracket = static_cast<std::int32_t>(age),
                     .occupation = occupation,
                     .zip = drawZip(random)});
    }
    users = columns.take();
    return people;
}

/// Films of the last decades are more than older ones, as in any catalogue.
std::int16_t drawYear(Random& random) {
    constexpr double last = 2002;
    constexpr double span = 55;
    return static_cast<std::int16_t>(last - std::floor(span * std::pow(random.uniform(), 2.2)));
}

std::vector<Film> drawFilms(Random& random, std::size_t count, MovieColumns& movies) {
    constexpr double tail = 0.85;       // of the power law of popularity
    constexpr double headSoftener = 12; // keeps the first few from dwarfing all others
    constexpr double twoGenres = 0.45;
    std::vector<std::size_t> ranks(count);
    std::iota(ranks.begin(), ranks.end(), std::size_t{0});
    random.shuffle(ranks);
    detail::DemoTitles titles(random);
    std::vector<Film> films;
    films.reserve(count);
    movies.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        Film film;
        film.quality = qualitySpread * random.normal();
        film.appeal = std::pow(static_cast<double>(ranks[i]) + headSoftener, -tail) *
                      std::exp(0.4 * film.quality);
        film.first = draw(random, genreShares);
        film.second = film.first;
        if (random.uniform() < twoGenres)
            film.second = partners[film.first][random.below(2)];
        movies.id.add(std::to_string(i + 1));
        movies.title.push_back(titles.next(film.first));
        movies.year.push_back(drawYear(random));
        const auto [low, high] = std::minmax(film.first, film.second);
        movies.genre.push_back(static_cast<std::int16_t>(low));
        if (high != low)
            movies.genre.push_back(static_cast<std::int16_t>(high));
        movies.genreStart.push_back(static_cast<std::uint32_t>(movies.genre.size()));
        films.push_back(film);
    }
    return films;
}

/// Log-normal activity, scaled to the number of ratings wished for.
void drawActivity(Random& random, std::vector<Rater>& people, std::size_t films,
                  std::size_t ratings) {
    constexpr double spread = 0.9;
    const std::size_t most = std::max<std::size_t>(1, films * 3 / 5);
    const std::size_t fewest = std::min<std::size_t>(fewestRatings, most);
    std::vector<double> activity(people.size());
    for (double& value : activity)
        value = std::exp(spread * random.normal());
    const double sum = std::accumulate(activity.begin(), activity.end(), 0.0);
    const double spare =
        std::max(0.0, static_cast<double>(ratings) - static_cast<double>(fewest * people.size()));
    for (std::size_t i = 0; i < people.size(); ++i)
        people[i].ratings = std::min(
            most, fewest + static_cast<std::size_t>(std::floor(spare * activity[i] / sum)));
}

double liking(const Rater& person, const Film& film) {
    return person.bias + film.quality +
           (0.65 * person.taste[film.first] + 0.35 * person.taste[film.second]);
}

float starsFor(Random& random, double liked) {
    const double stars = std::round(typicalStars + liked + noise * random.normal());
    return static_cast<float>(std::clamp(stars, 1.0, 5.0));
}

class RatingWriter {
public:
    RatingWriter(Random& random, const std::vector<Film>& films, RatingColumns& ratings)
        : random_(random), films_(films), ratings_(ratings), keys_(films.size()) {}

    /// Draws the films a person rates, without replacement (Efraimidis and Spirakis 2006: the
    /// smallest of the exponential keys -ln(u) / weight).
    void add(std::int32_t user, const Rater& person) {
        for (std::size_t i = 0; i < films_.size(); ++i) {
            const double weight =
                films_[i].appeal * std::exp(choiceByLiking * liking(person, films_[i]));
            keys_[i] = {-std::log(1.0 - random_.uniform()) / weight, i};
        }
        const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(person.ratings);
        std::nth_element(keys_.begin(), end - 1, keys_.end());
        std::sort(keys_.begin(), end); // nth_element's order differs between standard libraries
        auto when = firstSecond + static_cast<std::int64_t>(
                                      random_.below(static_cast<std::uint64_t>(secondsCovered)));
        for (auto key = keys_.begin(); key != end; ++key) {
            const std::size_t film = key->second;
            ratings_.user.push_back(user);
            ratings_.movie.push_back(static_cast<std::int32_t>(film));
            ratings_.value.push_back(starsFor(random_, liking(person, films_[film])));
            ratings_.timestamp.push_back(when);
            const bool laterDay = random_.uniform() < 0.02;
            when += static_cast<std::int64_t>(random_.below(laterDay ? 30 * 24 * 3600 : 90));
        }
    }

private:
    Random& random_;
    const std::vector<Film>& films_;
    RatingColumns& ratings_;
    std::vector<std::pair<double, std::size_t>> keys_;
};

void check(const DemoSettings& settings) {
    if (settings.users < 1 || settings.movies < 1 || settings.ratings < 1)
        throw SettingsError("Demo data needs at least one user, one movie and one rating");
    const double pairs = static_cast<double>(settings.users) * settings.movies;
    if (static_cast<double>(settings.ratings) > pairs * 0.5)
        throw SettingsError("Demo data can't have ratings for more than half of all pairs of a "
                            "user and a movie");
}

} // namespace

std::shared_ptr<const Dataset> makeDemoData(const DemoSettings& settings) {
    check(settings);
    Random random(settings.seed, "demo");
    DatasetParts parts;
    parts.name = "Demo (invented)";
    parts.format = DataFormat::Demo;
    for (const std::string_view genre : detail::demoGenres())
        parts.genreNames.emplace_back(genre);
    auto people = drawPeople(random, static_cast<std::size_t>(settings.users), parts.users);
    const auto films = drawFilms(random, static_cast<std::size_t>(settings.movies), parts.movies);
    drawActivity(random, people, films.size(), static_cast<std::size_t>(settings.ratings));
    parts.ratings.reserve(static_cast<std::size_t>(settings.ratings));
    RatingWriter writer(random, films, parts.ratings);
    for (std::size_t i = 0; i < people.size(); ++i)
        writer.add(static_cast<std::int32_t>(i), people[i]);
    return Dataset::build(std::move(parts));
}

} // namespace towerlab
