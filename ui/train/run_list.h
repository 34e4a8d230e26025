// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace towerlab::ui {

class RunLibrary;
class RunTable;
struct TrainRun;
class RunsModel;
class ValueProxy;

/// The runs of the open data set as a table, with what can be done to them.
class RunList : public QWidget {
    Q_OBJECT
public:
    explicit RunList(RunLibrary* library, QWidget* parent = nullptr);

    /// In the order in which they are listed.
    std::vector<const TrainRun*> listed() const;
    /// Its button exports the chosen run's epochs, as long as these are what is shown.
    void setExportsEpochs(bool on);
    /// Buttons of the actions, to be put where there is room for them.
    QWidget* buttons() const { return buttons_; }
    quint64 chosen() const; ///< the current run; 0 for none
    void choose(quint64 id);
    /// Models can't be used or settings put into the form while a run is under way.
    void setBusy(bool busy);

Q_SIGNALS:
    void runChosen(quint64 id);
    void useModelRequested(quint64 id);
    void useSettingsRequested(quint64 id);
    void continueRequested(quint64 id);
    void exportRequested(); ///< of what setExportsEpochs() says

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeActions();
    QAction* makeAction(const QString& name, const QString& icon, const QString& text,
                        const QString& help, const QKeySequence& shortcut = {});
    void makeButtons();
    QWidget* makeNote();
    void connectLibrary();
    void showChosen();
    void showWhetherContinuable();
    void showNote();
    void showRescued();
    void noteButtonPressed();
    void pinChosen();
    void useModel();

    RunLibrary* library_;
    RunsModel* model_;
    ValueProxy* sorted_;
    RunTable* table_;
    QWidget* buttons_ = nullptr;
    std::vector<QToolButton*> wordyButtons_; ///< with words where there is room
    QWidget* note_ = nullptr;
    QLabel* noteText_ = nullptr;
    QPushButton* noteButton_ = nullptr;
    QAction* useModel_ = nullptr;
    QAction* useSettings_ = nullptr;
    QAction* continue_ = nullptr;
    QAction* pin_ = nullptr;
    QAction* rename_ = nullptr;
    QAction* remove_ = nullptr;
    QAction* export_ = nullptr;
    bool busy_ = false;
    quint64 told_ = 0; ///< run of the last runChosen()
};

} // namespace towerlab::ui
