// Which waiting job begins next. Jobs of one host share its pace, so a second one beside the first gains
// little and takes a thread from a host that nobody asks: first the host with the fewest jobs at work, then
// the community with the fewest, then the plan's order. Not thread-safe: the engine has the lock.
#pragma once

#include <QHash>
#include <QSet>
#include <QString>

#include <memory>
#include <vector>

namespace lockkeeper::sync {

class Job;

class JobQueue final
{
public:
    void add(std::shared_ptr<Job> job);
    // The next one, which counts as being at work until ended(). Null: nobody waits who may begin; jobs of
    // the communities `held` may not.
    [[nodiscard]] std::shared_ptr<Job> take(const QSet<QString> &held = {});
    void ended(const Job &job);

    [[nodiscard]] int waitingOf(const QString &community) const;
    [[nodiscard]] int atWorkIn(const QString &community) const { return m_inCommunity.value(community); }

private:
    std::vector<std::shared_ptr<Job>> m_waiting;
    QHash<QString, int> m_atHost; // jobs at work
    QHash<QString, int> m_inCommunity;
};

} // namespace lockkeeper::sync
