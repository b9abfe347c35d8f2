// What earlier runs stored of threads.
#include "base/Time.h"
#include "sources/mailman/ArchiveFile.h"
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

Result<void> ListRun::learnMails(const Period &period)
{
    if (readPeriods.contains(period.name) || period.archive.isEmpty())
        return {};
    const Result<PageAnswer> answer = fetchPage(period.name + "/thread.html"_L1);
    if (!answer)
        return answer.error().kind == ErrorKind::Gone ? Result<void>() : answer.error();
    const PeriodListing listing = answer->page ? readListing(answer->page->html) : PeriodListing();
    learn(period.name, listing);
    if (listing.messages.empty())
        return {};
    const Result<http::Response> response = fetch(period.archive);
    if (!response)
        return response.error().kind == ErrorKind::Gone ? Result<void>() : response.error();
    const ArchiveFile archive = readArchive(*response, answer->page->charset);
    const auto places = matchArchive(listing, archive);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i])
            threads.knowPage(archive.mails[*places[i]].letter.messageId, listing.messages[i].id);
    }
    return {};
}

} // namespace lockkeeper::sources::mailman
