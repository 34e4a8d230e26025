// SPDX-License-Identifier: MIT
#include "ui/data/movies_model.h"

#include "ui/widgets/table_roles.h"

#include <QLocale>

#include <array>
#include <utility>

namespace towerlab::ui {
namespace {

template <typename T>
int order(const T& left, const T& right) {
    return left < right ? -1 : (right < left ? 1 : 0);
}

struct HeaderText {
    const char* label;
    const char* help;
};

constexpr std::array<HeaderText, MoviesModel::ColumnCount> headers = {
    {{QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "ID"),
      QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "The movie's number in the data files")},
     {QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Title"),
      QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Title without the year")},
     {QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Year"),
      QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Year in the title; no input of the model")},
     {QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Genres"),
      QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel",
                        "The movie tower is given one: the genre that most movies share")},
     {QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Ratings"),
      QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "How many users rated this movie")},
     {QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel", "Mean stars"),
      QT_TRANSLATE_NOOP("towerlab::ui::MoviesModel",
                        "Mean of the stars this movie got: sum of its ratings / their number")}}};

bool isNumeric(int column) {
    return column == MoviesModel::Id || column == MoviesModel::Year ||
           column == MoviesModel::Ratings;
}

} // namespace

QString genresText(const Dataset& dataset, std::size_t movieRow) {
    QString text;
    for (const std::int16_t genre : dataset.movies().genresOf(movieRow)) {
        if (!text.isEmpty())
            text += QStringLiteral(", ");
        text += QString::fromStdString(dataset.genreNames()[static_cast<std::size_t>(genre)]);
    }
    return text.isEmpty() ? QStringLiteral("–") : text;
}

MoviesModel::MoviesModel(QObject* parent) : QAbstractTableModel(parent) {}

void MoviesModel::setDataset(std::shared_ptr<const Dataset> dataset) {
    beginResetModel();
    dataset_ = std::move(dataset);
    texts_.clear();
    if (dataset_) {
        const MovieColumns& movies = dataset_->movies();
        texts_.reserve(movies.size());
        for (std::size_t row = 0; row < movies.size(); ++row) {
            RowText line{QString::fromStdString(movies.title[row]), genresText(*dataset_, row), {}};
            line.filter = QString(line.title + u'\n' + QString::number(movies.year[row]) + u'\n' +
                                  line.genres + u'\n' + QString::number(movies.id[row]))
                              .toLower();
            texts_.push_back(std::move(line));
        }
    }
    endResetModel();
}

int MoviesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(texts_.size());
}

int MoviesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString MoviesModel::text(int column, std::size_t row) const {
    const MovieColumns& movies = dataset_->movies();
    switch (column) {
    case Id:
        return QString::number(movies.id[row]);
    case Title:
        return texts_[row].title;
    case Year:
        return movies.year[row] > 0 ? QString::number(movies.year[row]) : QStringLiteral("–");
    case Genres:
        return texts_[row].genres;
    case Ratings:
        return QLocale().toString(dataset_->byMovie().count(row));
    case Mean:
        return dataset_->byMovie().count(row) > 0
                   ? QLocale().toString(static_cast<double>(dataset_->meanOfMovie(row)), 'f', 2)
                   : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant MoviesModel::sortValue(int column, std::size_t row) const {
    switch (column) {
    case Id:
        return dataset_->movies().id[row];
    case Year:
        return int{dataset_->movies().year[row]};
    case Ratings:
        return dataset_->byMovie().count(row);
    case Mean:
        return static_cast<double>(dataset_->meanOfMovie(row));
    default:
        return text(column, row);
    }
}

QVariant MoviesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.column(), row);
    case Qt::ToolTipRole: // titles and genres may not fit their columns
        return index.column() == Title || index.column() == Genres ? text(index.column(), row)
                                                                   : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case SortRole:
        return sortValue(index.column(), row);
    case RowRole:
        return static_cast<qulonglong>(row);
    case FilterTextRole:
        return texts_[row].filter;
    default:
        return {};
    }
}

QVariant MoviesModel::headerData(int section, Qt::Orientation orientation, int role) const {
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

int MoviesModel::compareRows(int column, int left, int right) const {
    const MovieColumns& movies = dataset_->movies();
    const auto a = static_cast<std::size_t>(left);
    const auto b = static_cast<std::size_t>(right);
    switch (column) {
    case Id:
        return order(movies.id[a], movies.id[b]);
    case Title:
        return texts_[a].filter.compare(texts_[b].filter);
    case Year:
        return order(movies.year[a], movies.year[b]);
    case Genres:
        return texts_[a].genres.compare(texts_[b].genres);
    case Ratings:
        return order(dataset_->byMovie().count(a), dataset_->byMovie().count(b));
    default:
        return order(dataset_->meanOfMovie(a), dataset_->meanOfMovie(b));
    }
}

QStringView MoviesModel::filterText(int row) const {
    return texts_[static_cast<std::size_t>(row)].filter;
}

} // namespace towerlab::ui
