#include "inspect/tables/WholeRows.h"

#include "inspect/tables/KeySteps.h"
#include "store/Reading.h"
#include "store/SqlNames.h"

#include <algorithm>

namespace lockkeeper::inspect {

using store::Reading;
using store::ReadRow;

namespace {
constexpr int rowsABatch = 256;

QStringList quotedColumns(const TableInfo &table)
{
    QStringList names;
    for (const TableColumn &column : table.columns)
        names.append(store::quotedName(column.name));
    return names;
}

KeyStep naturalStep(const TableInfo &table)
{
    return {.table = table.name, .order = table.natural, .columns = quotedColumns(table)};
}

QVariantList valuesFrom(const ReadRow &row, int first)
{
    QVariantList values;
    for (int column = first; column < row.columns(); ++column)
        values.append(row.value(column));
    return values;
}

Key keyOf(const ReadRow &row, int columns)
{
    Key key;
    for (int column = 0; column < columns; ++column)
        key.append(row.value(column));
    return key;
}

class Batches final
{
public:
    Batches(const TableQuestion &question, const WholeBatch &batch, const std::stop_token &stop)
        : m_question(question)
        , m_batch(batch)
        , m_stop(stop)
    {
    }

    Result<void> byKeys(const RowPlaces &places)
    {
        for (qint64 page = 0; page < places.pages(); ++page) {
            const QList<Key> keys = places.keysOf(page);
            const Question question = rowsWithKeys(naturalStep(m_question.table), keys);
            Result<void> read = ask([&](Reading &reading) { return run(reading, question); });
            if (read)
                read = m_batch.end(keys);
            if (!read)
                return read;
        }
        return {};
    }

    // The natural key stands before the others: an index's order has it at its end.
    Result<void> inOrder(const KeyOrder &order)
    {
        KeyStep step = naturalStep(m_question.table);
        QStringList natural;
        for (const KeyColumn &column : m_question.table.natural.columns)
            natural.append(store::quotedName(column.name));
        step.columns = natural + step.columns;
        step.order = order;
        step.descending = m_question.descending;
        step.limit = rowsABatch;
        std::optional<Key> last;
        bool more = true;
        while (more) {
            std::optional<Key> reached;
            const auto batch = [&](Reading &reading) -> Result<void> {
                reached = {};
                int left = rowsABatch;
                for (const Question &question : stepsFrom(step, last, From::After)) {
                    const Result<void> read = run(reading, question, &reached, left);
                    if (!read || left <= 0)
                        return read;
                }
                return {};
            };
            Result<void> read = ask(batch);
            if (read)
                read = m_batch.end({});
            if (!read)
                return read;
            more = reached.has_value();
            last = reached;
        }
        return {};
    }

private:
    template <typename Batch>
    Result<void> ask(Batch batch)
    {
        if (m_stop.stop_requested())
            return cancelledError();
        const auto begun = [&](Reading &reading) {
            m_batch.begin();
            return batch(reading);
        };
        return store::askOf(m_question.database, m_stop, begun, Reading::longPatience);
    }

    Result<void> run(Reading &reading, const Question &question)
    {
        Result<void> taken;
        const Result<void> read = reading.rows(question.sql, question.values, [&](const ReadRow &row) {
            taken = m_batch.take(row, 0);
            return taken.ok();
        });
        return read ? taken : read;
    }

    Result<void> run(Reading &reading, const Question &question, std::optional<Key> *reached, int &left)
    {
        const int keys = static_cast<int>(stepKeys());
        Result<void> taken;
        const Result<void> read = reading.rows(question.sql, question.values, [&](const ReadRow &row) {
            *reached = keyOf(row, keys);
            taken = m_batch.take(row, keys);
            return taken.ok() && --left > 0;
        });
        return read ? taken : read;
    }

    [[nodiscard]] qsizetype stepKeys() const { return m_question.ready()->columns.size(); }

    const TableQuestion &m_question;
    const WholeBatch &m_batch;
    const std::stop_token &m_stop;
};

// Of a page, those between two places; what is too long to be shown is read anew.
Result<void> appendWhole(const TableQuestion &question, const QList<TableRow> &rows, QList<QVariantList> &all,
                         const std::stop_token &stop)
{
    const auto isWhole = [](const TableRow &row) {
        return std::ranges::all_of(row.cells, &TableCell::whole);
    };
    QList<Key> cut;
    for (const TableRow &row : rows) {
        if (!isWhole(row))
            cut.append(row.natural);
    }
    QList<QVariantList> whole;
    if (!cut.isEmpty()) {
        Result<QList<QVariantList>> read = wholeRowsOf(question.database, question.table, cut, stop);
        if (!read)
            return read.error();
        whole = std::move(read).value();
    }
    for (const TableRow &row : rows) {
        QVariantList values = isWhole(row) ? QVariantList() : whole.takeFirst();
        if (values.isEmpty()) { // gone since, too: what was shown is there yet
            for (const TableCell &cell : row.cells)
                values.append(cell.value);
        }
        all.append(values);
    }
    return {};
}
} // namespace

Result<QList<QVariantList>> wholeRowsOf(const QString &database, const TableInfo &table,
                                        const QList<Key> &keys, const std::stop_token &stop)
{
    return store::askOf(database, stop, [&](Reading &reading) -> Result<QList<QVariantList>> {
        const Question question = rowsWithKeys(naturalStep(table), keys);
        const int columns = static_cast<int>(table.natural.columns.size());
        QList<QVariantList> rows(keys.size());
        const Result<void> read = reading.rows(question.sql, question.values, [&](const ReadRow &row) {
            if (const qsizetype at = keys.indexOf(keyOf(row, columns)); at >= 0)
                rows[at] = valuesFrom(row, columns);
            return true;
        });
        return read ? Result<QList<QVariantList>>(rows) : read.error();
    });
}

Result<QVariantList> wholeRow(const QString &database, const TableInfo &table, const Key &natural,
                              const std::stop_token &stop)
{
    const Result<QList<QVariantList>> rows = wholeRowsOf(database, table, {natural}, stop);
    return rows ? Result<QVariantList>(rows->constFirst()) : rows.error();
}

Result<QList<QVariantList>> wholeRows(TablePages &pages, const QList<PlaceRange> &ranges,
                                      const std::stop_token &stop)
{
    QList<QVariantList> all;
    for (const PlaceRange &range : ranges) {
        for (qint64 number = range.first / pageRows; number <= range.last / pageRows; ++number) {
            const Result<TablePage> page = pages.page(number, stop);
            if (!page)
                return page.error();
            QList<TableRow> wanted;
            for (qsizetype i = 0; i < page->rows.size(); ++i) {
                const qint64 place = number * pageRows + i;
                if (!page->rows.at(i).key.isEmpty() && place >= range.first && place <= range.last)
                    wanted.append(page->rows.at(i));
            }
            if (Result<void> read = appendWhole(pages.question(), wanted, all, stop); !read)
                return read.error();
        }
    }
    return all;
}

Result<void> readAll(const TableQuestion &question, const SharedPlaces &places, const WholeBatch &batch,
                     const std::stop_token &stop)
{
    Batches batches(question, batch, stop);
    if (const KeyOrder *ready = question.ready())
        return batches.inOrder(*ready);
    return batches.byKeys(*places);
}

} // namespace lockkeeper::inspect
