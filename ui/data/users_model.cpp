// SPDX-License-Identifier: MIT
#include "ui/data/users_model.h"

#include "ui/widgets/table_roles.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace towerlab::ui {
namespace {

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename T>
int order(const T& left, const T& right) {
    return left < right ? -1 : (right < left ? 1 : 0);
}

struct HeaderText {
    const char* label;
    const char* help;
};

constexpr std::array<HeaderText, UsersModel::ColumnCount> headers = {
    {{QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "ID"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "The user's number in the data files")},
     {QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "Gender"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "One input of the user tower")},
     {QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "Age"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel",
                        "The user tower is given the age as one of seven brackets")},
     {QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "Occupation"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "One input of the user tower")},
     {QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "ZIP"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "Postal code; no input of the model")},
     {QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "Ratings"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "How many movies this user rated")},
     {QT_TRANSLATE_NOOP("towerlab::ui::UsersModel", "Mean"),
      QT_TRANSLATE_NOOP("towerlab::ui::UsersModel",
                        "Mean of the stars this user gave: sum of the ratings / their number")}}};

bool isNumeric(int column) {
    return column == UsersModel::Id || column == UsersModel::Ratings || column == UsersModel::Mean;
}

std::vector<int> alphabeticalRanks(const std::vector<QString>& words) {
    std::vector<std::size_t> places(words.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return words[a].compare(words[b], Qt::CaseInsensitive) < 0;
    });
    std::vector<int> ranks(words.size());
    for (std::size_t place = 0; place < places.size(); ++place)
        ranks[places[place]] = static_cast<int>(place);
    return ranks;
}

} // namespace

QString genderText(Gender gender) {
    return gender == Gender::Female ? UsersModel::tr("Female") : UsersModel::tr("Male");
}

QString ageBracketText(std::size_t bracket) {
    if (bracket == 0)
        return UsersModel::tr("Under 18");
    if (bracket + 1 == ageBracketCodes.size())
        return UsersModel::tr("56 and over");
    return fromUtf8(ageBracketLabel(bracket)); // a range of numbers needs no translation
}

QString ageText(const UserColumns& users, std::size_t row) {
    if (users.age[row] >= 0)
        return QString::number(users.age[row]);
    return ageBracketText(static_cast<std::size_t>(users.ageBracket[row]));
}

UsersModel::UsersModel(QObject* parent) : QAbstractTableModel(parent) {}

void UsersModel::setDataset(std::shared_ptr<const Dataset> dataset) {
    beginResetModel();
    dataset_ = std::move(dataset);
    filterText_.clear();
    occupations_.clear();
    if (dataset_) {
        for (const std::string& name : dataset_->occupationNames())
            occupations_.push_back(fromUtf8(name));
        filterText_.resize(dataset_->users().size());
    }
    occupationRank_ = alphabeticalRanks(occupations_);
    endResetModel();
}

int UsersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(filterText_.size());
}

int UsersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString UsersModel::text(int column, std::size_t row) const {
    const UserColumns& users = dataset_->users();
    switch (column) {
    case Id:
        return QString::number(users.id[row]);
    case GenderColumn:
        return genderText(users.gender[row]);
    case Age:
        return ageText(users, row);
    case Occupation:
        return occupations_[static_cast<std::size_t>(users.occupation[row])];
    case Zip:
        return fromUtf8(users.zip[row]);
    case Ratings:
        return QLocale().toString(dataset_->byUser().count(row));
    case Mean:
        return dataset_->byUser().count(row) > 0
                   ? QLocale().toString(static_cast<double>(dataset_->meanOfUser(row)), 'f', 2)
                   : QStringLiteral("–");
    default:
        return {};
    }
}

int UsersModel::ageOf(std::size_t row) const {
    const UserColumns& users = dataset_->users();
    const int years = users.age[row];
    return years >= 0 ? years : ageBracketCodes[static_cast<std::size_t>(users.ageBracket[row])];
}

QVariant UsersModel::sortValue(int column, std::size_t row) const {
    switch (column) {
    case Id:
        return dataset_->users().id[row];
    case Age:
        return ageOf(row);
    case Ratings:
        return dataset_->byUser().count(row);
    case Mean:
        return static_cast<double>(dataset_->meanOfUser(row));
    default:
        return text(column, row);
    }
}

QVariant UsersModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.column(), row);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SortRole:
        return sortValue(index.column(), row);
    case RowRole:
        return static_cast<qulonglong>(row);
    case FilterTextRole:
        return filterText(index.row()).toString();
    default:
        return {};
    }
}

QVariant UsersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const HeaderText& header = headers[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return tr(header.label);
    if (role == Qt::ToolTipRole)
        return tr(header.help);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    return {};
}

int UsersModel::compareRows(int column, int left, int right) const {
    const UserColumns& users = dataset_->users();
    const auto a = static_cast<std::size_t>(left);
    const auto b = static_cast<std::size_t>(right);
    switch (column) {
    case Id:
        return order(users.id[a], users.id[b]);
    case GenderColumn:
        return order(users.gender[a], users.gender[b]);
    case Age:
        return order(ageOf(a), ageOf(b));
    case Occupation:
        return order(occupationRank_[static_cast<std::size_t>(users.occupation[a])],
                     occupationRank_[static_cast<std::size_t>(users.occupation[b])]);
    case Zip:
        return order(users.zip[a], users.zip[b]);
    case Ratings:
        return order(dataset_->byUser().count(a), dataset_->byUser().count(b));
    default:
        return order(dataset_->meanOfUser(a), dataset_->meanOfUser(b));
    }
}

QStringView UsersModel::filterText(int row) const {
    // Made when it is first looked into: most users of a large data set never are.
    const auto at = static_cast<std::size_t>(row);
    QString& line = filterText_[at];
    if (line.isNull())
        line = QString(text(Id, at) + u'\n' + text(GenderColumn, at) + u'\n' +
                       text(Occupation, at) + u'\n' + text(Zip, at))
                   .toLower();
    return line;
}

} // namespace towerlab::ui
