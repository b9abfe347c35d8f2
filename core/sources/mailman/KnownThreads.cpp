// What earlier runs stored of threads.
#include "base/Time.h"
#include "sources/mailman/ListRun.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/PeriodListing.h"
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
    readPeriods.insert(periodName);
    const Result<http::Response> response = fetch(periodName + "/thread.html"_L1);
    if (!response)
        return response.error().kind == ErrorKind::Gone ? Result<void>() : response.error();
    if (const Result<Page> page = readPage(*response)) {
        for (const ListedMessage &message : readListing(page->html).messages)
            threads.knowPage(message.messageId, message.id);
    }
    return {};
}

} // namespace lockkeeper::sources::mailman
