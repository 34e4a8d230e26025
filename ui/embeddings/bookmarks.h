// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"
#include "ui/embeddings/layout_runner.h"
#include "ui/embeddings/projection.h"

#include <QString>

#include <optional>
#include <vector>

namespace towerlab::ui {

/// A view of a map that can be come back to.
struct Bookmark {
    QString name;
    Subject subject = Subject::Movies;
    ProjectionKind kind = ProjectionKind::Components;
    AxisChoice across;
    AxisChoice up;
    ArrangeSettings arrange;
    PointFact colourBy = PointFact::Genre;
    bool whole = true; ///< the whole map is in view; else these ranges
    double left = 0, right = 1, low = 0, high = 1;
    Layout layout = {};     ///< where points lay; empty once the program was closed
    PoleSets poleSets = {}; ///< the same
    std::array<QString, poles> poleNames = {};
};

/// The bookmarks of a data set. Kept between starts but for what only the model of now can mean:
/// layouts, which are arranged anew from the same start, and the ends of axes by meaning.
class Bookmarks {
public:
    /// Those of that data set.
    void setDataset(const QString& name);
    const std::vector<Bookmark>& all() const { return all_; }
    /// A bookmark of that name is replaced.
    void add(Bookmark bookmark);
    void remove(const QString& name);

private:
    void store() const;

    QString dataset_;
    std::vector<Bookmark> all_;
};

} // namespace towerlab::ui
