// SPDX-License-Identifier: MIT
#include "ui/recent_menu.h"

#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QFileInfo>

namespace towerlab::ui {
namespace {

constexpr int most = 10;

} // namespace

RecentMenu::RecentMenu(QWidget* parent) : QMenu(tr("Open &Recent"), parent) {
    setObjectName(QStringLiteral("recentMenu"));
    setIcon(theme::icon(QStringLiteral("reopen")));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &RecentMenu::fill);
    fill();
}

void RecentMenu::add(const QString& path) {
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList paths = remembered(preference::recentFiles);
    paths.removeAll(whole);
    paths.prepend(whole);
    remember(preference::recentFiles, QStringList(paths.mid(0, most)));
    fill();
}

void RecentMenu::fill() {
    clear();
    for (const QString& path : remembered(preference::recentFiles)) {
        const QFileInfo file(path);
        if (!file.exists())
            continue;
        QString name = file.fileName();
        name.replace(QLatin1Char('&'), QLatin1String("&&"));
        const bool model = path.endsWith(QLatin1String(".towerlab"));
        QAction* action =
            addAction(theme::icon(model ? QStringLiteral("open") : QStringLiteral("folder")), name,
                      this, [this, path] { Q_EMIT chosen(path); });
        action->setToolTip(QDir::toNativeSeparators(path));
    }
    setEnabled(!isEmpty());
    if (isEmpty())
        return;
    addSeparator();
    addAction(tr("&Clear This List"), this, [this] {
        remember(preference::recentFiles, QStringList());
        fill();
    });
}

} // namespace towerlab::ui
