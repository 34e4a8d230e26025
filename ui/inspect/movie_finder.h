// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QListWidget;

namespace towerlab::ui {

class JobRunner;
class SearchBox;

/// A line in which a movie is looked up, and what it finds below it.
class MovieFinder : public QWidget {
    Q_OBJECT
public:
    explicit MovieFinder(QWidget* parent = nullptr);

    void setDataset(std::shared_ptr<const Dataset> dataset);

Q_SIGNALS:
    void movieChosen(std::size_t movieRow);
    void failed(const QString& title, const QString& text);

private:
    void search();
    void show(const std::vector<std::size_t>& rows);
    void choose(int listed);

    std::shared_ptr<const Dataset> dataset_;
    SearchBox* box_;
    QListWidget* list_;
    std::vector<std::size_t> rows_;
    bool chooseFirst_ = false;
    QTimer pause_;
    JobRunner* finder_;
};

} // namespace towerlab::ui
