// One mailing list's sync: the index, then period by period from the oldest on, then what was skipped before;
// a full run asks about what no listing names any more.
#pragma once

#include "base/Result.h"
#include "sources/mailman/ListRun.h"

namespace lockkeeper::sources::mailman {

class ListSync final
{
public:
    // Both outlive it.
    ListSync(const community::MailingList &list, JobContext &context);

    // On a worker's thread. What was committed before an error stays, and its cursor with it.
    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> fetchIndex();
    [[nodiscard]] Result<void> walk();
    [[nodiscard]] Result<void> retrySkipped();
    void settlePeriods(store::Batch &batch) const;
    [[nodiscard]] Result<void> reconcile();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Error explained(Error error) const;

    ListRun m_run;
    QList<Period> m_periods; // that the index names, from the start year on; oldest first
    QByteArray m_indexEtag;
    bool m_complete = false; // not stopped by the limit
};

} // namespace lockkeeper::sources::mailman
