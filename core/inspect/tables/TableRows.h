// A table's rows, a page at a time, found by their keys. One question opens the database, asks and lets it
// go; blocking.
#pragma once

#include "base/Result.h"
#include "inspect/tables/KeySteps.h"
#include "inspect/tables/RowPlaces.h"

#include <QList>
#include <QVariant>

#include <optional>
#include <stop_token>

namespace lockkeeper::store {
class Reading;
}

namespace lockkeeper::inspect {

inline constexpr int shownCharacters = 200; // of a text; of a blob so many bytes
inline constexpr int shownBytes = 32;

struct TableCell
{
    QVariant value;    // invalid: NULL; qint64, double, QString or QByteArray; of a long one the beginning
    qint64 length = 0; // of a text in characters, of a blob in bytes

    [[nodiscard]] bool whole() const;
};

struct TableRow
{
    Key key;     // in the order it was read in; empty: the row is gone
    Key natural; // its row id, or its primary key: what it is found by again
    qint64 id = 0;
    QList<TableCell> cells;
};

struct TablePage
{
    qint64 number = 0;
    QList<TableRow> rows = {}; // a place whose row was deleted meanwhile has one without a key
    bool guessed = false;      // about there; only those read since `alone` go together with it
    bool alone = false;        // what was read of other pages does not go together with it: ask for it anew
};

// About how many rows there are, from the first and the last row id, without counting: never fewer unless
// some are negative or rows were added meanwhile; 0 where nothing tells.
[[nodiscard]] Result<qint64> aboutRows(store::Reading &reading, const TableInfo &table);

// Rows at places. As long as those are not known, neighbouring pages go on from each other, and a far one is
// guessed from a sample of the keys. On one thread.
class TablePages final
{
public:
    explicit TablePages(TableQuestion question);

    void setPlaces(SharedPlaces places) { m_places = std::move(places); }
    [[nodiscard]] const SharedPlaces &places() const { return m_places; }
    [[nodiscard]] const TableQuestion &question() const { return m_question; }

    // Errors: cancelled, locked, and what SQLite says.
    [[nodiscard]] Result<TablePage> page(qint64 number, const std::stop_token &stop);
    // `about` as shown: what guesses are made by.
    void setAbout(qint64 rows) { m_about = rows; }

private:
    [[nodiscard]] Result<TablePage> known(store::Reading &reading, qint64 number);
    [[nodiscard]] Result<TablePage> guessed(store::Reading &reading, qint64 number);
    [[nodiscard]] Result<TablePage> jump(store::Reading &reading, qint64 number);
    [[nodiscard]] Result<QList<TableRow>> read(store::Reading &reading, const std::optional<Key> &key,
                                               From from, bool backwards, int limit) const;
    [[nodiscard]] Result<QList<TableRow>> readKeys(store::Reading &reading, const QList<Key> &keys) const;
    [[nodiscard]] Result<void> sample(store::Reading &reading);

    TableQuestion m_question;
    SharedPlaces m_places;
    qint64 m_about = 0;
    QList<Key> m_sample;  // in the question's order
    qint64 m_firstId = 0; // the range they are from
    qint64 m_lastId = 0;
    qint64 m_firstPage = 0;   // of those guessed that go together
    qint64 m_lastPage = -1;   // none
    std::optional<Key> m_top; // their first and last row's
    std::optional<Key> m_bottom;
};

} // namespace lockkeeper::inspect
