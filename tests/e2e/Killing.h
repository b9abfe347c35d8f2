// Kills the program again and again, each time at another moment.
#pragma once

#include "tests/e2e/Program.h"

#include <QRandomGenerator>
#include <QStringList>

namespace lockkeeper::tests {

class Killing final
{
public:
    // LOCKKEEPER_KILLS: how often, three times otherwise. LOCKKEEPER_KILL_SEED: the moments of a run that
    // was; the seed of this one is told.
    explicit Killing(const Program &program);

    [[nodiscard]] int wanted() const { return m_wanted; }
    // How long it takes undisturbed, in milliseconds; a failure is the test's.
    [[nodiscard]] int timeOf(const QStringList &words) const;
    // Whether it was killed before its end, at some moment `within` so many milliseconds; a failure of its
    // own is the test's. One that came to its end first lets the next be killed earlier: how long it takes
    // depends on what else the machine has to do.
    bool once(const QStringList &words, int &within);

private:
    const Program &m_program;
    QRandomGenerator m_random;
    int m_wanted = 3;
};

} // namespace lockkeeper::tests
