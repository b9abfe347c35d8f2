#include "tests/e2e/Program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

Program::Program()
    : m_communities(m_folder.filePath(u"communities"_s))
    , m_data(m_folder.filePath(u"data"_s))
    , m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const QString &name :
         {u"DATA_DIR"_s, u"LOCKKEEPER_COMMUNITIES"_s, u"GITHUB_TOKEN"_s, u"http_proxy"_s, u"HTTP_PROXY"_s})
        m_environment.remove(name);
    m_environment.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
    m_environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"home/config"_s));
    m_environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"home/share"_s));
}

QString Program::database(const QString &community) const
{
    return u"%1/knowledge/%2.db"_s.arg(m_data, community);
}

void Program::addCommunity(const QString &id, const QStringList &repositories)
{
    QString text = u"id: %1\nname: Community %1\ndescription: Made for a test\ngithub:\n  repos:\n"_s.arg(id);
    for (const QString &repository : repositories)
        text += u"    - %1\n"_s.arg(repository);
    writeFile(u"%1/%2/config.yaml"_s.arg(m_communities, id), text.toUtf8());
}

void Program::writeFile(const QString &path, const QByteArray &bytes) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList Program::syncWords(const QStringList &more) const
{
    QStringList words{u"sync"_s, u"--json"_s, u"--communities"_s, m_communities, u"--data-dir"_s, m_data};
    if (!m_github.isEmpty())
        words << u"--endpoint"_s << "github="_L1 + m_github.toString() << u"--pace"_s << u"github=5000"_s;
    return words + more;
}

void Program::start(QProcess &process, const QStringList &words) const
{
    process.setProcessEnvironment(m_environment);
    if (m_modifier)
        process.setChildProcessModifier(m_modifier);
    process.start(executable(), words, QIODevice::ReadOnly);
}

Outcome Program::run(const QStringList &words) const
{
    QProcess process;
    start(process, words);
    return finish(process);
}

QByteArray Outcome::all() const
{
    return "exit code " + QByteArray::number(exitCode) + "\n" + err + out;
}

QString Program::executable()
{
    return QStringLiteral(LOCKKEEPER_BIN "/lockkeeper-cli");
}

Outcome Program::finish(QProcess &process)
{
    const bool ended = process.state() == QProcess::NotRunning || process.waitForFinished(LongEnoughMs);
    Outcome outcome{
        .exitCode = -1, .out = process.readAllStandardOutput(), .err = process.readAllStandardError()};
    if (ended && process.exitStatus() == QProcess::CrashExit)
        outcome.exitCode = -process.exitCode(); // the signal
    else if (ended && process.error() == QProcess::UnknownError)
        outcome.exitCode = process.exitCode();
    return outcome;
}

} // namespace lockkeeper::tests
