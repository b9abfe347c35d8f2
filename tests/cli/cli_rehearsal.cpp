// `lockkeeper-cli health --rehearse` as a script meets it: one JSON object, exit codes, Ctrl+C, folders that
// may not be written.
#include "store/Database.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::Sqlite;

namespace {
constexpr int LongEnoughMs = 60'000;
constexpr uid_t nobody = 65'534;

// A data directory with the database of a community "mne", in use by nobody.
class Data final
{
public:
    explicit Data(const QString &journalMode = u"wal"_s)
    {
        (void)store::Database::open(database(), std::chrono::seconds(5));
        (void)Sqlite(database()).execute(u"PRAGMA journal_mode=%1"_s.arg(journalMode));
    }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString knowledge() const { return m_folder.filePath(u"knowledge"_s); }
    [[nodiscard]] QString database() const { return knowledge() + u"/mne.db"_s; }
    [[nodiscard]] QStringList copies() const
    {
        return QDir(knowledge()).entryList({u".lockkeeper*"_s}, QDir::AllEntries | QDir::Hidden);
    }

private:
    QTemporaryDir m_folder;
};

QStringList words(const Data &data, const QStringList &more = {})
{
    return QStringList{u"health"_s,    u"--rehearse"_s, u"--data-dir"_s, data.path(),
                       u"--seconds"_s, u"0.2"_s,        u"--writers"_s,  u"2"_s} +
           more;
}
} // namespace

class RehearsalProgramTest final : public QObject
{
    Q_OBJECT

private:
    void start(QProcess &process, const QStringList &arguments, const QString &temporary = {}) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DATA_DIR"_s, u"LOCKKEEPER_COMMUNITIES"_s})
            environment.remove(name);
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
        if (!temporary.isEmpty())
            environment.insert(u"TMPDIR"_s, temporary);
        process.setProcessEnvironment(environment);
        process.start(QLatin1StringView(LOCKKEEPER_BIN) + u"/lockkeeper-cli"_s, arguments,
                      QIODevice::ReadOnly);
    }
    // As somebody without root's rights, for whom a folder may be one that cannot be written.
    static void giveUpRights(QProcess &process)
    {
        if (::geteuid() == 0)
            process.setChildProcessModifier([] {
                if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
                    ::_exit(99);
            });
    }
    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase() { QFile::setPermissions(m_home.path(), QFile::Permissions(0x7755)); }

    void oneObject()
    {
        const Data data(u"delete"_s);
        QProcess process;
        start(process, words(data, {u"--json"_s}));
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardError(), QByteArray());
        const QByteArray out = process.readAllStandardOutput();
        QCOMPARE(out.count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(out).object();
        QCOMPARE(object.value("writers"_L1).toInt(), 2);
        QCOMPARE(object.value("seconds"_L1).toDouble(), 0.2);
        QCOMPARE(object.value("rows_per_transaction"_L1).toInt(), 50);
        QVERIFY(!object.value("sqlite"_L1).toString().isEmpty());
        QCOMPARE(object.value("rehearsals"_L1).toArray().size(), 1);
        const QJsonObject one = object.value("rehearsals"_L1).toArray().at(0).toObject();
        QCOMPARE(one.value("community"_L1).toString(), u"mne"_s);
        QCOMPARE(one.value("path"_L1).toString(), data.database());
        QCOMPARE(one.value("journal_mode"_L1).toString(), u"delete"_s);
        QVERIFY(one.value("bytes"_L1).toInteger() > 0);
        const QJsonArray regimes = one.value("regimes"_L1).toArray();
        QCOMPARE(regimes.size(), 3);
        const QStringList names{u"rollback"_s, u"wal"_s, u"wal_gate"_s};
        for (int i = 0; i < 3; ++i) {
            const QJsonObject regime = regimes.at(i).toObject();
            QCOMPARE(regime.value("regime"_L1).toString(), names.at(i));
            for (const char *member :
                 {"seconds", "transactions", "rows", "rows_per_second", "lock_errors", "wal_bytes_peak"})
                QVERIFY2(regime.value(QLatin1StringView(member)).isDouble(), member);
            for (const char *member : {"median_ms", "p99_ms", "longest_ms"})
                QVERIFY2(regime.value("waits"_L1).toObject().value(QLatin1StringView(member)).isDouble(),
                         member);
            qint64 rows = 0;
            for (const QJsonValue writer : regime.value("writers"_L1).toArray())
                rows += writer.toObject().value("rows"_L1).toInteger();
            QVERIFY(rows > 0);
            QCOMPARE(regime.value("rows"_L1).toInteger(), rows);
            QCOMPARE(regime.value("transactions"_L1).toInteger() * 50, rows);
        }
        QCOMPARE(regimes.at(2).toObject().value("lock_errors"_L1).toInt(), 0);
        QCOMPARE(data.copies(), QStringList());
    }

    void asText()
    {
        const Data data;
        QProcess process;
        start(process, words(data, {u"--community"_s, u"mne"_s}));
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitCode(), 0);
        const QString out = QString::fromUtf8(process.readAllStandardOutput());
        for (const QString &text : {u"Rollback journal"_s, u"WAL with gate"_s, u"Rows a second"_s,
                                    u"Lock errors"_s, data.database()})
            QVERIFY2(out.contains(text), qPrintable(out));
        QVERIFY2(!out.contains(u'\r') && !out.contains(u'\x1b'), "no live line in a file");
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("unknown community")
            << QStringList{u"--community"_s, u"mna"_s} << 2 << QByteArray("mne");
        QTest::newRow("writers") << QStringList{u"--writers"_s, u"99"_s} << 2 << QByteArray("--writers");
        QTest::newRow("deep") << QStringList{u"--deep"_s} << 2 << QByteArray("--rehearse");
    }
    void refusals()
    {
        QFETCH(const QStringList, more);
        QFETCH(const int, code);
        QFETCH(const QByteArray, told);
        const Data data;
        QProcess process;
        start(process, words(data, more));
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitCode(), code);
        const QByteArray err = process.readAllStandardError();
        QVERIFY2(err.contains(told), err.constData());
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
    }

    void nothingToRehearse()
    {
        const QTemporaryDir empty;
        QProcess process;
        start(process, {u"health"_s, u"--rehearse"_s, u"--data-dir"_s, empty.path()});
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("no database"));
        QCOMPARE(QDir(empty.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }

    void oneThatFailsBesideOneThatDoesNot()
    {
        const Data data;
        QFile letter(data.knowledge() + u"/letter.db"_s);
        QVERIFY(letter.open(QIODevice::WriteOnly));
        letter.write("Dear maintainer,\n" + QByteArray(5000, 'x'));
        letter.close();
        QProcess process;
        start(process, words(data, {u"--json"_s}));
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitCode(), 1);
        const QJsonArray all = QJsonDocument::fromJson(process.readAllStandardOutput())
                                   .object()
                                   .value("rehearsals"_L1)
                                   .toArray();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.at(0).toObject().value("error"_L1).toObject().value("kind"_L1).toString(), u"corrupt"_s);
        QCOMPARE(all.at(1).toObject().value("regimes"_L1).toArray().size(), 3);
    }

    void interrupted()
    {
        const Data data;
        QProcess process;
        start(process, {u"health"_s, u"--rehearse"_s, u"--data-dir"_s, data.path(), u"--seconds"_s, u"60"_s,
                        u"--json"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!data.copies().isEmpty(), LongEnoughMs);
        QTest::qWait(200);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(LongEnoughMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        QCOMPARE(data.copies(), QStringList());
    }

    void folderThatMayNotBeWritten_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("temporaryFolder"); // there is one on the same file system
        QTest::addColumn<QString>("kind");         // of the error; empty: none
        QTest::newRow("wal") << u"wal"_s << true << u"read_only"_s;
        QTest::newRow("delete, no other place") << u"delete"_s << false << u"read_only"_s;
        QTest::newRow("delete, beside a temporary folder") << u"delete"_s << true << QString();
    }
    void folderThatMayNotBeWritten()
    {
        QFETCH(const QString, mode);
        QFETCH(const bool, temporaryFolder);
        QFETCH(const QString, kind);
        const Data data(mode);
        const QTemporaryDir temporary;
        QCOMPARE(::chmod(QFile::encodeName(temporary.path()).constData(), temporaryFolder ? 0777 : 0555), 0);
        QCOMPARE(::chmod(QFile::encodeName(data.path()).constData(), 0755), 0);
        QCOMPARE(::chmod(QFile::encodeName(data.knowledge()).constData(), 0555), 0);
        QProcess process;
        giveUpRights(process);
        start(process, words(data, {u"--json"_s}), temporary.path());
        const bool finished = process.waitForFinished(LongEnoughMs);
        ::chmod(QFile::encodeName(data.knowledge()).constData(), 0755);
        QVERIFY(finished);
        if (process.error() == QProcess::FailedToStart || process.exitCode() == 99)
            QSKIP("skipped: the program may not be run with fewer rights here");
        const QByteArray out = process.readAllStandardOutput();
        QVERIFY2(!out.isEmpty(), process.readAllStandardError().constData());
        const QJsonObject one =
            QJsonDocument::fromJson(out).object().value("rehearsals"_L1).toArray().at(0).toObject();
        QCOMPARE(one.value("error"_L1).toObject().value("kind"_L1).toString(), kind);
        QCOMPARE(process.exitCode(), kind.isEmpty() ? 0 : 1);
        if (!kind.isEmpty())
            QVERIFY(one.value("error"_L1).toObject().value("hint"_L1).toString().contains(u"right"_s));
        QCOMPARE(QDir(data.knowledge()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{u"mne.db"_s});
        QCOMPARE(QDir(temporary.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
    }
};

QTEST_GUILESS_MAIN(RehearsalProgramTest)
#include "cli_rehearsal.moc"
