// A database opened for a question: what is read is true, and nothing of it is left behind.
#include "store/Reading.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace std::chrono_literals;
using store::Reading;
using store::ReadRow;
using tests::OtherProgram;
using tests::Sqlite;

class ReadingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesNothingBesideAClosedDatabase_data();
    void leavesNothingBesideAClosedDatabase();
    void readsThroughALink();
    void seesWhatSomebodyWritesMeanwhile();
    void seesWhatSomebodyWroteAndClosed();
    void saysThatSomebodyBeganToWriteWithinAStatement();
    void asksOnceMoreWhereSomebodyBeganToWrite();
    void readsBesideAWriterWithoutPinning();
    void namesWhoHoldsTheLock();
    void goesOnWhenTheLockIsFree();
    void isStoppedWhileItWaits();
    void isStoppedWithinALongStatement();
    void endsWhereNoMoreIsWanted();
    void bindsByType();
    void givesTextsAndBlobsWhole();
    void saysWhatTablesThereAre();
    void doesNotWrite();
    void tellsABrokenFileFromAMissingOne();

private:
    [[nodiscard]] QStringList beside() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void make(const QString &mode) const
    {
        Sqlite database(m_path);
        QCOMPARE(database.value("PRAGMA journal_mode="_L1 + mode), mode);
        QCOMPARE(database.execute(u"CREATE TABLE t(x); INSERT INTO t VALUES(1)"_s), 0);
    }
    static QVariant sum(Reading &reading)
    {
        const Result<QVariant> found = reading.value(u"SELECT sum(x) FROM t"_s);
        return found ? *found : QVariant(found.error().text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void ReadingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"one.db"_s);
}

void ReadingTest::leavesNothingBesideAClosedDatabase_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("WAL") << u"wal"_s;
    QTest::newRow("rollback journal") << u"delete"_s;
}

void ReadingTest::leavesNothingBesideAClosedDatabase()
{
    QFETCH(QString, mode);
    make(mode);
    QCOMPARE(beside(), QStringList{u"one.db"_s});
    const QDateTime changed = QFileInfo(m_path).lastModified();
    {
        const auto reading = Reading::open(m_path);
        QVERIFY(reading);
        QCOMPARE(sum(**reading), QVariant(1));
        QCOMPARE(beside(), QStringList{u"one.db"_s});
    }
    QCOMPARE(beside(), QStringList{u"one.db"_s});
    QCOMPARE(QFileInfo(m_path).lastModified(), changed);
}

// The -wal stands where the file is, not where the link is.
void ReadingTest::readsThroughALink()
{
    make(u"wal"_s);
    const QTemporaryDir elsewhere;
    const QString link = elsewhere.filePath(u"link.db"_s);
    QVERIFY(QFile::link(m_path, link));
    Sqlite writer(m_path);
    QCOMPARE(writer.execute(u"INSERT INTO t VALUES(10)"_s), 0);
    const auto reading = Reading::open(link);
    QVERIFY(reading);
    QCOMPARE(sum(**reading), QVariant(11));
    QCOMPARE(QDir(elsewhere.path()).entryList(QDir::Files), QStringList{u"link.db"_s});
}

void ReadingTest::seesWhatSomebodyWritesMeanwhile()
{
    make(u"wal"_s);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    QCOMPARE(sum(**reading), QVariant(1));
    OtherProgram writer(m_path);
    QVERIFY(writer.run(u"INSERT INTO t VALUES(10)"_s)); // and keeps it open: the row is in the -wal
    QCOMPARE(sum(**reading), QVariant(11));
    QVERIFY(writer.run(u"INSERT INTO t VALUES(100)"_s));
    QCOMPARE(sum(**reading), QVariant(111));
}

void ReadingTest::seesWhatSomebodyWroteAndClosed()
{
    make(u"wal"_s);
    {
        const auto reading = Reading::open(m_path);
        QVERIFY(reading);
        QCOMPARE(sum(**reading), QVariant(1));
        QTest::qWait(20); // a file system's clock ticks in milliseconds
        {
            Sqlite writer(m_path);
            QCOMPARE(writer.execute(u"INSERT INTO t VALUES(10)"_s), 0);
        }
        QCOMPARE(beside(), QStringList{u"one.db"_s});
        QCOMPARE(sum(**reading), QVariant(11));
    }
    QCOMPARE(beside(), QStringList{u"one.db"_s});
}

void ReadingTest::saysThatSomebodyBeganToWriteWithinAStatement()
{
    make(u"wal"_s);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    std::unique_ptr<Sqlite> writer;
    const Result<void> read = (*reading)->rows(u"SELECT x FROM t"_s, {}, [&](const ReadRow &) {
        writer = std::make_unique<Sqlite>(m_path);
        return writer->execute(u"INSERT INTO t VALUES(10)"_s) == 0;
    });
    QVERIFY(!read);
    QVERIFY(read.error().kind == ErrorKind::Locked);
    QVERIFY2(read.error().text.contains(m_path), qPrintable(read.error().text));
    QVERIFY(!read.error().hint.isEmpty());
    QCOMPARE(sum(**reading), QVariant(11)); // asked again
}

// Also one who has closed it by then, and left nothing changed.
void ReadingTest::asksOnceMoreWhereSomebodyBeganToWrite()
{
    make(u"wal"_s);
    for (const bool changes : {true, false}) {
        int asked = 0;
        const auto found = store::askOf(m_path, {}, [&](Reading &reading) -> Result<QVariantList> {
            QVariantList values;
            std::unique_ptr<Sqlite> writer;
            const bool first = ++asked == 1;
            const Result<void> read = reading.rows(u"SELECT x FROM t"_s, {}, [&](const ReadRow &row) {
                values.append(row.value(0));
                if (!first)
                    return true;
                writer = std::make_unique<Sqlite>(m_path);
                return changes ? writer->execute(u"INSERT INTO t VALUES(10)"_s) == 0
                               : writer->value(u"SELECT count(*) FROM t"_s) == "2"_L1;
            });
            return read ? Result<QVariantList>(values) : read.error();
        });
        QVERIFY2(found, found ? "" : qPrintable(found.error().text));
        QCOMPARE(*found, (QVariantList{qint64(1), qint64(10)}));
        QCOMPARE(asked, 2);
        QCOMPARE(beside(), QStringList{u"one.db"_s});
    }
    // What goes wrong by itself is asked once.
    int asked = 0;
    const auto wrong = store::askOf(m_path, {}, [&asked](Reading &reading) {
        ++asked;
        return reading.value(u"SELECT y FROM t"_s);
    });
    QVERIFY(!wrong);
    QCOMPARE(asked, 1);
    QVERIFY(store::askOf(m_folder->filePath(u"none.db"_s), {},
                         [](Reading &reading) { return reading.value(u"SELECT 1"_s); })
                .error()
                .kind == ErrorKind::Config);
}

// Who has asked and keeps the object has nothing open in the database but a file.
void ReadingTest::readsBesideAWriterWithoutPinning()
{
    make(u"wal"_s);
    Sqlite writer(m_path);
    QCOMPARE(writer.execute(u"INSERT INTO t VALUES(10)"_s), 0);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    QCOMPARE(sum(**reading), QVariant(11));
    // A statement that is left early, too.
    QVERIFY((*reading)->rows(u"SELECT x FROM t"_s, {}, [](const ReadRow &) { return false; }));
    QCOMPARE(writer.execute(u"INSERT INTO t VALUES(100)"_s), 0);
    QCOMPARE(writer.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), u"0|0|0"_s);
    QCOMPARE(QFileInfo(m_path + "-wal"_L1).size(), 0);
    QCOMPARE(sum(**reading), QVariant(111));
}

void ReadingTest::namesWhoHoldsTheLock()
{
    make(u"delete"_s);
    OtherProgram writer(m_path, u"assistant"_s);
    QVERIFY(writer.run(u"BEGIN EXCLUSIVE"_s));
    // Whichever of the two has to read the file first.
    const auto reading = Reading::open(m_path, {}, 100ms);
    const auto found = reading ? (*reading)->value(u"SELECT sum(x) FROM t"_s) : reading.error();
    QVERIFY(!found);
    QVERIFY(found.error().kind == ErrorKind::Locked);
#ifdef Q_OS_LINUX
    QVERIFY2(found.error().text.contains(u"assistant"_s), qPrintable(found.error().text));
    QVERIFY2(found.error().text.contains(QString::number(writer.pid())), qPrintable(found.error().text));
#endif
}

void ReadingTest::goesOnWhenTheLockIsFree()
{
    make(u"delete"_s);
    OtherProgram writer(m_path);
    QVERIFY(writer.run(u"BEGIN EXCLUSIVE"_s));
    QVERIFY(writer.run(u"INSERT INTO t VALUES(10)"_s));
    std::jthread asking([&] {
        const auto reading = Reading::open(m_path, {}, 60s);
        QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().text));
        QCOMPARE(sum(**reading), QVariant(11));
    });
    QTest::qWait(50);
    QVERIFY(writer.run(u"COMMIT"_s));
}

void ReadingTest::isStoppedWhileItWaits()
{
    make(u"delete"_s);
    OtherProgram writer(m_path);
    QVERIFY(writer.run(u"BEGIN EXCLUSIVE"_s));
    std::stop_source stop;
    std::jthread stopping([&stop] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    const auto reading = Reading::open(m_path, stop.get_token(), 24h);
    const auto found = reading ? (*reading)->value(u"SELECT sum(x) FROM t"_s) : reading.error();
    QVERIFY(!found);
    QVERIFY2(found.error().isCancelled(), qPrintable(found.error().text));
}

void ReadingTest::isStoppedWithinALongStatement()
{
    make(u"wal"_s);
    std::stop_source stop;
    const auto reading = Reading::open(m_path, stop.get_token());
    QVERIFY(reading);
    std::jthread stopping([&stop] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    const auto found = (*reading)->value( // has no end
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s);
    QVERIFY(!found);
    QVERIFY2(found.error().isCancelled(), qPrintable(found.error().text));
    stopping.join();
    QVERIFY((*reading)->value(u"SELECT 1"_s).error().isCancelled()); // it stays so
}

void ReadingTest::endsWhereNoMoreIsWanted()
{
    make(u"wal"_s);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    int seen = 0;
    QVERIFY(
        (*reading)->rows(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"_s,
                         {}, [&seen](const ReadRow &row) {
                             seen = int(row.integer(0));
                             return seen < 7;
                         }));
    QCOMPARE(seen, 7);
    QVERIFY(!(*reading)->value(u"SELECT x FROM t WHERE 0"_s)->isValid());
    QVERIFY(!(*reading)->value(u"SELECT NULL"_s)->isValid());
}

void ReadingTest::bindsByType()
{
    make(u"wal"_s);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    QStringList types;
    QVERIFY((*reading)->rows(
        u"SELECT typeof(?), typeof(?), typeof(?), typeof(?), typeof(?), typeof(?), ? = 'ö', ? = x'00ff'"_s,
        {7, qint64(1) << 40, true, 0.5, u"ö"_s, QVariant(), u"ö"_s, QByteArray("\x00\xff", 2)},
        [&types](const ReadRow &row) {
            for (int i = 0; i < row.columns(); ++i)
                types.append(row.text(i));
            return true;
        }));
    QCOMPARE(types, QStringList({u"integer"_s, u"integer"_s, u"integer"_s, u"real"_s, u"text"_s, u"null"_s,
                                 u"1"_s, u"1"_s}));
    QCOMPARE(*(*reading)->value(u"SELECT typeof(?)"_s, {QByteArray("blob")}), QVariant(u"blob"_s));
    QCOMPARE(*(*reading)->value(u"SELECT typeof(?)"_s, {u""_s}), QVariant(u"text"_s)); // empty is not NULL
}

void ReadingTest::givesTextsAndBlobsWhole()
{
    make(u"wal"_s);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    const QString text = u"a"_s + QChar(u'\0') + u"ö😀"_s;
    QVariantList values;
    QVERIFY((*reading)->rows(u"SELECT ? AS one, ?, 3, 0.25, NULL, x''"_s, {text, QByteArray("\x00\x01", 2)},
                             [&](const ReadRow &row) {
                                 for (int i = 0; i < row.columns(); ++i)
                                     values.append(row.value(i));
                                 return row.name(0) == "one"_L1 && row.text(0) == text && row.bytes(0) == 8 &&
                                        row.isNull(4) && row.text(4).isEmpty() && !row.isNull(5) &&
                                        row.real(3) == 0.25 && row.integer(2) == 3;
                             }));
    QCOMPARE(values.size(), 6);
    QCOMPARE(values.at(0), QVariant(text));
    QCOMPARE(values.at(1), QVariant(QByteArray("\x00\x01", 2)));
    QCOMPARE(values.at(2), QVariant(qint64(3)));
    QCOMPARE(values.at(3), QVariant(0.25));
    QVERIFY(!values.at(4).isValid());
    QCOMPARE(values.at(5).typeId(), int(QMetaType::QByteArray));
}

void ReadingTest::saysWhatTablesThereAre()
{
    make(u"wal"_s);
    const auto reading = Reading::open(m_path);
    QVERIFY(reading);
    QVERIFY(*(*reading)->hasTable(u"t"_s));
    QVERIFY(!*(*reading)->hasTable(u"u"_s));
    QCOMPARE(*(*reading)->columnsOf(u"t"_s), QStringList{u"x"_s});
    QCOMPARE(*(*reading)->columnsOf(u"u"_s), QStringList());
    QVERIFY((*reading)->value(u"SELECT y FROM t"_s).error().text.contains(u"no such column: y"_s));
}

void ReadingTest::doesNotWrite()
{
    for (const QString &mode : {u"wal"_s, u"delete"_s}) {
        init();
        make(mode);
        for (const bool inUse : {false, true}) {
            const std::unique_ptr<Sqlite> user = inUse ? std::make_unique<Sqlite>(m_path) : nullptr;
            if (user)
                QCOMPARE(user->value(u"SELECT count(*) FROM t"_s), u"1"_s);
            const auto reading = Reading::open(m_path);
            QVERIFY(reading);
            for (const QString &sql : {u"INSERT INTO t VALUES(10)"_s, u"CREATE TABLE u(y)"_s,
                                       u"PRAGMA user_version=3"_s, u"DROP TABLE t"_s}) {
                const auto done = (*reading)->value(sql);
                QVERIFY2(!done, qPrintable(sql));
                QVERIFY(done.error().kind == ErrorKind::ReadOnly);
            }
            QCOMPARE(sum(**reading), QVariant(1));
        }
    }
}

void ReadingTest::tellsABrokenFileFromAMissingOne()
{
    const auto missing = Reading::open(m_path);
    QVERIFY(!missing);
    QVERIFY(missing.error().kind == ErrorKind::Config);
    QVERIFY(missing.error().text.contains(m_path));
    QVERIFY(beside().isEmpty()); // nor made

    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto broken = Reading::open(m_path);
    QVERIFY(!broken);
    QVERIFY(broken.error().kind == ErrorKind::Corrupt);
    QCOMPARE(beside(), QStringList{u"one.db"_s});

    QVERIFY(!Reading::open(m_folder->path())); // a folder
}

QTEST_GUILESS_MAIN(ReadingTest)
#include "reading.moc"
