// SPDX-License-Identifier: MIT
#include "ui/leave_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("LeaveQuestion", text); }

QString titleOf(const Losses& losses) {
    if (losses.training)
        return tr("Training is under way");
    if (losses.comparing)
        return tr("A comparison is under way");
    return losses.runs == 1 ? tr("1 run is in no file")
                            : tr("%1 runs are in no file").arg(losses.runs);
}

QString textOf(const Losses& losses) {
    QStringList lines;
    if (losses.training)
        lines << tr("It would be stopped; its finished epochs can be kept.");
    if (losses.comparing)
        lines << tr("The comparison would be stopped; the methods that are done can be kept.");
    if (losses.runs > 0)
        lines << tr("Runs that are kept are pinned: they are listed again with their models "
                    "whenever their data set is open.");
    return lines.join(u'\n');
}

QString keepText(const Losses& losses) {
    if (losses.training || losses.comparing)
        return tr("Keep What Is Done");
    return losses.runs == 1 ? tr("Keep the Run") : tr("Keep %1 Runs").arg(losses.runs);
}

} // namespace

Leave askBeforeLeaving(QWidget* parent, const Losses& losses) {
    QMessageBox box(QMessageBox::Question, titleOf(losses), titleOf(losses), QMessageBox::NoButton,
                    parent);
    box.setObjectName(QStringLiteral("leaveQuestion"));
    box.setInformativeText(textOf(losses));
    QPushButton* keep = box.addButton(keepText(losses), QMessageBox::AcceptRole);
    QPushButton* discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    QPushButton* stay = box.addButton(tr("Stay"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("leaveKeep"));
    discard->setObjectName(QStringLiteral("leaveDiscard"));
    stay->setObjectName(QStringLiteral("leaveStay"));
    box.setDefaultButton(keep);
    box.setEscapeButton(stay);
    box.exec();
    return box.clickedButton() == keep      ? Leave::Keep
           : box.clickedButton() == discard ? Leave::Discard
                                            : Leave::Stay;
}

} // namespace towerlab::ui
