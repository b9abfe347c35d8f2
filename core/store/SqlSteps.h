// Statements on a bare handle that may be stopped: for work on whole files, where a driver's connection would
// only be in the way.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace lockkeeper::store {

// For reading and writing, of a file that exists. Errors: as openOriginal().
[[nodiscard]] Result<Handle> openForWriting(const QString &path);

// A program that was killed in a transaction leaves a journal that has to be played back before anybody can
// read the file, which no connection does that may only read. Does that, if there is one; what goes wrong
// shows when the file is read.
void playBackJournal(const QString &path);

// Runs the statement and gives the first column of its rows; NULL is an empty text. Errors: cancelled (SQLite
// is interrupted, also while it waits for a lock), and what SQLite says.
[[nodiscard]] Result<QStringList> column(sqlite3 *database, const QString &path, const QString &sql,
                                         const std::stop_token &stop);

// The first value, as text.
[[nodiscard]] Result<QString> firstValue(sqlite3 *database, const QString &path, const QString &sql,
                                         const std::stop_token &stop);

} // namespace lockkeeper::store
