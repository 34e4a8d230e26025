// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/net_plan.h"

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace towerlab::ui {

/// What the numbers of a strip are. Each kind has a scale of colours of its own.
enum class Quantity { Embedding, Layer, Vector, Product, Weight };

/// A row of cells, one for each number.
struct SceneStrip {
    /// "values", "sum", "output", "vector", "product", "weights": with the box it says what it is.
    QString name;
    Quantity quantity = Quantity::Layer;
    QRectF rect;
    int cells = 0;

    QRectF cell(int index) const;
    /// -1: none is there.
    int cellAt(const QPointF& point) const;
};

/// A part of the model as it is drawn.
struct SceneBox {
    enum class Kind {
        Word,  ///< what is known of the entity, in words
        Table, ///< an embedding table, and the row (or sum of rows) that is read from it
        Joined,
        Dense,
        Bias,
        Match,
        Score ///< one number
    };
    /// "user.word.0", "user.input.0", "user.joined", "user.layer.1", "user.bias", "match",
    /// "match.logit", "match.output", "match.rating".
    QString id;
    Kind kind = Kind::Word;
    Side side = Side::User;
    int place = 0; ///< the input, or the layer
    QRectF rect;
    QString title;
    QString detail; ///< sizes and parameters
    std::vector<SceneStrip> strips;
    QRectF aside; ///< room beside it for small lines; may be null
};

/// How numbers go from one box to another: the area between them, and the way through its middle.
struct SceneLink {
    QString from;
    QString to;
    QPolygonF area;
    QPointF start;
    QPointF end;
};

/// One of the layers of the article's figure.
struct SceneBand {
    QString title;
    QRectF rect;
};

/// Where everything is in the picture of two towers: boxes with what they are and how large,
/// reading upwards. It knows no numbers of any model.
class TowerScene {
public:
    TowerScene() = default;
    /// @param room   to be filled; where the towers need more, they take more
    /// @param sketch only what is where and how large, small
    TowerScene(const NetPlan& plan, QSizeF room, bool sketch);

    const std::vector<SceneBox>& boxes() const { return boxes_; }
    const std::vector<SceneLink>& links() const { return links_; }
    const std::vector<SceneBand>& bands() const { return bands_; }
    QSizeF size() const { return size_; }
    bool isEmpty() const { return boxes_.empty(); }
    const SceneBox* find(const QString& id) const;
    const SceneBox* boxAt(const QPointF& point) const;

private:
    friend class SceneMaker;

    std::vector<SceneBox> boxes_;
    std::vector<SceneLink> links_;
    std::vector<SceneBand> bands_;
    QSizeF size_;
};

/// "user" or "movie".
QString sideName(Side side);
/// The whole id of a box of a tower: "user.layer.1".
QString boxId(Side side, const char* part, std::size_t place);
QString boxId(Side side, const char* part);

} // namespace towerlab::ui
