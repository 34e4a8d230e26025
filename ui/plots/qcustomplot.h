// SPDX-License-Identifier: MIT
// The one place that includes QCustomPlot: Debian's header uses Qt's keywords, which are switched
// off everywhere here (QT_NO_KEYWORDS).
#pragma once

#include <QtGlobal>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
