// SPDX-License-Identifier: MIT
#include "ui/data/search_texts.h"

#include "core/progress.h"
#include "ui/data/movies_model.h"
#include "ui/data/user_facts.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/search_text.h"

#include <QStringList>

#include <chrono>
#include <utility>

namespace towerlab::ui {
namespace {

using Maker = SearchTexts::TextOfRow (*)(std::shared_ptr<const Dataset>);

/// The id and all that the data's own columns say.
QStringList textsOf(const EntityColumns& entities, std::size_t row) {
    QStringList texts = {idText(entities.id, row)};
    for (const CategoryColumn& column : entities.categories)
        texts << wordText(column, row);
    for (const NumberColumn& column : entities.numbers)
        texts << numberText(column, row);
    for (const TextColumn& column : entities.texts)
        texts << QString::fromStdString(column.value[row]);
    return texts;
}

SearchTexts::TextOfRow userText(std::shared_ptr<const Dataset> data) {
    return [data = std::move(data)](std::size_t row) {
        return textsOf(data->users(), row).join(u'\n');
    };
}

SearchTexts::TextOfRow movieText(std::shared_ptr<const Dataset> data) {
    return [data = std::move(data)](std::size_t row) {
        const MovieColumns& movies = data->movies();
        const QStringList texts = {QString::fromStdString(movies.title[row]),
                                   QString::number(movies.year[row]), genresText(*data, row)};
        return (texts + textsOf(movies, row)).join(u'\n');
    };
}

/// The one that somebody still holds, or a new one.
class Shared {
public:
    std::shared_ptr<const SearchTexts> of(const std::shared_ptr<const Dataset>& data,
                                          std::size_t rows, Maker maker) {
        const std::lock_guard lock(mutex_);
        auto texts = texts_.lock();
        if (!texts || data_.lock() != data) {
            texts = std::make_shared<const SearchTexts>(rows, maker(data));
            texts_ = texts;
            data_ = data;
        }
        return texts;
    }

private:
    std::mutex mutex_;
    std::weak_ptr<const Dataset> data_;
    std::weak_ptr<const SearchTexts> texts_;
};

} // namespace

std::shared_ptr<const SearchTexts>
SearchTexts::ofUsers(const std::shared_ptr<const Dataset>& data) {
    static Shared shared;
    return shared.of(data, data->users().size(), userText);
}

std::shared_ptr<const SearchTexts>
SearchTexts::ofMovies(const std::shared_ptr<const Dataset>& data) {
    static Shared shared;
    return shared.of(data, data->movies().size(), movieText);
}

void SearchTexts::prepare(const std::stop_token& stop) const {
    constexpr std::chrono::milliseconds betweenLooks{5};
    if (made_)
        return;
    std::unique_lock lock(making_, std::defer_lock);
    while (!lock.try_lock_for(betweenLooks)) // another worker is at it
        throwIfStopped(stop);
    if (made_)
        return;
    make(stop);
    made_ = true;
}

void SearchTexts::make(const std::stop_token& stop) const {
    constexpr std::size_t rowsBetweenLooks = 1 << 10;
    texts_.clear();
    start_.assign(1, 0);
    start_.reserve(rows_ + 1);
    for (std::size_t row = 0; row < rows_; ++row) {
        if (row % rowsBetweenLooks == 0)
            throwIfStopped(stop);
        texts_ += searchable(text_(row));
        start_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
    texts_.squeeze();
}

} // namespace towerlab::ui
