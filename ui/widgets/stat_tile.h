// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;

namespace towerlab::ui {

/// A card with one large number and what it counts.
class StatTile : public QWidget {
    Q_OBJECT
public:
    /// @param help what the number means, shown as a tooltip
    explicit StatTile(const QString& caption, const QString& help = {}, QWidget* parent = nullptr);

    /// Shows another figure from now on.
    void setCaption(const QString& caption, const QString& help);
    void setValue(const QString& value);
    QString value() const;
    QString caption() const { return caption_; }

private:
    QLabel* figure_;
    QLabel* label_;
    QString caption_;
};

} // namespace towerlab::ui
