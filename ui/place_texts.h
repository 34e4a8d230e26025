// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>

namespace towerlab::ui {

/// What the window's rail says of a place.
struct PlaceText {
    const char* icon;
    const char* label;
    const char* help;
};

/// In the order of MainWindow::PlaceNumber.
inline constexpr std::array<PlaceText, 6> placeTexts = {
    {{"data", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Data"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Who rated what: browse users and movies")},
     {"train", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Train"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Train the two towers and watch the loss")},
     {"recommend", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Recommend"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Choose a user and read their ranked list")},
     {"embeddings", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Embeddings"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "The learned vectors as a map")},
     {"compare", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Compare"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow",
                        "Test many methods alike, and read how they differ")},
     {"inspect", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Inspect"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow",
                        "Follow one rating through the two towers, forward and back")}}};

} // namespace towerlab::ui
