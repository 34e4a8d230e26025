// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/legend.h"
#include "ui/plots/picture.h"
#include "ui/plots/qcustomplot.h"
#include "ui/widgets/csv.h"

#include <functional>

class QToolButton;

namespace towerlab::ui {

/// QCustomPlot in the window's colours: frameless, light grid, muted labels, follows
/// PaletteChange and the text scale. Subclasses recolour their own items in restyle().
class PlotWidget : public QCustomPlot {
    Q_OBJECT
public:
    explicit PlotWidget(QWidget* parent = nullptr);

    /// What the plot is called where it stands alone, as in an exported picture: with what it is
    /// of. Without one it is called by its accessible name.
    void setTitle(std::function<QString()> title);
    QString title() const;
    /// What its colours stand for, where the plot itself does not say so.
    void setKeys(std::function<PlotLegend()> keys);
    /// The values that it shows.
    void setTable(std::function<CsvTable()> table);
    using TableMaker = std::function<CsvTable()>;
    /// The same where they are many: `snapshot` gives what makes the table, on any thread.
    void setLargeTable(std::function<TableMaker()> snapshot);
    CsvTable table() const;
    /// Of the values that it shows now; may be called on any thread.
    TableMaker tableMaker() const;
    bool hasTable() const { return table_ != nullptr || largeTable_ != nullptr; }
    bool hasLargeTable() const { return largeTable_ != nullptr; }

    enum class Look {
        OnPaper, ///< light, with texts of full size, whatever the window looks like
        AsShown
    };
    /// With title and keys; paints as long as the plot lives.
    Picture picture(Look look);
    /// Writes the picture, or the table, in the format that the file's ending names.
    /// @throws FileError if the file can't be written; SettingsError for another ending.
    void exportTo(const QString& path, Look look = Look::OnPaper);
    /// A tool button that offers all of this.
    QToolButton* makeExportButton(const QString& accessibleName);

protected:
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    /// Says what is under the mouse; nothing where empty.
    void showHint(const QMouseEvent* event, const QString& text);
    /// Applies theme colours to axes and background; overrides call it first, then their own.
    virtual void restyle();
    /// Of the plot within a picture.
    virtual QSize pictureSize() const;
    /// Before and after it is painted as a picture, where there is more room than in the window.
    virtual void setStandingAlone(bool) {}

private:
    void paintPicture(QCPPainter& painter, const QSizeF& size, double titleHeight,
                      double keysHeight);

    std::function<QString()> title_;
    std::function<PlotLegend()> keys_;
    std::function<CsvTable()> table_;
    std::function<TableMaker()> largeTable_;
};

} // namespace towerlab::ui
