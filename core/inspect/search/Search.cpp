#include "inspect/search/Search.h"

#include "inspect/search/BestRows.h"
#include "inspect/search/RankAhead.h"
#include "inspect/search/TableSearch.h"
#include "store/Reading.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <memory>
#include <optional>
#include <utility>

namespace lockkeeper::inspect {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

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
            if (Result<void> done = askPlace(place); !done)
                return done;
        }
        return {};
    }

private:
    template <typename Ask>
    auto asked(const Ask &ask)
    {
        return store::askedAgainIfTouched(*m_reading, ask);
    }

    Result<void> askPlace(const Place &place)
    {
        m_tables.clear();
        m_lastError.reset();
        m_sinceHandOver.start();
        Result<std::unique_ptr<store::Reading>> opened =
            store::Reading::open(place.database, m_stop, m_question.busyTimeout);
        if (!opened)
            return tell(place, {}, opened.error());
        m_reading = std::move(opened).value();
        Result<QList<TableInFile>> tables = asked([&] { return tablesInFile(*m_reading); });
        if (!tables)
            return tell(place, {}, tables.error());
        m_tables = std::move(tables).value();
        m_tables.removeIf([this](const TableInFile &in) { return !canPass(in, m_question.filters); });
        RankAhead ahead(place, m_tables, m_question, m_stop);
        for (qsizetype i = 0; i < m_tables.size(); ++i) {
            const TableInFile &in = m_tables.at(i);
            const Result<void> answered = askTable(place, i, ahead);
            if (!answered) {
                // The other tables may be whole, but they lie in the same file.
                const bool locked = answered.error().kind == ErrorKind::Locked;
                if (Result<void> told = tell(place, locked ? QString() : in.table->name, answered.error());
                    !told)
                    return told;
                if (locked)
                    break;
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
        // What ails the whole file is told once, not for each table.
        if (std::exchange(m_lastError, error) != error)
            m_take({.place = place, .table = table, .hits = {}, .error = error});
        return {};
    }

    // By this thread or the other one. An error of that one's may be over by now.
    Result<QList<RankedRow>> ranked(qsizetype number, RankAhead &ahead)
    {
        std::optional<Result<QList<RankedRow>>> rows = ahead.take(number);
        if (rows && (*rows || rows->error().kind == ErrorKind::Locked))
            return *std::move(rows);
        return asked([&] { return rankedRows(*m_reading, m_tables.at(number), m_question); });
    }

    Result<void> askTable(const Place &place, qsizetype number, RankAhead &ahead)
    {
        const TableInFile &in = m_tables.at(number);
        const ContentTable &table = *in.table;
        if (!in.fullText)
            return Error{.kind = ErrorKind::Config,
                         .text = Tr::tr("%1 has no full-text index.").arg(table.name),
                         .hint = Tr::tr("The next sync makes it."),
                         .url = {}};
        const TableName name{.community = place.community, .table = table.name};
        const Result<QList<Hit>> exact = asked([&] { return exactHits(*m_reading, in, m_question, place); });
        if (!exact)
            return exact.error();
        if (!exact->isEmpty()) {
            QList<RankedRow> rows;
            for (const Hit &hit : *exact)
                rows.append({.id = hit.ref.id, .score = hit.score});
            m_best.add(name, rows, true);
            m_take({.place = place, .table = table.name, .hits = *exact, .error = {}});
        }
        const Result<QList<RankedRow>> rows = ranked(number, ahead);
        if (!rows)
            return rows.error();
        m_best.add(name, *rows, false);
        return {};
    }

    Result<void> handOver(const Place &place)
    {
        for (const TableInFile &in : std::as_const(m_tables)) {
            const QString &table = in.table->name;
            const QList<RankedRow> rows = m_best.take({.community = place.community, .table = table});
            if (rows.isEmpty())
                continue;
            const Result<QList<Hit>> hits =
                asked([&] { return shownHits(*m_reading, in, m_question, place, rows); });
            if (hits)
                m_take({.place = place, .table = table, .hits = *hits, .error = {}});
            else if (Result<void> told = tell(place, table, hits.error()); !told)
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
    QList<TableInFile> m_tables; // of the database at hand
    bool m_moreTold = false;
    std::optional<Error> m_lastError;
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
