// SPDX-License-Identifier: MIT
#include "core/data/demo_titles.h"

#include <array>

namespace towerlab::detail {
namespace {

using Words = std::array<std::string_view, 10>;

struct GenreWords {
    Words adjectives;
    Words nouns;
};

constexpr std::array<std::string_view, 12> genres = {
    "Action", "Adventure", "Animation", "Comedy",  "Crime",  "Documentary",
    "Drama",  "Fantasy",   "Horror",    "Romance", "Sci-Fi", "Thriller"};

constexpr std::array<GenreWords, 12> words = {{
    {{"Iron", "Burning", "Final", "Steel", "Relentless", "Broken", "Scarlet", "Loaded", "Rogue",
      "Thundering"},
     {"Vanguard", "Recoil", "Convoy", "Bulwark", "Ricochet", "Gauntlet", "Salvo", "Overdrive",
      "Barrage", "Redoubt"}},
    {{"Lost", "Uncharted", "Golden", "Farthest", "Hidden", "Windward", "Emerald", "Wandering",
      "Restless", "Distant"},
     {"Archipelago", "Caravan", "Compass", "Estuary", "Expedition", "Meridian", "Pass", "Lagoon",
      "Plateau", "Schooner"}},
    {{"Little", "Bouncing", "Paper", "Giggling", "Marzipan", "Whistling", "Button", "Tumbling",
      "Velvet", "Painted"},
     {"Hedgehog", "Teapot", "Kite", "Otter", "Umbrella", "Lantern", "Sparrow", "Snail", "Puddle",
      "Locomotive"}},
    {{"Perfectly", "Almost", "Slightly", "Mostly", "Suddenly", "Barely", "Terribly", "Nearly",
      "Hopelessly", "Cheerfully"},
     {"Engaged", "Retired", "Related", "Overdressed", "Insured", "Lost Luggage", "Neighbourly",
      "Qualified", "Upstairs", "Punctual"}},
    {{"Crooked", "Cold", "Second", "Quiet", "Borrowed", "Dirty", "Unpaid", "Rainy", "Forged",
      "Missing"},
     {"Ledger", "Alibi", "Precinct", "Heist", "Informant", "Docket", "Syndicate", "Verdict",
      "Getaway", "Pawnshop"}},
    {{"Salt", "Ordinary", "Measured", "Northern", "Urban", "Silent", "Deep", "Unseen", "Living",
      "Vanishing"},
     {"Harbours", "Bees", "Glaciers", "Handwriting", "Orchards", "Railways", "Tides", "Looms",
      "Kitchens", "Archives"}},
    {{"Long", "Grey", "Unfinished", "Patient", "Wintering", "Tender", "Last", "Faithful",
      "Forgotten", "Narrow"},
     {"Inheritance", "Veranda", "Letter", "Harvest", "Farewell", "Daughter", "Homecoming",
      "Silence", "Apprentice", "Threshold"}},
    {{"Enchanted", "Moonlit", "Elder", "Runic", "Silver", "Thornbound", "Starwoven", "Hollow",
      "Ancient", "Gilded"},
     {"Chalice", "Oakenhall", "Wyrm", "Prophecy", "Sceptre", "Glade", "Spellbook", "Throne",
      "Warden", "Mirror"}},
    {{"Whispering", "Bleeding", "Sunken", "Nameless", "Rotting", "Crawling", "Midnight", "Pale",
      "Cursed", "Howling"},
     {"Cellar", "Effigy", "Marsh", "Attic", "Chapel", "Nursery", "Ossuary", "Well", "Sleeper",
      "Scarecrow"}},
    {{"Summer", "Stolen", "Sweet", "Honeyed", "Parisian", "Once-Only", "Secret", "Rosewater",
      "Candlelit", "Second"},
     {"Waltz", "Promise", "Bouquet", "Serenade", "Valentine", "Embrace", "Rendezvous", "Orchard",
      "Keepsake", "Heart"}},
    {{"Orbital", "Quantum", "Synthetic", "Neon", "Zero", "Parallel", "Stellar", "Cryogenic",
      "Binary", "Dark-Side"},
     {"Protocol", "Colony", "Horizon", "Replica", "Airlock", "Signal", "Paradox", "Telemetry",
      "Eclipse", "Android"}},
    {{"Deadly", "Double", "Silent", "Hunted", "Fatal", "Shadow", "Hostile", "Vanished", "Blind",
      "Sealed"},
     {"Witness", "Pretext", "Cipher", "Corridor", "Stakeout", "Motive", "Passenger", "Frequency",
      "Extradition", "Deadline"}},
}};

constexpr std::array<std::string_view, 24> places = {
    "Alderwick",  "Brannock",  "Castellane Bay", "Drumlin",   "Eastmere",     "Fennmoor",
    "Garrowby",   "Halden",    "Ilmarsh",        "Jasperton", "Kestrel Hill", "Lowen",
    "Marrowdale", "Norrvik",   "Oldstead",       "Pellam",    "Quillhaven",   "Rookhope",
    "Saltren",    "Tarnfield", "Umberley",       "Vessalo",   "Wexcombe",     "Yarrowgate"};

constexpr std::array<std::string_view, 24> people = {
    "Agatha",  "Bruno",    "Clementine", "Dorian",  "Esme",   "Felix", "Greta",   "Hugo",
    "Ines",    "Jonas",    "Katya",      "Lorenzo", "Mirela", "Nadia", "Otto",    "Priya",
    "Quentin", "Rosalind", "Soren",      "Tamsin",  "Ulrich", "Vera",  "Wilhelm", "Yusuf"};

} // namespace

std::span<const std::string_view> demoGenres() { return genres; }

std::string_view DemoTitles::pick(std::span<const std::string_view> list) {
    return list[random_.below(list.size())];
}

std::string DemoTitles::draft(std::size_t genre) {
    const GenreWords& own = words[genre];
    const std::string adjective(pick(own.adjectives));
    const std::string noun(pick(own.nouns));
    const std::string place(pick(places));
    const std::string person(pick(people));
    const std::uint64_t pattern = random_.below(6);
    if (genres[genre] == "Comedy") // its words make sentences rather than things
        return pattern < 3 ? adjective + " " + noun : person + " Is " + adjective + " " + noun;
    switch (pattern) {
    case 0:
    case 1:
        return "The " + adjective + " " + noun;
    case 2:
        return adjective + " " + noun;
    case 3:
        return "The " + noun + " of " + place;
    case 4:
        return person + " and the " + noun;
    default:
        return "The " + adjective + " " + noun + " of " + place;
    }
}

std::string DemoTitles::next(std::size_t genre) {
    constexpr int patience = 20;
    for (int attempt = 0; attempt < patience; ++attempt)
        if (std::string title = draft(genre); used_.insert(title).second)
            return title;
    // So many titles are wanted that the words have run out: films have sequels.
    const std::string title = draft(genre);
    for (int part = 2;; ++part)
        if (std::string sequel = title + ", Part " + std::to_string(part);
            used_.insert(sequel).second)
            return sequel;
}

} // namespace towerlab::detail
