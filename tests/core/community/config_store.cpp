// Saving: whole or not at all, undone by a copy, not over what somebody else wrote, and never a file left
// over.
#include "Scratch.h"

#include "community/AtomicFile.h"
#include "community/ConfigFile.h"
#include "community/ConfigStore.h"
#include "tests/support/FileRights.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::community;

namespace {
QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

// A disk that is full after so many bytes of a file.
class FileLimit final
{
public:
    explicit FileLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        m_handler = ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        ::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FileLimit)

private:
    rlimit m_old{};
    void (*m_handler)(int) = nullptr;
};
} // namespace

class TestConfigStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fresh();
    void taken();
    void saveAndUndo();
    void changedMeanwhileByOthers();
    void modeAndLink();
    void fullDisk();
    void readOnlyFolder();
    void limits();
    void removed();

private:
    const QByteArray m_one = "id: pond\n# one\n";
    const QByteArray m_two = "id: pond\n# two\n";
};

void TestConfigStore::fresh()
{
    const Scratch scratch;
    const QString folder = scratch.path() + u"/communities"_s; // made, too
    QVERIFY(saveNewConfig(folder, u"pond"_s, m_one));
    QCOMPARE(readFile(configPath(folder, u"pond"_s)), m_one);
    QCOMPARE(*readConfig(folder, u"pond"_s), m_one);
    QCOMPARE(filesIn(folder + u"/pond"_s), QStringList(u"config.yaml"_s));
    QVERIFY(!canUndo(folder, u"pond"_s));
    QVERIFY(!undoConfig(folder, u"pond"_s, m_one));
}

void TestConfigStore::taken()
{
    const Scratch scratch;
    QVERIFY(!scratch.write(u"pond"_s, m_one).isEmpty());
    QVERIFY(QDir(scratch.path()).mkpath(u"notes"_s));
    for (const QString &id : {u"pond"_s, u"notes"_s, u"../up"_s, u"Pond"_s, QString()}) {
        const auto saved = saveNewConfig(scratch.path(), id, m_two);
        QVERIFY(!saved && saved.error().kind == ErrorKind::Config && !saved.error().hint.isEmpty());
    }
    QCOMPARE(*readConfig(scratch.path(), u"pond"_s), m_one);
    QCOMPARE(filesIn(scratch.path()), QStringList({u"notes"_s, u"pond"_s}));
}

void TestConfigStore::saveAndUndo()
{
    const Scratch scratch;
    const QString file = scratch.write(u"pond"_s, m_one);
    const QString folder = scratch.path();
    QVERIFY(saveConfig(folder, u"pond"_s, m_two, m_one)->saved);
    QCOMPARE(readFile(file), m_two);
    QCOMPARE(readFile(undoPath(folder, u"pond"_s)), m_one);
    QVERIFY(canUndo(folder, u"pond"_s));
    QVERIFY(saveConfig(folder, u"pond"_s, m_two, m_two)->saved); // nothing to do: the copy stays
    QCOMPARE(readFile(undoPath(folder, u"pond"_s)), m_one);

    QVERIFY(undoConfig(folder, u"pond"_s, m_two)->saved);
    QCOMPARE(readFile(file), m_one);
    QVERIFY(undoConfig(folder, u"pond"_s, m_one)->saved); // and again
    QCOMPARE(readFile(file), m_two);
    QCOMPARE(filesIn(folder + u"/pond"_s), QStringList({u"config.yaml"_s, u"config.yaml.undo"_s}));
    QVERIFY(loadFolder(folder)->size() == 1);
}

void TestConfigStore::changedMeanwhileByOthers()
{
    const Scratch scratch;
    const QString file = scratch.write(u"pond"_s, "id: pond\n# theirs\n");
    const auto saved = saveConfig(scratch.path(), u"pond"_s, m_two, m_one);
    QVERIFY(saved);
    QVERIFY(!saved->saved);
    QCOMPARE(saved->found, QByteArray("id: pond\n# theirs\n"));
    QCOMPARE(readFile(file), saved->found);
    QCOMPARE(filesIn(scratch.path() + u"/pond"_s), QStringList(u"config.yaml"_s));
    const Error error = changedMeanwhile(scratch.path(), u"pond"_s);
    QVERIFY(error.kind == ErrorKind::Config && error.text.contains(file) && !error.hint.isEmpty());
    // Having seen that, over it.
    QVERIFY(saveConfig(scratch.path(), u"pond"_s, m_two, saved->found)->saved);
    QCOMPARE(readFile(undoPath(scratch.path(), u"pond"_s)), saved->found);

    QVERIFY(QFile::remove(file));
    const auto gone = saveConfig(scratch.path(), u"pond"_s, m_one, m_two);
    QVERIFY(!gone && gone.error().kind == ErrorKind::Config);
}

void TestConfigStore::modeAndLink()
{
    const Scratch scratch;
    const QString file = scratch.write(u"pond"_s, m_one);
    const QString real = scratch.path() + u"/real.yaml"_s;
    QVERIFY(QFile::rename(file, real));
    QVERIFY(QFile::link(real, file));
    QCOMPARE(::chmod(QFile::encodeName(real).constData(), 0640), 0);
    QVERIFY(saveConfig(scratch.path(), u"pond"_s, m_two, m_one)->saved);
    QCOMPARE(readFile(real), m_two);
    QVERIFY(QFileInfo(file).isSymLink());
    struct stat now = {};
    QCOMPARE(::stat(QFile::encodeName(real).constData(), &now), 0);
    QCOMPARE(now.st_mode & 07777U, 0640U);
    QCOMPARE(filesIn(scratch.path()), QStringList({u"pond"_s, u"real.yaml"_s}));
}

void TestConfigStore::fullDisk()
{
    const Scratch scratch;
    const QString file = scratch.write(u"pond"_s, m_one);
    const QByteArray large = m_two + QByteArray(100'000, '#');
    {
        const FileLimit limit(50'000);
        const auto saved = saveConfig(scratch.path(), u"pond"_s, large, m_one);
        QVERIFY(!saved && saved.error().kind == ErrorKind::DiskFull);
        const auto fresh = saveNewConfig(scratch.path(), u"fen"_s, large);
        QVERIFY(!fresh && fresh.error().kind == ErrorKind::DiskFull && !fresh.error().hint.isEmpty());
    }
    QCOMPARE(readFile(file), m_one);
    QCOMPARE(filesIn(scratch.path() + u"/pond"_s), QStringList(u"config.yaml"_s));
    QCOMPARE(filesIn(scratch.path()), QStringList(u"pond"_s));
}

void TestConfigStore::readOnlyFolder()
{
    const Scratch scratch;
    const QString file = scratch.write(u"pond"_s, m_one);
    const QString home = QFileInfo(file).path();
    QVERIFY(!saveNewConfig(file, u"fen"_s, m_two)); // below what is a file
    QCOMPARE(readFile(file), m_one);
    if (!tests::giveUpRootsRights())
        QSKIP("skipped: root may write into any folder");
    QVERIFY(QFile::setPermissions(home, QFile::ReadOwner | QFile::ExeOwner));
    const auto saved = saveConfig(scratch.path(), u"pond"_s, m_two, m_one);
    QFile::setPermissions(home, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(!saved && saved.error().kind == ErrorKind::ReadOnly && !saved.error().hint.isEmpty());
    QCOMPARE(readFile(file), m_one);
    QCOMPARE(filesIn(home), QStringList(u"config.yaml"_s));
}

void TestConfigStore::limits()
{
    const Scratch scratch;
    QVERIFY(!scratch.write(u"pond"_s, m_one).isEmpty());
    const QByteArray huge(maxConfigBytes + 1, '#');
    QVERIFY(!saveConfig(scratch.path(), u"pond"_s, huge, m_one));
    QVERIFY(!saveNewConfig(scratch.path(), u"fen"_s, huge));
    QCOMPARE(filesIn(scratch.path()), QStringList(u"pond"_s));
    QVERIFY(!scratch.write(u"pond"_s, huge).isEmpty());
    QVERIFY(!readConfig(scratch.path(), u"pond"_s));
}

void TestConfigStore::removed()
{
    const Scratch scratch;
    QVERIFY(!scratch.write(u"pond"_s, m_one).isEmpty());
    const QDateTime now(QDate(2026, 1, 27), QTime(10, 15, 2), Qt::UTC);
    const auto first = removeCommunity(scratch.path(), u"pond"_s, now);
    QVERIFY(first);
    QCOMPARE(*first, scratch.path() + u"/.removed/pond-20260127T101502Z"_s);
    QCOMPARE(readFile(*first + u"/config.yaml"_s), m_one);
    QVERIFY(loadFolder(scratch.path())->isEmpty());

    QVERIFY(saveNewConfig(scratch.path(), u"pond"_s, m_two)); // the name is free
    const auto second = removeCommunity(scratch.path(), u"pond"_s, now);
    QVERIFY(second && *second == *first + u"-2"_s);
    QCOMPARE(readFile(*first + u"/config.yaml"_s), m_one);
    QVERIFY(!removeCommunity(scratch.path(), u"pond"_s, now));
    QVERIFY(!removeCommunity(scratch.path(), u".."_s, now));
}

QTEST_GUILESS_MAIN(TestConfigStore)
#include "config_store.moc"
