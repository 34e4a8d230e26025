// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/widgets/place.h"

#include <optional>

class QStackedWidget;

namespace towerlab::ui {

class RecommendDetail;
class RecommendHistory;
class RecommendList;
class RecommendUserList;
class Workspace;

/// The place where a user is chosen and what they rated stands beside what the model recommends.
class RecommendPanel : public Place {
    Q_OBJECT
public:
    explicit RecommendPanel(Workspace* workspace, QWidget* parent = nullptr);

Q_SIGNALS:
    void trainRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeEmptyPage();
    QWidget* makeColumns();
    void connectParts();
    void connectWorkspace();
    void adoptDataset();
    void adoptUser(std::optional<std::size_t> userRow);
    void adoptMovie(std::optional<std::size_t> movieRow);
    void refresh();
    void showDetail();

    Workspace* workspace_;
    QStackedWidget* pages_;
    RecommendUserList* users_;
    RecommendHistory* history_;
    RecommendList* list_;
    RecommendDetail* detail_;
    bool stale_ = true; ///< the ranked list lags behind, as nobody looks
};

} // namespace towerlab::ui
