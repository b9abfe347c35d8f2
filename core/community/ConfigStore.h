// Communities' configurations on the disk: written whole or not at all, with a copy to undo by. Blocking: not
// for the GUI thread.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace lockkeeper::community {

// <folder>/<id>/config.yaml
[[nodiscard]] QString configPath(const QString &folder, const QString &id);
// Beside it: what the file said before it was last saved.
[[nodiscard]] QString undoPath(const QString &folder, const QString &id);

// The file's bytes as they are, to edit and to compare with when saving. Errors: config (no file, too large,
// not to be read).
[[nodiscard]] Result<QByteArray> readConfig(const QString &folder, const QString &id);

// Makes <folder>/<id> and its configuration, on the disk when this returns. Errors: config (no id, or
// something of that name is there already; or too large), read_only, disk_full, internal. Nothing is left
// behind then.
[[nodiscard]] Result<void> saveNewConfig(const QString &folder, const QString &id, const QByteArray &text);

struct Saved
{
    bool saved = false;
    // Not saved: the file no longer says what `loaded` did, but this. Edit that instead, or save again with
    // it as `loaded` to overwrite it; changedMeanwhile() says so in words.
    QByteArray found;
};

// Replaces the file in one step, keeping its mode; one that is a link stays one. What it said before is kept
// in undoPath(). `loaded`: the bytes that the edit began with. Errors: as above.
[[nodiscard]] Result<Saved> saveConfig(const QString &folder, const QString &id, const QByteArray &text,
                                       const QByteArray &loaded);

// Of kind config.
[[nodiscard]] Error changedMeanwhile(const QString &folder, const QString &id);

// Whether there is something to undo, other than what the file says.
[[nodiscard]] bool canUndo(const QString &folder, const QString &id);
// Puts back what the file said before it was last saved; what it says now is the copy then, so that a second
// undo is a redo. `loaded` as above.
[[nodiscard]] Result<Saved> undoConfig(const QString &folder, const QString &id, const QByteArray &loaded);

// Moves the community's folder to <folder>/.removed/<id>-<UTC time>, which it returns; nothing is deleted.
// Hidden, so that nobody takes it for a community. Errors: config (no such community), read_only, disk_full,
// internal.
[[nodiscard]] Result<QString> removeCommunity(const QString &folder, const QString &id,
                                              const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace lockkeeper::community
