// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QString>
#include <QStringView>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// What searches look into: a searchable() text of each user, or of each movie, of a data set. Made
/// once for all tables, lists and maps of the window, on the worker that needs it first.
class SearchTexts {
public:
    /// All that is shown of a user. The same object for all who ask, while somebody holds it.
    static std::shared_ptr<const SearchTexts> ofUsers(const std::shared_ptr<const Dataset>& data);
    /// Title (with which the text begins), year, genres and id.
    static std::shared_ptr<const SearchTexts> ofMovies(const std::shared_ptr<const Dataset>& data);

    /// To be called before of(), on any thread; quick once the texts are made.
    /// @throws Cancelled if a stop was requested.
    void prepare(const std::stop_token& stop) const;
    QStringView of(std::size_t row) const {
        return QStringView(texts_).sliced(start_[row], start_[row + 1] - start_[row]);
    }

    using TextOfRow = std::function<QString(std::size_t row)>;
    SearchTexts(std::size_t rows, TextOfRow text) : rows_(rows), text_(std::move(text)) {}

private:
    void make(const std::stop_token& stop) const;

    std::size_t rows_;
    TextOfRow text_;
    mutable std::timed_mutex making_;
    mutable std::atomic<bool> made_ = false;
    mutable QString texts_; ///< one behind the other
    mutable std::vector<std::uint32_t> start_;
};

} // namespace towerlab::ui
