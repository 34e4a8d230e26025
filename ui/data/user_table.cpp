// SPDX-License-Identifier: MIT
#include "ui/data/user_table.h"

#include "ui/data/user_facts.h"
#include "ui/data/users_model.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QHeaderView>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int mostFilters = 3;

} // namespace

UserTable::UserTable(QWidget* parent)
    : DataTable(QStringLiteral("users"), parent), model_(new UsersModel(this)) {
    for (int i = 0; i < mostFilters; ++i)
        filters_ << addFilter(QStringLiteral("usersFilter%1").arg(i),
                              tr("Show only users of one kind"));
    setModel(model_);
    setTexts(tr("Search users"), tr("Users"));
    setColumns();
    fillFilters();
    table()->sortByColumn(UsersModel::Id, Qt::AscendingOrder);
}

void UserTable::setColumns() {
    constexpr int idWidth = 60;
    constexpr int figureWidth = 80;
    QHeaderView* header = table()->horizontalHeader();
    header->setStretchLastSection(false);
    for (int column = 0; column < model_->columnCount(); ++column)
        header->setSectionResizeMode(column, column == model_->widest() ? QHeaderView::Stretch
                                                                        : QHeaderView::Interactive);
    header->resizeSection(
        UsersModel::Id, model_->dataset() ? idColumnWidth(model_->dataset()->users().id) : idWidth);
    for (int column = UsersModel::FirstFact; column <= model_->mean(); ++column)
        header->resizeSection(column, std::max({figureWidth, header->sectionSizeHint(column),
                                                widthOfWords(column - UsersModel::FirstFact)}));
    hideWhileNarrow(model_->facts() > model_->categories() ? model_->ratings() - 1 : -1);
}

int UserTable::widthOfWords(int category) const {
    constexpr int margins = 24;
    constexpr int most = 130;
    if (category < 0 || category >= model_->categories())
        return 0;
    int width = 0;
    for (const std::string& word :
         model_->dataset()->users().categories[static_cast<std::size_t>(category)].words)
        width = std::max(width, fontMetrics().horizontalAdvance(columnText(word)) + margins);
    return std::min(width, most);
}

void UserTable::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    model_->setDataset(dataset);
    setColumns();
    fillFilters();
    datasetReplaced();
}

void UserTable::fillFilters() {
    for (qsizetype i = 0; i < filters_.size(); ++i) {
        const bool there = i < model_->categories();
        filters_[i]->setVisible(there);
        if (there)
            fillFilter(filters_[i],
                       model_->dataset()->users().categories[static_cast<std::size_t>(i)]);
        else
            DataTable::fillFilter(filters_[i], {}, {});
    }
}

void UserTable::fillFilter(QComboBox* filter, const CategoryColumn& column) {
    std::vector<bool> used(column.words.size());
    for (const std::int32_t value : column.value)
        if (value >= 0)
            used[static_cast<std::size_t>(value)] = true;
    QList<std::pair<QString, int>> entries;
    for (std::size_t i = 0; i < used.size(); ++i)
        if (used[i])
            entries.append({columnText(column.words[i]), static_cast<int>(i)});
    if (!column.ordered)
        std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
            return a.first.compare(b.first, Qt::CaseInsensitive) < 0;
        });
    DataTable::fillFilter(filter, tr("%1: all").arg(columnText(column.label)), entries);
}

FilterProxy::Condition UserTable::condition() const {
    std::vector<std::pair<std::size_t, std::int32_t>> wanted; // column and word
    for (qsizetype i = 0; i < filters_.size(); ++i)
        if (const QVariant value = filters_[i]->currentData(); value.isValid())
            wanted.emplace_back(static_cast<std::size_t>(i), value.toInt());
    if (!model_->dataset() || wanted.empty())
        return {};
    // The model's own data set, which changes before the view asks for rows of the new one.
    return [model = model_, wanted](int sourceRow) {
        const std::vector<CategoryColumn>& columns = model->dataset()->users().categories;
        return std::all_of(wanted.begin(), wanted.end(), [&](const auto& choice) {
            return choice.first < columns.size() &&
                   columns[choice.first].value[static_cast<std::size_t>(sourceRow)] ==
                       choice.second;
        });
    };
}

QString UserTable::countText(const QString& shown, const QString& all) const {
    return tr("%1 of %2 users").arg(shown, all);
}

} // namespace towerlab::ui
