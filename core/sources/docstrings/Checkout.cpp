#include "sources/docstrings/Checkout.h"

#include "sources/docstrings/Archive.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace lockkeeper::sources::docstrings {

Checkout::Checkout(QString repository, QString branch)
    : m_repository(std::move(repository))
    , m_branch(std::move(branch))
{
}

Result<Checkout::State> Checkout::get(const QString &language, const Head &stored, JobContext &context)
{
    {
        std::unique_lock lock(m_mutex);
        if (!m_freed.wait(lock, context.stop, [this] { return !m_busy; }))
            return cancelledError();
        m_busy = true;
    }
    struct Turn
    {
        Checkout &checkout;
        ~Turn()
        {
            {
                const std::scoped_lock lock(checkout.m_mutex);
                checkout.m_busy = false;
                checkout.forgetUnreserved();
            }
            checkout.m_freed.notify_one();
        }
    };
    const Turn turn{*this};
    return getAlone(language, stored, context);
}

Reservation Checkout::reserve(const QString &language)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_reserved.append(language);
    }
    // A pointer to nothing: what counts is when its last copy goes.
    return {nullptr, [self = shared_from_this(), language](void *) {
                self->release(language);
            }};
}

void Checkout::release(const QString &language)
{
    const std::scoped_lock lock(m_mutex);
    m_reserved.removeOne(language);
    if (!m_busy) // else whoever is at the files does it
        forgetUnreserved();
}

void Checkout::forgetUnreserved()
{
    m_files.removeIf([this](const SourceTree::iterator &it) { return !m_reserved.contains(it.key()); });
    m_kept = 0;
    for (const LanguageFiles &language : std::as_const(m_files))
        m_kept += language.files.size();
}

std::size_t Checkout::keptFiles()
{
    const std::scoped_lock lock(m_mutex);
    return m_kept;
}

Result<Checkout::State> Checkout::getAlone(const QString &language, const Head &stored, JobContext &context)
{
    RepositoryApi api(m_repository, m_branch, context);
    if (!m_head || m_run != context.run || m_served.contains(language)) {
        if (Result<void> asked = ask(stored, context, api); !asked)
            return asked.error();
    }
    m_served.append(language);
    State state{.head = *m_head, .asked = m_asked, .files = {}};
    if (state.head.sha == stored.sha) {
        m_files.remove(language);
        return state;
    }
    if (!m_files.contains(language)) {
        if (Result<void> fetched = fetch(context, api); !fetched)
            return fetched.error();
    }
    state.files = m_files.take(language);
    return state;
}

Result<void> Checkout::ask(const Head &stored, JobContext &context, RepositoryApi &api)
{
    m_head.reset();
    m_served.clear();
    m_files.clear();
    m_run = context.run;
    m_asked = QDateTime::currentDateTimeUtc();
    const Result<Head> head = api.head(stored);
    if (!head)
        return head.error();
    m_head = *head;
    if (m_head->answered.isValid()) // by the earlier of both clocks: one of them may be wrong
        m_asked = std::min(m_asked, m_head->answered);
    return {};
}

Result<void> Checkout::fetch(JobContext &context, RepositoryApi &api)
{
    const Result<http::Response> response = api.archive(m_head->sha);
    if (!response)
        return response.error();
    QStringList wanted{m_served.last()};
    {
        const std::scoped_lock lock(m_mutex);
        for (const QString &language : std::as_const(m_reserved)) {
            if (!m_served.contains(language)) // else it has its files, or needs none
                wanted.append(language);
        }
    }
    wanted.removeDuplicates();
    Result<SourceTree> tree = readArchive(response->body, wanted, context.stop);
    if (!tree) {
        Error error = tree.error();
        if (!error.isCancelled()) {
            error.text =
                QCoreApplication::translate(
                    "lockkeeper::sources::docstrings",
                    "The archive of %1 that came from %2 (status %3) cannot be read: %4")
                    .arg(m_repository, response->url.host(), QString::number(response->status), error.text);
            error.url = response->url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
            error.status = response->status;
        }
        return error;
    }
    m_files = std::move(*tree);
    return {};
}

} // namespace lockkeeper::sources::docstrings
