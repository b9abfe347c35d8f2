// The rows of a question as a file that others read: CSV by RFC 4180, a JSON object a line, or a database of
// their own. Blocking.
#pragma once

#include "base/Result.h"
#include "inspect/tables/RowPlaces.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <functional>
#include <stop_token>

namespace lockkeeper::inspect {

enum class TableFormat { Csv, JsonLines, Database };

struct TableExport
{
    TableQuestion question;
    SharedPlaces places = {}; // where they are known already
    TableFormat format = TableFormat::Csv;
    QString path; // one that is there is replaced, when all is written
};

struct ExportProgress
{
    bool looking = false; // which rows there are; else they are being written
    qint64 done = 0;
    qint64 of = 0; // about; 0: not known
};

// How many rows were written. Whatever goes wrong leaves what was at `path` as it was, and nothing beside it.
// Errors: cancelled, config (`path` is the database itself, or one that is in use), locked, disk_full,
// read_only, internal.
[[nodiscard]] Result<qint64> exportTable(const TableExport &what,
                                         const std::function<void(const ExportProgress &)> &told,
                                         const std::stop_token &stop);

// NULL is an empty field, an empty text a quoted one; a blob is written as x'…'. Pure.
[[nodiscard]] QByteArray csvLine(const QVariantList &values);
// A blob is an object {"base64": …}. Pure.
[[nodiscard]] QByteArray jsonLine(const TableInfo &table, const QVariantList &values);

} // namespace lockkeeper::inspect
