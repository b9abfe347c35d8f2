#include "sources/mailman/PeriodSync.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::mailman)
};

bool isGone(const Error &error)
{
    return error.status == 404 || error.status == 410;
}
} // namespace

PeriodSync::PeriodSync(ListRun &run, Period period, Place place)
    : m_run(run)
    , m_period(std::move(period))
    , m_place(std::move(place))
{
}

Result<void> PeriodSync::run()
{
    const OpenPeriod before = m_run.context.full ? OpenPeriod{} : m_run.cursor.open.value(m_period.name);
    m_state = before;
    m_state.archive = m_period.archive;
    const Result<Answer> answer = fetchListing();
    if (!answer)
        return answer.error();
    if (*answer == Answer::Gone)
        return skipPeriod();
    if (*answer == Answer::Unchanged) {
        close();
        return {};
    }
    m_run.listedMessages += static_cast<qint64>(m_listing.messages.size());
    std::optional<ListingPrint> print(m_listing);
    if (print->through(m_state.through) != m_state.print) {
        m_state.through = -1; // other messages under the numbers that are stored: all is looked at again
        print.emplace(m_listing);
    }
    const std::size_t first = print->taken();
    const std::size_t count = m_listing.messages.size() - first;
    m_run.learn(m_period.name, m_listing);
    if (m_run.context.full) {
        for (const ListedMessage &message : m_listing.messages)
            m_run.seen.insert(message.id);
    }
    m_places.assign(m_listing.messages.size(), std::nullopt);
    if (count > 0) {
        if (Result<void> learnt = learnBefore(); !learnt)
            return learnt;
    }
    // For a single message its page is no more requests and less to read; but a newer Mailman's pages don't
    // say what they answer to.
    if (count > 1 || (count == 1 && !listsIds())) {
        if (Result<void> fetched = fetchArchive(before); !fetched)
            return fetched;
        if (Result<void> found = findLost(first); !found)
            return found;
    }
    noteTotal(count);
    return store(first, *print);
}

Result<PeriodSync::Answer> PeriodSync::fetchListing()
{
    bool found = false;
    for (const QLatin1StringView file : {"thread.html"_L1, "date.html"_L1}) {
        const Result<PageAnswer> answer =
            m_run.fetchPage(m_period.name + u'/' + file, found ? QByteArray() : m_state.etag);
        if (!answer) {
            if (isGone(answer.error()))
                continue;
            return answer.error();
        }
        const http::Response &response = answer->response;
        if (response.notModified())
            return Answer::Unchanged;
        const Result<Page> &page = answer->page;
        if (!page)
            return page.error();
        const PeriodListing listing = readListing(page->html);
        if (listing.messages.empty() && listing.stated.value_or(-1) != 0)
            return badPage(response, Tr::tr("a list of messages was expected, but there is none"));
        m_etag = found ? QByteArray() : response.header("etag"); // of two pages none stands for both
        m_charset = page->charset;
        merge(m_listing, listing);
        found = true;
        if (m_listing.stated.value_or(0) <= static_cast<qint64>(m_listing.messages.size()))
            break;
    }
    return found ? Answer::Listing : Answer::Gone;
}

Result<void> PeriodSync::skipPeriod()
{
    m_finished = true;
    m_run.skippedBefore.remove(m_period.name); // it stays what it was: nothing to settle
    store::Batch batch;
    batch.skipped.push_back(
        {.key = m_period.name,
         .reason = Tr::tr("the archive's first page names %1, but its list of messages is gone")
                       .arg(m_period.name)});
    return m_run.commit(std::move(batch));
}

bool PeriodSync::listsIds() const
{
    return std::any_of(m_listing.messages.cbegin(), m_listing.messages.cend(),
                       [](const ListedMessage &message) { return !message.messageId.isEmpty(); });
}

Result<void> PeriodSync::learnBefore()
{
    if (Result<void> loaded = m_run.loadThreads(); !loaded)
        return loaded;
    // Stored rows don't hold their message ids. Where listings do, the one before this has those that most
    // answers are to.
    return listsIds() && !m_place.previous.name.isEmpty() ? m_run.learnListing(m_place.previous.name)
                                                          : Result<void>();
}

// Where listings have no message ids, the period before is read only for an answer to a mail that nobody
// knows.
Result<void> PeriodSync::findLost(std::size_t first)
{
    const bool lost = std::any_of(
        m_listing.messages.cbegin() + static_cast<std::ptrdiff_t>(first), m_listing.messages.cend(),
        [this](const ListedMessage &message) { return m_run.threads.isLost(message.id); });
    return lost && !listsIds() ? m_run.learnMails(m_place.previous) : Result<void>();
}

Result<void> PeriodSync::fetchArchive(const OpenPeriod &before)
{
    const bool guessed = m_period.archive.isEmpty();
    if (guessed && !m_run.guessArchives)
        return {};
    const QString file = guessed ? m_period.name + ".txt.gz"_L1 : m_period.archive;
    for (int tries = 0; tries < 2; ++tries) { // a second one where the first was cut short
        const Result<http::Response> response = m_run.fetch(file, before.archiveEtag);
        if (!response) {
            const ErrorKind kind = response.error().kind;
            m_run.guessArchives = m_run.guessArchives && !(guessed && isGone(response.error()));
            if (kind == ErrorKind::Gone && guessed)
                return {};
            if (kind == ErrorKind::Cancelled || kind == ErrorKind::RateLimited)
                return response.error();
            break;
        }
        if (response->notModified()) // Mailman packs it once a day: what is new is not in it yet
            return {};
        m_archive = readArchive(*response, m_charset);
        if (!m_archive.fault) {
            m_archiveEtag = response->header("etag");
            readFromArchive();
            return {};
        }
        if (*m_archive.fault != ArchiveFault::CutShort)
            break;
    }
    m_run.context.progress.addNotice(
        Tr::tr("%1 could not be used: the messages of %2 are read page by page.").arg(file, m_period.name));
    return {};
}

void PeriodSync::readFromArchive()
{
    m_places = matchArchive(m_listing, m_archive);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (!m_places[i])
            continue;
        m_run.learn(m_period, m_listing.messages[i].id, m_archive.mails[*m_places[i]].letter);
    }
}

Result<void> PeriodSync::store(std::size_t first, ListingPrint &print)
{
    const std::size_t end = m_listing.messages.size();
    const qint64 storedThrough = m_run.cursor.open.value(m_period.name).through;
    if (first == end)
        close();
    for (std::size_t next = first; next < end;) {
        store::Batch batch;
        const std::size_t size = m_run.context.batchSize();
        Result<void> added;
        while (added && next < end && batch.messages.size() + batch.skipped.size() < size) {
            added = add(next, batch);
            if (added)
                ++next;
        }
        if (!added && (added.error().isCancelled() || batch.messages.empty()))
            return added;
        m_state.through = m_listing.messages[next - 1].number;
        m_state.print = print.through(m_state.through);
        if (next == end) {
            close();
            if (m_run.skippedBefore.remove(m_period.name))
                batch.readAtLast.append(m_period.name);
        } else if (!m_run.context.full ||
                   (!m_run.cursor.done.contains(m_period.name) && m_state.through > storedThrough)) {
            m_run.cursor.open.insert(m_period.name, m_state);
        }
        batch.cursor = m_run.cursor.toText();
        if (Result<void> committed = m_run.commit(std::move(batch)); !committed)
            return committed;
        if (!added)
            return added;
        if (m_run.context.limitReached())
            return {};
    }
    return {};
}

Result<void> PeriodSync::add(std::size_t index, store::Batch &batch)
{
    const ListedMessage &listed = m_listing.messages[index];
    const QString key = ListRun::keyOf(m_period.name, listed.id);
    std::optional<Letter> letter;
    if (m_places[index]) {
        letter = withBody(m_archive, *m_places[index]);
    } else {
        const Result<FetchedPage> page = m_run.fetchMessage(m_period.name, listed.id);
        if (!page)
            return page.error();
        if (!page->letter) {
            batch.skipped.push_back({.key = key, .reason = page->problem});
            return {};
        }
        letter = page->letter;
        m_run.learn(m_period, listed.id, *letter);
    }
    batch.messages.push_back(m_run.row(m_period, listed.id, *letter));
    if (m_run.skippedBefore.remove(key))
        batch.readAtLast.append(key);
    return {};
}

void PeriodSync::close()
{
    m_finished = true;
    if (!m_etag.isEmpty())
        m_state.etag = m_etag;
    if (!m_archiveEtag.isEmpty())
        m_state.archiveEtag = m_archiveEtag;
    if (m_place.mayGrow) {
        m_run.cursor.open.insert(m_period.name, m_state);
    } else {
        m_run.cursor.open.remove(m_period.name);
        m_run.cursor.done.insert(m_period.name);
    }
}

void PeriodSync::noteTotal(std::size_t pending)
{
    // Of periods that are not read yet nobody knows more than what those before them held.
    const auto read = static_cast<qint64>(m_run.readPeriods.size());
    const qint64 guess = m_place.left * m_run.listedMessages / std::max<qint64>(read, 1);
    m_run.context.progress.setTotal(
        {.items = m_run.context.progress.done() + static_cast<qint64>(pending) + guess,
         .estimate = m_place.left > 0});
}

} // namespace lockkeeper::sources::mailman
