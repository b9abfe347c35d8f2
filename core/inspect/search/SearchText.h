// What somebody typed into a search field, read so that it is always a question: words that must all be
// there, “phrases”, -word for what must not, title:word, #2022, PR 2022, owner/name#2022, BEP 32, an address.
// Whatever is typed, match() is an expression that FTS5 takes, or empty. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lockkeeper::inspect {

// One word or phrase, as it was typed.
struct SearchTerm
{
    QString text;
    bool titleOnly = false;
    bool prefix = false;   // also what begins so
    bool ofNumber = false; // "#2022", and the "PR" before it

    friend bool operator==(const SearchTerm &, const SearchTerm &) = default;
};

// "#2022" and its kin.
struct ItemNumber
{
    enum class Kind { Any, Issue, PullRequest, Bep, Topic };

    Kind kind = Kind::Any;
    qint64 number = 0;
    QString origin; // of "owner/name#2022", or only "name"; empty: anywhere

    friend bool operator==(const ItemNumber &, const ItemNumber &) = default;
};

struct SearchText
{
    enum class Kind {
        Empty,        // nothing was typed
        NoWords,      // only characters that no index has
        OnlyUnwanted, // only what must not occur: there is nothing to begin with
        Question,
    };

    static constexpr int maxTerms = 32;    // more are left out, and told
    static constexpr int maxLength = 1000; // characters that are read

    Kind kind = Kind::Empty;
    QList<SearchTerm> wanted; // all of them
    QList<SearchTerm> unwanted;
    std::optional<ItemNumber> number;
    QString address;     // an item's, pasted; empty: none
    QStringList leftOut; // what was typed and cannot be looked for, for people

    // The expression for a full-text table whose title is in `titleColumn`; empty: look for no words.
    [[nodiscard]] QString match(const QString &titleColumn) const;
    // The same without what `number` and `address` were read from: what else an item meant so is asked to
    // have.
    [[nodiscard]] QString matchBesideNumber(const QString &titleColumn) const;

    friend bool operator==(const SearchText &, const SearchText &) = default;
};

enum class LastWord { Whole, Begun }; // begun: it may go on, as while somebody types

[[nodiscard]] SearchText parseSearchText(const QString &typed, LastWord lastWord = LastWord::Whole);

} // namespace lockkeeper::inspect
