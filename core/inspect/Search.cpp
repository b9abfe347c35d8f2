#include "inspect/Search.h"

#include "inspect/BestRows.h"
#include "inspect/TableSearch.h"
#include "store/Reading.h"

#include <QElapsedTimer>

#include <memory>
#include <utility>

namespace lockkeeper::inspect {

namespace {

// Common words take long to rank: what is there after so much is shown before the next table is asked. With
// rare ones all tables are ranked first, and only the best of all are read.
constexpr qint64 handOverAfterMs = 60;

class SearchRun final
{
public:
    SearchRun(const SearchQuestion &question, const std::function<void(const SearchPart &)> &take,
              const std::stop_token &stop)
        : m_question(question)
        , m_take(take)
        , m_stop(stop)
        , m_best(question.limit)
    {
    }

    // Errors: cancelled alone; others are handed on, and the next table or database is asked.
    Result<void> run()
    {
        for (const Place &place : m_question.places) {
            if (Result<void> asked = askPlace(place); !asked)
                return asked;
        }
        return {};
    }

private:
    struct OpenTable
    {
        int number = 0;
        TableInFile in;
    };

    Result<void> askPlace(const Place &place)
    {
        m_tables.clear();
        m_sinceHandOver.start();
        Result<std::unique_ptr<store::Reading>> opened = store::Reading::open(place.database, m_stop);
        if (!opened)
            return tell(place, {}, opened.error());
        m_reading = std::move(opened).value();
        for (const ContentTable &table : contentTables()) {
            const Result<void> asked = askTable(place, table);
            if (!asked) {
                if (Result<void> told = tell(place, table.name, asked.error()); !told)
                    return told;
            }
            if (m_sinceHandOver.elapsed() >= handOverAfterMs) {
                if (Result<void> shown = handOver(place); !shown)
                    return shown;
            }
        }
        Result<void> shown = handOver(place);
        m_reading.reset();
        return shown;
    }

    Result<void> tell(const Place &place, const QString &table, const Error &error)
    {
        if (error.isCancelled())
            return error;
        m_take({.place = place, .table = table, .hits = {}, .error = error});
        return {};
    }

    Result<void> askTable(const Place &place, const ContentTable &table)
    {
        const Result<TableInFile> in = tableInFile(*m_reading, table);
        if (!in)
            return in.error();
        if (in->columns.isEmpty() || !canPass(*in, m_question.filters))
            return {};
        m_tables.append({.number = m_nextNumber++, .in = *in});
        const int number = m_tables.last().number;
        const Result<QList<Hit>> exact = exactHits(*m_reading, *in, m_question, place);
        if (!exact)
            return exact.error();
        if (!exact->isEmpty()) {
            QList<RankedRow> rows;
            for (const Hit &hit : *exact)
                rows.append({.id = hit.ref.id, .score = hit.score});
            m_best.add(number, rows, true);
            m_take({.place = place, .table = table.name, .hits = *exact, .error = {}});
        }
        const Result<QList<RankedRow>> rows = rankedRows(*m_reading, *in, m_question);
        if (!rows)
            return rows.error();
        m_best.add(number, *rows, false);
        return {};
    }

    Result<void> handOver(const Place &place)
    {
        for (const OpenTable &table : std::as_const(m_tables)) {
            const QList<RankedRow> rows = m_best.take(table.number);
            if (rows.isEmpty())
                continue;
            const Result<QList<Hit>> hits = shownHits(*m_reading, table.in, m_question, place, rows);
            if (hits)
                m_take({.place = place, .table = table.in.table->name, .hits = *hits, .error = {}});
            else if (Result<void> told = tell(place, table.in.table->name, hits.error()); !told)
                return told;
        }
        if (m_best.leftSomeOut() && !std::exchange(m_moreTold, true))
            m_take({.place = place, .table = {}, .hits = {}, .more = true, .error = {}});
        m_sinceHandOver.start();
        return {};
    }

    const SearchQuestion &m_question;
    const std::function<void(const SearchPart &)> &m_take;
    const std::stop_token &m_stop;
    BestRows m_best;
    std::unique_ptr<store::Reading> m_reading;
    QList<OpenTable> m_tables; // of the database at hand
    int m_nextNumber = 0;
    bool m_moreTold = false;
    QElapsedTimer m_sinceHandOver;
};

} // namespace

Result<void> search(const SearchQuestion &question, const std::function<void(const SearchPart &)> &take,
                    const std::stop_token &stop)
{
    if (question.text.kind != SearchText::Kind::Question)
        return {};
    return SearchRun(question, take, stop).run();
}

} // namespace lockkeeper::inspect
