// Full-text search over communities' databases: ranked by bm25, a word in the title weighing five times one
// in the text, items meant by number or address first. Each table's hits are handed on when they are there.
// Blocks; on one thread, not the window's. Opens each database to read, and lets it go.
#pragma once

#include "base/Error.h"
#include "base/Result.h"
#include "inspect/item/ItemRef.h"
#include "inspect/search/SearchText.h"

#include <QDate>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::inspect {

// Empty, invalid: not asked. A table that knows nothing of what is asked for has no hits.
struct SearchFilters
{
    QStringList sources{}; // ContentTable::source; empty: all
    QString origin{};      // repository, forum, list or provider, as it is stored
    QString language{};
    QString status{};
    QString type{}; // issue, pr, class, …
    QDate since{};  // of the item's own time, both days included
    QDate until{};

    friend bool operator==(const SearchFilters &, const SearchFilters &) = default;
};

// A part of a text that is what was looked for; in UTF-16 units.
struct TextMark
{
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const TextMark &, const TextMark &) = default;
};

struct Hit
{
    ItemRef ref;
    QString source;
    QString origin;
    QString title;
    QString type;
    QString status;
    QString language;
    QString time; // as it is stored
    QString url;
    qint64 number = 0; // 0: the table has none
    QString snippet;   // plain, with … where it was cut
    QList<TextMark> titleMarks;
    QList<TextMark> snippetMarks;
    double score = 0;   // more is better; comparable among all hits of one question
    bool exact = false; // meant by its number or address; before all others
};

struct SearchQuestion
{
    QList<Place> places;
    SearchText text;
    SearchFilters filters{};
    int limit = 50;                              // of the best hits of all tables and databases
    std::chrono::milliseconds busyTimeout{2000}; // for a database that somebody has locked
};

// Some hits of one table, or why a table or a database could not be asked; the others are asked all the same.
// Of all parts together, the best `limit` hits (Ranking) are the answer.
struct SearchPart
{
    Place place;
    QString table; // empty: of the whole database
    QList<Hit> hits;
    bool more = false; // there are more hits than `limit`; told once, with or without hits
    std::optional<Error> error;
};

// Errors: cancelled alone. A question without a word (SearchText::Kind) has no parts.
[[nodiscard]] Result<void> search(const SearchQuestion &question,
                                  const std::function<void(const SearchPart &)> &take,
                                  const std::stop_token &stop);

// Exact ones first, then by score; a fixed order among equals, so that a list does not jump.
[[nodiscard]] bool ranksBefore(const Hit &one, const Hit &other);

// The best `limit` hits of what came so far, in their order.
class Ranking final
{
public:
    explicit Ranking(int limit)
        : m_limit(limit)
    {
    }

    // Where the hit belongs; none where `limit` better ones are there already.
    [[nodiscard]] std::optional<qsizetype> placeOf(const Hit &hit) const;
    // At placeOf(); the last falls off where there are more than `limit`.
    void insert(const Hit &hit);
    void add(const QList<Hit> &hits);

    [[nodiscard]] const QList<Hit> &hits() const { return m_hits; }

private:
    int m_limit;
    QList<Hit> m_hits;
};

} // namespace lockkeeper::inspect

Q_DECLARE_METATYPE(lockkeeper::inspect::Hit)
Q_DECLARE_METATYPE(lockkeeper::inspect::SearchPart)
