// One proposal after the other: its row, from the list and from what GitHub says of its pull request.
#include "sources/beps/BepSync.h"
#include "sources/beps/PullContent.h"
#include "store/StoredKeys.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};
} // namespace

Result<std::vector<const BepEntry *>> BepSync::entriesToStore()
{
    std::vector<const BepEntry *> entries;
    for (const BepEntry &entry : m_list.entries) {
        // A run that stopped in this very list has stored it up to there.
        const bool stored = m_listUnchanged || (!m_context.full && m_cursor.print == m_print &&
                                                entry.row.number <= m_cursor.through);
        if (stored && !m_skippedBefore.contains(entry.row.number)) {
            const Result<bool> moved = pullMoved(entry);
            if (!moved)
                return moved.error();
            if (!*moved)
                continue;
        }
        entries.push_back(&entry);
    }
    return entries;
}

// Talk changes a pull request's answer, too; only a new commit or its end changes what we keep.
Result<bool> BepSync::pullMoved(const BepEntry &entry)
{
    if (!entry.asks)
        return false;
    const Result<AskedPull> asked = stateOf(entry);
    if (!asked)
        return asked.error();
    const KnownPull known = m_cursor.pulls.value(entry.row.number);
    if (asked->unchanged)
        return false;
    if (known.number != entry.row.pullRequestNumber || !asked->pull || asked->pull->open != known.open)
        return true;
    return known.open && asked->pull->version() != known.version;
}

Result<void> BepSync::storeMalformed()
{
    if (m_list.malformed.empty())
        return {};
    store::Batch batch;
    batch.skipped = m_list.malformed;
    for (const store::SkippedItem &item : m_list.malformed)
        m_skippedBefore.remove(item.key);
    return commit(std::move(batch));
}

Result<void> BepSync::storeEntries(const std::vector<const BepEntry *> &entries)
{
    m_context.progress.setTotal(
        {.items = static_cast<qint64>(entries.size() + m_list.malformed.size()), .estimate = false});
    if (Result<void> stored = storeMalformed(); !stored)
        return stored;
    std::size_t next = 0;
    while (next < entries.size()) {
        if (m_context.limitReached())
            return {};
        store::Batch batch;
        const std::size_t size = m_context.batchSize();
        Result<void> added;
        bool fetched = false; // what took requests is kept at once
        while (added && !fetched && next < entries.size() &&
               batch.beps.size() + batch.skipped.size() < size) {
            const std::size_t before = batch.beps.size();
            added = add(*entries.at(next), batch);
            fetched = batch.beps.size() > before && !batch.beps.back().content.isNull();
            if (added)
                ++next;
        }
        if (!added && (added.error().isCancelled() || (batch.beps.empty() && batch.skipped.empty())))
            return added;
        if (!m_listUnchanged) {
            m_cursor.print = m_print;
            m_cursor.through = entries.at(next - 1)->row.number;
        }
        if (!m_context.full)
            batch.cursor = m_cursor.toText();
        if (Result<void> committed = commit(std::move(batch)); !committed)
            return committed;
        if (!added)
            return added;
    }
    m_complete = true;
    return {};
}

Result<void> BepSync::add(const BepEntry &entry, store::Batch &batch)
{
    if (entry.asks)
        return addWithPull(entry, batch);
    store::BepItem row = entry.row;
    row.status = u"draft"_s;
    m_cursor.pulls.remove(row.number);
    if (m_skippedBefore.remove(row.number))
        batch.readAtLast.append(row.number);
    batch.beps.push_back(std::move(row));
    return {};
}

Result<void> BepSync::addWithPull(const BepEntry &entry, store::Batch &batch)
{
    store::BepItem row = entry.row;
    const QString bep = row.number;
    const qint64 number = row.pullRequestNumber.value_or(0);
    const KnownPull known = m_cursor.pulls.value(bep);
    const Result<AskedPull> asked = stateOf(entry);
    if (!asked)
        return asked.error();
    if (!asked->pull && !asked->unchanged && !asked->gone) {
        m_cursor.pulls.remove(bep);
        m_skippedBefore.remove(bep);
        batch.skipped.push_back({.key = bep, .reason = Tr::tr("BEP %1: %2").arg(bep, asked->problem)});
        return {};
    }
    KnownPull state{.number = number, .etag = asked->etag, .version = known.version, .open = known.open};
    if (!asked->unchanged) {
        state.open = asked->pull && asked->pull->open;
        state.version = state.open ? asked->pull->version() : QString();
    }
    row.status = state.open ? u"proposed"_s : u"closed"_s;
    QString problem;
    if (state.open) {
        const Result<std::optional<StoredText>> stored = storedText(bep);
        if (!stored)
            return stored.error();
        const bool isStored = stored->has_value() && (*stored)->pull == number;
        if (isStored)
            row.content = (*stored)->content;
        const bool isCurrent =
            isStored && known.number == number && known.open && known.version == state.version;
        if (asked->pull && (!isCurrent || m_context.full)) {
            if (Result<void> added = addContent(row, *asked->pull, problem); !added)
                return added;
        }
    }
    if (asked->gone)
        m_context.progress.addNotice(
            Tr::tr("BEP %1 names #%2, which is no pull request of bids-specification.").arg(bep).arg(number));
    if (!problem.isEmpty()) {
        state = {.number = number, .etag = {}, .version = {}, .open = true}; // all is looked at again
        batch.skipped.push_back({.key = bep, .reason = Tr::tr("BEP %1: %2").arg(bep, problem)});
        m_skippedBefore.remove(bep);
    } else if (m_skippedBefore.remove(bep)) {
        batch.readAtLast.append(bep);
    }
    m_cursor.pulls.insert(bep, state);
    batch.beps.push_back(std::move(row));
    return {};
}

// With a problem, what is stored of this pull request is better than half of it.
Result<void> BepSync::addContent(store::BepItem &row, const PullRequest &pull, QString &problem)
{
    const Result<PullContent> content = fetchContent(m_context, row.pullRequestNumber.value_or(0), pull);
    if (!content)
        return content.error();
    problem = content->problem;
    if (!content->notice.isEmpty())
        m_context.progress.addNotice(content->notice);
    if (problem.isEmpty() || row.content.isNull())
        row.content = content->text;
    return {};
}

// From the listing where that tells it; else asked for by its number, once a run.
Result<AskedPull> BepSync::stateOf(const BepEntry &entry)
{
    const QString bep = entry.row.number;
    const qint64 number = entry.row.pullRequestNumber.value_or(0);
    if (const auto before = m_asked.constFind(bep); before != m_asked.cend())
        return *before;
    const KnownPull known = m_cursor.pulls.value(bep);
    const bool isKnown = known.number == number && !m_context.full;
    AskedPull told;
    if (const auto pull = m_open.pulls.constFind(number); pull != m_open.pulls.cend()) {
        told.pull = *pull;
        return told;
    }
    // One that was closed and is not among the open ones is so still.
    if (m_open.offered && isKnown && (m_open.unchanged || !known.open)) {
        told.unchanged = true;
        return told;
    }
    const Result<std::optional<StoredText>> stored = storedText(bep);
    if (!stored)
        return stored.error();
    // "Not modified" only helps where everything is stored that it is about.
    const bool useEtag =
        isKnown &&
        (!known.open || (!known.version.isEmpty() && stored->has_value() && (*stored)->pull == number));
    const Result<AskedPull> asked = askAboutPull(m_context, number, useEtag ? known.etag : QByteArray());
    if (!asked)
        return asked.error();
    m_asked.insert(bep, *asked);
    return *asked;
}

Result<std::optional<BepSync::StoredText>> BepSync::storedText(const QString &bep) const
{
    const Result<std::vector<QVariantList>> rows =
        store::readStored(m_context.database, store::Table::BepItems, bep,
                          {u"pull_request_number"_s, u"content"_s}, m_context.stop);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return std::optional<StoredText>();
    const QVariantList &row = rows->front();
    return std::optional(StoredText{.pull = row.at(0).toLongLong(), .content = row.at(1).toString()});
}

} // namespace lockkeeper::sources::beps
