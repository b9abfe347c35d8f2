// What every run over papers has in common: the cursor it begins with, items skipped by earlier runs, rows in
// batches, and the mark at its end. The source's own columns and questions are not its business.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "store/Rows.h"

#include <QDateTime>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace lockkeeper::sources::papers {

class PaperRun final
{
public:
    PaperRun(const QString &name, JobContext &context);

    [[nodiscard]] JobContext &context() const { return m_context; }

    // Reads what the last run left. Before anything else.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] const QJsonObject &cursor() const { return m_cursor; } // empty on the first run
    // Keys of items that earlier runs could not read and this one has not met yet.
    [[nodiscard]] QStringList unsettled() const;

    // Fetches; the first answer's time is what the run vouches for.
    [[nodiscard]] Result<http::Response> fetch(http::Request request);
    [[nodiscard]] QDateTime began() const { return m_began; } // UTC
    // An interrupted run is gone on with: it vouches for what was there when that one began.
    void setBegan(const QDateTime &began) { m_began = began; }

    // Writes in batches. `cursorAfter` says what the cursor is once the first n papers are stored: none where
    // that vouches for nothing. False: the job's limit was reached before the last of them.
    using CursorAfter = std::function<std::optional<QJsonObject>(std::size_t papers)>;
    [[nodiscard]] Result<bool> store(const std::vector<store::Paper> &papers,
                                     const std::vector<store::SkippedItem> &malformed,
                                     const CursorAfter &cursorAfter);
    // Papers that the remote says are gone.
    [[nodiscard]] Result<void> remove(const QString &source, const QStringList &ids);
    // Settles what is left of the skipped items if `settled` says so, and moves the mark.
    [[nodiscard]] Result<void> finish(const QJsonObject &cursor, bool settled);

private:
    [[nodiscard]] Result<void> commit(store::Batch batch);

    JobContext &m_context;
    store::RemoteName m_remote;
    QJsonObject m_cursor;
    QSet<QString> m_skippedBefore;
    QDateTime m_began;
};

} // namespace lockkeeper::sources::papers
