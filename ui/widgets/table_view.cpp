// SPDX-License-Identifier: MIT
#include "ui/widgets/table_view.h"

#include "ui/widgets/row_height.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTimer>

#include <algorithm>
#include <numeric>

namespace towerlab::ui {
namespace {

constexpr int heightOfRows = 30;
constexpr int heightOfHeader = 32;
constexpr int headerPadding = 11; ///< the least of the style sheet's
constexpr int arrowRoom = 12;

/// A cell's text fit for one field of a tab-separated line.
QString field(QString text) {
    text.replace(QLatin1Char('\t'), QLatin1Char(' '));
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return text;
}

/// Ends a label that does not fit with "…", line by line, and keeps a right-aligned one clear of
/// the sort arrow, which a style sheet puts over its end.
class Header : public QHeaderView {
public:
    using QHeaderView::QHeaderView;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override {
        QHeaderView::initStyleOptionForIndex(option, section);
        const bool above = parentWidget()->property(TableView::arrowAboveProperty).toBool();
        const bool arrow = !above && option->sortIndicator != QStyleOptionHeader::None;
        QFont bold = font();
        bold.setPixelSize(theme::pixels(12));
        bold.setWeight(QFont::DemiBold);
        const int room = sectionSize(section) - headerPadding - (arrow ? arrowRoom : 0);
        QStringList lines = option->text.split(QLatin1Char('\n'));
        for (QString& line : lines)
            line = QFontMetrics(bold).elidedText(line, Qt::ElideRight, room);
        option->text = lines.join(QLatin1Char('\n'));
        if (arrow && option->textAlignment.testFlag(Qt::AlignRight))
            option->text += QString(4, QChar::Nbsp);
    }
};

} // namespace

TableView::TableView(QWidget* parent) : QTableView(parent), textScale_(theme::textScale()) {
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setTabKeyNavigation(false); // Tab leaves the table, as the keyboard needs
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    auto* header = new Header(Qt::Horizontal, this);
    header->setSectionsClickable(true); // as QTableView's own header is
    setHorizontalHeader(header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    ui::setRowHeight(this, heightOfRows);
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setMinimumHeight(heightOfHeader);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSortIndicatorClearable(false);
    setSortingEnabled(true);
}

/// Header line and selected rows (all rows where none is selected), tab-separated.
struct TableView::Copy {
    QList<int> columns;
    QList<int> rows;
    QStringList lines;
    QList<QMetaObject::Connection> watches; ///< on the model, whose rows would be others

    ~Copy() {
        for (const QMetaObject::Connection& watch : watches)
            QObject::disconnect(watch);
    }
};

TableView::~TableView() = default;

void TableView::copySelection() {
    if (!model())
        return;
    copy_ = std::make_unique<Copy>();
    QStringList titles;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (isColumnHidden(column))
            continue;
        copy_->columns << column;
        titles << field(model()->headerData(column, Qt::Horizontal).toString());
    }
    copy_->lines << titles.join(u'\t');
    if (selectionModel())
        for (const QItemSelectionRange& range : selectionModel()->selection())
            for (int row = range.top(); row <= range.bottom(); ++row)
                copy_->rows << row;
    std::sort(copy_->rows.begin(), copy_->rows.end());
    copy_->rows.erase(std::unique(copy_->rows.begin(), copy_->rows.end()), copy_->rows.end());
    if (copy_->rows.isEmpty()) {
        copy_->rows.resize(model()->rowCount(rootIndex()));
        std::iota(copy_->rows.begin(), copy_->rows.end(), 0);
    }
    copy_->watches = {
        connect(model(), &QAbstractItemModel::modelAboutToBeReset, this, [this] { copy_.reset(); }),
        connect(model(), &QAbstractItemModel::layoutChanged, this, &TableView::copySelection)};
    copyOn();
}

void TableView::copyOn() {
    if (!copy_)
        return;
    constexpr qint64 sliceMs = 20;
    QElapsedTimer slice;
    slice.start();
    while (copy_->lines.size() <= copy_->rows.size()) {
        const int row = copy_->rows[copy_->lines.size() - 1];
        QStringList fields;
        for (const int column : copy_->columns)
            fields << field(model()->index(row, column, rootIndex()).data().toString());
        copy_->lines << fields.join(u'\t');
        if (slice.elapsed() > sliceMs) {
            QTimer::singleShot(0, this, &TableView::copyOn);
            return;
        }
    }
    QGuiApplication::clipboard()->setText(copy_->lines.join(u'\n') + u'\n');
    copy_.reset();
    Q_EMIT copied();
}

void TableView::selectModelRow(int row) {
    if (!model() || !selectionModel())
        return;
    if (row < 0 || row >= model()->rowCount(rootIndex())) {
        selectionModel()->clear();
        return;
    }
    // A view can't scroll to a cell of a hidden column.
    int visual = 0;
    while (visual + 1 < horizontalHeader()->count() &&
           isColumnHidden(horizontalHeader()->logicalIndex(visual)))
        ++visual;
    const QModelIndex index =
        model()->index(row, std::max(0, horizontalHeader()->logicalIndex(visual)), rootIndex());
    if (currentIndex().row() != row || !selectionModel()->isRowSelected(row, rootIndex()))
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                     QItemSelectionModel::Rows);
    scrollTo(index);
}

void TableView::showColumn(int column, bool room) {
    const bool sorts = isSortingEnabled() && horizontalHeader()->sortIndicatorSection() == column;
    setColumnHidden(column, !room && !sorts);
}

void TableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() != QEvent::StyleChange || theme::textScale() == textScale_)
        return;
    const double grown = double(theme::textScale()) / textScale_;
    textScale_ = theme::textScale();
    QHeaderView* header = horizontalHeader();
    for (int section = 0; section < header->count(); ++section) {
        const bool hidden = header->isSectionHidden(section); // and so 0 wide, to Qt
        header->setSectionHidden(section, false);
        header->resizeSection(section, qRound(header->sectionSize(section) * grown));
        header->setSectionHidden(section, hidden);
    }
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent* event) {
    if (!model())
        return;
    QMenu menu(this);
    menu.addAction(tr("Copy rows"), QKeySequence(QKeySequence::Copy), this,
                   &TableView::copySelection);
    menu.addAction(tr("Select all"), QKeySequence(QKeySequence::SelectAll), this,
                   &TableView::selectAll);
    menu.exec(event->globalPos());
}

} // namespace towerlab::ui
