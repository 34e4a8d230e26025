// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <string_view>

class QSplitter;

namespace towerlab::ui {

/// What the window remembers between starts: its key, and what holds while nothing is stored.
template <typename Value>
struct Preference {
    QString key;
    Value standard = {};
};

template <typename Value>
Value remembered(const Preference<Value>& preference) {
    return QSettings()
        .value(preference.key, QVariant::fromValue(preference.standard))
        .template value<Value>();
}

template <typename Value>
void remember(const Preference<Value>& preference, const Value& value) {
    QSettings().setValue(preference.key, QVariant::fromValue(value));
}

template <typename Value>
bool isRemembered(const Preference<Value>& preference) {
    return QSettings().contains(preference.key);
}

/// Gives a splitter the sizes that were left, and stores them whenever they are dragged.
void rememberSizes(QSplitter* splitter, const Preference<QByteArray>& preference);

/// All of them. A key stays what it is: what people have stored under it must be found again.
namespace preference {

inline const Preference<QByteArray> windowGeometry{QStringLiteral("window/geometry")};
inline const Preference<int> place{QStringLiteral("window/place"), 1}; ///< MainWindow::Train
inline const Preference<int> appearance{QStringLiteral("window/appearance")};
/// Things jump to where they belong rather than glide.
inline const Preference<bool> reduceMotion{QStringLiteral("window/reduceMotion")};
inline const Preference<int> textScale{QStringLiteral("window/textScale"), 100}; ///< per cent
inline const Preference<QString> lastFolder{QStringLiteral("files/lastFolder")};
/// How a person's own tables were read, by path.
inline const Preference<QVariantMap> imports{QStringLiteral("files/imports")};
/// Data and models opened before, the newest first.
inline const Preference<QStringList> recentFiles{QStringLiteral("files/recent")};
/// Whether CSV is written so that spreadsheets compute nothing of it.
inline const Preference<bool> spreadsheetSafe{QStringLiteral("files/spreadsheetSafe")};
/// Where files were last written to.
inline const Preference<QString> exportFolder{QStringLiteral("files/exportFolder")};

inline const Preference<QByteArray> dataSplitter{QStringLiteral("data/splitter")};
inline const Preference<bool> dataSideShown{QStringLiteral("data/sideShown"), true};

inline const Preference<QString> trainSettings{QStringLiteral("train/settings")}; ///< JSON
/// JSON by name.
inline const Preference<QVariantMap> ownPresets{QStringLiteral("train/ownPresets")};
inline const Preference<QByteArray> trainSplitter{QStringLiteral("train/splitter")};
inline const Preference<bool> trainSideShown{QStringLiteral("train/sideShown"), true};
inline const Preference<int> smoothing{QStringLiteral("train/smoothing"), 95}; ///< per cent
inline const Preference<bool> slowMotion{QStringLiteral("train/slowMotion"), true};

inline const Preference<bool> hideRated{QStringLiteral("recommend/hideRated"), true};
inline const Preference<int> listLength{QStringLiteral("recommend/listLength"), 20};
inline const Preference<int> minimumRatings{QStringLiteral("recommend/minimumRatings")};

inline const Preference<QByteArray> recommendSplitter{QStringLiteral("recommend/splitter")};
inline const Preference<QByteArray> recommendListsSplitter{QStringLiteral("recommend/lists")};
inline const Preference<bool> recommendSideShown{QStringLiteral("recommend/sideShown"), true};

inline const Preference<bool> embeddingsSideShown{QStringLiteral("embeddings/sideShown"), true};

/// Frames of the vectors that a run keeps, per epoch.
inline const Preference<int> mapFrames{QStringLiteral("embeddings/frames"), 1};

/// Views of maps, by data set.
inline const Preference<QVariantMap> bookmarks{QStringLiteral("embeddings/bookmarks")};

inline const Preference<bool> inspectSideShown{QStringLiteral("inspect/sideShown"), true};
inline const Preference<QByteArray> inspectSplitter{QStringLiteral("inspect/splitter")};
inline const Preference<QStringList> lessonsDone{QStringLiteral("inspect/lessonsDone")};

inline const Preference<bool> setupShown{QStringLiteral("compare/setupShown"), true};
inline const Preference<bool> testGroup{QStringLiteral("compare/groups/test"), true}; ///< is open
inline const Preference<QStringList> chosenMethods{QStringLiteral("compare/methods")};
/// Parameters other than the defaults, as METHOD/PARAMETER.
inline const Preference<QVariantMap> methodValues{QStringLiteral("compare/values")};
/// How long a method took last, per rating; 0 while it is not known.
Preference<double> methodSecondsPerRating(std::string_view method);
inline const Preference<QByteArray> resultsSplitter{QStringLiteral("compare/splitter")};
inline const Preference<int> columnsView{QStringLiteral("compare/columns/view")};
inline const Preference<QStringList> pickedColumns{QStringLiteral("compare/columns/picked")};
inline const Preference<QString> barMetric{QStringLiteral("compare/charts/bars"),
                                           QStringLiteral("catalogue_ndcg")};
inline const Preference<QString> accuracyMetric{QStringLiteral("compare/charts/accuracy"),
                                                QStringLiteral("catalogue_ndcg")};
inline const Preference<QString> costMetric{QStringLiteral("compare/charts/cost"),
                                            QStringLiteral("coverage")};

} // namespace preference
} // namespace towerlab::ui
