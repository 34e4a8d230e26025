// SPDX-License-Identifier: MIT
#include "ui/widgets/id_text.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace towerlab::ui {

QString idText(const IdColumn& ids, std::size_t row) {
    return QString::fromStdString(ids.text(row));
}

TableColumn idColumn(const std::function<const IdColumn&()>& ids, const QString& help) {
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

int idColumnWidth(const IdColumn& ids) {
    constexpr int numbers = 58;
    constexpr int widest = 170;
    constexpr int letter = 8;
    constexpr int around = 24;
    constexpr std::size_t rowsLookedAt = 1000;
    std::size_t longest = 0;
    for (std::size_t row = 0; row < std::min(rowsLookedAt, ids.size()); ++row)
        longest = std::max(longest, ids.text(row).size());
    return theme::pixels(std::clamp(static_cast<int>(longest) * letter + around, numbers, widest));
}

} // namespace towerlab::ui
