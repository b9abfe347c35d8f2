#include "sources/mailman/ListSync.h"

#include "sources/LastRun.h"
#include "sources/mailman/ArchiveIndex.h"
#include "sources/mailman/PeriodSync.h"
#include "store/StoredKeys.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::mailman)
};

// A key of lockkeeper_skipped that names a period, not a message of one.
bool isPeriod(const QString &key)
{
    return !key.contains(u'/');
}
} // namespace

ListSync::ListSync(const community::MailingList &list, JobContext &context)
    : m_run(list, context)
{
}

Result<void> ListSync::run()
{
    if (Result<void> prepared = prepare(); !prepared)
        return prepared;
    if (Result<void> index = fetchIndex(); !index)
        return index.error().isCancelled() ? index.error() : explained(index.error());
    if (Result<void> walked = walk(); !walked)
        return walked;
    if (!m_complete) // the limit was reached: nothing is vouched for beyond the cursor
        return {};
    if (Result<void> retried = retrySkipped(); !retried)
        return retried;
    if (m_run.context.full) {
        if (Result<void> reconciled = reconcile(); !reconciled)
            return reconciled;
    }
    return finish();
}

Result<void> ListSync::prepare()
{
    const JobContext &context = m_run.context;
    const Result<LastRun> last = readLastRun(m_run.context, m_run.remote);
    if (!last)
        return last.error();
    m_run.skippedBefore = last->skipped;
    m_run.cursor = ListCursor::fromText(last->cursor);
    const QString base = m_run.list.baseUrl.toString(QUrl::FullyEncoded);
    if (m_run.cursor.base != base)
        m_run.cursor = {
            .base = base, .startYear = m_run.list.startYear, .indexEtag = {}, .done = {}, .open = {}};
    const bool skippedPeriods =
        std::any_of(m_run.skippedBefore.cbegin(), m_run.skippedBefore.cend(), isPeriod);
    if (context.full || skippedPeriods || m_run.cursor.startYear != m_run.list.startYear)
        m_run.cursor.indexEtag.clear(); // the index is wanted, changed or not
    m_run.cursor.startYear = m_run.list.startYear;
    return {};
}

Result<void> ListSync::fetchIndex()
{
    const Result<PageAnswer> answer = m_run.fetchPage({}, m_run.cursor.indexEtag);
    if (!answer)
        return answer.error();
    const http::Response &response = answer->response;
    ListCursor &cursor = m_run.cursor;
    if (response.notModified()) {
        m_indexEtag = cursor.indexEtag;
        const QStringList known = cursor.open.keys() + QStringList(cursor.done.cbegin(), cursor.done.cend());
        for (const QString &name : known) {
            if (std::optional<Period> period = periodNamed(name)) {
                period->archive = cursor.open.value(name).archive;
                m_periods.append(*period);
            }
        }
        sortPeriods(m_periods);
    } else {
        if (!answer->page)
            return answer->page.error();
        const ArchiveIndex index = readIndex(answer->page->html, response.url);
        if (index.periods.isEmpty() && !index.isEmpty)
            return badPage(
                response, Tr::tr("the first page of a Mailman archive was expected, but it names no period"));
        m_periods = index.periods;
        m_indexEtag = response.header("etag");
        cursor.indexEtag.clear(); // until everything it names is stored
        if (!response.movedTo.isEmpty())
            m_run.context.progress.addNotice(
                Tr::tr("The archive of %1 moved to %2. Put that into the configuration.")
                    .arg(m_run.list.name, response.movedTo.toDisplayString(QUrl::RemoveUserInfo)));
    }
    m_periods.removeIf([this](const Period &period) { return period.begin.year() < m_run.list.startYear; });
    return {};
}

Result<void> ListSync::walk()
{
    const QSet<QString> open = openPeriods(m_periods, QDateTime::currentDateTimeUtc().date());
    const auto isWanted = [&](const Period &period) {
        return m_run.context.full || open.contains(period.name) || !m_run.cursor.done.contains(period.name) ||
               m_run.skippedBefore.contains(period.name);
    };
    qint64 left = std::count_if(m_periods.cbegin(), m_periods.cend(), isWanted);
    Period previous;
    for (const Period &period : std::as_const(m_periods)) {
        if (isWanted(period)) {
            if (m_run.context.limitReached())
                return {};
            --left;
            PeriodSync sync(m_run, period,
                            {.previous = previous, .mayGrow = open.contains(period.name), .left = left});
            if (Result<void> synced = sync.run(); !synced)
                return synced;
            if (!sync.finished())
                return {};
        }
        previous = period;
    }
    m_complete = true;
    return {};
}

Result<void> ListSync::retrySkipped()
{
    const QSet<QString> keys = m_run.skippedBefore;
    for (const QString &key : keys) {
        const QString id = key.section(u'/', 1);
        const std::optional<Period> period = periodNamed(key.section(u'/', 0, 0));
        if (!period || id.isEmpty()) // a period: it was asked for with the others
            continue;
        const Result<FetchedPage> page = m_run.fetchMessage(period->name, id);
        if (!page)
            return page.error();
        store::Batch batch;
        if (page->letter) {
            if (Result<void> loaded = m_run.loadThreads(); !loaded)
                return loaded;
            if (Result<void> learnt = m_run.learnListing(period->name); !learnt)
                return learnt;
            m_run.learn(*period, id, *page->letter);
            batch.messages.push_back(m_run.row(*period, id, *page->letter));
        }
        if (page->letter || page->gone) // gone twice: it does not come back
            batch.readAtLast.append(key);
        else
            batch.skipped.push_back({.key = key, .reason = page->problem});
        if (Result<void> committed = m_run.commit(std::move(batch)); !committed)
            return committed;
    }
    return {};
}

// By then the index was read and every period it names was looked at; one that could not be read again is no
// longer in skippedBefore. So the others are well, be they unchanged or empty, or no longer in the index.
void ListSync::settlePeriods(store::Batch &batch) const
{
    std::copy_if(m_run.skippedBefore.cbegin(), m_run.skippedBefore.cend(),
                 std::back_inserter(batch.readAtLast), isPeriod);
}

Result<void> ListSync::reconcile()
{
    const Result<std::vector<QVariantList>> rows =
        store::readStored(m_run.context.database, store::Table::MailingListMessages, m_run.list.name,
                          {u"message_id"_s, u"url"_s, u"year"_s}, m_run.context.stop);
    if (!rows)
        return rows.error();
    for (const QVariantList &row : *rows) {
        const QString id = row.at(0).toString();
        const QString url = row.at(1).toString();
        const bool asked = row.at(2).toInt() >= m_run.list.startYear && url.startsWith(m_run.cursor.base);
        if (!asked || m_run.seen.contains(id))
            continue;
        const QString path = QUrl::fromPercentEncoding(url.mid(m_run.cursor.base.size()).toUtf8());
        const Result<http::Response> response = m_run.fetch(path);
        if (response)
            continue; // no listing names it, but it is there
        if (response.error().status != 404 && response.error().status != 410)
            return response.error();
        store::Batch batch;
        batch.deletions.push_back(
            {.table = store::Table::MailingListMessages, .values = {m_run.list.name, id}});
        if (Result<void> committed = m_run.commit(std::move(batch)); !committed)
            return committed;
    }
    return {};
}

Result<void> ListSync::finish()
{
    m_run.cursor.indexEtag = m_indexEtag;
    const store::CommitCounts counts = m_run.context.progress.counts();
    store::Batch batch;
    settlePeriods(batch);
    batch.cursor = m_run.cursor.toText();
    batch.mark = store::SyncMark{.at = m_run.began, .rowsBefore = counts.added + counts.changed};
    if (Result<void> committed = m_run.commit(std::move(batch)); !committed)
        return committed;
    m_run.context.progress.setTotal({.items = m_run.context.progress.done(), .estimate = false});
    return {};
}

Error ListSync::explained(Error error) const
{
    if (error.kind == ErrorKind::Gone)
        error.text = Tr::tr("The archive of the list %1 is not at its address.").arg(m_run.list.name);
    else if (error.kind == ErrorKind::Auth)
        error.text = Tr::tr("The archive of the list %1 is private.").arg(m_run.list.name);
    else
        return error;
    error.hint =
        Tr::tr("Check mailman in the community's configuration: base_url is the page that lists the months. "
               "What was stored before is still there.");
    return error;
}

} // namespace lockkeeper::sources::mailman
