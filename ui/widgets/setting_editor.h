// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/setting_text.h"

#include <QObject>
#include <QString>
#include <QStringList>

class QWidget;

namespace towerlab::ui {

/// The widget in which one setting is edited, as its description asks: a check box, a list, or a
/// box for numbers, which takes none out of range.
class SettingEditor : public QObject {
    Q_OBJECT
public:
    /// @param field     must outlive this
    /// @param zero      what the value 0 is called where it stands for something else; else empty
    /// @param parent    owns this; the widget belongs to whoever puts it into a layout
    SettingEditor(const SettingField& field, Translate translate, const QString& zero,
                  QObject* parent);

    const SettingField& field() const { return field_; }
    QWidget* widget() const { return widget_; }
    /// Narrows a box for numbers to a scale that the data has.
    void setScale(double lowest, double highest, double step, const QString& unit);
    /// As SettingField::set() takes it; shown without a signal.
    void setValue(double value);
    /// Names of the data's columns, for a setting that chooses among them.
    void setColumnNames(const QStringList& names);

Q_SIGNALS:
    void edited(double value);

private:
    QWidget* makeSwitch();
    QWidget* makeColumns();
    void showColumnsText();
    QWidget* makeList(Translate translate);
    QWidget* makeWholeBox(const QString& unit, const QString& zero);
    QWidget* makeNumberBox(const QString& unit, const QString& zero);
    double factor() const; ///< of the number shown

    const SettingField& field_;
    QWidget* widget_;
    bool showing_ = false;
    std::uint32_t leftOut_ = 0; ///< of the columns
};

} // namespace towerlab::ui
