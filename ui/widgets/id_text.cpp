// SPDX-License-Identifier: MIT
#include "ui/widgets/id_text.h"

#include <QCoreApplication>

#include <utility>

namespace towerlab::ui {

QString idText(const IdColumn& ids, std::size_t row) {
    return QString::fromStdString(ids.text(row));
}

TableColumn idColumn(std::function<const IdColumn&()> ids, const QString& help) {
    return {.title = QCoreApplication::translate("Columns", "ID"),
            .help = help,
            .alignment = Qt::AlignRight,
            .text = [ids](std::size_t row) { return idText(ids(), row); },
            .sortValue =
                [ids](std::size_t row) {
                    return ids().areNumbers() ? QVariant(qlonglong{ids().numbers()[row]})
                                              : QVariant(idText(ids(), row));
                },
            .compare = [ids](std::size_t left,
                             std::size_t right) { return ids().compare(left, right); }};
}

} // namespace towerlab::ui
