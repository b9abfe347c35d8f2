// Where secrets are kept: real files with real rights, a keyring that is not there or never answers, and
// which of several counts.
#include "secrets/Keeper.h"
#include "secrets/Store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using secrets::Keeping;
using secrets::Secret;

namespace {
constexpr auto token = "ghp_0123456789abcdef";

// The interface once more, in memory; as a locked keyring it refuses.
class MemoryStore final : public secrets::Store
{
public:
    void read(const QString &id, Read answer) override
    {
        ++reads;
        later([this, id, answer] {
            answer(locked ? Result<QByteArray>(refusal()) : Result<QByteArray>(kept[id]));
        });
    }
    void write(const QString &id, const QByteArray &secret, Done answer) override
    {
        later([this, id, secret, answer] {
            if (!locked)
                kept[id] = secret;
            answer(locked ? Result<void>(refusal()) : Result<void>());
        });
    }
    std::map<QString, QByteArray> kept;
    bool locked = false;
    int reads = 0;

private:
    static Error refusal()
    {
        return {.kind = ErrorKind::Timeout, .text = u"It is locked."_s, .hint = {}, .url = {}};
    }
    template <typename Work>
    void later(Work work)
    {
        QMetaObject::invokeMethod(&m_here, std::move(work), Qt::QueuedConnection);
    }
    QObject m_here;
};

Result<QByteArray> read(secrets::Store &store, const QString &id = u"github"_s)
{
    std::optional<Result<QByteArray>> answer;
    store.read(id, [&answer](Result<QByteArray> result) { answer = std::move(result); });
    if (answer || !QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
        return Error{};
    return *answer;
}
Result<void> write(secrets::Store &store, const QByteArray &secret, const QString &id = u"github"_s)
{
    std::optional<Result<void>> answer;
    store.write(id, secret, [&answer](Result<void> result) { answer = std::move(result); });
    if (answer || !QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
        return Error{};
    return *answer;
}
mode_t rightsOf(const QString &path)
{
    struct stat facts = {};
    return ::lstat(QFile::encodeName(path).constData(), &facts) == 0 ? facts.st_mode & 0777 : 0;
}
} // namespace

class SecretsTest final : public QObject
{
    Q_OBJECT

private:
    // A keeper over a settings file, with what it was told when something ended.
    struct World
    {
        explicit World(const QString &folder)
            : places(folder + u"/settings.ini"_s, QSettings::IniFormat)
            , path(folder + u"/secrets"_s)
        {
            auto ring = std::make_unique<MemoryStore>();
            keyring = ring.get();
            keeper = std::make_unique<secrets::Keeper>(std::move(ring), secrets::makeFileStore(path), places);
        }
        Result<void> keep(Keeping where, const QByteArray &value = token)
        {
            std::optional<Result<void>> answer;
            keeper->keep(Secret::GitHub, value, where,
                         [&answer](Result<void> done) { answer = std::move(done); });
            if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
                return Error{};
            return *answer;
        }
        Result<void> forget()
        {
            std::optional<Result<void>> answer;
            keeper->forget(Secret::GitHub, [&answer](Result<void> done) { answer = std::move(done); });
            if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
                return Error{};
            return *answer;
        }
        void load() const
        {
            QSignalSpy loaded(keeper.get(), &secrets::Keeper::loaded);
            keeper->load();
            QVERIFY(loaded.wait(20'000));
        }
        QSettings places;
        QString path;
        MemoryStore *keyring = nullptr;
        std::unique_ptr<secrets::Keeper> keeper;
    };

private Q_SLOTS:
    void init() { qunsetenv("GITHUB_TOKEN"); }

    void aFileForItsOwnerAlone()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"deep/secrets"_s);
        const auto store = secrets::makeFileStore(path);
        QVERIFY(read(*store)->isEmpty());
        QVERIFY(!QFile::exists(path));
        const mode_t before = ::umask(0); // the file's rights are its own
        QVERIFY(write(*store, token).ok());
        QVERIFY(write(*store, "other", u"pubmed"_s).ok());
        ::umask(before);
        QCOMPARE(rightsOf(path), mode_t(0600));
        QCOMPARE(*read(*store), QByteArray(token));
        QCOMPARE(*read(*store, u"pubmed"_s), QByteArray("other"));
        QVERIFY(write(*store, {}).ok());
        QVERIFY(read(*store)->isEmpty());
        QVERIFY(write(*store, {}, u"pubmed"_s).ok());
        QVERIFY(!QFile::exists(path));
        QCOMPARE(QDir(folder.filePath(u"deep"_s)).entryList(QDir::Files | QDir::Hidden).size(), 0);
    }

    void aFileThatOthersMayRead()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets"_s);
        const auto store = secrets::makeFileStore(path);
        QVERIFY(write(*store, token).ok());
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0644), 0);
        const Result<QByteArray> refused = read(*store);
        QVERIFY(!refused.ok());
        QVERIFY2(refused.error().hint.contains(u"chmod 600"_s), qPrintable(refused.error().hint));
        QVERIFY(!write(*store, "another").ok());
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0600), 0);
        QCOMPARE(*read(*store), QByteArray(token));
    }

    void aLinkIsNoFileOfOurs()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets"_s);
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), path));
        QFile elsewhere(folder.filePath(u"elsewhere"_s));
        QVERIFY(elsewhere.open(QIODevice::WriteOnly));
        elsewhere.write("github=planted\n");
        elsewhere.close();
        const auto store = secrets::makeFileStore(path);
        QVERIFY(!read(*store).ok());
        QVERIFY(!write(*store, token).ok());
        QVERIFY(elsewhere.open(QIODevice::ReadOnly));
        QCOMPARE(elsewhere.readAll(), QByteArray("github=planted\n"));
    }

    void noBusNoKeyring()
    {
        const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("XDG_RUNTIME_DIR");
        const auto keyring = secrets::makeKeyring(60s); // and it is not waited for
        const Result<QByteArray> answer = read(*keyring);
        const Result<void> written = write(*keyring, token);
        if (!bus.isEmpty())
            qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
        if (!runtime.isEmpty())
            qputenv("XDG_RUNTIME_DIR", runtime);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind, ErrorKind::Config);
        QVERIFY(!written.ok());
        QVERIFY(!(written.error().text + written.error().hint).contains(QLatin1StringView(token)));
    }

    // A bus that takes the call and says nothing, as a locked keyring does whom nobody unlocks.
    void aBusThatNeverAnswers()
    {
        const QTemporaryDir folder;
        QLocalServer silent;
        QVERIFY(silent.listen(folder.filePath(u"bus"_s)));
        const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(silent.fullServerName()));
        Result<QByteArray> answer = Error{};
        {
            const auto keyring = secrets::makeKeyring(300ms);
            answer = read(*keyring);
        }
        if (bus.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        else
            qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind, ErrorKind::Timeout);
    }

    void theEnvironmentFirst()
    {
        const QTemporaryDir folder;
        World world(folder.path());
        QVERIFY(world.keep(Keeping::Keyring).ok());
        QCOMPARE(world.keeper->keeping(Secret::GitHub), Keeping::Keyring);
        QCOMPARE(world.keeper->value(Secret::GitHub), QByteArray(token));
        qputenv("GITHUB_TOKEN", "from-outside");
        QCOMPARE(world.keeper->keeping(Secret::GitHub), Keeping::Environment);
        QCOMPARE(world.keeper->value(Secret::GitHub), QByteArray("from-outside"));
    }

    void eachWhereItWasPutAndNowhereElse()
    {
        const QTemporaryDir folder;
        World world(folder.path());
        QVERIFY(world.keep(Keeping::Keyring).ok());
        QCOMPARE(world.keyring->kept[u"github"_s], QByteArray(token));
        QVERIFY(!QFile::exists(world.path));

        QVERIFY(world.keep(Keeping::File).ok());
        QCOMPARE(world.keyring->kept[u"github"_s], QByteArray());
        QVERIFY(QFile::exists(world.path));

        QVERIFY(world.keep(Keeping::Session, "for-now").ok());
        QVERIFY(!QFile::exists(world.path));
        QCOMPARE(world.keeper->keeping(Secret::GitHub), Keeping::Session);
        QVERIFY(!world.places.contains(u"secrets/github"_s));

        QVERIFY(world.forget().ok());
        QCOMPARE(world.keeper->keeping(Secret::GitHub), Keeping::Nowhere);
        QCOMPARE(world.keeper->value(Secret::GitHub), QByteArray());
    }

    void readAgainAtTheNextStart()
    {
        const QTemporaryDir folder;
        {
            World world(folder.path());
            QVERIFY(world.keep(Keeping::File).ok());
        }
        World world(folder.path());
        world.load();
        QCOMPARE(world.keeper->value(Secret::GitHub), QByteArray(token));
        QCOMPARE(world.keyring->reads, 0); // it has nothing of ours
        QFile settings(folder.filePath(u"settings.ini"_s));
        QVERIFY(settings.open(QIODevice::ReadOnly));
        QVERIFY(!settings.readAll().contains(token));
    }

    void aLockedKeyringLosesNothing()
    {
        const QTemporaryDir folder;
        World world(folder.path());
        world.keyring->locked = true;
        const Result<void> kept = world.keep(Keeping::Keyring);
        QVERIFY(!kept.ok());
        QVERIFY2(kept.error().text.contains(u"session only"_s), qPrintable(kept.error().text));
        QCOMPARE(world.keeper->keeping(Secret::GitHub), Keeping::Session);
        QCOMPARE(world.keeper->value(Secret::GitHub), QByteArray(token));
        QVERIFY(!QFile::exists(world.path)); // not without being asked

        world.keyring->locked = false;
        QVERIFY(world.keep(Keeping::Keyring).ok());
        world.keyring->locked = true;
        QVERIFY(!world.forget().ok());
        QCOMPARE(world.keeper->keeping(Secret::GitHub), Keeping::Keyring); // it is still there

        world.load();
        QVERIFY(world.keeper->problem(Secret::GitHub).has_value());
    }

    void whatCanBeSent()
    {
        QCOMPARE(*secrets::usable(Secret::GitHub, u"  ghp_x\n"_s), QByteArray("ghp_x"));
        QVERIFY(!secrets::usable(Secret::GitHub, u"a b"_s).ok());
        QVERIFY(!secrets::usable(Secret::GitHub, u"tokén"_s).ok());
        QVERIFY(!secrets::usable(Secret::OpenAlexEmail, u"me"_s).ok());
        QVERIFY(secrets::usable(Secret::OpenAlexEmail, u"me@example.org"_s).ok());
        QVERIFY(secrets::usable(Secret::ProxyPassword, u"pass wörd"_s).ok());
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets.moc"
