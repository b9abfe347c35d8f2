// Every row of a table, by its row id, in statements of 15 to 40 ms: each keeps a snapshot, or with a
// rollback journal those who write out, for no longer. Within core/inspect.
#pragma once

#include "base/Result.h"
#include "store/Reading.h"

#include <chrono>
#include <utility>
#include <vector>

namespace lockkeeper::inspect {

// How many rows the next statement may read: as many as the file is quick.
class RowPace final
{
public:
    [[nodiscard]] qint64 rows() const { return m_rows; }
    void took(std::chrono::steady_clock::duration time);

private:
    qint64 m_rows = 200;
};

// `columns` as SQL has them, without the row id, which comes first. `seen` makes something of a row while it
// is there; `take` is handed a vector of them when their statement is over, never those of one that failed,
// with the share of the table that was read by then, 0 to 1. Errors: as store::Reading.
template <typename Seen, typename Take>
[[nodiscard]] Result<void> walkRows(store::Reading &database, const QString &table, const QString &columns,
                                    Seen seen, Take take)
{
    const Result<QVariant> last = store::askedAgainIfTouched(
        database, [&] { return database.value(QStringLiteral("SELECT max(id) FROM ") + table); });
    if (!last)
        return last.error();
    const QString sql =
        QStringLiteral("SELECT id, %1 FROM %2 WHERE id > ? ORDER BY id LIMIT ?").arg(columns, table);
    RowPace pace;
    for (qint64 through = 0; through < last->toLongLong();) {
        const auto begun = std::chrono::steady_clock::now();
        std::vector<decltype(seen(std::declval<const store::ReadRow &>()))> part;
        qint64 end = through;
        const Result<void> read = store::askedAgainIfTouched(database, [&] {
            part.clear();
            return database.rows(sql, {through, pace.rows()}, [&](const store::ReadRow &row) {
                part.push_back(seen(row));
                end = row.integer(0);
                return true;
            });
        });
        if (!read)
            return read;
        if (part.empty()) // the last ones went meanwhile
            break;
        through = end;
        take(part, double(through) / last->toDouble());
        pace.took(std::chrono::steady_clock::now() - begun);
    }
    return {};
}

} // namespace lockkeeper::inspect
