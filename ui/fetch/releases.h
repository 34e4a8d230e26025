// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace towerlab::ui {

/// A release of MovieLens as GroupLens offers it for download.
struct Release {
    QString key; ///< "ml-1m": the archive is called so, with .zip, and so is the folder in it
    QString name;
    QString contents;         ///< who and what is in it, in a line
    qint64 ratings = 0;       ///< for people; the file is what counts
    QString size;             ///< of the archive, for people: "about 6 MB"
    QString readme;           ///< address of its README, which has the licence
    bool shareable = false;   ///< it may be passed on, under the same licence
    bool wantsCopies = false; ///< GroupLens asks for a copy of each publication

    QString archive() const { return key + QStringLiteral(".zip"); }
};

/// The releases that TowerLab gets, the smallest first.
const std::vector<Release>& releases();

/// The terms of a release's licence, a sentence or two each, in our words.
QStringList licenceTerms(const Release& release);

} // namespace towerlab::ui
