// What earlier runs stored of threads.
#include "base/Time.h"
#include "sources/mailman/ListRun.h"
#include "store/StoredKeys.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

Result<void> ListRun::loadThreads()
{
    // A full run reads everything anew, from the first message on.
    if (std::exchange(threadsAreLoaded, true) || context.full)
        return {};
    const Result<std::vector<QVariantList>> rows = store::readStored(
        context.database, store::Table::MailingListMessages, list.name,
        {u"message_id"_s, u"thread_id"_s, u"subject"_s, u"date"_s, u"in_reply_to"_s}, context.stop);
    if (!rows)
        return rows.error();
    for (const QVariantList &row : *rows) {
        const QString parent = row.at(4).toString();
        threads.knowStored(row.at(0).toString(), row.at(1).toString(),
                           {.subject = row.at(2).toString(),
                            .date = fromIso(row.at(3).toString()),
                            .parents = parent.isEmpty() ? QStringList() : QStringList{parent},
                            .pages = {}});
    }
    return {};
}

Result<void> ListRun::learnListing(const QString &periodName)
{
    if (readPeriods.contains(periodName))
        return {};
    const Result<PageAnswer> answer = fetchPage(periodName + "/thread.html"_L1);
    if (!answer)
        return answer.error().kind == ErrorKind::Gone ? Result<void>() : answer.error();
    learn(periodName, answer->page ? readListing(answer->page->html) : PeriodListing());
    return {};
}

} // namespace lockkeeper::sources::mailman
