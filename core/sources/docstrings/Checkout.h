// What the jobs of one repository share: its branch's commit is asked for once, its archive fetched once,
// whichever of its languages comes first. Files stay in memory for jobs that are still to come, and no
// longer.
#pragma once

#include "base/Result.h"
#include "sources/Source.h"
#include "sources/docstrings/RepositoryApi.h"
#include "sources/docstrings/SourceTree.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace lockkeeper::sources::docstrings {

class Checkout final : public std::enable_shared_from_this<Checkout>
{
public:
    Checkout(QString repository, QString branch);

    [[nodiscard]] const QString &repository() const { return m_repository; }
    [[nodiscard]] const QString &branch() const { return m_branch; }

    struct State
    {
        Head head;
        QDateTime asked;                    // when, by the earlier of our clock and the server's
        std::optional<LanguageFiles> files; // none where `stored` is the head
    };
    // The branch's commit, and the language's files at it unless they are those of the commit `stored`. Waits
    // while another language's job asks for the same. What one job asked another of the same run takes, each
    // language once: a job that comes again asks anew, and a job that failed leaves nothing behind.
    [[nodiscard]] Result<State> get(const QString &language, const Head &stored, JobContext &context);

    // A job of that language is to come: its files are kept where another's job has fetched them. Any thread;
    // neither this nor its end waits for a job.
    [[nodiscard]] Reservation reserve(const QString &language);
    // Files that were left for jobs to come when a job last was at them. Any thread.
    [[nodiscard]] std::size_t keptFiles();

private:
    void release(const QString &language);
    void forgetUnreserved(); // with the mutex, and no job at the files
    [[nodiscard]] Result<State> getAlone(const QString &language, const Head &stored, JobContext &context);
    [[nodiscard]] Result<void> ask(const Head &stored, JobContext &context, RepositoryApi &api);
    [[nodiscard]] Result<void> fetch(JobContext &context, RepositoryApi &api);

    const QString m_repository;
    const QString m_branch;

    std::mutex m_mutex;
    std::condition_variable_any m_freed;
    QStringList m_reserved; // languages, one a reservation
    std::size_t m_kept = 0;
    bool m_busy = false; // a job is at what follows

    QString m_run;
    std::optional<Head> m_head;
    QDateTime m_asked;
    QStringList m_served; // languages that have taken the head
    SourceTree m_files;   // at the head, of languages that have not taken them
};

} // namespace lockkeeper::sources::docstrings
