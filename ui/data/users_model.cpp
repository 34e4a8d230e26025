// SPDX-License-Identifier: MIT
#include "ui/data/users_model.h"

#include "ui/widgets/search_text.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace towerlab::ui {
namespace {

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
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

UsersModel::UsersModel(QObject* parent) : DatasetModel(parent) {
    const auto count = [this](std::size_t row) { return dataset()->byUser().count(row); };
    setColumns({
        sortedBy([this](std::size_t row) { return users().id[row]; },
                 {.title = tr("ID"),
                  .help = tr("The user's number in the data files"),
                  .alignment = Qt::AlignRight,
                  .text = [this](std::size_t row) { return QString::number(users().id[row]); }}),
        sortedBy([this](std::size_t row) { return static_cast<int>(users().gender[row]); },
                 {.title = tr("Gender"),
                  .help = tr("One input of the user tower"),
                  .text = [this](std::size_t row) { return genderText(users().gender[row]); }}),
        sortedBy([this](std::size_t row) { return ageOf(row); },
                 {.title = tr("Age"),
                  .help = tr("The user tower is given the age as one of seven brackets"),
                  .text = [this](std::size_t row) { return ageText(users(), row); }}),
        sortedBy([this](std::size_t row) { return occupationRank_[occupationOf(row)]; },
                 {.title = tr("Occupation"),
                  .help = tr("One input of the user tower"),
                  .text = [this](std::size_t row) { return occupations_[occupationOf(row)]; }}),
        {.title = tr("ZIP"),
         .help = tr("Postal code; no input of the model"),
         .text = [this](std::size_t row) { return fromUtf8(users().zip[row]); },
         .compare =
             [this](std::size_t left, std::size_t right) {
                 return users().zip[left].compare(users().zip[right]);
             }},
        sortedBy(count,
                 {.title = tr("Ratings"),
                  .help = tr("How many movies this user rated"),
                  .alignment = Qt::AlignRight,
                  .text = [count](std::size_t row) { return QLocale().toString(count(row)); }}),
        sortedBy([this](std::size_t row) { return double{dataset()->meanOfUser(row)}; },
                 {.title = tr("Mean"),
                  .help = tr("Mean of the stars this user gave: sum of the ratings / their number"),
                  .alignment = Qt::AlignRight,
                  .text =
                      [this, count](std::size_t row) {
                          return meanText(count(row), dataset()->meanOfUser(row));
                      }}),
    });
}

void UsersModel::prepare() {
    filterText_.clear();
    occupations_.clear();
    if (dataset()) {
        for (const std::string& name : dataset()->occupationNames())
            occupations_.push_back(fromUtf8(name));
        filterText_.resize(users().size());
    }
    occupationRank_ = alphabeticalRanks(occupations_);
}

int UsersModel::ageOf(std::size_t row) const {
    const int years = users().age[row];
    return years >= 0 ? years
                      : ageBracketCodes[static_cast<unsigned char>(users().ageBracket[row])];
}

QStringView UsersModel::filterText(int row) const {
    // Made when it is first looked into: most users of a large data set never are.
    const auto at = static_cast<std::size_t>(row);
    QString& line = filterText_[at];
    if (line.isNull())
        line = searchable(column(Id).text(at) + u'\n' + column(GenderColumn).text(at) + u'\n' +
                          column(Occupation).text(at) + u'\n' + column(Zip).text(at));
    return line;
}

} // namespace towerlab::ui
