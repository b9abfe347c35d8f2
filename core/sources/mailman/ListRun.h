// What one run of a mailing list's job shares between its periods. On the worker's thread.
#pragma once

#include "base/Result.h"
#include "community/Community.h"
#include "sources/JobContext.h"
#include "sources/mailman/Letter.h"
#include "sources/mailman/ListCursor.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/Period.h"
#include "sources/mailman/PeriodListing.h"
#include "sources/mailman/Threads.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

namespace lockkeeper::sources::mailman {

struct PageAnswer
{
    http::Response response;
    Result<Page> page; // an error where it is none; of no meaning if not modified
};

// A message's page, as far as it could be read.
struct FetchedPage
{
    std::optional<Letter> letter;
    bool gone = false; // 404, 410
    QString problem;   // why there is no letter
};

struct ListRun
{
    ListRun(const community::MailingList &mailingList, JobContext &jobContext);

    // `path` below the archive's address.
    [[nodiscard]] QUrl urlOf(const QString &path) const;
    [[nodiscard]] Result<http::Response> fetch(const QString &path, const QByteArray &etag = {});
    // A page. One that breaks off is asked for again, as is a connection that breaks.
    [[nodiscard]] Result<PageAnswer> fetchPage(const QString &path, const QByteArray &etag = {});
    // A page that cannot be read is no error, unless one after the other cannot (bad_answer).
    [[nodiscard]] Result<FetchedPage> fetchMessage(const QString &periodName, const QString &id);
    // Makes known what a listing says of its messages' threads.
    void learn(const QString &periodName, const PeriodListing &listing);
    // Makes known a message that is about to be stored.
    void learn(const Period &period, const QString &id, const Letter &letter);
    // After learn().
    [[nodiscard]] store::MailMessage row(const Period &period, const QString &id, const Letter &letter);
    [[nodiscard]] Result<void> commit(store::Batch batch);
    // What earlier runs stored, so that an answer finds the message it answers to; once a run.
    [[nodiscard]] Result<void> loadThreads();
    // The listing of a period that this run did not read.
    [[nodiscard]] Result<void> learnListing(const QString &periodName);
    // Its listing and its mbox file, for the message ids that newer Mailmans' listings leave out.
    [[nodiscard]] Result<void> learnMails(const Period &period);

    // The date of a message, or the period's first day where that cannot be.
    [[nodiscard]] static QDateTime dateWithin(const Period &period, const QDateTime &date);
    [[nodiscard]] static QString keyOf(const QString &periodName, const QString &id); // in lockkeeper_skipped

    const community::MailingList &list;
    JobContext &context;
    store::RemoteName remote;
    ListCursor cursor;
    Threads threads;
    bool threadsAreLoaded = false;
    bool guessArchives = true;            // where the index names no mbox file, until one was not there
    QSet<QString> skippedBefore;          // keys that earlier runs could not read
    QSet<QString> readPeriods;            // whose listings are known
    QHash<QString, ListedMessage> listed; // messages with others above them, by id
    QSet<QString> seen;                   // ids of listed messages; only in a full run
    qint64 listedMessages = 0;            // of the periods read so far
    int unreadablePages = 0;              // one after the other
    QDateTime began;                      // what is stored when we are done vouches for everything up to here
};

} // namespace lockkeeper::sources::mailman
