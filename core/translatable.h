// SPDX-License-Identifier: MIT
#pragma once

/// Marks an English text of core for translation in the user interface, in the given context;
/// expands to the text itself.
#define TOWERLAB_TRANSLATABLE(context, text) text
