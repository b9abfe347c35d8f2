#include "inspect/tables/PlaceSearch.h"

#include "inspect/tables/TableRows.h"
#include "inspect/tables/WholeRows.h"
#include "store/Reading.h"

#include <algorithm>

namespace lockkeeper::inspect {

namespace {
// A number is looked for among numbers, a text among texts.
QVariant typedValue(const QString &beginning, bool text)
{
    bool good = false;
    if (const qint64 whole = beginning.toLongLong(&good); good && !text)
        return whole;
    if (const double real = beginning.toDouble(&good); good && !text)
        return real;
    return beginning;
}

class Looking final
{
public:
    Looking(const TableQuestion &question, const SharedPlaces &places, const std::stop_token &stop)
        : m_question(question)
        , m_shared(places)
        , m_places(*places)
        , m_stop(stop)
    {
    }

    Result<qint64> operator()(const QString &beginning)
    {
        if (m_question.sortColumn < 0) {
            m_order.columns = {m_question.table.natural.columns.constFirst()};
            m_wanted = {typedValue(beginning, m_order.columns.constFirst().text)};
        } else {
            const TableColumn &column = m_question.table.columns.at(m_question.sortColumn);
            m_order.columns = {{.name = column.name, .collation = column.collation}};
            m_wanted = {typedValue(beginning, column.text)};
        }
        if (m_places.everyRow())
            return between(0, m_places.rows());
        qint64 low = 0;
        qint64 high = m_places.pages();
        while (low < high) { // the first page that begins at it or later
            const qint64 middle = (low + high) / 2;
            if (isBefore(m_places.firstOf(middle)->constFirst()))
                low = middle + 1;
            else
                high = middle;
        }
        return inPage(std::max<qint64>(0, low - 1));
    }

private:
    [[nodiscard]] bool isBefore(const QVariant &value) const
    {
        const int sign = compareKeys(m_order, {value}, m_wanted);
        return m_question.descending ? sign > 0 : sign < 0;
    }

    Result<qint64> inPage(qint64 number)
    {
        TablePages pages(m_question);
        pages.setPlaces(m_shared);
        const Result<TablePage> page = pages.page(number, m_stop);
        if (!page)
            return page.error();
        qint64 at = 0;
        while (at < page->rows.size() &&
               (page->rows.at(at).key.isEmpty() || isBefore(page->rows.at(at).key.constFirst())))
            ++at;
        return std::max<qint64>(0, std::min(m_places.rows() - 1, number * pageRows + at));
    }

    Result<qint64> between(qint64 low, qint64 high)
    {
        while (low < high) {
            const qint64 middle = (low + high) / 2;
            const Key key = m_places.keysOf(middle / pageRows).at(middle % pageRows);
            QVariant value = key.constFirst();
            if (m_question.sortColumn >= 0) { // of a row that is gone: NULL, which is near enough
                const Result<QVariantList> row = wholeRow(m_question.database, m_question.table, key, m_stop);
                if (!row)
                    return row.error();
                value = row->value(m_question.sortColumn);
            }
            if (isBefore(value))
                low = middle + 1;
            else
                high = middle;
        }
        return std::max<qint64>(0, std::min(low, m_places.rows() - 1));
    }

    const TableQuestion &m_question;
    const SharedPlaces &m_shared;
    const RowPlaces &m_places;
    const std::stop_token &m_stop;
    KeyOrder m_order;
    Key m_wanted;
};
} // namespace

Result<qint64> askAbout(const TableQuestion &question, const std::stop_token &stop)
{
    return store::askOf(question.database, stop,
                        [&](store::Reading &reading) { return aboutRows(reading, question.table); });
}

Result<qint64> placeOf(const TableQuestion &question, const SharedPlaces &places, const QString &beginning,
                       const std::stop_token &stop)
{
    return Looking(question, places, stop)(beginning);
}

} // namespace lockkeeper::inspect
