// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace towerlab::ui {

/// The head of the ranked list: which movies may be in it and how many; kept for the next start.
class RecommendControls : public QWidget {
    Q_OBJECT
public:
    explicit RecommendControls(QWidget* parent = nullptr);

    RecommendOptions options() const;
    /// Fills the genres, and takes back the choice of one; `dataset` may be null.
    void setDataset(const Dataset* dataset);
    /// Whom the list is for; nobody where empty.
    void setCaption(const QString& caption);
    void setExportEnabled(bool enabled);
    /// Whether a genre or a least number of ratings is asked for.
    bool hasFilters() const;
    /// All genres, any number of ratings.
    void clearFilters();

Q_SIGNALS:
    void changed();
    void exportRequested();

private:
    void makeHideRated();
    void makeGenre();
    void makeMinimumRatings();
    void makeLength();
    void makeExport();
    void layOut();
    void restore();
    void store() const;

    QLabel* caption_;
    QCheckBox* hideRated_;
    QComboBox* genre_;
    QSpinBox* minimumRatings_;
    QComboBox* length_;
    QToolButton* export_;
};

} // namespace towerlab::ui
