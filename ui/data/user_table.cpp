// SPDX-License-Identifier: MIT
#include "ui/data/user_table.h"

#include "ui/data/users_model.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QHeaderView>

#include <algorithm>

namespace towerlab::ui {

UserTable::UserTable(QWidget* parent)
    : DataTable(QStringLiteral("users"), parent),
      model_(new UsersModel(this)),
      gender_(addFilter(QStringLiteral("usersGender"), tr("Show only users of one gender"))),
      age_(addFilter(QStringLiteral("usersAge"), tr("Show only users of one age bracket"))),
      occupation_(
          addFilter(QStringLiteral("usersOccupation"), tr("Show only users of one occupation"))) {
    setModel(model_);
    setTexts(tr("Search users"), tr("Users"));
    setColumns();
    fillFilter(gender_, tr("All genders"),
               {{genderText(Gender::Female), static_cast<int>(Gender::Female)},
                {genderText(Gender::Male), static_cast<int>(Gender::Male)}});
    QList<std::pair<QString, int>> brackets;
    for (std::size_t bracket = 0; bracket < ageBracketCodes.size(); ++bracket)
        brackets.append({ageBracketText(bracket), static_cast<int>(bracket)});
    fillFilter(age_, tr("All ages"), brackets);
    fillFilter(occupation_, tr("All occupations"), {});
}

void UserTable::setColumns() {
    QHeaderView* header = table()->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(UsersModel::Occupation, QHeaderView::Stretch);
    for (const auto& [column, width] : {std::pair{UsersModel::Id, 60},
                                        {UsersModel::GenderColumn, 76},
                                        {UsersModel::Age, 100},
                                        {UsersModel::Zip, 72},
                                        {UsersModel::Ratings, 80},
                                        {UsersModel::Mean, 68}})
        header->resizeSection(column, width);
    hideWhileNarrow(UsersModel::Zip);
    table()->sortByColumn(UsersModel::Id, Qt::AscendingOrder);
}

void UserTable::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    model_->setDataset(dataset);
    if (dataset)
        fillFilters(*dataset);
    datasetReplaced();
}

void UserTable::fillFilters(const Dataset& dataset) {
    std::vector<bool> used(dataset.occupationNames().size());
    for (const std::int16_t occupation : dataset.users().occupation)
        used[static_cast<std::size_t>(occupation)] = true;
    QList<std::pair<QString, int>> entries;
    for (std::size_t i = 0; i < used.size(); ++i)
        if (used[i])
            entries.append(
                {QString::fromStdString(dataset.occupationNames()[i]), static_cast<int>(i)});
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return a.first.compare(b.first, Qt::CaseInsensitive) < 0;
    });
    fillFilter(occupation_, tr("All occupations"), entries);
}

FilterProxy::Condition UserTable::condition() const {
    const auto wanted = [](const QComboBox* filter) {
        const QVariant value = filter->currentData();
        return value.isValid() ? value.toInt() : -1;
    };
    const int gender = wanted(gender_);
    const int age = wanted(age_);
    const int occupation = wanted(occupation_);
    if (!model_->dataset() || (gender < 0 && age < 0 && occupation < 0))
        return {};
    // The model's own data set, which changes before the view asks for rows of the new one.
    return [model = model_, gender, age, occupation](int sourceRow) {
        const UserColumns& users = model->dataset()->users();
        const auto row = static_cast<std::size_t>(sourceRow);
        return (gender < 0 || static_cast<int>(users.gender[row]) == gender) &&
               (age < 0 || int{users.ageBracket[row]} == age) &&
               (occupation < 0 || int{users.occupation[row]} == occupation);
    };
}

QString UserTable::countText(const QString& shown, const QString& all) const {
    return tr("%1 of %2 users").arg(shown, all);
}

} // namespace towerlab::ui
