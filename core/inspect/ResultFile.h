// Rows that somebody sees, as a file that others read: CSV by RFC 4180 with a header, or a JSON object a
// line. Pure.
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QVariant>

namespace lockkeeper::inspect {

enum class ResultFormat { Csv, JsonLines };

// Cells as ConsoleResult has them. Two columns of one name are told apart in JSON: "name", "name_2".
[[nodiscard]] QByteArray resultFile(const QStringList &columns, const QList<QList<QVariant>> &rows,
                                    ResultFormat format);

} // namespace lockkeeper::inspect
