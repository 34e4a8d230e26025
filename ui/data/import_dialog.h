// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/table_preview.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace towerlab::ui {

/// Asks which column of a person's table of ratings is what, beside its first rows, and for files
/// of users and items whose columns become features.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// @param options what was chosen before; for the rest the preview's guesses are proposed
    ImportDialog(const TablePreview& preview, const ReadOptions& options, QWidget* parent);

    /// What was chosen.
    ReadOptions options() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Role { User, Item, Rating, Time, RoleCount };

    QWidget* makeRoles();
    QWidget* makeTable();
    QWidget* makeFiles(const ReadOptions& options);
    QLineEdit* addFile(QFormLayout* form, const QString& label, const QString& name,
                       const std::string& path);
    void propose(const ReadOptions& options);
    void update();
    void markColumns();
    void fitColumns();
    QString problem() const;
    int columnOf(Role role) const;
    std::string choiceOf(Role role) const;

    TablePreview preview_;
    ReadOptions options_;
    QComboBox* roles_[RoleCount] = {};
    QTableWidget* table_ = nullptr;
    QLabel* problem_ = nullptr;
    QPushButton* open_ = nullptr;
    QLineEdit* users_ = nullptr;
    QLineEdit* items_ = nullptr;
};

} // namespace towerlab::ui
