// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace towerlab::ui {

/// What a place shows while it has nothing to show: an icon, a title, a sentence that says what to
/// do next, and perhaps the button that does it; centred, with the text wrapped to a calm width.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    /// @param iconName   of resources/icons, as for theme::icon()
    /// @param buttonText no button where empty
    EmptyState(const QString& iconName, const QString& title, const QString& text,
               const QString& buttonText = {}, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& text, const QString& buttonText = {});
    void setIconName(const QString& iconName);
    /// With a bar that moves: what is missing is being made.
    void setBusy(bool busy);
    bool isBusy() const;

    /// One more thing that can be done, beside the first button.
    QPushButton* addButton(const QString& text, const char* objectName);

    QString title() const;
    QString text() const;

Q_SIGNALS:
    void triggered(); ///< the button was pressed

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawIcon();

    QString iconName_;
    QLabel* icon_;
    QLabel* title_;
    QLabel* text_;
    QProgressBar* bar_;
    QPushButton* button_;
    QHBoxLayout* buttons_;
};

} // namespace towerlab::ui
