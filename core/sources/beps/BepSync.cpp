#include "sources/beps/BepSync.h"

#include "http/Limits.h"
#include "sources/JsonAnswer.h"
#include "sources/beps/RawFile.h"
#include "store/Cursors.h"
#include "store/Skipped.h"
#include "store/StoredKeys.h"

#include <QCoreApplication>
#include <QCryptographicHash>

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

BepSync::BepSync(JobContext &context)
    : m_context(context)
    , m_remote{.type = u"beps"_s, .name = u"bids-website"_s}
{
}

Result<void> BepSync::run()
{
    if (Result<void> prepared = prepare(); !prepared)
        return prepared;
    // What could not be read stands in the list, so that is wanted again, changed or not.
    const bool conditionally = !m_context.full && m_skippedBefore.isEmpty();
    Result<bool> changed = fetchList(conditionally ? m_cursor.etag : QByteArray());
    if (changed && !*changed) {
        changed = openPullsMoved();
        if (changed && !*changed)
            return finish();
        if (changed)
            changed = fetchList({});
    }
    if (!changed)
        return changed.error();
    if (Result<void> stored = storeEntries(); !stored)
        return stored;
    if (!m_complete) // the limit was reached: nothing is vouched for beyond the cursor
        return {};
    if (Result<void> removed = removeUnlisted(); !removed)
        return removed;
    return finish();
}

Result<void> BepSync::prepare()
{
    const Result<std::optional<QString>> stored =
        store::readCursor(m_context.database, m_remote, m_context.stop);
    if (!stored)
        return stored.error();
    const Result<std::vector<store::SkippedItem>> skipped =
        store::readSkipped(m_context.database, m_remote, m_context.stop);
    if (!skipped)
        return skipped.error();
    for (const store::SkippedItem &item : *skipped)
        m_skippedBefore.insert(item.key);
    m_cursor = BepCursor::fromText(stored->value_or(QString()));
    return {};
}

Result<bool> BepSync::fetchList(const QByteArray &etag)
{
    http::Request request =
        rawFileRequest(m_context, u"bids-standard/bids-website"_s, u"main"_s, u"data/beps/beps.yml"_s);
    request.etag = etag;
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    const Result<http::Response> response = m_context.fetch(std::move(request));
    if (!response) {
        Error error = response.error();
        if (error.kind == ErrorKind::Gone) {
            error.text = Tr::tr("The list of BIDS extension proposals is not at its address.");
            error.hint =
                Tr::tr("It may have moved within bids-standard/bids-website. What was stored before is still "
                       "there.");
        }
        return error;
    }
    if (!m_began.isValid()) { // by the earlier of both clocks: one of them may be wrong
        const QDateTime theirs = http::fromHttpDate(response->header("date"));
        m_began = theirs.isValid() ? std::min(asked, theirs) : asked;
    }
    if (response->notModified()) {
        m_etag = etag;
        return false;
    }
    const Result<QByteArray> yaml = rawFile(*response);
    if (!yaml)
        return yaml.error();
    m_list = readBepList(*yaml);
    if (m_list.problem.isEmpty() && m_list.entries.empty())
        m_list.problem = Tr::tr("none of its entries is a proposal");
    if (!m_list.problem.isEmpty())
        return badFile(*response, m_list.problem);
    m_listIsWhole = isKnownToBeWhole(*response);
    if (m_listIsWhole) // else the next run looks at it again
        m_etag = response->header("etag");
    m_print = QCryptographicHash::hash(*yaml, QCryptographicHash::Sha256).toHex().left(16);
    return true;
}

Result<bool> BepSync::openPullsMoved()
{
    bool moved = false;
    for (auto known = m_cursor.pulls.begin(); known != m_cursor.pulls.end(); ++known) {
        if (!known->open)
            continue;
        const Result<Asked> asked = ask(known.key(), known->number, true);
        if (!asked)
            return asked.error();
        // Talk changes a pull request's answer, too; only a new commit or its end changes what we keep.
        if (!asked->unchanged && asked->pull && asked->pull->open && asked->pull->head == known->head &&
            !known->head.isEmpty())
            known->etag = asked->etag;
        else if (!asked->unchanged)
            moved = true;
    }
    return moved;
}

Result<void> BepSync::removeUnlisted()
{
    if (!m_listIsWhole || !m_list.numbersKnown)
        return {};
    const Result<std::vector<QVariantList>> rows =
        store::readAllStored(m_context.database, store::Table::BepItems, {u"bep_number"_s}, m_context.stop);
    if (!rows)
        return rows.error();
    QSet<QString> listed;
    for (const BepEntry &entry : m_list.entries)
        listed.insert(entry.row.number);
    for (const store::SkippedItem &item : m_list.malformed)
        listed.insert(item.key);
    store::Batch batch;
    for (const QVariantList &row : *rows) {
        const QString number = row.first().toString();
        if (listed.contains(number))
            continue;
        batch.deletions.push_back({.table = store::Table::BepItems, .values = {number}});
        m_cursor.pulls.remove(number);
    }
    return batch.deletions.empty() ? Result<void>() : commit(std::move(batch));
}

Result<void> BepSync::finish()
{
    m_cursor.etag = m_etag;
    m_cursor.print.clear();
    m_cursor.through.clear();
    const store::CommitCounts counts = m_context.progress.counts();
    store::Batch batch;
    batch.cursor = m_cursor.toText();
    batch.mark = store::SyncMark{.at = m_began, .rowsBefore = counts.added + counts.changed};
    for (const QString &key : std::as_const(m_skippedBefore)) // no longer among what cannot be read
        batch.readAtLast.append(key);
    if (Result<void> committed = commit(std::move(batch)); !committed)
        return committed;
    m_context.progress.setTotal({.items = m_context.progress.done(), .estimate = false});
    return {};
}

Result<void> BepSync::commit(store::Batch batch)
{
    batch.remote = m_remote;
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    return {};
}

} // namespace lockkeeper::sources::beps
