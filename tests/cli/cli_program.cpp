// The built program, as a script meets it: exit codes, what stands on which stream, what is touched and what
// is not.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int LongEnoughMs = 60'000;

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files += entries.next();
    return files;
}

// -1 where it cannot be counted.
qint64 rowsIn(const QString &path, const char *table)
{
    sqlite3 *database = nullptr;
    qint64 rows = -1;
    if (sqlite3_open_v2(QFile::encodeName(path).constData(), &database, SQLITE_OPEN_READWRITE, nullptr) ==
        SQLITE_OK) {
        sqlite3_stmt *statement = nullptr;
        const QByteArray sql = QByteArray("SELECT count(*) FROM ") + table;
        if (sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW)
            rows = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
    return rows;
}

const QByteArray GoodConfig = "id: good\nname: Good\ndescription: A community that is well\n"
                              "github:\n  repos:\n    - octo/good\n";
const QByteArray BadConfig = "id: bad\nname: Bad\ndescription: A community that is not\n"
                             "github:\n  repos:\n    - not a repository\n";

} // namespace

class ProgramTest final : public QObject
{
    Q_OBJECT

private:
    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DATA_DIR"_s, u"LOCKKEEPER_COMMUNITIES"_s, u"GITHUB_TOKEN"_s})
            environment.remove(name);
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
        environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
        return environment;
    }
    void start(QProcess &process, const QStringList &words) const
    {
        process.setProcessEnvironment(environment());
        process.start(QLatin1StringView(LOCKKEEPER_BIN) + u"/lockkeeper-cli"_s, words, QIODevice::ReadOnly);
    }
    Outcome run(const QStringList &words) const
    {
        QProcess process;
        start(process, words);
        if (!process.waitForFinished(LongEnoughMs) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QTemporaryDir m_home;

private Q_SLOTS:
    void wrongUse_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("no command") << QStringList{} << QByteArray("No command");
        QTest::newRow("command") << QStringList{u"synk"_s} << QByteArray("sync");
        QTest::newRow("option") << QStringList{u"sync"_s, u"--jsn"_s} << QByteArray("--json");
        QTest::newRow("climbing id") << QStringList{u"sync"_s, u"--community"_s, u"../x"_s}
                                     << QByteArray("../x");
        QTest::newRow("kind") << QStringList{u"sync"_s, u"--source"_s, u"githbu"_s} << QByteArray("github");
        QTest::newRow("show nothing") << QStringList{u"show"_s, u"--json"_s} << QByteArray("--community");
        QTest::newRow("no communities folder") << QStringList{u"sync"_s} << QByteArray("--demo");
        QTest::newRow("no communities folder, JSON")
            << QStringList{u"sync"_s, u"--json"_s} << QByteArray("--demo");
        QTest::newRow("validate nothing")
            << QStringList{u"validate"_s, u"/nowhere/at/all"_s} << QByteArray("/nowhere/at/all");
        QTest::newRow("status of a missing folder")
            << QStringList{u"status"_s, u"--communities"_s, u"/nowhere/at/all"_s}
            << QByteArray("/nowhere/at/all");
    }
    void wrongUse()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, told);
        const Outcome outcome = run(words);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains(told), outcome.err.constData());
        QVERIFY2(outcome.out.isEmpty(), outcome.out.constData());
        QVERIFY2(filesBelow(m_home.path()).isEmpty(), "nothing may be touched");
    }

    void helpAndVersion()
    {
        const Outcome help = run({u"--help"_s});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("sync") && help.out.contains("Exit codes"));
        QVERIFY2(help.err.isEmpty(), help.err.constData());
        const Outcome version = run({u"--version"_s});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.out.contains("Qt 6.") && version.out.contains("SQLite 3."));
    }

    void validate()
    {
        QTemporaryDir dir;
        const QString good = dir.filePath(u"good/config.yaml"_s);
        write(good, GoodConfig);
        QCOMPARE(run({u"validate"_s, dir.path()}).exitCode, 0);
        QCOMPARE(run({u"validate"_s, good}).exitCode, 0);
        QCOMPARE(run({u"validate"_s, dir.filePath(u"good"_s)}).exitCode, 0);

        const QString bad = dir.filePath(u"bad/config.yaml"_s);
        write(bad, BadConfig);
        const Outcome text = run({u"validate"_s, dir.path()});
        QCOMPARE(text.exitCode, 1);
        QVERIFY2(text.out.contains(bad.toUtf8() + ":6:"), text.out.constData());

        const Outcome json = run({u"validate"_s, u"--json"_s, dir.path()});
        QCOMPARE(json.exitCode, 1);
        const QJsonObject object = QJsonDocument::fromJson(json.out).object();
        QCOMPARE(object.value("errors"_L1).toInt(), 1);
        QCOMPARE(object.value("files"_L1).toArray().size(), 2);
        const QJsonObject problem = object.value("problems"_L1).toArray().at(0).toObject();
        QCOMPARE(problem.value("severity"_L1), u"error"_s);
        QCOMPARE(problem.value("line"_L1).toInt(), 6);
        QVERIFY(problem.value("key"_L1).toString().contains(u"github.repos"_s));
    }

    void statusTouchesNothing()
    {
        QTemporaryDir dir;
        const QString dataDir = dir.filePath(u"data"_s);
        const Outcome empty = run({u"status"_s, u"--data-dir"_s, dataDir});
        QCOMPARE(empty.exitCode, 0);
        QVERIFY(!empty.out.isEmpty());

        write(dir.filePath(u"communities/good/config.yaml"_s), GoodConfig);
        const QStringList before = filesBelow(dir.path());
        const Outcome json = run({u"status"_s, u"--json"_s, u"--data-dir"_s, dataDir, u"--communities"_s,
                                  dir.filePath(u"communities"_s)});
        QCOMPARE(json.exitCode, 0);
        const QJsonArray communities =
            QJsonDocument::fromJson(json.out).object().value("communities"_L1).toArray();
        QCOMPARE(communities.size(), 1);
        QCOMPARE(communities.at(0).toObject().value("community"_L1), u"good"_s);
        QCOMPARE(communities.at(0).toObject().value("exists"_L1), false);
        QCOMPARE(filesBelow(dir.path()), before);
    }

    void statusOfAFileThatIsNoDatabase()
    {
        QTemporaryDir dir;
        write(dir.filePath(u"knowledge/odd.db"_s), QByteArray(5000, 'x'));
        const Outcome outcome = run({u"status"_s, u"--json"_s, u"--data-dir"_s, dir.path()});
        QCOMPARE(outcome.exitCode, 1);
        const QJsonObject odd =
            QJsonDocument::fromJson(outcome.out).object().value("communities"_L1).toArray().at(0).toObject();
        QCOMPARE(odd.value("configured"_L1), false);
        QCOMPARE(odd.value("error"_L1).toObject().value("kind"_L1), u"corrupt"_s);
    }

    void unknownAndBrokenCommunities()
    {
        QTemporaryDir dir;
        const QString communities = dir.filePath(u"communities"_s);
        const QStringList where{u"--communities"_s, communities, u"--data-dir"_s, dir.filePath(u"data"_s)};
        write(communities + u"/good/config.yaml"_s, GoodConfig);
        write(communities + u"/bad/config.yaml"_s, BadConfig);

        const Outcome unknown = run(QStringList{u"sync"_s, u"--community"_s, u"goood"_s} + where);
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY(unknown.err.contains("“good”"));
        const Outcome broken = run(QStringList{u"sync"_s, u"--community"_s, u"bad"_s} + where);
        QCOMPARE(broken.exitCode, 2);
        QVERIFY2(broken.err.contains("config.yaml:6:"), broken.err.constData());
        QVERIFY(!QFileInfo::exists(dir.filePath(u"data"_s)));
    }

    void noDataDirectory()
    {
        QTemporaryDir dir;
        write(dir.filePath(u"communities/good/config.yaml"_s), GoodConfig);
        write(dir.filePath(u"file"_s), "in the way");
        const Outcome outcome =
            run({u"sync"_s, u"--json"_s, u"--communities"_s, dir.filePath(u"communities"_s), u"--data-dir"_s,
                 dir.filePath(u"file/data"_s)});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY(outcome.err.contains("file/data"));
        QVERIFY(outcome.out.isEmpty());
    }

    void aFailedJobIsOne()
    {
        QTemporaryDir dir;
        write(dir.filePath(u"communities/good/config.yaml"_s), GoodConfig);
        // Port 1 on the loopback: refused at once, tried again, given up.
        const Outcome outcome =
            run({u"sync"_s, u"--json"_s, u"--communities"_s, dir.filePath(u"communities"_s), u"--data-dir"_s,
                 dir.filePath(u"data"_s), u"--endpoint"_s, u"github=http://127.0.0.1:1"_s, u"--timeout"_s,
                 u"2"_s});
        QCOMPARE(outcome.exitCode, 1);
        const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonObject job = QJsonDocument::fromJson(lines.at(0)).object();
        QCOMPARE(job.value("state"_L1), u"failed"_s);
        QCOMPARE(job.value("error"_L1).toObject().value("kind"_L1), u"network"_s);
        QVERIFY(!job.value("error"_L1).toObject().value("text"_L1).toString().isEmpty());
    }

    void demoInJson()
    {
        QTemporaryDir dir;
        const QStringList words{u"sync"_s, u"--demo"_s, u"--json"_s, u"--data-dir"_s, dir.path()};
        const Outcome first = run(words);
        QCOMPARE(first.exitCode, 0);
        const QList<QByteArray> lines = first.out.trimmed().split('\n');
        QVERIFY(lines.size() > 3);
        qint64 added = 0;
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            const QJsonObject job = QJsonDocument::fromJson(lines.at(i)).object();
            QCOMPARE(job.value("event"_L1), u"job"_s);
            QCOMPARE(job.value("state"_L1), u"done"_s);
            added += job.value("new"_L1).toInteger();
        }
        const QJsonObject summary = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(summary.value("event"_L1), u"summary"_s);
        QCOMPARE(summary.value("lock_errors"_L1).toInt(-1), 0);
        QCOMPARE(summary.value("new"_L1).toInteger(), added);
        QCOMPARE(summary.value("jobs"_L1).toObject().value("done"_L1).toInt(), lines.size() - 1);
        qint64 rows = 0;
        for (const auto &database : summary.value("databases"_L1).toArray()) {
            QCOMPARE(database.toObject().value("journal_mode"_L1), u"wal"_s);
            for (const char *table : {"github_items", "docstrings", "discourse_topics", "papers",
                                      "mailing_list_messages", "bep_items"})
                rows += rowsIn(database.toObject().value("path"_L1).toString(), table);
        }
        QCOMPARE(rows, added);

        const Outcome second = run(words); // some days later
        QCOMPARE(second.exitCode, 0);
        const QJsonObject later = QJsonDocument::fromJson(second.out.trimmed().split('\n').last()).object();
        QVERIFY(later.value("new"_L1).toInteger() < added);
    }

    void unknownCommunityOfTheDemoTouchesNothing()
    {
        QTemporaryDir dir;
        const Outcome outcome = run({u"sync"_s, u"--demo"_s, u"--community"_s, u"harkwav"_s, u"--data-dir"_s,
                                     dir.filePath(u"data"_s)});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains("“harkwave”"), outcome.err.constData());
        QVERIFY(filesBelow(dir.path()).isEmpty());
        write(dir.filePath(u"data/demo-communities/good/config.yaml"_s), GoodConfig); // a maintainer's own
        const Outcome known = run({u"sync"_s, u"--demo"_s, u"--community"_s, u"good"_s, u"--data-dir"_s,
                                   dir.filePath(u"data"_s), u"--json"_s});
        QCOMPARE(known.exitCode, 1); // the demo's server has no such repository
        QVERIFY(known.out.contains("\"community\":\"good\""));
    }

    void demoInText()
    {
        const Outcome text = run({u"sync"_s, u"--demo"_s});
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.out.contains("no lock errors"), text.out.constData());
        QVERIFY2(!text.out.contains('\x1b'), "no terminal, no escape sequences");
        const Outcome quiet = run({u"sync"_s, u"--demo"_s, u"--quiet"_s});
        QCOMPARE(quiet.exitCode, 0);
        QVERIFY2(quiet.out.isEmpty() && quiet.err.isEmpty(), (quiet.out + quiet.err).constData());
    }

    void liveTableOnATerminal_data()
    {
        QTest::addColumn<bool>("colours");
        QTest::addColumn<int>("columns");
        QTest::newRow("colours") << true << 80;
        QTest::newRow("NO_COLOR") << false << 140;
    }
    void liveTableOnATerminal()
    {
        QFETCH(bool, colours);
        QFETCH(int, columns);
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
        if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
            QSKIP("skipped: no pseudo-terminals here");
        const winsize size{
            .ws_row = 24, .ws_col = static_cast<unsigned short>(columns), .ws_xpixel = 0, .ws_ypixel = 0};
        std::array<char, 64> name{};
        QCOMPARE(::ptsname_r(terminal, name.data(), name.size()), 0);

        QProcess process;
        QProcessEnvironment variables = environment();
        variables.insert(u"TERM"_s, u"xterm"_s);
        variables.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        variables.remove(u"NO_COLOR"_s);
        if (!colours)
            variables.insert(u"NO_COLOR"_s, u"1"_s);
        process.setProcessEnvironment(variables);
        QCOMPARE(::ioctl(terminal, TIOCSWINSZ, &size), 0);
        process.setStandardOutputFile(QString::fromLatin1(name.data()));
        process.start(QLatin1StringView(LOCKKEEPER_BIN) + u"/lockkeeper-cli"_s, {u"sync"_s, u"--demo"_s},
                      QIODevice::ReadOnly);
        QByteArray screen;
        bool ended = false;
        for (int i = 0; i < LongEnoughMs / 10; ++i) {
            ended = ended || process.waitForFinished(10);
            std::array<char, 4096> bytes{};
            ssize_t n = 0;
            while ((n = ::read(terminal, bytes.data(), bytes.size())) > 0)
                screen += QByteArray(bytes.data(), n);
            if (ended)
                break;
        }
        ::close(terminal);
        QVERIFY(ended);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY2(screen.contains("Progress") && screen.contains("Lock waits"), screen.constData());
        QVERIFY(screen.contains("\x1b[K")); // redrawn in place
        QCOMPARE(QString::fromUtf8(screen).contains(QRegularExpression(u"\x1b\\[[0-9]+m"_s)), colours);
        QVERIFY2(screen.contains("no lock errors"), screen.constData());
        // Between two jumps upwards no row is wider than the terminal. The summary below the table may be.
        const QString table = QString::fromUtf8(screen).section(u" jobs in "_s, 0, 0);
        for (QString line : table.split(u'\n')) {
            line.remove(QRegularExpression(u"\x1b\\[[0-9]*[A-Za-z]|\r"_s));
            QVERIFY2(line.size() <= columns, qPrintable(line));
        }
    }

    void interruptKeepsWhatIsCommitted()
    {
        QTemporaryDir dir;
        QProcess process;
        // Two requests a second: it cannot be done before we interrupt it.
        start(process, {u"sync"_s, u"--demo"_s, u"--json"_s, u"--data-dir"_s, dir.path(), u"--pace"_s,
                        u"github=2"_s, u"--jobs"_s, u"1"_s});
        QVERIFY(process.waitForStarted());
        QVERIFY(process.waitForReadyRead(LongEnoughMs)); // the first job has ended: there are rows
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);

        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        const QJsonObject summary = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(summary.value("event"_L1), u"summary"_s);
        QVERIFY(summary.value("jobs"_L1).toObject().value("cancelled"_L1).toInt() > 0);
        qint64 rows = 0;
        const QFileInfoList files =
            QDir(dir.filePath(u"knowledge"_s)).entryInfoList({u"*.db"_s}, QDir::Files);
        for (const QFileInfo &file : files)
            rows +=
                std::max<qint64>(0, rowsIn(file.filePath(), "github_items")); // made just now: no table yet
        QVERIFY(rows > 0);
        QCOMPARE(rows, summary.value("new"_L1).toInteger());
    }

    void interruptedTwiceEndsAtOnce()
    {
        QTemporaryDir dir;
        QProcess process;
        start(process, {u"sync"_s, u"--demo"_s, u"--json"_s, u"--data-dir"_s, dir.path(), u"--pace"_s,
                        u"github=2"_s, u"--jobs"_s, u"1"_s});
        QVERIFY(process.waitForReadyRead(LongEnoughMs));
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "cli_program.moc"
