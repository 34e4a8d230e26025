// SPDX-License-Identifier: MIT
#include "ui/embeddings/bookmarks.h"

#include "ui/widgets/preferences.h"

#include <QVariantList>
#include <QVariantMap>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int noFact = -1;

QVariantMap mapOf(const AxisChoice& axis) {
    return {{QStringLiteral("component"), qulonglong{axis.component}},
            {QStringLiteral("fact"), axis.fact ? static_cast<int>(*axis.fact) : noFact}};
}

AxisChoice axisFrom(const QVariantMap& map) {
    AxisChoice axis{map.value(QStringLiteral("component")).toULongLong(), {}};
    const int fact = map.value(QStringLiteral("fact"), noFact).toInt();
    if (fact >= 0)
        axis.fact = static_cast<PointFact>(fact);
    return axis;
}

QVariantMap mapOf(const Bookmark& bookmark) {
    return {{QStringLiteral("name"), bookmark.name},
            {QStringLiteral("subject"), static_cast<int>(bookmark.subject)},
            {QStringLiteral("kind"), static_cast<int>(bookmark.kind)},
            {QStringLiteral("across"), mapOf(bookmark.across)},
            {QStringLiteral("up"), mapOf(bookmark.up)},
            {QStringLiteral("perplexity"), bookmark.arrange.perplexity},
            {QStringLiteral("exaggeration"), bookmark.arrange.exaggeration},
            {QStringLiteral("neighbours"), bookmark.arrange.neighbours},
            {QStringLiteral("distance"), bookmark.arrange.minimumDistance},
            {QStringLiteral("colour"), static_cast<int>(bookmark.colourBy)},
            {QStringLiteral("whole"), bookmark.whole},
            {QStringLiteral("left"), bookmark.left},
            {QStringLiteral("right"), bookmark.right},
            {QStringLiteral("low"), bookmark.low},
            {QStringLiteral("high"), bookmark.high}};
}

Bookmark bookmarkFrom(const QVariantMap& map) {
    Bookmark bookmark;
    bookmark.name = map.value(QStringLiteral("name")).toString();
    bookmark.subject = static_cast<Subject>(std::clamp(map.value(QStringLiteral("subject")).toInt(),
                                                       0, static_cast<int>(Subject::Both)));
    bookmark.kind = static_cast<ProjectionKind>(std::clamp(
        map.value(QStringLiteral("kind")).toInt(), 0, static_cast<int>(ProjectionKind::Umap)));
    bookmark.across = axisFrom(map.value(QStringLiteral("across")).toMap());
    bookmark.up = axisFrom(map.value(QStringLiteral("up")).toMap());
    bookmark.arrange.kind = bookmark.kind;
    bookmark.arrange.perplexity = map.value(QStringLiteral("perplexity"), 30).toDouble();
    bookmark.arrange.exaggeration = map.value(QStringLiteral("exaggeration"), 1).toDouble();
    bookmark.arrange.neighbours = map.value(QStringLiteral("neighbours"), 15).toInt();
    bookmark.arrange.minimumDistance = map.value(QStringLiteral("distance"), 0.1).toDouble();
    bookmark.colourBy = static_cast<PointFact>(map.value(QStringLiteral("colour")).toInt());
    bookmark.whole = map.value(QStringLiteral("whole"), true).toBool();
    bookmark.left = map.value(QStringLiteral("left")).toDouble();
    bookmark.right = map.value(QStringLiteral("right"), 1).toDouble();
    bookmark.low = map.value(QStringLiteral("low")).toDouble();
    bookmark.high = map.value(QStringLiteral("high"), 1).toDouble();
    return bookmark;
}

} // namespace

void Bookmarks::setDataset(const QString& name) {
    if (name == dataset_)
        return;
    dataset_ = name;
    all_.clear();
    const QVariantMap kept = remembered(preference::bookmarks);
    for (const QVariant& each : kept.value(name).toList())
        all_.push_back(bookmarkFrom(each.toMap()));
}

void Bookmarks::add(Bookmark bookmark) {
    remove(bookmark.name);
    all_.push_back(std::move(bookmark));
    store();
}

void Bookmarks::remove(const QString& name) {
    std::erase_if(all_, [&](const Bookmark& each) { return each.name == name; });
    store();
}

void Bookmarks::store() const {
    QVariantMap kept = remembered(preference::bookmarks);
    QVariantList list;
    for (const Bookmark& each : all_)
        list << mapOf(each);
    kept.insert(dataset_, list);
    remember(preference::bookmarks, kept);
}

} // namespace towerlab::ui
