#include "ui/onboarding/LiveChecks.h"

#include <QFutureWatcher>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

LiveChecks::LiveChecks(QObject *parent)
    : QObject(parent)
{
}

LiveChecks::~LiveChecks()
{
    for (Running &one : m_running)
        one.stop.request_stop();
}

void LiveChecks::setChecks(onboarding::Checks *checks)
{
    if (checks == m_checks)
        return;
    m_checks = checks;
    const QHash<QString, Running> stopped = std::exchange(m_running, {});
    for (auto one = stopped.cbegin(); one != stopped.cend(); ++one) {
        std::stop_source(one->stop).request_stop();
        m_asked.remove(one.key());
        Q_EMIT changed(one.key());
    }
    askOpenOnesAgain();
}

void LiveChecks::check(const Entry &entry)
{
    const QString key = entryKey(entry);
    const auto asked = m_asked.constFind(key);
    if (asked != m_asked.cend() && *asked == entry)
        return;
    ask(entry);
}

void LiveChecks::checkAgain(const Entry &entry)
{
    if (m_checks)
        m_checks->forget();
    ask(entry);
}

void LiveChecks::drop(const Entry &entry)
{
    const QString key = entryKey(entry);
    const auto running = m_running.find(key);
    if (running == m_running.end())
        return;
    running->stop.request_stop();
    m_running.erase(running);
    m_asked.remove(key);
    Q_EMIT changed(key);
}

void LiveChecks::askOpenOnesAgain()
{
    m_asked.removeIf([this](const QHash<QString, Entry>::iterator &asked) {
        return outcome(*asked).state == CheckState::NotChecked;
    });
}

void LiveChecks::clear()
{
    for (Running &one : m_running)
        one.stop.request_stop();
    m_running.clear();
    m_asked.clear();
    m_findings = {};
}

Outcome LiveChecks::outcome(const Entry &entry) const
{
    if (m_running.contains(entryKey(entry)))
        return {.state = CheckState::Checking, .text = tr("Being checked."), .hint = {}, .newName = {}};
    Outcome outcome = outcomeOf(m_findings, entry);
    if (outcome.state == CheckState::NotChecked && outcome.text.isEmpty())
        outcome.text =
            m_checks ? tr("Not checked yet.") : tr("Nobody can be asked at the moment. Saving is possible.");
    return outcome;
}

// A watcher lives no longer than we do, so that an answer finds us here or nobody.
template <typename T>
void LiveChecks::wait(const QFuture<T> &future, const Entry &entry, std::function<void(const T &)> take)
{
    const QString key = entryKey(entry);
    ++m_running[key].open;
    auto *watcher = new QFutureWatcher<T>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, key, entry, number = m_running[key].number, take = std::move(take)] {
                watcher->deleteLater();
                const auto running = m_running.find(key);
                if (running == m_running.end() || running->number != number)
                    return; // late: something else has been asked since, or nothing is wanted
                if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
                    take(watcher->result());
                const bool last = --running->open == 0;
                if (last)
                    m_running.erase(running);
                Q_EMIT changed(key);
                if (last)
                    Q_EMIT answered(entry);
            });
    watcher->setFuture(future);
}

void LiveChecks::ask(const Entry &entry)
{
    if (!m_checks)
        return;
    drop(entry);
    const QString key = entryKey(entry);
    m_asked.insert(key, entry);
    m_running.insert(key, {.stop = {}, .number = ++m_last, .open = 0});
    const std::stop_token stop = m_running[key].stop.get_token();
    switch (entry.kind) {
    case EntryKind::Repository:
        wait<onboarding::RepositoryFinding>(
            m_checks->repository(entry.text, stop), entry,
            [this, entry](const auto &found) { m_findings.repositories.insert(entry.text, found); });
        break;
    case EntryKind::Docstrings:
        wait<onboarding::DocstringFinding>(
            m_checks->docstrings(
                {.repository = entry.text, .branch = entry.branch, .languages = entry.languages}, stop),
            entry, [this, entry](const auto &found) {
                m_findings.docstrings.insert(onboarding::docstringKey(entry.text, entry.branch), found);
            });
        break;
    case EntryKind::Forum:
        wait<onboarding::ForumFinding>(
            m_checks->forum({.url = QUrl(entry.text), .tags = entry.tags, .categories = entry.categories},
                            stop),
            entry, [this, entry](const auto &found) { m_findings.forums.insert(entry.text, found); });
        break;
    case EntryKind::Query:
        askQuery(entry, stop);
        break;
    case EntryKind::Doi:
        wait<onboarding::DoiFinding>(
            m_checks->doi(entry.text, stop), entry,
            [this, entry](const auto &found) { m_findings.dois.insert(entry.text, found); });
        break;
    case EntryKind::List:
        wait<onboarding::ListFinding>(
            m_checks->mailingList({.name = entry.name,
                                   .baseUrl = QUrl(entry.text),
                                   .displayName = {},
                                   .startYear = entry.startYear},
                                  stop),
            entry, [this, entry](const auto &found) { m_findings.lists.insert(entry.text, found); });
        break;
    }
    Q_EMIT changed(key);
}

void LiveChecks::askQuery(const Entry &entry, const std::stop_token &stop)
{
    for (const onboarding::Provider provider : onboarding::providers) {
        wait<onboarding::QueryFinding>(
            m_checks->query(provider, entry.text, stop), entry, [this, entry, provider](const auto &found) {
                m_findings.queries.insert(onboarding::queryKey(provider, entry.text), found);
            });
    }
}

} // namespace lockkeeper::ui
