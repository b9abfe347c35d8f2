#include "sources/beps/BepSync.h"

#include "http/Limits.h"
#include "sources/BadAnswer.h"
#include "sources/LastRun.h"
#include "sources/beps/RawFile.h"
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
    if (Result<void> read = readList(); !read)
        return read;
    if (Result<void> read = readOpenPulls(); !read)
        return read;
    const Result<std::vector<const BepEntry *>> entries = entriesToStore();
    if (!entries)
        return entries.error();
    if (Result<void> stored = storeEntries(*entries); !stored)
        return stored;
    if (!m_complete) // the limit was reached: nothing is vouched for beyond the cursor
        return {};
    if (Result<void> removed = removeUnlisted(); !removed)
        return removed;
    return finish();
}

Result<void> BepSync::prepare()
{
    const Result<LastRun> last = readLastRun(m_context, m_remote);
    if (!last)
        return last.error();
    m_skippedBefore = last->skipped;
    m_cursor = BepCursor::fromText(last->cursor);
    return {};
}

Result<void> BepSync::readList()
{
    // What could not be read stands in the list, so that is wanted again, changed or not.
    const QByteArray etag = m_context.full || !m_skippedBefore.isEmpty() ? QByteArray() : m_cursor.etag;
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    const Result<RawFile> file = fetchRawFile(m_context,
                                              {.repository = u"bids-standard/bids-website"_s,
                                               .revision = u"main"_s,
                                               .path = u"data/beps/beps.yml"_s},
                                              etag);
    if (!file) {
        Error error = file.error();
        if (error.kind == ErrorKind::Gone) {
            error.text = Tr::tr("The list of BIDS extension proposals is not at its address.");
            error.hint =
                Tr::tr("It may have moved within bids-standard/bids-website. What was stored before is still "
                       "there.");
        }
        return error;
    }
    const QDateTime theirs = http::fromHttpDate(file->response.header("date"));
    m_began = theirs.isValid() ? std::min(asked, theirs) : asked; // one of both clocks may be wrong
    if (file->response.notModified()) {
        m_listUnchanged = true;
        m_etag = etag;
        return readStoredList();
    }
    m_list = readBepList(file->bytes);
    if (m_list.problem.isEmpty() && m_list.entries.empty())
        m_list.problem = Tr::tr("none of its entries is a proposal");
    if (!m_list.problem.isEmpty())
        return badAnswer(file->response, m_list.problem);
    m_etag = file->response.header("etag");
    m_print = QCryptographicHash::hash(file->bytes, QCryptographicHash::Sha256).toHex().left(16);
    return {};
}

Result<void> BepSync::readStoredList()
{
    const Result<std::vector<QVariantList>> rows =
        store::readAllStored(m_context.database, store::Table::BepItems,
                             {u"bep_number"_s, u"title"_s, u"pull_request_url"_s, u"html_preview_url"_s,
                              u"google_doc_url"_s, u"leads"_s},
                             m_context.stop);
    if (!rows)
        return rows.error();
    for (const QVariantList &row : *rows) {
        BepEntry entry;
        entry.row.number = row.at(0).toString();
        entry.row.title = row.at(1).toString();
        entry.row.pullRequestUrl = row.at(2).toString();
        entry.row.htmlPreviewUrl = row.at(3).toString();
        entry.row.googleDocUrl = row.at(4).toString();
        entry.row.leads = row.at(5).toString();
        entry.asks = asksAbout(entry.row);
        m_list.entries.push_back(std::move(entry));
    }
    return {};
}

Result<void> BepSync::readOpenPulls()
{
    const std::vector<BepEntry> &entries = m_list.entries;
    if (std::none_of(entries.cbegin(), entries.cend(), [](const BepEntry &entry) { return entry.asks; }))
        return {};
    // An answer 304 does not say again what is still needed: of a new number, or of what was not all read.
    const bool allKnown =
        m_listUnchanged && std::none_of(m_cursor.pulls.cbegin(), m_cursor.pulls.cend(),
                                        [](const auto &pull) { return pull.open && pull.version.isEmpty(); });
    Result<OpenPulls> open = fetchOpenPulls(m_context, allKnown ? m_cursor.pages : QList<QByteArray>());
    if (!open)
        return open.error();
    m_open = *std::move(open);
    return {};
}

Result<void> BepSync::removeUnlisted()
{
    if (m_listUnchanged || !m_list.numbersKnown)
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
    m_cursor.pages = m_open.etags;
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
