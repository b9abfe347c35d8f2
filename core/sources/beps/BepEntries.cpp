// One proposal after the other: its row, from the list and from what GitHub says of its pull request.
#include "sources/JsonAnswer.h"
#include "sources/beps/BepSync.h"
#include "store/StoredKeys.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};
} // namespace

Result<void> BepSync::storeEntries()
{
    const std::vector<BepEntry> &entries = m_list.entries;
    std::size_t next = 0;
    if (!m_context.full && m_cursor.print == m_print) { // a run stopped in this very list
        while (next < entries.size() && entries[next].row.number <= m_cursor.through &&
               !m_skippedBefore.contains(entries[next].row.number))
            ++next;
    }
    m_context.progress.setTotal(
        {.items = static_cast<qint64>(entries.size() - next + m_list.malformed.size()), .estimate = false});
    if (!m_list.malformed.empty()) {
        store::Batch batch;
        batch.skipped = m_list.malformed;
        for (const store::SkippedItem &item : m_list.malformed)
            m_skippedBefore.remove(item.key);
        if (Result<void> committed = commit(std::move(batch)); !committed)
            return committed;
    }
    while (next < entries.size()) {
        if (m_context.limitReached())
            return {};
        store::Batch batch;
        const std::size_t size = m_context.batchSize();
        Result<void> added;
        bool fetched = false; // what took requests is kept at once
        while (added && !fetched && next < entries.size() &&
               batch.beps.size() + batch.skipped.size() < size) {
            const qint64 before = static_cast<qint64>(batch.beps.size());
            added = add(entries[next], batch);
            fetched = static_cast<qint64>(batch.beps.size()) > before && !batch.beps.back().content.isNull();
            if (added)
                ++next;
        }
        if (!added && (added.error().isCancelled() || (batch.beps.empty() && batch.skipped.empty())))
            return added;
        m_cursor.print = m_print;
        m_cursor.through = entries[next - 1].row.number;
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
    const Result<std::optional<QString>> stored = storedContent(bep);
    if (!stored)
        return stored.error();
    const bool isKnown = stored->has_value() && known.number == number && !m_context.full;
    const Result<Asked> asked = ask(bep, number, isKnown);
    if (!asked)
        return asked.error();
    if (!asked->pull && !asked->unchanged && !asked->gone) {
        m_cursor.pulls.remove(bep);
        m_skippedBefore.remove(bep);
        batch.skipped.push_back({.key = bep, .reason = Tr::tr("BEP %1: %2").arg(bep, asked->problem)});
        return {};
    }
    KnownPull state{.number = number, .etag = asked->etag, .head = known.head, .open = known.open};
    if (!asked->unchanged) {
        state.open = asked->pull && asked->pull->open;
        state.head = asked->pull ? asked->pull->head : QString();
    }
    row.status = state.open ? u"proposed"_s : u"closed"_s;
    QString problem;
    if (state.open && isKnown && state.head == known.head && known.open && !known.head.isEmpty()) {
        row.content = **stored;
    } else if (state.open) {
        const Result<PullContent> content = fetchContent(m_context, number, *asked->pull);
        if (!content)
            return content.error();
        row.content = content->text;
        problem = content->problem;
    }
    if (asked->gone)
        m_context.progress.addNotice(
            Tr::tr("BEP %1 names #%2, which is no pull request of bids-specification.").arg(bep).arg(number));
    if (!problem.isEmpty()) {
        state = {.number = number, .etag = {}, .head = {}, .open = true}; // all of it is looked at again
        batch.skipped.push_back({.key = bep, .reason = Tr::tr("BEP %1: %2").arg(bep, problem)});
        m_skippedBefore.remove(bep);
    } else if (m_skippedBefore.remove(bep)) {
        batch.readAtLast.append(bep);
    }
    m_cursor.pulls.insert(bep, state);
    batch.beps.push_back(std::move(row));
    return {};
}

Result<BepSync::Asked> BepSync::ask(const QString &bep, qint64 number, bool conditionally)
{
    const KnownPull known = m_cursor.pulls.value(bep);
    if (const auto before = m_asked.constFind(bep);
        before != m_asked.cend() && (conditionally || !before->unchanged))
        return *before;
    // Without a commit, its files were not all read: nothing that could be unchanged.
    const bool useEtag = conditionally && known.number == number && (!known.open || !known.head.isEmpty());
    http::Request request = pullRequestRequest(m_context, number);
    if (useEtag)
        request.etag = known.etag;
    const Result<http::Response> response = m_context.fetch(std::move(request));
    Asked asked;
    if (!response) {
        if (response.error().status != 404 && response.error().status != 410)
            return response.error();
        asked.gone = true;
    } else if (response->notModified()) {
        asked.unchanged = true;
        asked.etag = known.etag;
    } else {
        const Result<QJsonObject> object = jsonObject(*response);
        if (!object)
            return object.error();
        asked.pull = readPullRequest(*object, number, asked.problem);
        asked.etag = response->header("etag");
    }
    m_asked.insert(bep, asked);
    return asked;
}

Result<std::optional<QString>> BepSync::storedContent(const QString &bep) const
{
    const Result<std::vector<QVariantList>> rows =
        store::readStored(m_context.database, store::Table::BepItems, bep, {u"content"_s}, m_context.stop);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return std::optional<QString>();
    return std::optional(rows->front().front().toString());
}

} // namespace lockkeeper::sources::beps
