// The proposals' sync: beps.yml, then for each with a pull request its state, and its text where that has
// changed.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/beps/BepCursor.h"
#include "sources/beps/BepList.h"
#include "sources/beps/PullRequest.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

namespace lockkeeper::sources::beps {

class BepSync final
{
public:
    explicit BepSync(JobContext &context);

    // On a worker's thread. What was committed before an error stays, and the cursor with it.
    [[nodiscard]] Result<void> run();

private:
    // What was asked about a pull request in this run.
    struct Asked
    {
        std::optional<PullRequest> pull;
        QByteArray etag;
        bool unchanged = false; // 304
        bool gone = false;
        QString problem; // why there is no pull
    };

    [[nodiscard]] Result<void> prepare();
    // False where it answers 304.
    [[nodiscard]] Result<bool> fetchList(const QByteArray &etag);
    // With an unchanged list: whether an open pull request has news.
    [[nodiscard]] Result<bool> openPullsMoved();
    [[nodiscard]] Result<void> storeEntries();
    // Adds the entry's row, or what kept it from being read.
    [[nodiscard]] Result<void> add(const BepEntry &entry, store::Batch &batch);
    [[nodiscard]] Result<void> addWithPull(const BepEntry &entry, store::Batch &batch);
    [[nodiscard]] Result<Asked> ask(const QString &bep, qint64 number, bool conditionally);
    [[nodiscard]] Result<std::optional<QString>> storedContent(const QString &bep) const;
    [[nodiscard]] Result<void> removeUnlisted();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Result<void> commit(store::Batch batch);

    JobContext &m_context;
    store::RemoteName m_remote;
    BepCursor m_cursor;
    QSet<QString> m_skippedBefore;
    QHash<QString, Asked> m_asked;
    BepList m_list;
    QByteArray m_etag;          // of the list
    QByteArray m_print;         // of its bytes
    bool m_listIsWhole = false; // for certain: only then what it does not name is gone
    bool m_complete = false;    // not stopped by the limit
    QDateTime m_began;          // what is stored when we are done vouches for everything up to here
};

} // namespace lockkeeper::sources::beps
