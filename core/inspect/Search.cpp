#include "inspect/Search.h"

#include "inspect/TableSearch.h"
#include "store/Reading.h"

#include <QSet>

#include <utility>

namespace lockkeeper::inspect {

namespace {

class PlaceSearch final
{
public:
    PlaceSearch(const SearchQuestion &question, const Place &place,
                const std::function<void(const SearchPart &)> &take, const std::stop_token &stop)
        : m_question(question)
        , m_place(place)
        , m_take(take)
        , m_stop(stop)
    {
    }

    // Errors: cancelled alone; others are handed on, and the next table is asked.
    Result<void> run()
    {
        Result<std::unique_ptr<store::Reading>> opened = store::Reading::open(m_place.database, m_stop);
        if (!opened)
            return tell({}, opened.error());
        m_reading = std::move(opened).value();
        for (const ContentTable &table : contentTables()) {
            const Result<void> searched = searchTable(table);
            if (searched)
                continue;
            if (Result<void> told = tell(table.name, searched.error()); !told)
                return told;
        }
        return {};
    }

private:
    Result<void> tell(const QString &table, const Error &error)
    {
        if (error.isCancelled())
            return error;
        m_take({.place = m_place, .table = table, .hits = {}, .error = error});
        return {};
    }

    Result<void> searchTable(const ContentTable &table)
    {
        const Result<TableInFile> in = tableInFile(*m_reading, table);
        if (!in)
            return in.error();
        if (in->columns.isEmpty() || !canPass(*in, m_question.filters))
            return {};
        Result<QList<Hit>> exact = exactHits(*m_reading, *in, m_question, m_place);
        if (!exact)
            return exact.error();
        QSet<qint64> told;
        for (const Hit &hit : std::as_const(*exact))
            told.insert(hit.ref.id);
        if (!exact->isEmpty())
            m_take({.place = m_place, .table = table.name, .hits = *exact, .error = {}});
        if (!in->fullText)
            return {};
        Result<QList<Hit>> hits = wordHits(*m_reading, *in, m_question, m_place);
        if (!hits)
            return hits.error();
        SearchPart part{.place = m_place, .table = table.name, .hits = *std::move(hits), .error = {}};
        part.more = part.hits.size() > m_question.limit;
        if (part.more)
            part.hits.removeLast();
        part.hits.removeIf([&told](const Hit &hit) { return told.contains(hit.ref.id); });
        if (!part.hits.isEmpty())
            m_take(part);
        return {};
    }

    const SearchQuestion &m_question;
    const Place &m_place;
    const std::function<void(const SearchPart &)> &m_take;
    const std::stop_token &m_stop;
    std::unique_ptr<store::Reading> m_reading;
};

} // namespace

Result<void> search(const SearchQuestion &question, const std::function<void(const SearchPart &)> &take,
                    const std::stop_token &stop)
{
    if (question.text.kind != SearchText::Kind::Question)
        return {};
    for (const Place &place : question.places) {
        if (Result<void> searched = PlaceSearch(question, place, take, stop).run(); !searched)
            return searched;
    }
    return {};
}

} // namespace lockkeeper::inspect
