// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QStringList>

class QPlainTextEdit;

namespace towerlab::ui {

/// Asks for titles, one in a line or with semicolons between.
class TitlesDialog : public QDialog {
    Q_OBJECT
public:
    explicit TitlesDialog(QWidget* parent = nullptr);

    QStringList titles() const;

private:
    QPlainTextEdit* text_;
};

} // namespace towerlab::ui
