// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QCoreApplication>
#include <QString>

namespace towerlab::ui {

/// A text for people, in the language of the program.
inline QString fetchText(const char* text) { return QCoreApplication::translate("Fetch", text); }

/// A server did not give what it was asked for. file() is the address.
class FetchError : public Error {
public:
    FetchError(const QString& reason, const QString& address, const QString& remedy)
        : Error(reason.toStdString(), address.toStdString(), 0, remedy.toStdString()) {}
};

/// The same for a reason that may pass: trying again can help.
class Outage : public FetchError {
public:
    using FetchError::FetchError;
};

} // namespace towerlab::ui
