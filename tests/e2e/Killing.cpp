#include "tests/e2e/Killing.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

Killing::Killing(const Program &program)
    : m_program(program)
{
    bool chosen = false;
    quint32 seed = qEnvironmentVariable("LOCKKEEPER_KILL_SEED").toUInt(&chosen);
    if (!chosen)
        seed = QRandomGenerator::global()->generate();
    qInfo("LOCKKEEPER_KILL_SEED=%u", seed);
    m_random.seed(seed);
    if (const int kills = qEnvironmentVariableIntValue("LOCKKEEPER_KILLS"); kills > 0)
        m_wanted = kills;
}

int Killing::timeOf(const QStringList &words) const
{
    QElapsedTimer clock;
    clock.start();
    const Outcome outcome = m_program.run(words);
    if (outcome.exitCode != 0)
        QTest::qFail(outcome.all().constData(), __FILE__, __LINE__);
    return static_cast<int>(clock.elapsed());
}

bool Killing::once(const QStringList &words, int &within)
{
    QProcess process;
    m_program.start(process, words);
    process.waitForStarted();
    QTest::qWait(static_cast<int>(m_random.bounded(1 + within)));
    process.kill(); // SIGKILL
    const Outcome outcome = Program::finish(process);
    if (outcome.exitCode != 0 && outcome.exitCode != -SIGKILL)
        QTest::qFail(outcome.all().constData(), __FILE__, __LINE__);
    const bool killed = outcome.exitCode == -SIGKILL;
    if (!killed)
        within = within * 3 / 4;
    return killed;
}

} // namespace lockkeeper::tests
