// Asks the remotes how much they have, with the checks of a new community: a few requests each, by the hosts'
// paces. GUI thread; waits for nothing.
#pragma once

#include "community/Community.h"
#include "inspect/coverage/Coverage.h"
#include "onboarding/Checks.h"

#include <QFutureWatcher>
#include <QHash>
#include <QList>
#include <QObject>

#include <functional>
#include <stop_token>

namespace lockkeeper::ui {

class RemoteCounter final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~RemoteCounter() override;

    void setChecks(onboarding::Checks *checks); // null: cannot ask; what was asked is given up
    [[nodiscard]] bool canAsk() const { return m_checks != nullptr; }
    [[nodiscard]] bool isAsking() const { return m_open > 0; }
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] int answered() const { return m_asked - m_open; }

    // The configured ones of `rows`; docstrings and proposals have no number to ask for.
    void ask(const QList<inspect::CoverageRow> &rows,
             const QHash<QString, community::Community> &communities);
    void stop();

Q_SIGNALS:
    void counted(const QString &community, const QString &source, const QString &name,
                 const lockkeeper::inspect::RemoteCount &count);
    void progressed();
    // All have answered, or were given up. `unanswered` of them told nothing, one for this reason.
    void finished(int unanswered, const QString &reason);

private:
    void askOne(const inspect::CoverageRow &row, const community::Community &community);
    void askPapers(const inspect::CoverageRow &row);
    template <typename Finding>
    void watch(const inspect::CoverageRow &row, QFuture<Finding> future,
               std::function<inspect::RemoteCount(const Finding &)> count);
    void end(bool told, const QString &reason);

    onboarding::Checks *m_checks = nullptr;
    std::stop_source m_stop;
    int m_round = 0; // answers to an older one are dropped
    int m_asked = 0;
    int m_open = 0;
    int m_unanswered = 0;
    QString m_reason;
};

} // namespace lockkeeper::ui
