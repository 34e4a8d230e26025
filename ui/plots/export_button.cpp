// SPDX-License-Identifier: MIT
#include "ui/plots/export_button.h"

#include "core/error.h"
#include "ui/jobs/job_runner.h"
#include "ui/plots/table_dialog.h"
#include "ui/widgets/files.h"
#include "ui/widgets/save_dialog.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPointer>
#include <QRegularExpression>

#include <memory>
#include <utility>

namespace towerlab::ui {
namespace {

/// The title as far as file systems take it.
QString fileName(QString title) {
    static const QRegularExpression notAllowed(QStringLiteral("[/\\\\:*?\"<>|\\x00-\\x1f]+"));
    constexpr qsizetype longest = 80;
    return title.replace(notAllowed, QStringLiteral(" ")).left(longest).simplified();
}

} // namespace

PlotExportButton::PlotExportButton(PlotWidget* plot, const QString& accessibleName, QWidget* parent)
    : QToolButton(parent), plot_(plot), jobs_(new JobRunner(JobRunner::Results::All, this)) {
    connect(jobs_, &JobRunner::failed, this, &PlotExportButton::failed);
    setObjectName(QStringLiteral("plotExport"));
    setIcon(theme::icon(QStringLiteral("export")));
    setIconSize({16, 16});
    setToolTip(tr("Save or copy the picture, or see its values as a table"));
    setAccessibleName(accessibleName);
    setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(this);
    const auto add = [this, menu](const char* name, const QString& text, auto&& act) {
        QAction* action = menu->addAction(text, this, act);
        action->setObjectName(QLatin1String(name));
    };
    add("savePicture", tr("Save &Picture…"), [this] { savePicture(PlotWidget::Look::OnPaper); });
    add("savePictureAsShown", tr("Save Picture as &Shown…"),
        [this] { savePicture(PlotWidget::Look::AsShown); });
    add("copyPicture", tr("&Copy Picture"), [this] { copyPicture(); });
    menu->addSeparator();
    add("showValues", tr("Show as &Table…"), [this] { showValues(); });
    add("saveValues", tr("Save &Values as CSV…"), [this] { saveValues(); });
    setMenu(menu);
}

void PlotExportButton::savePicture(PlotWidget::Look look) {
    save(tr("Save the picture"), pictureKinds(), look);
}

void PlotExportButton::saveValues() {
    save(tr("Save the values"), {tr("CSV tables (*.csv)")}, PlotWidget::Look::OnPaper);
}

void PlotExportButton::save(const QString& dialogTitle, const QStringList& kinds,
                            PlotWidget::Look look) {
    const QString path = askWhereToSave(this, dialogTitle, fileName(plot_->title()), kinds);
    if (path.isEmpty())
        return;
    if (plot_->hasLargeTable() && path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        jobs_->start({}, tr("The plot could not be exported"),
                     [this, path, make = plot_->tableMaker()](const std::stop_token&,
                                                              const ProgressCallback&) {
                         saveFile(path, make().text());
                         return [this, path] { Q_EMIT written(path); };
                     });
        return;
    }
    try {
        plot_->exportTo(path, look);
        Q_EMIT written(path);
    } catch (const Error& error) {
        Q_EMIT failed(tr("The plot could not be exported"), QString::fromUtf8(error.what()));
    }
}

void PlotExportButton::copyPicture() {
    QGuiApplication::clipboard()->setImage(imageOf(plot_->picture(PlotWidget::Look::OnPaper)));
}

void PlotExportButton::showValues() {
    auto* dialog = new TableDialog(plot_->title(), window());
    connect(dialog, &TableDialog::saveRequested, this, &PlotExportButton::saveValues);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    if (!plot_->hasLargeTable()) {
        dialog->setValues(TableDialog::Values(plot_->table()));
        return;
    }
    jobs_->start({}, tr("The table could not be made"),
                 [dialog = QPointer(dialog), make = plot_->tableMaker()](const std::stop_token&,
                                                                         const ProgressCallback&) {
                     const auto values = std::make_shared<TableDialog::Values>(make());
                     return [dialog, values] {
                         if (dialog) // nobody has closed it
                             dialog->setValues(std::move(*values));
                     };
                 });
}

} // namespace towerlab::ui
