// Another process at a database: Python's sqlite3, which runs what it is told.
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QString>

namespace lockkeeper::tests {

class OtherProgram final
{
public:
    explicit OtherProgram(const QString &path)
    {
        m_process.start(QStandardPaths::findExecutable(QStringLiteral("python3")),
                        {QStringLiteral("-c"),
                         QStringLiteral("import sqlite3, sys\n"
                                        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                                        "for line in sys.stdin:\n"
                                        "    if line == 'close\\n':\n"
                                        "        db.close()\n"
                                        "    else:\n"
                                        "        db.execute(line).fetchall()\n"
                                        "    print('done', flush=True)\n"),
                         path});
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
