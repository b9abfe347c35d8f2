// The checks of a form's entries as they come and go: begins them, cancels those that nobody waits for any
// more, drops what answers late, and keeps what was found. GUI thread; it waits for nothing.
#pragma once

#include "onboarding/Checks.h"
#include "ui/onboarding/Outcome.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <stop_token>

namespace lockkeeper::ui {

class LiveChecks final : public QObject
{
    Q_OBJECT

public:
    explicit LiveChecks(QObject *parent = nullptr);
    ~LiveChecks() override; // what is under way is cancelled

    // Null: nobody can be asked. What is under way is cancelled and is not checked.
    void setChecks(onboarding::Checks *checks);
    [[nodiscard]] onboarding::Checks *checks() const { return m_checks; }

    // `entry` as checkedEntry() gives it. Unless it is being checked or was checked as it is.
    void check(const Entry &entry);
    void checkAgain(const Entry &entry);
    void drop(const Entry &entry); // nobody waits for its check; what was found stays known
    void askOpenOnesAgain();       // the next check() of what nobody could tell asks again
    void clear();

    [[nodiscard]] bool isChecking() const { return !m_running.isEmpty(); }
    [[nodiscard]] Outcome outcome(const Entry &entry) const;
    [[nodiscard]] const onboarding::Findings &findings() const { return m_findings; }

Q_SIGNALS:
    void changed(const QString &key);                  // entryKey(); outcome() is another
    void answered(const lockkeeper::ui::Entry &entry); // all that was asked about it

private:
    struct Running
    {
        std::stop_source stop;
        quint64 number = 0;
        int open = 0; // questions
    };
    template <typename T>
    void wait(const QFuture<T> &future, const Entry &entry, std::function<void(const T &)> take);
    void ask(const Entry &entry);
    void askQuery(const Entry &entry, const std::stop_token &stop);

    onboarding::Checks *m_checks = nullptr;
    onboarding::Findings m_findings;
    QHash<QString, Running> m_running;
    QHash<QString, Entry> m_asked; // as it was when it was last asked about
    quint64 m_last = 0;
};

} // namespace lockkeeper::ui
