#include "inspect/tables/KeySteps.h"
#include "inspect/tables/RowPlaces.h"
#include "inspect/tables/TableRows.h"
#include "store/Reading.h"
#include "store/SortedRows.h"
#include "store/SqlNames.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace lockkeeper::inspect {

using store::Reading;
using store::ReadRow;

namespace {
constexpr int rowsAStep = 8192; // some milliseconds
constexpr auto between = std::chrono::milliseconds(200);
constexpr std::size_t mostIdsToSort = 16'000'000; // 128 MB
constexpr qint64 mostKeyBytes = 64 << 20;         // of keys that are no row ids

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

qint64 keyBytes(const QVariant &value)
{
    const qint64 bare = sizeof(QVariant);
    if (value.typeId() == QMetaType::QString)
        return bare + value.toString().size() * qint64(sizeof(QChar));
    return value.typeId() == QMetaType::QByteArray ? bare + value.toByteArray().size() : bare;
}

Error tooManyKeys(const QString &table)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("The table %1 has no row ids, and too many rows to be filtered, or sorted by a "
                           "column without an index.")
                        .arg(table),
            .hint = Tr::tr("Narrow it down further, sort by a column of its key, or ask in SQL."),
            .url = {}};
}
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
        Result<std::unique_ptr<Reading>> opened =
            Reading::open(m_question.database, m_stop, Reading::longPatience);
        if (!opened)
            return opened.error();
        m_reading = std::move(opened).value();
        const Result<qint64> about = store::askedAgainIfTouched(
            *m_reading, [this] { return aboutRows(*m_reading, m_question.table); });
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

    // What was found before a step, for it may have to be asked once more.
    struct Found
    {
        qint64 looked = 0;
        qint64 rows = 0;
        std::size_t ids = 0;
        qsizetype keys = 0;
        qint64 keyBytes = 0;
    };

    [[nodiscard]] Found foundSoFar() const
    {
        return {.looked = m_progress.looked,
                .rows = m_places.m_rows,
                .ids = m_places.m_ids.size(),
                .keys = m_places.m_keys.size(),
                .keyBytes = m_keyBytes};
    }

    Result<void> backTo(const Found &before)
    {
        const bool sameRows = m_places.m_rows == before.rows;
        m_progress.looked = before.looked;
        m_places.m_rows = before.rows;
        m_places.m_ids.resize(before.ids);
        m_places.m_keys.resize(before.keys);
        m_keyBytes = before.keyBytes;
        return m_values && !sameRows ? m_values->keepFirst(before.rows) : Result<void>();
    }

    // From the beginning to the end of an order, a short statement at a time.
    Result<void> goThrough(KeyStep step, const QVariantList &bound, const Take &take)
    {
        step.limit = rowsAStep;
        std::optional<Key> last;
        bool more = true;
        while (more) {
            const Found before = foundSoFar();
            const Result<Key> reached = store::askedAgainIfTouched(*m_reading, [&]() -> Result<Key> {
                const Result<void> back = backTo(before);
                return back ? readStep(step, last, bound, take) : back.error();
            });
            if (!reached)
                return reached.error();
            more = !reached->isEmpty();
            last = *reached;
            tell();
        }
        return {};
    }

    // The key that it ended with; empty: fewer rows than asked for, so that was all.
    Result<Key> readStep(const KeyStep &step, const std::optional<Key> &last, const QVariantList &bound,
                         const Take &take)
    {
        Key reached;
        int left = rowsAStep;
        for (Question &question : stepsFrom(step, last, From::After)) {
            question.values = bound + question.values;
            Result<void> taken;
            const Result<void> read = m_reading->rows(question.sql, question.values, [&](const ReadRow &row) {
                taken = take(row);
                ++m_progress.looked;
                if (--left > 0)
                    return taken.ok();
                for (int i = 0; i < step.order.columns.size(); ++i)
                    reached.append(row.value(i));
                return false;
            });
            if (!read || !taken)
                return read ? taken.error() : read.error();
            if (left <= 0)
                break;
        }
        return reached;
    }

    Result<void> walk(const KeyOrder &order)
    {
        const int columns = static_cast<int>(order.columns.size());
        return goThrough(
            {.table = m_question.table.name, .order = order, .descending = m_question.descending}, {},
            [&](const ReadRow &row) -> Result<void> {
                return m_places.m_rows++ % pageRows == 0 ? addKey(row, columns) : Result<void>();
            });
    }

    Result<void> addKey(const ReadRow &row, int columns)
    {
        if (columns == 1 && !m_question.table.rowId.isEmpty()) {
            m_places.m_ids.push_back(row.integer(0));
            return {};
        }
        Key key;
        for (int i = 0; i < columns; ++i) {
            key.append(row.value(i));
            m_keyBytes += keyBytes(key.constLast());
        }
        m_places.m_keys.append(key);
        if (m_places.m_everyRow && m_keyBytes > mostKeyBytes)
            return tooManyKeys(m_question.table.name);
        return {};
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
        const int at = static_cast<int>(index.columns.size()) - 1;
        Result<void> read = goThrough({.table = m_question.table.name, .order = index}, {},
                                      [this, at](const ReadRow &row) -> Result<void> {
                                          m_places.m_ids.push_back(row.integer(at));
                                          return {};
                                      });
        if (!read)
            return read;
        std::vector<qint64> ids = std::exchange(m_places.m_ids, {});
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
                return row.integer(columns) != 0 ? addRow(row, columns) : Result<void>();
            });
        }
        const TableColumn &column = m_question.table.columns.at(m_question.sortColumn);
        Result<store::SortedRows> values = store::SortedRows::make(column.collation);
        if (!values)
            return values.error();
        m_values = std::move(values).value();
        step.columns.append(store::quotedName(column.name));
        Result<void> read = goThrough(step, filter->values, [&](const ReadRow &row) -> Result<void> {
            if (row.integer(columns) == 0)
                return {};
            if (Result<void> added = m_values->add(row, columns + 1); !added)
                return added;
            return addRow(row, columns);
        });
        return read ? sort() : read;
    }

    Result<void> addRow(const ReadRow &row, int columns)
    {
        ++m_places.m_rows;
        return addKey(row, columns);
    }

    Result<void> sort()
    {
        m_progress.sorting = true;
        m_lastTold = {};
        tell();
        Result<std::vector<std::uint32_t>> order = m_values->sorted(m_stop);
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
    qint64 m_keyBytes = 0;
    std::optional<store::SortedRows> m_values; // of the rows found, where they are to be sorted by them
    bool m_inOrder = false;
    qint64 m_nextCopy = 1;
    std::chrono::steady_clock::time_point m_lastTold;
};

Result<SharedPlaces> findPlaces(const TableQuestion &question,
                                const std::function<void(const PlacesProgress &)> &told,
                                const std::stop_token &stop)
{
    return PlaceFinder(question, told, stop)();
}

} // namespace lockkeeper::inspect
