#include "ui/inspector/coverage/RemoteCounter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr qint64 notTold = -1;
}

RemoteCounter::~RemoteCounter()
{
    m_stop.request_stop();
}

void RemoteCounter::setChecks(onboarding::Checks *checks)
{
    if (checks == m_checks)
        return;
    stop();
    m_checks = checks;
}

void RemoteCounter::ask(const QList<inspect::CoverageRow> &rows,
                        const QHash<QString, community::Community> &communities)
{
    stop();
    if (m_checks == nullptr)
        return;
    m_stop = {};
    ++m_round;
    m_asked = m_open = m_unanswered = 0;
    m_reason.clear();
    for (const inspect::CoverageRow &row : rows) {
        const auto community = communities.constFind(row.community);
        if (row.configured == true && community != communities.cend())
            askOne(row, *community);
    }
    if (m_open == 0)
        Q_EMIT finished(0, {});
}

void RemoteCounter::stop()
{
    if (m_open == 0)
        return;
    m_stop.request_stop();
    ++m_round;
    const int open = std::exchange(m_open, 0);
    Q_EMIT finished(m_unanswered + open, tr("It was stopped."));
}

template <typename Finding>
void RemoteCounter::watch(const inspect::CoverageRow &row, QFuture<Finding> future,
                          std::function<inspect::RemoteCount(const Finding &)> count)
{
    ++m_asked;
    ++m_open;
    auto *watcher = new QFutureWatcher<Finding>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, count, round = m_round, community = row.community, source = row.source,
             name = row.name] {
                watcher->deleteLater();
                if (round != m_round)
                    return;
                if (watcher->isCanceled() || watcher->future().resultCount() == 0) {
                    end(false, tr("It was stopped."));
                    return;
                }
                const Finding finding = watcher->result();
                const inspect::RemoteCount told = count(finding);
                if (told.items != notTold)
                    Q_EMIT counted(community, source, name, told);
                end(told.items != notTold, finding.text);
            });
    watcher->setFuture(future);
}

void RemoteCounter::askOne(const inspect::CoverageRow &row, const community::Community &community)
{
    const std::stop_token token = m_stop.get_token();
    if (row.source == "github"_L1) {
        watch<onboarding::RepositoryFinding>(
            row, m_checks->repository(row.name, token), [](const auto &found) {
                return inspect::RemoteCount{.items = found.items, .rough = found.itemsAreRough};
            });
    } else if (row.source == "discourse"_L1) {
        const auto forum = std::ranges::find_if(
            community.forums, [&row](const community::Forum &one) { return one.url.toString() == row.name; });
        if (forum == community.forums.cend())
            return;
        const bool whole = forum->categories.isEmpty() && forum->tags.isEmpty();
        watch<onboarding::ForumFinding>(row, m_checks->forum(*forum, token), [whole](const auto &found) {
            return inspect::RemoteCount{.items = found.topics, .rough = true, .comparable = whole};
        });
    } else if (row.source == "mailman"_L1) {
        const auto list = std::ranges::find(community.mailingLists, row.name, &community::MailingList::name);
        if (list == community.mailingLists.cend())
            return;
        watch<onboarding::ListFinding>(row, m_checks->mailingList(*list, token), [](const auto &found) {
            return inspect::RemoteCount{
                .items = found.messages, .rough = true, .comparable = found.periodsWanted >= found.periods};
        });
    } else if (row.source == "papers"_L1) {
        askPapers(row);
    }
}

void RemoteCounter::askPapers(const inspect::CoverageRow &row)
{
    const std::stop_token token = m_stop.get_token();
    const QString citing = u"citing_"_s;
    if (row.name.startsWith(citing)) {
        watch<onboarding::DoiFinding>(
            row, m_checks->doi(row.name.mid(citing.size()), token),
            [](const auto &found) { return inspect::RemoteCount{.items = found.citing, .rough = true}; });
        return;
    }
    for (const onboarding::Provider provider : onboarding::providers) {
        const QString before = onboarding::providerKey(provider) + u':';
        if (row.name.startsWith(before))
            watch<onboarding::QueryFinding>(
                row, m_checks->query(provider, row.name.mid(before.size()), token),
                [](const auto &found) { return inspect::RemoteCount{.items = found.hits, .rough = true}; });
    }
}

void RemoteCounter::end(bool told, const QString &reason)
{
    --m_open;
    if (!told) {
        ++m_unanswered;
        m_reason = reason;
    }
    Q_EMIT progressed();
    if (m_open == 0)
        Q_EMIT finished(m_unanswered, m_reason);
}

} // namespace lockkeeper::ui
