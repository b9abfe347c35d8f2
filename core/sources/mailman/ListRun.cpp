#include "sources/mailman/ListRun.h"

#include "base/Text.h"
#include "base/Time.h"
#include "http/Limits.h"
#include "sources/mailman/MessagePage.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::mailman)
};

constexpr qsizetype subjectLimit = 1024;
constexpr int pageTries = 3;
constexpr int mostUnreadable = 10; // pages: then it is not the pages that are wrong
} // namespace

ListRun::ListRun(const community::MailingList &mailingList, JobContext &jobContext)
    : list(mailingList)
    , context(jobContext)
    , remote{.type = u"mailman"_s, .name = mailingList.name}
{
}

QUrl ListRun::urlOf(const QString &path) const
{
    QUrl url = list.baseUrl;
    url.setPath(url.path() + path);
    return url;
}

Result<http::Response> ListRun::fetch(const QString &path, const QByteArray &etag)
{
    http::Request request;
    request.url = urlOf(path);
    request.endpoint = u"mailman"_s;
    request.etag = etag;
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    Result<http::Response> response = context.fetch(std::move(request));
    if (response && !began.isValid()) { // by the earlier of both clocks: one of them may be wrong
        const QDateTime theirs = http::fromHttpDate(response->header("date"));
        began = theirs.isValid() ? std::min(asked, theirs) : asked;
    }
    return response;
}

Result<PageAnswer> ListRun::fetchPage(const QString &path, const QByteArray &etag)
{
    for (int tries = 1;; ++tries) {
        const Result<http::Response> response = fetch(path, etag);
        if (!response)
            return response.error();
        if (response->notModified())
            return PageAnswer{.response = *response, .page = Page{}};
        PageAnswer answer{.response = *response, .page = readPage(*response)};
        if (answer.page || !breaksOff(*response) || tries == pageTries)
            return answer;
    }
}

Result<FetchedPage> ListRun::fetchMessage(const QString &periodName, const QString &id)
{
    const Result<PageAnswer> answer = fetchPage(periodName + u'/' + id + ".html"_L1);
    FetchedPage fetched;
    if (!answer) {
        if (answer.error().status != 404 && answer.error().status != 410)
            return answer.error();
        fetched.gone = true;
        fetched.problem = Tr::tr("message %1 of %2 is listed, but its page is gone").arg(id, periodName);
        return fetched;
    }
    QString problem;
    if (answer->page)
        fetched.letter = readMessagePage(answer->page->html, problem);
    else
        problem = answer->page.error().text;
    if (fetched.letter) {
        unreadablePages = 0;
        return fetched;
    }
    fetched.problem = Tr::tr("message %1 of %2: %3").arg(id, periodName, problem);
    if (++unreadablePages >= mostUnreadable)
        return badPage(answer->response,
                       Tr::tr("%n page(s) in a row cannot be read as messages", nullptr, mostUnreadable));
    return fetched;
}

void ListRun::learn(const QString &periodName, const PeriodListing &listing)
{
    readPeriods.insert(periodName);
    for (const ListedMessage &message : listing.messages) {
        threads.knowPage(message.messageId, message.id);
        if (!message.ancestors.isEmpty() || !message.ancestorPages.isEmpty())
            listed.insert(message.id, message);
    }
}

void ListRun::learn(const Period &period, const QString &id, const Letter &letter)
{
    const ListedMessage above = listed.value(id);
    threads.knowPage(letter.messageId, id);
    threads.know(id, {.subject = letter.subject,
                      .date = dateWithin(period, letter.date),
                      .parents = letter.parents + above.ancestors,
                      .pages = above.ancestorPages});
}

store::MailMessage ListRun::row(const Period &period, const QString &id, const Letter &letter)
{
    store::MailMessage row;
    row.listName = list.name;
    row.messageId = id;
    row.threadId = threads.threadOf(id);
    row.subject = cutTo(maskAddresses(cleaned(letter.subject)), subjectLimit);
    if (row.subject.isEmpty())
        row.subject = u"(no subject)"_s; // as Mailman writes it; not a text of ours, so not translated
    row.author = letter.author.name;
    row.authorEmail = letter.author.email;
    row.date = toIsoUtc(dateWithin(period, letter.date));
    if (!letter.body.isEmpty())
        row.body = letter.body;
    row.inReplyTo = cleaned(letter.parents.value(0));
    row.url = urlOf(period.name + u'/' + id + ".html"_L1).toString(QUrl::FullyEncoded);
    row.year = period.begin.year();
    return row;
}

Result<void> ListRun::commit(store::Batch batch)
{
    batch.remote = remote;
    const Result<store::CommitCounts> committed = context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    return {};
}

QDateTime ListRun::dateWithin(const Period &period, const QDateTime &date)
{
    // Mailman puts a message where its date belongs; another one is a clock's fault that was corrected there.
    if (date.isValid() && std::abs(date.date().year() - period.begin.year()) <= 1)
        return date;
    return {period.begin, QTime(0, 0), Qt::UTC};
}

QString ListRun::keyOf(const QString &periodName, const QString &id)
{
    return periodName + u'/' + id;
}

} // namespace lockkeeper::sources::mailman
