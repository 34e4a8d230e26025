// SPDX-License-Identifier: MIT
#include "ui/data/user_facts.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace towerlab::ui {

QString columnText(const std::string& english) {
    return QCoreApplication::translate("Columns", english.c_str());
}

QString wordText(const CategoryColumn& column, std::size_t row) {
    const std::int32_t value = column.value[row];
    return value < 0 ? QString() : columnText(column.words[static_cast<std::size_t>(value)]);
}

QString numberText(const NumberColumn& column, std::size_t row) {
    const float value = column.value[row];
    return std::isnan(value) ? QString() : QLocale().toString(double{value}, 'g', 6);
}

QStringList factsOf(const EntityColumns& entities, std::size_t row) {
    QStringList facts;
    for (const CategoryColumn& column : entities.categories)
        if (const QString word = wordText(column, row); !word.isEmpty())
            facts << word;
    for (const NumberColumn& column : entities.numbers)
        if (const QString number = numberText(column, row); !number.isEmpty())
            facts << QStringLiteral("%1 %2").arg(number, columnText(column.label).toLower());
    return facts;
}

} // namespace towerlab::ui
