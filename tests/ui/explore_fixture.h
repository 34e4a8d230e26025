// SPDX-License-Identifier: MIT
// What the tests of Explore share: a small comparison, and a view of it in a window of its own.
#pragma once

#include "core/compare/comparison.h"
#include "core/methods/method.h"
#include "core/settings/setting_text.h"
#include "tests/support/generated_movielens.h"
#include "ui/compare/explore/tested_user.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QTableView>
#include <QTest>

#include <memory>
#include <utility>

namespace towerlab::ui::test {

/// The value of a choice of the two stages.
inline double choice(std::string_view parameter, std::string_view value) {
    return valueFromText(fieldOf(method("two-stage").settings.fields(), parameter), value);
}

inline CompareSettings fewMethods() {
    CompareSettings settings;
    settings.plan.split = SplitKind::Random;
    settings.plan.testFraction = 0.2;
    settings.entries = {{"popularity"},
                        {"item-cf"},
                        {"rules"},
                        {"two-stage",
                         {{"recall", choice("recall", "popularity")},
                          {"rank", choice("rank", "item-knn")},
                          {"recalled", 40}}}};
    settings.threads = 1;
    return settings;
}

/// Popularity, item CF, rules, and the first with a ranking by item kNN.
inline std::shared_ptr<Comparison> fewCompared(const std::shared_ptr<const Dataset>& dataset) {
    auto comparison = std::make_shared<Comparison>(compareMethods(dataset, fewMethods()));
    for (const MethodResult& result : comparison->methods)
        if (!result.error.empty())
            qFatal("%s: %s", result.entry.key.c_str(), result.error.c_str());
    return comparison;
}

inline std::shared_ptr<const Comparison> sharedComparison() {
    static const std::shared_ptr<const Comparison> comparison =
        fewCompared(towerlab::test::smallDemo());
    return comparison;
}

/// A view of its own with a workspace that has the data open.
template <typename View>
struct Shown {
    Workspace workspace;
    View view{&workspace};

    explicit Shown(const std::shared_ptr<const Comparison>& comparison = sharedComparison()) {
        theme::dress(&view);
        view.resize(1180, 640);
        view.setComparison(comparison, comparison ? towerlab::test::smallDemo() : nullptr);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            qFatal("no window");
    }
};

inline QPoint placeOf(const QTableView* table, int row, int column) {
    return table->visualRect(table->model()->index(row, column)).center();
}

inline void moveOver(QTableView* table, int row, int column) {
    QTest::mouseMove(table->viewport(), placeOf(table, row, column));
    QCoreApplication::processEvents();
}

inline QColor paintedAt(QTableView* table, int row, int column) {
    const QRect rect = table->visualRect(table->model()->index(row, column));
    const QImage image = table->viewport()->grab().toImage();
    return image.pixelColor(rect.left() + 2, rect.center().y());
}

inline QVariant cell(const QTableView* table, int row, int column, int role = Qt::DisplayRole) {
    return table->model()->index(row, column).data(role);
}

inline std::size_t testedUser(std::size_t place = 0) {
    return static_cast<std::size_t>(sharedComparison()->users[place]);
}

/// The first tested user with a hit among the first places of a method's list, and its row there.
inline std::pair<std::size_t, int> userWithHit(std::size_t method) {
    const auto comparison = sharedComparison();
    for (const std::int32_t user : comparison->users) {
        const auto row = static_cast<std::size_t>(user);
        const TestedUser tested =
            towerlab::ui::testedUser(*comparison->test, row, comparison->settings.likedFrom);
        const auto list = topMovies(*comparison->scorers[method], *comparison->test, row, 20);
        for (std::size_t i = 0; i < list.size(); ++i)
            if (tested.markOf(list[i]) == MovieMark::Hit)
                return {row, static_cast<int>(i)};
    }
    qFatal("no list has a hit");
}

inline void waitForRows(const QTableView* table) {
    if (!QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }, 5000))
        qFatal("%s stays empty", qPrintable(table->objectName()));
}

inline QString emptyTitle(const QWidget& view) {
    for (const auto* empty : view.findChildren<EmptyState*>())
        if (empty->isVisible())
            return empty->title();
    return {};
}

} // namespace towerlab::ui::test
