// The items of one repository, with an index by time, so that a page of a hundred thousand costs no scan and
// no sort. Not thread-safe: the site has the lock.
#pragma once

#include "demo/github/Item.h"
#include "demo/github/Listing.h"

#include <QStringList>

#include <functional>
#include <utility>
#include <vector>

namespace lockkeeper::demo {

// What is said of a repository besides its items.
struct RepositoryDetails
{
    QString description = {};
    QString homepage = {};
    QStringList languages = {}; // the most used first
    int stars = 0;
    bool archived = false;
};

class GithubRepository final
{
public:
    GithubRepository(qint64 id, QString fullName, ProseWriter writer);

    [[nodiscard]] qint64 id() const { return m_id; }
    [[nodiscard]] const QString &fullName() const { return m_fullName; }
    void rename(const QString &fullName) { m_fullName = fullName; }
    [[nodiscard]] const RepositoryDetails &details() const { return m_details; }
    void setDetails(RepositoryDetails details) { m_details = std::move(details); }
    // Epoch seconds; 0: there is no item.
    [[nodiscard]] qint64 lastChange() const { return m_byUpdated.empty() ? 0 : m_byUpdated.back().time; }

    // Replaces everything; items with a number of their own, each once.
    void assign(std::vector<GithubItem> items);
    int add(GithubItem item);                                               // its number
    bool change(int number, const std::function<void(GithubItem &)> &edit); // false: no such item
    bool remove(int number);

    [[nodiscard]] const GithubItem *find(int number) const;
    [[nodiscard]] const std::vector<GithubItem> &items() const { return m_items; } // by number
    [[nodiscard]] int openCount() const;
    [[nodiscard]] Prose prose(const GithubItem &item) const;

    struct Page
    {
        std::vector<const GithubItem *> items;
        qsizetype total = 0; // of the whole listing
    };
    // Equal times are in the order of the numbers.
    [[nodiscard]] Page page(const Listing &listing) const;

private:
    struct Key
    {
        qint64 time = 0;
        int number = 0;
        friend auto operator<=>(const Key &, const Key &) = default;
    };
    using Index = std::vector<Key>; // sorted

    static void insert(Index &index, Key key);
    static void erase(Index &index, Key key);
    void enter(const GithubItem &item);
    void leave(const GithubItem &item);
    [[nodiscard]] std::vector<GithubItem>::iterator position(int number);

    qint64 m_id = 0;
    QString m_fullName;
    RepositoryDetails m_details;
    ProseWriter m_writer;
    std::vector<GithubItem> m_items; // by number
    Index m_byCreated;
    Index m_byUpdated;
    int m_lastNumber = 0; // numbers are never given twice
};

} // namespace lockkeeper::demo
