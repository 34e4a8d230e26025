// SPDX-License-Identifier: MIT
#include "ui/towers/tower_scene.h"

#include "ui/towers/tower_text.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace towerlab::ui {
namespace {

using theme::pixels;

/// Sizes in pixels at the text scale of now.
struct Sizes {
    explicit Sizes(bool sketch) {
        band = sketch ? 0 : pixels(22);
        between = pixels(sketch ? 10 : 24); // the towers
        caption = pixels(sketch ? 0 : 17);
        word = pixels(sketch ? 0 : 38);
        strip = sketch ? 0 : pixels(16);
        thin = sketch ? 0 : pixels(8);
        numbers = sketch ? 0 : pixels(22); // a strip in whose cells numbers can be read
        plain = pixels(sketch ? 21 : 0);   // a box without strips
        least = pixels(sketch ? 20 : 46);  // width of an input
        score = pixels(sketch ? 20 : 44);
    }
    double band, gap = 0, between, caption, word, strip, thin, numbers, plain, least, score;
};

} // namespace

/// Lays a scene out from the bottom to the top; in the end all is turned over.
class SceneMaker {
public:
    /// @param grown how much larger than least the strips are
    SceneMaker(const NetPlan& plan, double width, bool sketch, double gap, double grown = 1)
        : plan_(plan), sketch_(sketch), sizes_(sketch) {
        sizes_.gap = gap;
        for (double* size : {&sizes_.strip, &sizes_.thin, &sizes_.numbers})
            *size *= grown;
        const double room = width - sizes_.band - sizes_.between - 2 * margin_;
        const double needed = std::max(widthNeeded(plan.user), widthNeeded(plan.movie));
        tower_ = std::max(room / 2, needed);
        // Layers are narrower than what they join: beside them, on the outside, is room.
        aside_ = !sketch && tower_ >= pixels(300) ? pixels(96) : 0;
        left_ = margin_ + sizes_.band;
        width_ = left_ + 2 * tower_ + sizes_.between + margin_;
    }

    TowerScene make() {
        double top = 0;
        double inputs = 0;
        for (const Side side : {Side::User, Side::Movie}) {
            const double joined = makeInputs(side);
            inputs = std::max(inputs, joined);
        }
        double layers = inputs;
        for (const Side side : {Side::User, Side::Movie})
            layers = std::max(layers, makeLayers(side, inputs + sizes_.gap));
        for (const Side side : {Side::User, Side::Movie})
            if (plan_.tower(side).biases && !sketch_)
                makeBias(side, layers + sizes_.gap);
        top = makeMatch(layers + sizes_.gap);
        makeBands(inputs, layers, top);
        turnOver(top + margin_);
        makeLinks();
        scene_.size_ = {width_, top + margin_};
        return std::move(scene_);
    }

private:
    double widthNeeded(const TowerPlan& plan) const {
        return static_cast<double>(plan.inputs.size()) * (sizes_.least + inputGap_) - inputGap_;
    }
    double leftOf(Side side) const {
        return side == Side::User ? left_ : left_ + tower_ + sizes_.between;
    }
    QRectF asideOf(Side side, double y, double height) const {
        if (aside_ <= 0)
            return {};
        constexpr double distance = 8;
        const double x = side == Side::User ? left_ : leftOf(side) + tower_ - aside_ + distance;
        return {x, y, aside_ - distance, height};
    }

    /// Each input as wide as its numbers ask for, above the least.
    std::vector<double> inputWidths(const TowerPlan& plan) const {
        const double gaps = inputGap_ * static_cast<double>(plan.inputs.size() - 1);
        const double spare = tower_ - gaps - sizes_.least * static_cast<double>(plan.inputs.size());
        double all = 0;
        const auto asks = [this](const TowerInput& input) {
            return sketch_ ? 1.0 : std::sqrt(static_cast<double>(input.dimensions));
        };
        for (const TowerInput& input : plan.inputs)
            all += asks(input);
        std::vector<double> widths;
        for (const TowerInput& input : plan.inputs)
            widths.push_back(sizes_.least + spare * asks(input) / all);
        return widths;
    }

    SceneBox& add(SceneBox::Kind kind, Side side, int place, QString id, QRectF rect) {
        SceneBox box;
        box.kind = kind;
        box.side = side;
        box.place = place;
        box.id = std::move(id);
        box.rect = rect;
        scene_.boxes_.push_back(std::move(box));
        return scene_.boxes_.back();
    }

    /// @return the height above everything so far
    double makeInputs(Side side) {
        const TowerPlan& plan = plan_.tower(side);
        const std::vector<double> widths = inputWidths(plan);
        double x = leftOf(side);
        const double tableBottom = margin_ + (sketch_ ? 0 : sizes_.word + sizes_.gap * 0.7);
        const double tableHeight = sketch_ ? sizes_.plain : sizes_.caption + sizes_.strip;
        const double joinedBottom = tableBottom + tableHeight + sizes_.gap * 0.7;
        const double joinedHeight = sketch_ ? 0 : sizes_.caption + sizes_.thin;
        std::vector<SceneStrip> joined;
        for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
            const TowerInput& input = plan.inputs[i];
            const int place = static_cast<int>(i);
            const int cells = static_cast<int>(input.dimensions);
            if (!sketch_)
                add(SceneBox::Kind::Word, side, place, boxId(side, "word", i),
                    {x, margin_, widths[i], sizes_.word})
                    .title = TowerText::inputName(input, side);
            SceneBox& table = add(SceneBox::Kind::Table, side, place, boxId(side, "input", i),
                                  {x, tableBottom, widths[i], tableHeight});
            table.title = !sketch_                      ? TowerText::tableSize(input)
                          : input.kind == InputKind::Id ? tr("Id")
                                                        : TowerText::inputName(input, side);
            table.detail = TowerText::parameters(input.parameters());
            if (!sketch_)
                table.strips.push_back({QStringLiteral("values"),
                                        Quantity::Embedding,
                                        {x, tableBottom, widths[i], sizes_.strip},
                                        cells});
            joined.push_back({QStringLiteral("values"),
                              Quantity::Embedding,
                              {x, joinedBottom, widths[i], sizes_.thin},
                              cells});
            x += widths[i] + inputGap_;
        }
        if (sketch_)
            return tableBottom + tableHeight;
        SceneBox& box = add(SceneBox::Kind::Joined, side, 0, boxId(side, "joined"),
                            {leftOf(side), joinedBottom, tower_, joinedHeight});
        box.title = tr("Joined: %1 numbers").arg(TowerText::count(plan.joined()));
        box.strips = std::move(joined);
        return joinedBottom + joinedHeight;
    }

    double makeLayers(Side side, double bottom) {
        const TowerPlan& plan = plan_.tower(side);
        double top = bottom;
        for (std::size_t i = 0; i < plan.layers.size(); ++i) {
            const bool last = i + 1 == plan.layers.size();
            top = makeLayer(side, i, last, top) + (last ? 0 : sizes_.gap);
        }
        return top;
    }

    /// The fewer the units, the narrower: the tower is a funnel.
    double layerWidth(const TowerPlan& plan, std::size_t layer) const {
        const auto units = static_cast<double>(plan.layers[layer].units);
        const double least = sketch_ ? 0.4 : std::min(1.0, units * pixels(37) / (tower_ - aside_));
        const double share = std::sqrt(units / static_cast<double>(plan.joined()));
        return (tower_ - aside_) * std::clamp(share, std::clamp(least, 0.55, 1.0), 1.0);
    }

    double makeLayer(Side side, std::size_t i, bool last, double bottom) {
        const TowerPlan& plan = plan_.tower(side);
        const DensePlan& layer = plan.layers[i];
        const double width = layerWidth(plan, i);
        const double beside = aside_ > 0 && side == Side::User ? aside_ : 0;
        const double x = leftOf(side) + beside + (tower_ - aside_ - width) / 2;
        const int cells = static_cast<int>(layer.units);
        const double output = last ? sizes_.numbers : sizes_.strip;
        const bool normalised = last && plan.normalised;
        const double strips = sizes_.thin + output + (normalised ? sizes_.numbers + 2 : 0) + 2;
        const double height = sketch_ ? sizes_.plain : strips + sizes_.caption;
        SceneBox& box = add(SceneBox::Kind::Dense, side, static_cast<int>(i),
                            boxId(side, "layer", i), {x, bottom, width, height});
        box.title = sketch_ ? tr("%1 → %2").arg(TowerText::count(layer.inputs),
                                                TowerText::count(layer.units))
                            : TowerText::layerName(plan, side, i);
        box.detail = tr("%1 · %2").arg(TowerText::denseSize(layer),
                                       TowerText::parameters(layer.parameters()));
        if (sketch_)
            return bottom + height;
        box.aside = asideOf(side, bottom, height);
        const Quantity quantity = last ? Quantity::Vector : Quantity::Layer;
        box.strips.push_back(
            {QStringLiteral("sum"), quantity, {x, bottom, width, sizes_.thin}, cells});
        box.strips.push_back({QStringLiteral("output"),
                              quantity,
                              {x, bottom + sizes_.thin + 2, width, output},
                              cells});
        if (normalised)
            box.strips.push_back({QStringLiteral("vector"),
                                  quantity,
                                  {x, bottom + sizes_.thin + output + 4, width, sizes_.numbers},
                                  cells});
        return bottom + height;
    }

    /// On the outside, beside the match.
    void makeBias(Side side, double bottom) {
        const double width = pixels(biasWidth_);
        const double x = side == Side::User ? left_ : leftOf(side) + tower_ - width;
        SceneBox& box = add(SceneBox::Kind::Bias, side, 0, boxId(side, "bias"),
                            {x, bottom, width, sizes_.score});
        box.title = side == Side::User ? tr("User bias") : tr("Movie bias");
        box.detail = TowerText::parameters(plan_.tower(side).entities + plan_.tower(side).joined());
    }

    double makeMatch(double bottom) {
        const double all = 2 * tower_ + sizes_.between;
        const double centre = left_ + all / 2;
        const bool weighted = isWeighted(plan_.match);
        const double width =
            sketch_ ? std::min(all, double(pixels(190)))
                    : std::clamp(plan_.vectorSize * double(pixels(46)), double(pixels(200)),
                                 std::max(double(pixels(200)), all - 2 * besideMatch()));
        const double height =
            sketch_ ? sizes_.plain
                    : sizes_.caption + sizes_.numbers * (weighted ? 2 : 1) + (weighted ? 2 : 0);
        const QRectF rect(centre - width / 2, bottom, width, height);
        SceneBox& box = add(SceneBox::Kind::Match, Side::User, 0, QStringLiteral("match"), rect);
        box.title = TowerText::matchFormula(plan_);
        box.detail = TowerText::parameters(plan_.matchParameters());
        if (!sketch_) {
            box.aside = {rect.right() + pixels(8), bottom, double(pixels(matchAside_)), height};
            double y = bottom;
            box.strips.push_back({QStringLiteral("product"),
                                  Quantity::Product,
                                  {rect.x(), y, width, sizes_.numbers},
                                  plan_.vectorSize});
            y += sizes_.numbers + 2;
            if (weighted)
                box.strips.push_back({QStringLiteral("weights"),
                                      Quantity::Weight,
                                      {rect.x(), y, width, sizes_.numbers},
                                      plan_.vectorSize});
        }
        return makeScores(centre, bottom + height + sizes_.gap);
    }

    /// What must stay free on each side of the match: for small lines, and for biases.
    double besideMatch() const {
        return pixels(matchAside_ + 12) + (plan_.user.biases ? pixels(biasWidth_ + 8) : 0);
    }

    double makeScores(double centre, double bottom) {
        struct Score {
            const char* id;
            QString title;
        };
        std::vector<Score> scores;
        if (!sketch_)
            scores.push_back({"match.logit", plan_.logit ? tr("Score") : tr("Logit")});
        if (!plan_.logit)
            scores.push_back({"match.output", TowerText::outputName(plan_)});
        if (sketch_ && plan_.logit)
            scores.push_back({"match.logit", tr("Score")});
        if (!sketch_)
            scores.push_back({"match.rating", tr("Rating")});
        const double all = 2 * tower_ + sizes_.between;
        const double gap = pixels(all > pixels(600) ? 26 : 14);
        const auto count = static_cast<double>(scores.size());
        const double width = std::clamp((all - (count - 1) * gap) / count, double(pixels(84)),
                                        double(pixels(sketch_ ? 110 : 128)));
        const double total = count * width + (count - 1) * gap;
        // The first stands above the match, the others follow to its right, as far as there is
        // room.
        double x = std::max(left_, std::min(centre - width / 2, left_ + all - total));
        for (const Score& score : scores) {
            add(SceneBox::Kind::Score, Side::User, 0, QLatin1String(score.id),
                {x, bottom, width, sizes_.score})
                .title = score.title;
            x += width + gap;
        }
        return bottom + sizes_.score;
    }

    void makeBands(double inputs, double layers, double top) {
        if (sketch_)
            return;
        const double half = sizes_.gap / 2;
        const std::array<std::pair<QString, std::pair<double, double>>, 3> bands = {
            {{tr("Input"), {margin_ - 4, inputs + half - 2}},
             {tr("Representation"), {inputs + half + 2, layers + half - 2}},
             {tr("Match"), {layers + half + 2, top + 4}}}};
        for (const auto& [title, range] : bands)
            scene_.bands_.push_back(
                {title, {4, range.first, width_ - 8, range.second - range.first}});
    }

    /// From heights above the bottom to places below the top.
    void turnOver(double height) {
        const auto turn = [height](QRectF& rect) {
            if (!rect.isNull())
                rect.moveTop(height - rect.bottom());
        };
        for (SceneBox& box : scene_.boxes_) {
            turn(box.rect);
            turn(box.aside);
            for (SceneStrip& strip : box.strips)
                turn(strip.rect);
        }
        for (SceneBand& band : scene_.bands_)
            turn(band.rect);
    }

    void link(const QString& from, const QString& to, QRectF below, QRectF above) {
        scene_.links_.push_back({from,
                                 to,
                                 QPolygonF({below.topLeft(), below.topRight(), above.bottomRight(),
                                            above.bottomLeft()}),
                                 {below.center().x(), below.top()},
                                 {above.center().x(), above.bottom()}});
    }

    void makeLinks() {
        for (const Side side : {Side::User, Side::Movie})
            linkTower(side);
        const QRectF match = scene_.find(QStringLiteral("match"))->rect;
        for (const Side side : {Side::User, Side::Movie}) {
            const SceneBox* last =
                scene_.find(boxId(side, "layer", plan_.tower(side).layers.size() - 1));
            QRectF half = match;
            half.setWidth(match.width() / 2);
            if (side == Side::Movie)
                half.moveLeft(match.center().x());
            link(last->id, QStringLiteral("match"), last->rect, half);
        }
        QString below = QStringLiteral("match");
        QRectF rect = match;
        for (const char* id : {"match.logit", "match.output", "match.rating"})
            if (const SceneBox* box = scene_.find(QLatin1String(id))) {
                const bool above = below == QLatin1String("match");
                const QPointF from = above ? QPointF(box->rect.center().x(), rect.top())
                                           : QPointF(rect.right(), rect.center().y());
                const QPointF to = above ? QPointF(box->rect.center().x(), box->rect.bottom())
                                         : QPointF(box->rect.left(), box->rect.center().y());
                scene_.links_.push_back({below, box->id, {}, from, to});
                below = box->id;
                rect = box->rect;
            }
    }

    void linkTower(Side side) {
        const TowerPlan& plan = plan_.tower(side);
        const QString joined = boxId(side, "joined");
        const QString first = boxId(side, "layer", 0);
        for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
            const QString table = boxId(side, "input", i);
            const QRectF rect = scene_.find(table)->rect;
            if (sketch_) {
                link(table, first, rect, scene_.find(first)->rect);
                continue;
            }
            link(boxId(side, "word", i), table, scene_.find(boxId(side, "word", i))->rect, rect);
            link(table, joined, rect, scene_.find(joined)->strips[i].rect);
        }
        QString below = sketch_ ? QString() : joined;
        for (std::size_t i = 0; i < plan.layers.size(); ++i) {
            const QString layer = boxId(side, "layer", i);
            if (!below.isEmpty())
                link(below, layer, scene_.find(below)->rect, scene_.find(layer)->rect);
            below = layer;
        }
    }

    static QString tr(const char* text) {
        return QCoreApplication::translate("towerlab::ui::TowerScene", text);
    }

    static constexpr double margin_ = 10;
    static constexpr double inputGap_ = 4;
    static constexpr int biasWidth_ = 132;
    static constexpr int matchAside_ = 84;

    const NetPlan& plan_;
    bool sketch_;
    Sizes sizes_;
    double aside_ = 0;
    double tower_ = 0; ///< width of one
    double left_ = 0;
    double width_ = 0;
    TowerScene scene_;
};

TowerScene::TowerScene(const NetPlan& plan, QSizeF room, bool sketch) {
    const double narrow = pixels(sketch ? 7 : 9); // between what follows one another upwards
    const double wide = pixels(30);
    const auto make = [&](double gap, double grown) {
        return SceneMaker(plan, room.width(), sketch, gap, grown).make();
    };
    *this = make(narrow, 1);
    const double spare = room.height() - size_.height();
    if (sketch || spare <= 0)
        return;
    // Of each pixel that a gap grows, so much goes into the height.
    const double perPixel = make(narrow + 1, 1).size_.height() - size_.height();
    const double gap = std::min(wide, narrow + spare / perPixel);
    *this = make(gap, 1);
    for (const double grown : {1.15, 1.3, 1.5, 1.75}) {
        TowerScene larger = make(gap, grown);
        if (larger.size_.height() > room.height())
            break;
        *this = std::move(larger);
    }
}

const SceneBox* TowerScene::find(const QString& id) const {
    for (const SceneBox& box : boxes_)
        if (box.id == id)
            return &box;
    return nullptr;
}

const SceneBox* TowerScene::boxAt(const QPointF& point) const {
    for (const SceneBox& box : boxes_)
        if (box.rect.contains(point))
            return &box;
    return nullptr;
}

QRectF SceneStrip::cell(int index) const {
    const double width = rect.width() / std::max(1, cells);
    return {rect.x() + index * width, rect.y(), width, rect.height()};
}

int SceneStrip::cellAt(const QPointF& point) const {
    if (cells == 0 || !rect.contains(point))
        return -1;
    return std::min(cells - 1, static_cast<int>((point.x() - rect.x()) * cells / rect.width()));
}

QString sideName(Side side) {
    return side == Side::User ? QStringLiteral("user") : QStringLiteral("movie");
}

QString boxId(Side side, const char* part) {
    return QStringLiteral("%1.%2").arg(sideName(side), QLatin1String(part));
}

QString boxId(Side side, const char* part, std::size_t place) {
    return QStringLiteral("%1.%2").arg(boxId(side, part)).arg(place);
}

} // namespace towerlab::ui
