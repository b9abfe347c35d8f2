// Another process at a database: Python's sqlite3, which runs what it is told.
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QStringList>

namespace lockkeeper::tests {

class OtherProgram final
{
public:
    // `name`: how the system shows it, where not as python3; `more`: what else stands in its command line.
    explicit OtherProgram(const QString &path, const QString &name = {}, const QStringList &more = {})
    {
        m_process.start(QStandardPaths::findExecutable(QStringLiteral("python3")),
                        QStringList{QStringLiteral("-c"),
                                    QStringLiteral("import sqlite3, sys\n"
                                                   "if sys.argv[2]:\n"
                                                   "    open('/proc/self/comm', 'w').write(sys.argv[2])\n"
                                                   "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                                                   "for line in sys.stdin:\n"
                                                   "    if line == 'close\\n':\n"
                                                   "        db.close()\n"
                                                   "    else:\n"
                                                   "        db.execute(line).fetchall()\n"
                                                   "    print('done', flush=True)\n"),
                                    path, name} +
                            more);
    }
    ~OtherProgram()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    OtherProgram(const OtherProgram &) = delete;
    OtherProgram &operator=(const OtherProgram &) = delete;

    // One line of SQL; false, and a warning, where it failed.
    [[nodiscard]] bool run(const QString &sql)
    {
        m_process.write(sql.toUtf8() + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead()) {
                qWarning("%s", m_process.readAllStandardError().constData());
                return false;
            }
        }
        return m_process.readLine() == "done\n";
    }
    [[nodiscard]] bool close() { return run(QStringLiteral("close")); }
    void kill() // SIGKILL: what it had in its -wal stays there
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

} // namespace lockkeeper::tests
