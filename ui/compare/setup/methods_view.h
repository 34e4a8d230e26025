// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

#include <memory>
#include <string>

class QLabel;
class QListWidget;

namespace towerlab::ui {

class MethodCard;
class VerticalScrollArea;

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
    void showCard(const MethodInfo& info);

    QListWidget* list_ = nullptr;
    VerticalScrollArea* area_ = nullptr;
    MethodCard* card_ = nullptr; ///< made when its method is chosen: all of them take long
    std::shared_ptr<const Comparison> comparison_;
    QLabel* note_ = nullptr;
};

} // namespace towerlab::ui
