#include "sources/papers/PaperRun.h"

#include "http/Limits.h"
#include "sources/LastRun.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
QString textOf(const QJsonObject &cursor)
{
    return QString::fromUtf8(QJsonDocument(cursor).toJson(QJsonDocument::Compact));
}
} // namespace

PaperRun::PaperRun(const QString &name, JobContext &context)
    : m_context(context)
    , m_remote{.type = u"papers"_s, .name = name}
{
}

Result<void> PaperRun::begin()
{
    const Result<LastRun> last = readLastRun(m_context, m_remote);
    if (!last)
        return last.error();
    m_skippedBefore = last->skipped;
    m_cursor = QJsonDocument::fromJson(last->cursor.toUtf8()).object();
    return {};
}

QStringList PaperRun::unsettled() const
{
    QStringList keys(m_skippedBefore.cbegin(), m_skippedBefore.cend());
    keys.sort();
    return keys;
}

Result<http::Response> PaperRun::fetch(http::Request request)
{
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    Result<http::Response> response = m_context.fetch(std::move(request));
    if (response && !m_began.isValid()) { // by the earlier of both clocks: one of them may be wrong
        const QDateTime theirs = http::fromHttpDate(response->header("date"));
        m_began = theirs.isValid() ? std::min(asked, theirs) : asked;
    }
    return response;
}

Result<bool> PaperRun::store(const std::vector<store::Paper> &papers,
                             const std::vector<store::SkippedItem> &malformed, const CursorAfter &cursorAfter)
{
    if (!malformed.empty()) {
        store::Batch batch;
        batch.skipped = malformed;
        for (const store::SkippedItem &item : malformed)
            m_skippedBefore.remove(item.key);
        if (const Result<void> committed = commit(std::move(batch)); !committed)
            return committed.error();
    }
    std::size_t end = 0;
    do { // at least once: a page without anything to store moves the cursor, too
        if (end < papers.size() && m_context.limitReached())
            return false;
        const std::size_t first = end;
        end = std::min(papers.size(), first + m_context.batchSize());
        store::Batch batch;
        for (std::size_t i = first; i < end; ++i) {
            batch.papers.push_back(papers.at(i));
            if (const QString &id = papers.at(i).externalId; m_skippedBefore.remove(id))
                batch.readAtLast.append(id);
        }
        if (const std::optional<QJsonObject> cursor = cursorAfter(end))
            batch.cursor = textOf(*cursor);
        if (batch.papers.empty() && !batch.cursor)
            return true;
        if (const Result<void> committed = commit(std::move(batch)); !committed)
            return committed.error();
    } while (end < papers.size());
    return true;
}

Result<void> PaperRun::remove(const QString &source, const QStringList &ids)
{
    store::Batch batch;
    for (const QString &id : ids)
        batch.deletions.push_back({.table = store::Table::Papers, .values = {source, id}});
    return ids.isEmpty() ? Result<void>() : commit(std::move(batch));
}

Result<void> PaperRun::finish(const QJsonObject &cursor, bool settled)
{
    const store::CommitCounts counts = m_context.progress.counts();
    store::Batch batch;
    batch.cursor = textOf(cursor);
    batch.mark = store::SyncMark{.at = m_began, .rowsBefore = counts.added + counts.changed};
    if (settled)
        batch.readAtLast = unsettled();
    if (Result<void> committed = commit(std::move(batch)); !committed)
        return committed;
    m_context.progress.setTotal({.items = m_context.progress.done(), .estimate = false});
    return {};
}

Result<void> PaperRun::commit(store::Batch batch)
{
    batch.remote = m_remote;
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    return {};
}

} // namespace lockkeeper::sources::papers
