// SPDX-License-Identifier: MIT
#include "ui/data/import_dialog.h"

#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int noColumn = -1;

QString columnName(const TablePreview& preview, std::size_t column) {
    const QString name = QString::fromStdString(preview.columns[column]);
    return preview.header && !name.isEmpty() ? name : ImportDialog::tr("Column %1").arg(column + 1);
}

/// Whether a name says which column is meant, and not only its place.
bool isUnique(const TablePreview& preview, std::size_t column) {
    const std::string& name = preview.columns[column];
    return preview.header && !name.empty() && name != "-" &&
           std::count(preview.columns.begin(), preview.columns.end(), name) == 1;
}

int placeOf(const TablePreview& preview, const std::string& choice) {
    for (std::size_t column = 0; column < preview.columns.size(); ++column)
        if (choice == preview.columns[column] || choice == std::to_string(column + 1))
            return static_cast<int>(column);
    return noColumn;
}

} // namespace

ImportDialog::ImportDialog(const TablePreview& preview, const ReadOptions& options, QWidget* parent)
    : QDialog(parent), preview_(preview), options_(options) {
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Open your own ratings"));
    auto* title = new QLabel(tr("Which column is what?"));
    theme::makeTitle(title);
    auto* file = new QLabel(tr("The first rows of %1")
                                .arg(QFileInfo(QString::fromStdString(preview_.file)).fileName()));
    file->setTextFormat(Qt::PlainText);
    theme::makeCaption(file);
    problem_ = new QLabel;
    problem_->setObjectName(QStringLiteral("importProblem"));
    problem_->setWordWrap(true);
    problem_->setTextFormat(Qt::PlainText);
    theme::makeCaption(problem_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel);
    open_ = buttons->button(QDialogButtonBox::Open);
    open_->setObjectName(QStringLiteral("importOpen"));
    open_->setDefault(true);
    open_->setProperty("primary", true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding + 4, theme::padding, theme::padding + 4,
                               theme::padding);
    column->setSpacing(theme::spacing);
    column->addWidget(title);
    column->addWidget(makeRoles());
    column->addWidget(file);
    column->addWidget(makeTable(), 1);
    column->addWidget(makeFiles(options));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(problem_, 1);
    bottom->addWidget(buttons);
    column->addLayout(bottom);
    resize(theme::pixels(820), theme::pixels(600));
    propose(options);
    for (QComboBox* role : roles_)
        connect(role, &QComboBox::currentIndexChanged, this, &ImportDialog::update);
    update();
}

QWidget* ImportDialog::makeRoles() {
    struct Description {
        const char* name;
        QString label;
        QString none; ///< what it means to have no such column; empty: there must be one
    };
    const Description descriptions[RoleCount] = {
        {"userColumn", tr("&User"), {}},
        {"itemColumn", tr("&Item"), {}},
        {"ratingColumn", tr("&Rating"), tr("None: each line is a like")},
        {"timeColumn", tr("&Time"), tr("None")}};
    auto* panel = new QWidget;
    auto* row = new QHBoxLayout(panel);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::spacing);
    for (int role = 0; role < RoleCount; ++role) {
        auto* box = roles_[role] = new QComboBox;
        box->setObjectName(QString::fromLatin1(descriptions[role].name));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
        box->addItem(descriptions[role].none.isEmpty() ? tr("Choose…") : descriptions[role].none,
                     noColumn);
        for (std::size_t column = 0; column < preview_.columns.size(); ++column)
            box->addItem(columnName(preview_, column), static_cast<int>(column));
        auto* label = new QLabel(descriptions[role].label);
        label->setBuddy(box);
        auto* cell = new QVBoxLayout;
        cell->setSpacing(4);
        cell->addWidget(label);
        cell->addWidget(box);
        row->addLayout(cell, 1);
    }
    return panel;
}

QWidget* ImportDialog::makeTable() {
    const auto rows = static_cast<int>(preview_.rows.size());
    const auto columns = static_cast<int>(preview_.columns.size());
    table_ = new QTableWidget(rows, columns);
    table_->setObjectName(QStringLiteral("importTable"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFocusPolicy(Qt::NoFocus);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setStretchLastSection(true);
    for (int row = 0; row < rows; ++row) {
        const auto& cells = preview_.rows[static_cast<std::size_t>(row)];
        for (int column = 0; column < std::min(columns, static_cast<int>(cells.size())); ++column)
            table_->setItem(row, column,
                            new QTableWidgetItem(
                                QString::fromStdString(cells[static_cast<std::size_t>(column)])));
    }
    return table_;
}

QWidget* ImportDialog::makeFiles(const ReadOptions& options) {
    auto* panel = new QWidget;
    auto* form = new QFormLayout(panel);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    users_ = addFile(form, tr("A table of u&sers"), QStringLiteral("usersFile"), options.users);
    items_ = addFile(form, tr("A table of ite&ms"), QStringLiteral("itemsFile"), options.items);
    auto* hint = new QLabel(tr("Their columns become features: what the towers read, and what "
                               "tables, charts and maps show. They may be left empty."));
    hint->setWordWrap(true);
    theme::makeCaption(hint);
    form->addRow(hint);
    return panel;
}

QLineEdit* ImportDialog::addFile(QFormLayout* form, const QString& label, const QString& name,
                                 const std::string& path) {
    auto* edit = new QLineEdit(QString::fromStdString(path));
    edit->setObjectName(name);
    edit->setPlaceholderText(tr("None"));
    edit->setClearButtonEnabled(true);
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setObjectName(name + QStringLiteral("Choose"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, [this, edit, label] {
        QString plain = label;
        const QString chosen = QFileDialog::getOpenFileName(
            this, plain.remove(u'&'), remembered(preference::lastFolder),
            tr("Tables (*.csv *.tsv *.txt *.gz);;All files (*)"));
        if (!chosen.isEmpty())
            edit->setText(chosen);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(edit, 1);
    row->addWidget(choose);
    auto* caption = new QLabel(label);
    caption->setBuddy(edit);
    form->addRow(caption, row);
    return edit;
}

void ImportDialog::propose(const ReadOptions& options) {
    const std::string* const chosen[RoleCount] = {&options.columns.user, &options.columns.item,
                                                  &options.columns.rating, &options.columns.time};
    const std::optional<std::size_t> guesses[RoleCount] = {preview_.user, preview_.item,
                                                           preview_.rating, preview_.time};
    for (int role = 0; role < RoleCount; ++role) {
        int column = guesses[role] ? static_cast<int>(*guesses[role]) : noColumn;
        if (!chosen[role]->empty())
            column = placeOf(preview_, *chosen[role]);
        roles_[role]->setCurrentIndex(roles_[role]->findData(column));
    }
}

int ImportDialog::columnOf(Role role) const { return roles_[role]->currentData().toInt(); }

std::string ImportDialog::choiceOf(Role role) const {
    const int column = columnOf(role);
    if (column == noColumn)
        return "-";
    const auto place = static_cast<std::size_t>(column);
    return isUnique(preview_, place) ? preview_.columns[place] : std::to_string(place + 1);
}

ReadOptions ImportDialog::options() const {
    ReadOptions options = options_;
    options.columns = {choiceOf(User), choiceOf(Item), choiceOf(Rating), choiceOf(Time)};
    options.users = users_->text().trimmed().toStdString();
    options.items = items_->text().trimmed().toStdString();
    return options;
}

QString ImportDialog::problem() const {
    if (columnOf(User) == noColumn)
        return tr("Choose the column that says who rated.");
    if (columnOf(Item) == noColumn)
        return tr("Choose the column that says what was rated.");
    for (int role = 0; role < RoleCount; ++role)
        for (int other = 0; other < role; ++other)
            if (columnOf(Role(role)) != noColumn && columnOf(Role(role)) == columnOf(Role(other)))
                return tr("A column can't be two things.");
    return {};
}

void ImportDialog::update() {
    const QString text = problem();
    problem_->setText(text);
    open_->setEnabled(text.isEmpty());
    markColumns();
}

/// What a column is stands in its heading; the others are grey.
void ImportDialog::markColumns() {
    const QString roleNames[RoleCount] = {tr("User"), tr("Item"), tr("Rating"), tr("Time")};
    for (int column = 0; column < table_->columnCount(); ++column) {
        QStringList heading = {columnName(preview_, static_cast<std::size_t>(column))};
        for (int role = 0; role < RoleCount; ++role)
            if (columnOf(Role(role)) == column)
                heading.prepend(roleNames[role]);
        const bool used = heading.size() > 1;
        table_->setHorizontalHeaderItem(column,
                                        new QTableWidgetItem(heading.join(QStringLiteral(" · "))));
        for (int row = 0; row < table_->rowCount(); ++row)
            if (QTableWidgetItem* cell = table_->item(row, column))
                cell->setForeground(used ? QBrush() : QBrush(theme::mutedText()));
    }
    fitColumns();
}

void ImportDialog::fitColumns() {
    constexpr int widest = 220;
    table_->resizeColumnsToContents();
    for (int column = 0; column < table_->columnCount(); ++column)
        table_->setColumnWidth(column, std::clamp(table_->columnWidth(column) + theme::spacing,
                                                  theme::pixels(90), theme::pixels(widest)));
}

void ImportDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && table_ != nullptr)
        markColumns();
}

} // namespace towerlab::ui
