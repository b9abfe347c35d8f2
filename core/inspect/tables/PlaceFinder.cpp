#include "inspect/tables/KeySteps.h"
#include "inspect/tables/RowPlaces.h"
#include "inspect/tables/TableRows.h"
#include "store/Reading.h"
#include "store/SortedRows.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace lockkeeper::inspect {

using store::Reading;
using store::ReadRow;

namespace {
constexpr int rowsAStep = 8192; // some milliseconds
constexpr auto between = std::chrono::milliseconds(200);
constexpr std::size_t mostIdsToSort = 16'000'000; // 128 MB
} // namespace

class PlaceFinder final
{
public:
    PlaceFinder(const TableQuestion &question, const std::function<void(const PlacesProgress &)> &told,
                const std::stop_token &stop)
        : m_question(question)
        , m_told(told)
        , m_stop(stop)
    {
    }

    Result<SharedPlaces> operator()()
    {
        Result<std::unique_ptr<Reading>> opened = Reading::open(m_question.database, m_stop);
        if (!opened)
            return opened.error();
        m_reading = std::move(opened).value();
        const Result<qint64> about = aboutRows(*m_reading, m_question.table);
        if (!about)
            return about.error();
        m_progress.of = *about;
        tell();
        const KeyOrder *ready = m_question.ready();
        Result<void> found;
        if (ready == nullptr)
            found = lookThroughAll();
        else if (const KeyOrder *narrow = narrowIndex(*ready))
            found = walkBeside(*narrow);
        else
            found = walk(*ready);
        if (!found)
            return found.error();
        return SharedPlaces(std::make_shared<RowPlaces>(std::move(m_places)));
    }

private:
    using Take = std::function<Result<void>(const ReadRow &)>;

    // From the beginning to the end of an order, a short statement at a time.
    Result<void> goThrough(KeyStep step, const QVariantList &bound, const Take &take)
    {
        step.limit = rowsAStep;
        std::optional<Key> last;
        int left = 0;
        while (left <= 0) { // a step that was not full was the last one
            left = rowsAStep;
            Key reached;
            for (Question &question : stepsFrom(step, last, From::After)) {
                question.values = bound + question.values;
                Result<void> taken;
                const Result<void> read =
                    m_reading->rows(question.sql, question.values, [&](const ReadRow &row) {
                        taken = take(row);
                        ++m_progress.looked;
                        if (--left > 0)
                            return taken.ok();
                        for (int i = 0; i < step.order.columns.size(); ++i)
                            reached.append(row.value(i));
                        return false;
                    });
                if (!read || !taken)
                    return read ? taken : read;
                if (left <= 0)
                    break;
            }
            last = reached;
            tell();
        }
        return {};
    }

    Result<void> walk(const KeyOrder &order)
    {
        const int columns = static_cast<int>(order.columns.size());
        return goThrough(
            {.table = m_question.table.name, .order = order, .descending = m_question.descending}, {},
            [&](const ReadRow &row) -> Result<void> {
                if (m_places.m_rows++ % pageRows == 0)
                    addKey(row, columns);
                return {};
            });
    }

    void addKey(const ReadRow &row, int columns)
    {
        if (columns == 1 && !m_question.table.rowId.isEmpty()) {
            m_places.m_ids.push_back(row.integer(0));
            return;
        }
        Key key;
        for (int i = 0; i < columns; ++i)
            key.append(row.value(i));
        m_places.m_keys.append(key);
    }

    // The table's own pages hold the texts, too: an index is read in a fraction of the time.
    [[nodiscard]] const KeyOrder *narrowIndex(const KeyOrder &ready) const
    {
        const QList<KeyOrder> &indexes = m_question.table.indexes;
        if (m_question.table.rowId.isEmpty() || ready != m_question.table.natural || indexes.isEmpty() ||
            m_progress.of > qint64(mostIdsToSort))
            return nullptr;
        return &*std::ranges::min_element(indexes, {},
                                          [](const KeyOrder &order) { return order.columns.size(); });
    }

    Result<void> walkBeside(const KeyOrder &index)
    {
        std::vector<qint64> ids;
        const int at = static_cast<int>(index.columns.size()) - 1;
        Result<void> read = goThrough({.table = m_question.table.name, .order = index}, {},
                                      [&ids, at](const ReadRow &row) -> Result<void> {
                                          ids.push_back(row.integer(at));
                                          return {};
                                      });
        if (!read)
            return read;
        std::ranges::sort(ids);
        if (m_question.descending)
            std::ranges::reverse(ids);
        for (std::size_t i = 0; i < ids.size(); i += pageRows)
            m_places.m_ids.push_back(ids.at(i));
        m_places.m_rows = static_cast<qint64>(ids.size());
        return {};
    }

    // Each row is looked at, so that a step is as short where none of them matches.
    Result<void> lookThroughAll()
    {
        Result<Question> filter = filterExpression(m_question.table, m_question.filters);
        if (!filter)
            return filter.error();
        const bool sorted =
            m_question.sortColumn >= 0 && m_question.table.columns.at(m_question.sortColumn).name !=
                                              m_question.table.natural.columns.constFirst().name;
        const int columns = static_cast<int>(m_question.table.natural.columns.size());
        KeyStep step{.table = m_question.table.name,
                     .order = m_question.table.natural,
                     .columns = {filter->sql},
                     .descending = m_question.descending && !sorted};
        m_places.m_everyRow = true;
        if (!sorted) {
            m_inOrder = true;
            return goThrough(step, filter->values, [&](const ReadRow &row) -> Result<void> {
                if (row.integer(columns) != 0)
                    addRow(row, columns);
                return {};
            });
        }
        const TableColumn &column = m_question.table.columns.at(m_question.sortColumn);
        Result<store::SortedRows> values = store::SortedRows::make(column.collation);
        if (!values)
            return values.error();
        step.columns.append(quotedName(column.name));
        Result<void> read = goThrough(step, filter->values, [&](const ReadRow &row) -> Result<void> {
            if (row.integer(columns) == 0)
                return {};
            addRow(row, columns);
            return values->add(row, columns + 1);
        });
        return read ? sort(*values) : read;
    }

    void addRow(const ReadRow &row, int columns)
    {
        addKey(row, columns);
        ++m_places.m_rows;
    }

    Result<void> sort(store::SortedRows &values)
    {
        m_progress.sorting = true;
        m_lastTold = {};
        tell();
        Result<std::vector<std::uint32_t>> order = values.sorted(m_stop);
        if (!order)
            return order.error();
        if (m_question.descending)
            std::ranges::reverse(*order);
        const auto rearrange = [&order](auto &list) {
            std::remove_reference_t<decltype(list)> arranged;
            arranged.reserve(list.size());
            for (const std::uint32_t at : *order)
                arranged.push_back(list.at(static_cast<decltype(list.size())>(at)));
            list.swap(arranged);
        };
        if (m_places.m_keys.isEmpty())
            rearrange(m_places.m_ids);
        else
            rearrange(m_places.m_keys);
        return {};
    }

    void tell()
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_told || now - m_lastTold < between)
            return;
        m_lastTold = now;
        // A copy of what was found: ever rarer as it grows, so that it costs a share of the time only.
        if (m_inOrder && m_places.m_rows >= m_nextCopy) {
            m_nextCopy = std::max<qint64>(1, m_places.m_rows * 2);
            m_progress.sofar = std::make_shared<RowPlaces>(m_places);
        }
        m_told(m_progress);
        m_progress.sofar.reset();
    }

    const TableQuestion &m_question;
    const std::function<void(const PlacesProgress &)> &m_told;
    const std::stop_token &m_stop;
    std::unique_ptr<Reading> m_reading;
    PlacesProgress m_progress;
    RowPlaces m_places;
    bool m_inOrder = false;
    qint64 m_nextCopy = 1;
    std::chrono::steady_clock::time_point m_lastTold;
};

Result<SharedPlaces> findPlaces(const TableQuestion &question,
                                const std::function<void(const PlacesProgress &)> &told,
                                const std::stop_token &stop)
{
    return askedAgain([&] { return PlaceFinder(question, told, stop)(); });
}

} // namespace lockkeeper::inspect
