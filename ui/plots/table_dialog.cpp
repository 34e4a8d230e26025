// SPDX-License-Identifier: MIT
#include "ui/plots/table_dialog.h"

#include "ui/widgets/busy_sign.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/table_model.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int digits = 6; ///< of a number that is not whole

class CsvModel : public TableModel {
public:
    CsvModel(TableDialog::Values values, QObject* parent)
        : TableModel(parent), table_(std::move(values.table)) {
        std::vector<TableColumn> columns;
        for (qsizetype i = 0; i < table_.columns.size(); ++i)
            columns.push_back(values.numeric[static_cast<std::size_t>(i)] ? numbers(i) : texts(i));
        setColumns(std::move(columns));
    }
    bool hasValue(int column, int row) const override {
        return !table_.rows[row][column].isEmpty();
    }

protected:
    std::size_t rows() const override { return static_cast<std::size_t>(table_.rows.size()); }

private:
    const QString& field(std::size_t row, qsizetype column) const {
        return table_.rows[static_cast<qsizetype>(row)][column];
    }
    TableColumn texts(qsizetype column) const {
        return {.title = table_.columns[column],
                .text = [this, column](std::size_t row) { return field(row, column); }};
    }
    TableColumn numbers(qsizetype column) const {
        return {.title = table_.columns[column],
                .alignment = Qt::AlignRight,
                .text =
                    [this, column](std::size_t row) {
                        const QString& own = field(row, column);
                        QLocale plain;
                        plain.setNumberOptions(QLocale::OmitGroupSeparator); // ids and years, too
                        return own.isEmpty() ? QString()
                                             : plain.toString(own.toDouble(), 'g',
                                                              std::max<int>(digits, wholes(own)));
                    },
                .sortValue =
                    [this, column](std::size_t row) {
                        const QString& own = field(row, column);
                        return own.isEmpty() ? QVariant() : QVariant(own.toDouble());
                    }};
    }
    /// Digits of a whole number: an id keeps them all.
    static int wholes(const QString& number) {
        return number.contains(u'.') || number.contains(u'e') ? 0 : static_cast<int>(number.size());
    }

    CsvTable table_;
};

bool isNumeric(const CsvTable& table, qsizetype column) {
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const QStringList& row) {
        bool number = row[column].isEmpty();
        if (!number)
            row[column].toDouble(&number);
        return number;
    });
}

} // namespace

TableDialog::Values::Values(CsvTable values) : table(std::move(values)) {
    for (qsizetype column = 0; column < table.columns.size(); ++column)
        numeric.push_back(isNumeric(table, column));
}

TableDialog::TableDialog(const QString& title, QWidget* parent)
    : QDialog(parent), proxy_(new FilterProxy(this)), view_(new TableView), busy_(new BusySign) {
    setObjectName(QStringLiteral("plotTable"));
    setWindowTitle(title);
    auto* heading = new QLabel(title);
    heading->setWordWrap(true);
    theme::makeHeading(heading);
    view_->setObjectName(QStringLiteral("plotValues"));
    view_->setAccessibleName(title);
    buttons_ = new QDialogButtonBox(QDialogButtonBox::Close);
    QDialogButtonBox* buttons = buttons_;
    auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto* save = buttons->addButton(tr("Save as CSV…"), QDialogButtonBox::ActionRole);
    copy->setToolTip(tr("Copies the chosen rows, or all of them where none is chosen"));
    connect(copy, &QPushButton::clicked, view_, &TableView::copySelection);
    connect(save, &QPushButton::clicked, this, &TableDialog::saveRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto tell = [this] {
        busy_->setBusy(proxy_->isArranging() ? tr("The table is being arranged…") : QString());
    };
    connect(proxy_, &FilterProxy::arranging, this, tell);
    connect(proxy_, &FilterProxy::arranged, this, tell);
    busy_->setBusy(tr("The table is being made…"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(heading);
    column->addWidget(view_, 1);
    column->addWidget(busy_);
    column->addWidget(buttons);
    resize(theme::pixels(560), theme::pixels(460));
    view_->setFocus();
}

void TableDialog::offerForRow(const QString& text, std::function<void(int row)> action) {
    QPushButton* button = buttons_->addButton(text, QDialogButtonBox::ActionRole);
    button->setObjectName(QStringLiteral("rowAction"));
    connect(button, &QPushButton::clicked, this, [this, action = std::move(action)] {
        const QModelIndex chosen = view_->currentIndex();
        if (chosen.isValid())
            action(proxy_->mapToSource(chosen).row());
    });
}

void TableDialog::setValues(Values values) {
    proxy_->setSourceModel(new CsvModel(std::move(values), this));
    view_->setModel(proxy_);
    view_->sortByColumn(-1, Qt::AscendingOrder); // as the plot has them
    if (isVisible())
        fitColumns();
}

void TableDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    if (view_->model() != nullptr)
        fitColumns(); // in the look that they have by now
}

void TableDialog::fitColumns() {
    constexpr int rowsMeasured = 200;
    constexpr int padding = 18;
    constexpr int widest = 320;
    view_->horizontalHeader()->setResizeContentsPrecision(rowsMeasured);
    view_->resizeColumnsToContents();
    for (int column = 0; column < view_->model()->columnCount(); ++column)
        view_->setColumnWidth(
            column, std::min(view_->columnWidth(column) + padding, theme::pixels(widest)));
}

} // namespace towerlab::ui
