// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace towerlab::ui {

class MethodCard;

/// What methods there are: a list by family, and the chosen one's card beside it.
class MethodsView : public QWidget {
    Q_OBJECT
public:
    explicit MethodsView(QWidget* parent = nullptr);

    void setComparison(const std::shared_ptr<const Comparison>& comparison,
                       const std::shared_ptr<const Dataset>& dataset);
    void choose(std::string_view key);

private:
    QWidget* makeList();
    QWidget* makeCards();

    QListWidget* list_ = nullptr;
    QStackedWidget* cards_ = nullptr;
    std::vector<MethodCard*> all_;
    QLabel* note_ = nullptr;
};

} // namespace towerlab::ui
