// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace towerlab::ui {

/// A kept file that can't be read, and why.
struct DamagedFile {
    QString file;
    QString name;   ///< what its label calls it, or else the file's name
    QString reason; ///< a sentence without its full stop
};

/// A folder of kept things in the user's folder for the program's data. Each is in a file of its
/// own, with a label beside it: what a person sees of it, so that all can be listed without being
/// read. Everything here reads or writes files and belongs on a worker.
class Shelf {
public:
    /// A kept thing NAME is in folder/NAME + ending, its label in folder/NAME + labelEnding.
    Shelf(QString name, QString ending, QString labelEnding);

    QString folder() const;
    /// A path in folder() that nothing has.
    QString newFile() const;
    /// Paths of all that is kept, by name.
    QStringList files() const;
    /// Empty if the label is absent or can't be read, which is no damage: all is in the file.
    QJsonObject label(const QString& file) const;

    /// Lets `write` write the file, and labels it.
    /// @throws FileError if the label can't be written, and what `write` throws; nothing new is
    /// then left behind.
    void keep(const QString& file, const QJsonObject& label,
              const std::function<void()>& write) const;
    /// @throws FileError if it can't be written.
    void writeLabel(const QString& file, const QJsonObject& label) const;

    /// Takes a file and its label out of sight; takeBack() undoes it until purge().
    /// @throws FileError if the system refuses.
    void setAside(const QString& file) const;
    /// @throws FileError if the system refuses.
    void takeBack(const QString& file) const;
    /// Deletes what was set aside.
    void purge() const;
    /// Moves a file that can't be read, with its label, to folder()/damaged: it is no longer
    /// listed, and not lost to who may mend it.
    /// @throws FileError if the system refuses.
    void moveToDamaged(const QString& file) const;
    /// Deletes a file with its label.
    void remove(const QString& file) const;

private:
    QString labelOf(const QString& file) const;

    QString name_;
    QString ending_;
    QString labelEnding_;
};

} // namespace towerlab::ui
