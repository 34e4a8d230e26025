// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_regions.h"

#include "core/analyze/regions.h"
#include "core/progress.h"
#include "ui/data/user_facts.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace towerlab::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("towerlab::ui::MapRegions", text);
}

/// The words of all points, each once for a point.
class WordBook {
public:
    explicit WordBook(const MapPoints& map) {
        for (const MapPoint& point : map.points) {
            std::vector<std::uint32_t> own;
            const auto add = [&](const QString& word) {
                const std::uint32_t number = numberOf(word);
                if (std::find(own.begin(), own.end(), number) == own.end())
                    own.push_back(number);
            };
            if (point.movie)
                addMovie(map.dataset(), point.row, add);
            else
                addColumns(map.dataset().users(), point.row, add);
            words_.word.insert(words_.word.end(), own.begin(), own.end());
            words_.start.push_back(static_cast<std::uint32_t>(words_.word.size()));
        }
        words_.words = static_cast<std::size_t>(texts_.size());
    }
    const PointWords& words() const { return words_; }
    const QString& text(std::uint32_t word) const { return texts_[word]; }

private:
    std::uint32_t numberOf(const QString& word) {
        const auto found = numbers_.constFind(word);
        if (found != numbers_.constEnd())
            return *found;
        const auto number = static_cast<std::uint32_t>(texts_.size());
        numbers_.insert(word, number);
        texts_ << word;
        return number;
    }

    template <typename Add>
    static void addColumns(const EntityColumns& columns, std::size_t row, const Add& add) {
        for (const CategoryColumn& column : columns.categories)
            if (column.value[row] >= 0)
                add(columnText(column.words[static_cast<std::size_t>(column.value[row])]));
    }

    template <typename Add>
    static void addMovie(const Dataset& data, std::size_t row, const Add& add) {
        const MovieColumns& movies = data.movies();
        for (const std::int16_t genre : movies.genresOf(row))
            add(QString::fromStdString(data.genreNames()[static_cast<std::size_t>(genre)]));
        constexpr int decade = 10;
        if (movies.year[row] > 0)
            add(tr("%1s").arg(movies.year[row] / decade * decade));
        addColumns(movies, row, add);
        addTitle(QString::fromStdString(movies.title[row]), add);
    }

    /// Words that mean something by themselves, in quotes.
    template <typename Add>
    static void addTitle(const QString& title, const Add& add) {
        static const QSet<QString> empty = {
            QStringLiteral("the"),  QStringLiteral("and"),  QStringLiteral("of"),
            QStringLiteral("for"),  QStringLiteral("with"), QStringLiteral("from"),
            QStringLiteral("part"), QStringLiteral("you"),  QStringLiteral("that"),
            QStringLiteral("this"), QStringLiteral("who"),  QStringLiteral("her"),
            QStringLiteral("his"),  QStringLiteral("les"),  QStringLiteral("der"),
            QStringLiteral("die"),  QStringLiteral("das"),  QStringLiteral("movie")};
        constexpr qsizetype shortest = 3;
        qsizetype begin = 0;
        for (qsizetype i = 0; i <= title.size(); ++i) {
            if (i < title.size() && title[i].isLetter())
                continue;
            const QString word = title.sliced(begin, i - begin);
            begin = i + 1;
            if (word.size() >= shortest && !empty.contains(word.toLower()))
                add(tr("“%1”").arg(word));
        }
    }

    QHash<QString, std::uint32_t> numbers_;
    QStringList texts_;
    PointWords words_;
};

/// The best words, or, where another region is called so already, the best with one further down;
/// empty if none is left.
QString nameFrom(const std::vector<std::uint32_t>& words, const WordBook& book, std::size_t count,
                 const QSet<QString>& given) {
    for (std::size_t last = std::min(count, words.size()); last <= words.size() && last > 0;
         ++last) {
        QStringList texts;
        for (std::size_t i = 0; i + 1 < std::min(count, words.size()); ++i)
            texts << book.text(words[i]);
        texts << book.text(words[last - 1]);
        const QString name = texts.join(QStringLiteral(" · "));
        if (!given.contains(name))
            return name;
    }
    return {};
}

struct Level {
    MapLabel::Kind kind;
    double blur;       ///< as a share of the map's side
    double leastShare; ///< of all points that a region has
    std::size_t most;  ///< regions
};

} // namespace

std::vector<MapLabel> regionLabels(const MapPoints& map, const Layout& layout,
                                   const std::stop_token& stop) {
    constexpr std::size_t wordsEach = 2;
    constexpr std::size_t wordsTried = 5;
    constexpr double tooMuch = 0.6;   // of all points: a name for nearly all says nothing
    constexpr std::size_t fewest = 8; // points of a region
    static constexpr std::array levels = {Level{MapLabel::Kind::Region, 0.045, 0.02, 12},
                                          Level{MapLabel::Kind::Part, 0.018, 0.004, 40}};
    const WordBook book(map);
    std::vector<MapLabel> labels;
    QSet<QString> given;
    for (const Level& level : levels) {
        throwIfStopped(stop);
        const auto least =
            static_cast<std::size_t>(level.leastShare * static_cast<double>(layout.size()));
        const Regions regions = densityRegions(layout, level.blur, std::max(fewest, least));
        const auto words = distinctiveWords(regions, book.words(), wordsTried);
        for (std::size_t i = 0; i < std::min(level.most, regions.regions.size()); ++i) {
            if (static_cast<double>(regions.regions[i].points) >
                tooMuch * static_cast<double>(layout.size()))
                continue;
            const QString text = nameFrom(words[i], book, wordsEach, given);
            if (text.isEmpty())
                continue;
            given.insert(text);
            MapLabel label;
            label.text = text;
            label.place = regions.regions[i].peak;
            label.kind = level.kind;
            labels.push_back(std::move(label));
        }
    }
    return labels;
}

} // namespace towerlab::ui
