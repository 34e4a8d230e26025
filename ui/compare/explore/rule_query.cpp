// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rule_query.h"

#include "core/error.h"
#include "ui/widgets/search_text.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace towerlab::ui {
namespace {

constexpr std::size_t drawnWhole = 3000; ///< as many are drawn one by one
constexpr int cellsAcross = 110;
constexpr int cellsUp = 70;
constexpr std::size_t rulesBetweenLooks = 1 << 16; ///< at the stop token

std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

/// By movie, which of the words its title holds, as bits. Words after the 64th are passed over.
std::vector<std::uint64_t> wordsHeld(const RuleTitles& titles, const QStringList& words) {
    std::vector<std::uint64_t> held(titles.searched.size(), 0);
    for (qsizetype word = 0; word < std::min<qsizetype>(words.size(), 64); ++word)
        for (std::size_t movie = 0; movie < held.size(); ++movie)
            if (holdsWord(titles.searched[movie], words[word]))
                held[movie] |= std::uint64_t{1} << word;
    return held;
}

std::uint64_t allOf(qsizetype words) {
    return words >= 64 ? std::numeric_limits<std::uint64_t>::max()
                       : (std::uint64_t{1} << words) - 1;
}

double keyOf(const AssociationRule& rule, const RuleTitles& titles, RuleColumn column) {
    switch (column) {
    case RuleColumn::Antecedent:
        return titles.alphabetical[at(rule.antecedent)];
    case RuleColumn::Consequent:
        return titles.alphabetical[at(rule.consequent)];
    case RuleColumn::Together:
        return rule.together;
    case RuleColumn::Support:
        return double{rule.support};
    case RuleColumn::Confidence:
        return double{rule.confidence};
    case RuleColumn::Lift:
        break;
    }
    return double{rule.lift};
}

struct Keyed {
    double key;
    std::uint32_t rule;
    bool operator<(const Keyed& other) const {
        return key != other.key ? key < other.key : rule < other.rule;
    }
};

} // namespace

RuleTitles ruleTitles(const Dataset& dataset) {
    RuleTitles titles;
    for (const std::string& title : dataset.movies().title)
        titles.searched.push_back(searchable(QString::fromStdString(title)));
    std::vector<std::uint32_t> order(titles.searched.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return titles.searched[a] < titles.searched[b];
    });
    titles.alphabetical.resize(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        titles.alphabetical[order[place]] = static_cast<std::uint32_t>(place);
    return titles;
}

std::vector<std::uint32_t> selectRules(std::span<const AssociationRule> rules,
                                       const RuleTitles& titles, const RuleQuery& query,
                                       const std::stop_token& stop) {
    const QStringList words = searchWords(query.words);
    const std::vector<std::uint64_t> held = wordsHeld(titles, words);
    const std::uint64_t wanted = allOf(words.size());
    const double sign = query.descending ? -1 : 1;
    std::vector<Keyed> passed;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (i % rulesBetweenLooks == 0 && stop.stop_requested())
            throw Cancelled();
        const AssociationRule& rule = rules[i];
        if (query.from && rule.antecedent != *query.from)
            continue;
        if (double{rule.support} < query.leastSupport ||
            double{rule.confidence} < query.leastConfidence || double{rule.lift} < query.leastLift)
            continue;
        if (((held[at(rule.antecedent)] | held[at(rule.consequent)]) & wanted) != wanted)
            continue;
        passed.push_back({sign * keyOf(rule, titles, query.sortBy), static_cast<std::uint32_t>(i)});
    }
    std::sort(passed.begin(), passed.end());
    if (stop.stop_requested())
        throw Cancelled();
    std::vector<std::uint32_t> selected(passed.size());
    std::transform(passed.begin(), passed.end(), selected.begin(),
                   [](const Keyed& keyed) { return keyed.rule; });
    return selected;
}

std::vector<std::uint32_t> thinRules(std::span<const AssociationRule> rules,
                                     const std::vector<std::uint32_t>& selected) {
    if (selected.size() <= drawnWhole)
        return selected;
    float widest = 0;
    for (const std::uint32_t i : selected)
        widest = std::max(widest, rules[i].support);
    std::unordered_map<int, std::uint32_t> best;
    for (const std::uint32_t i : selected) {
        const int across = static_cast<int>(rules[i].support / widest * cellsAcross);
        const int up = static_cast<int>(rules[i].confidence * cellsUp);
        const auto [cell, fresh] = best.try_emplace(up * (cellsAcross + 1) + across, i);
        if (!fresh && rules[i].lift > rules[cell->second].lift)
            cell->second = i;
    }
    std::vector<std::uint32_t> drawn;
    drawn.reserve(best.size());
    for (const auto& [cell, rule] : best)
        drawn.push_back(rule);
    std::sort(drawn.begin(), drawn.end()); // a map of that kind has no order of its own
    return drawn;
}

} // namespace towerlab::ui
