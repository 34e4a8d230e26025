// SPDX-License-Identifier: MIT
#include "ui/compare/setup/history.h"

#include "ui/compare/shared/library.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/eliding_combo.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace towerlab::ui {
namespace {

constexpr int comboWidth = 200; ///< leaves room for five tabs in the smallest window

/// Date and time, without the year where it is this one.
QString timeText(const QString& iso) {
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate).toLocalTime();
    return time.isValid() && time.date().year() == QDate::currentDate().year()
               ? QLocale().toString(time, CompareHistory::tr("d MMM, HH:mm"))
               : finishedText(iso.toStdString());
}

} // namespace

CompareHistory::CompareHistory(CompareLibrary* library, QWidget* parent)
    : QWidget(parent),
      library_(library),
      combo_(new ElidingCombo),
      delete_(makeIconButton("compareDelete", QStringLiteral("trash"), tr("Delete"),
                             tr("Delete the results shown, with their file"))),
      export_(makeIconButton("compareExport", QStringLiteral("export"), tr("Export…"),
                             tr("Export the results shown: a report to hand out (PDF or "
                                "HTML), or the figures as CSV"))) {
    combo_->setObjectName(QStringLiteral("compareKept"));
    combo_->setAccessibleName(tr("Kept results"));
    combo_->setToolTip(tr("Every finished comparison is kept: choose one to see it again"));
    combo_->setPlaceholderText(tr("Kept results"));
    combo_->setFixedWidth(comboWidth);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(combo_);
    row->addWidget(delete_);
    row->addWidget(export_);
    connect(library, &CompareLibrary::changed, this, &CompareHistory::fill);
    connect(combo_, &QComboBox::activated, this,
            [this] { Q_EMIT chosen(combo_->currentData().toString()); });
    connect(delete_, &QToolButton::clicked, this, [this] { library_->remove(shown_); });
    connect(export_, &QToolButton::clicked, this, &CompareHistory::exportRequested);
    setExportable(false);
    fill();
}

void CompareHistory::fill() {
    combo_->clear();
    for (const compare_store::Kept& kept : library_->kept()) {
        combo_->addItem(tr("%1 · %2 · %3 · %4 methods")
                            .arg(timeText(kept.finished), kept.dataset, kept.split)
                            .arg(kept.names.size()),
                        kept.file);
        combo_->setItemData(combo_->count() - 1,
                            QStringLiteral("<p>%1</p><p>%2</p>")
                                .arg(combo_->itemText(combo_->count() - 1).toHtmlEscaped(),
                                     kept.names.join(QStringLiteral(", ")).toHtmlEscaped()),
                            Qt::ToolTipRole);
    }
    combo_->setEnabled(combo_->count() > 0);
    mark();
}

void CompareHistory::mark() {
    combo_->setCurrentIndex(combo_->findData(shown_));
    delete_->setEnabled(combo_->currentIndex() >= 0);
}

void CompareHistory::setShown(const QString& file) {
    shown_ = file;
    mark();
}

void CompareHistory::setExportable(bool exportable) { export_->setEnabled(exportable); }

} // namespace towerlab::ui
