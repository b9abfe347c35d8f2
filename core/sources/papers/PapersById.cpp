#include "sources/papers/PapersById.h"

#include <utility>

namespace lockkeeper::sources::papers {

Result<void> PapersById::refresh(const QStringList &ids)
{
    for (qsizetype first = 0; first < ids.size() && !isCutOff(); first += idsPerRequest) {
        const Result<PaperPage> page = fetchSome(ids.mid(first, idsPerRequest));
        if (!page)
            return page.error();
    }
    return {};
}

Result<QStringList> PapersById::settle(const QStringList &ids)
{
    QStringList gone;
    for (qsizetype first = 0; first < ids.size() && !isCutOff(); first += idsPerRequest) {
        const QStringList some = ids.mid(first, idsPerRequest);
        const Result<PaperPage> page = fetchSome(some);
        if (!page)
            return page.error();
        QStringList goneOfThese;
        for (const QString &id : some) {
            if (page->ids.contains(id))
                continue;
            m_isCutOff = m_isCutOff || !limitAllows(goneOfThese.size() + 1);
            if (isCutOff())
                break;
            const Result<bool> isIt = isGone(id);
            if (!isIt)
                return isIt.error();
            m_isCutOff = !limitAllows(goneOfThese.size() + 1); // with what it stored in its stead
            if (*isIt && !isCutOff())
                goneOfThese.append(id);
        }
        if (const Result<void> removed = m_run.remove(m_listing.source(), goneOfThese); !removed)
            return removed.error();
        gone += goneOfThese;
    }
    return gone;
}

Result<PaperPage> PapersById::fetchSome(const QStringList &ids)
{
    const Result<http::Response> response = m_run.fetch(m_listing.some(ids));
    if (!response)
        return explained(response.error());
    Result<PaperPage> page = m_listing.readSome(*response);
    if (!page)
        return page.error();
    if (const Result<void> stored = store(*page); !stored)
        return stored.error();
    return page;
}

Result<void> PapersById::store(const PaperPage &page)
{
    const auto noCursor = [](std::size_t) {
        return std::optional<QJsonObject>();
    };
    const Result<bool> stored = m_run.store(page.papers, page.malformed, noCursor);
    if (!stored)
        return stored.error();
    m_isCutOff = !*stored;
    return {};
}

Result<bool> PapersById::isGone(const QString &id)
{
    const Result<http::Response> response = m_run.fetch(m_listing.one(id));
    if (!response) {
        const Error &error = response.error();
        if (error.kind == ErrorKind::Gone && (error.status == 404 || error.status == 410))
            return true;
        return explained(error);
    }
    Result<ReadPaper> paper = m_listing.readOne(*response);
    if (!paper)
        return paper.error();
    const bool isAnother = !paper->id.isNull() && paper->id != id;
    if (isAnother && paper->row) {
        PaperPage page;
        page.papers.push_back(std::move(*paper->row));
        if (const Result<void> stored = store(page); !stored)
            return stored.error();
    }
    return isAnother;
}

bool PapersById::limitAllows(qsizetype deletions) const
{
    const JobContext &context = m_run.context();
    return !context.limit || context.progress.done() + deletions <= *context.limit;
}

Error PapersById::explained(const Error &error) const
{
    return error.isCancelled() ? error : m_listing.explained(error);
}

} // namespace lockkeeper::sources::papers
