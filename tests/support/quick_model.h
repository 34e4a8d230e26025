// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/demo_data.h"
#include "core/train/trainer.h"

namespace towerlab::test {

/// A model that trains in a moment: all ratings of a demo of that size, on one thread.
inline TrainedModel quickModel(RunSettings settings, const DemoSettings& demo, int epochs) {
    settings.data.sampleFraction = 1;
    settings.train.epochs = epochs;
    settings.train.threads = 1;
    return Trainer(makeDemoData(demo), settings).run();
}

} // namespace towerlab::test
