#include "demo/github/Repository.h"

#include <algorithm>
#include <span>

namespace lockkeeper::demo {

namespace {

bool passes(const GithubItem &item, const Listing &listing)
{
    if (listing.state != Listing::State::All && item.open != (listing.state == Listing::State::Open))
        return false;
    return !listing.since || item.updatedAt >= *listing.since;
}

} // namespace

GithubRepository::GithubRepository(qint64 id, QString fullName, ProseWriter writer)
    : m_id(id)
    , m_fullName(std::move(fullName))
    , m_writer(std::move(writer))
{
}

void GithubRepository::assign(std::vector<GithubItem> items)
{
    m_items = std::move(items);
    std::ranges::sort(m_items, {}, &GithubItem::number);
    m_byCreated.clear();
    m_byUpdated.clear();
    m_byCreated.reserve(m_items.size());
    m_byUpdated.reserve(m_items.size());
    for (const GithubItem &item : m_items) {
        m_byCreated.push_back({item.createdAt, item.number});
        m_byUpdated.push_back({item.updatedAt, item.number});
    }
    std::ranges::sort(m_byCreated);
    std::ranges::sort(m_byUpdated);
    if (!m_items.empty())
        m_lastNumber = std::max(m_lastNumber, m_items.back().number);
}

int GithubRepository::add(GithubItem item)
{
    if (item.number <= 0)
        item.number = m_lastNumber + 1;
    m_lastNumber = std::max(m_lastNumber, item.number);
    remove(item.number);
    const int number = item.number;
    enter(item);
    m_items.insert(position(number), std::move(item));
    return number;
}

bool GithubRepository::change(int number, const std::function<void(GithubItem &)> &edit)
{
    const auto it = position(number);
    if (it == m_items.end() || it->number != number)
        return false;
    leave(*it);
    edit(*it);
    it->number = number; // what it is known by is not for changing
    enter(*it);
    return true;
}

bool GithubRepository::remove(int number)
{
    const auto it = position(number);
    if (it == m_items.end() || it->number != number)
        return false;
    leave(*it);
    m_items.erase(it);
    return true;
}

const GithubItem *GithubRepository::find(int number) const
{
    const auto it = std::ranges::lower_bound(m_items, number, {}, &GithubItem::number);
    return it != m_items.end() && it->number == number ? &*it : nullptr;
}

int GithubRepository::openCount() const
{
    return static_cast<int>(std::ranges::count(m_items, true, &GithubItem::open));
}

Prose GithubRepository::prose(const GithubItem &item) const
{
    if (item.prose)
        return *item.prose;
    return m_writer ? m_writer(item) : Prose{};
}

GithubRepository::Page GithubRepository::page(const Listing &listing) const
{
    const bool byUpdated = listing.sort == Listing::Sort::Updated;
    std::span<const Key> keys = byUpdated ? m_byUpdated : m_byCreated;
    if (byUpdated && listing.since) {
        const auto first = std::ranges::lower_bound(keys, *listing.since, {}, &Key::time);
        keys = keys.subspan(static_cast<std::size_t>(first - keys.begin()));
    }
    const auto key = [&](std::size_t i) {
        return keys[listing.ascending ? i : keys.size() - 1 - i];
    };
    const auto begin = static_cast<std::size_t>(listing.page - 1) * static_cast<std::size_t>(listing.perPage);
    const auto size = static_cast<std::size_t>(listing.perPage);

    Page page;
    // Nothing left to filter: the page's place in the index is known.
    if (listing.state == Listing::State::All && (byUpdated || !listing.since)) {
        page.total = static_cast<qsizetype>(keys.size());
        for (std::size_t i = begin; i < std::min(begin + size, keys.size()); ++i)
            page.items.push_back(find(key(i).number));
        return page;
    }
    std::size_t seen = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const GithubItem *item = find(key(i).number);
        if (!passes(*item, listing))
            continue;
        if (seen >= begin && seen < begin + size)
            page.items.push_back(item);
        ++seen;
    }
    page.total = static_cast<qsizetype>(seen);
    return page;
}

void GithubRepository::insert(Index &index, Key key)
{
    index.insert(std::ranges::upper_bound(index, key), key);
}

void GithubRepository::erase(Index &index, Key key)
{
    const auto it = std::ranges::lower_bound(index, key);
    if (it != index.end() && *it == key)
        index.erase(it);
}

void GithubRepository::enter(const GithubItem &item)
{
    insert(m_byCreated, {item.createdAt, item.number});
    insert(m_byUpdated, {item.updatedAt, item.number});
}

void GithubRepository::leave(const GithubItem &item)
{
    erase(m_byCreated, {item.createdAt, item.number});
    erase(m_byUpdated, {item.updatedAt, item.number});
}

std::vector<GithubItem>::iterator GithubRepository::position(int number)
{
    return std::ranges::lower_bound(m_items, number, {}, &GithubItem::number);
}

} // namespace lockkeeper::demo
