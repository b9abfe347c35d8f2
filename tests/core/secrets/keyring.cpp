// A real keyring: kept there, read again, removed; and locked, with nobody there to unlock it.
#include "secrets/Keeper.h"
#include "secrets/Store.h"
#include "tests/support/RealKeyring.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using tests::RealKeyring;

namespace {
constexpr auto token = "ghp_RealKeyring0123456789";
constexpr int shortly = 30'000;

QString why(const Error &error)
{
    return error.text + u' ' + error.hint;
}
} // namespace

class KeyringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = RealKeyring::missing(); !missing.isEmpty())
            QSKIP(qPrintable(u"skipped: no "_s + missing));
        QVERIFY(m_real.start());
        m_keyring = secrets::makeKeyring(10s);
    }

    void keptReadAndRemoved()
    {
        const Result<QByteArray> none = read();
        QVERIFY2(none.ok(), none.ok() ? "" : qPrintable(why(none.error())));
        QCOMPARE(*none, QByteArray());
        const Result<void> written = write(token);
        QVERIFY2(written.ok(), written.ok() ? "" : qPrintable(why(written.error())));
        QCOMPARE(*read(), QByteArray(token));
        QVERIFY(write("another").ok());
        QCOMPARE(*read(), QByteArray("another"));
        QVERIFY(write({}).ok());
        QCOMPARE(*read(), QByteArray());
    }

    // It wants its password: that is said in the end, not waited for for ever, and nothing is lost.
    void lockedWithNobodyToUnlockIt()
    {
        QVERIFY(write(token).ok());
        m_keyring.reset();
        QVERIFY(m_real.lock());
        QSettings places(m_real.path(u"settings.ini"_s), QSettings::IniFormat);
        places.setValue(u"secrets/github"_s, u"keyring"_s);
        const QString file = m_real.path(u"secrets"_s);
        secrets::Keeper keeper(secrets::makeKeyring(3s), secrets::makeFileStore(file), places);
        QSignalSpy loaded(&keeper, &secrets::Keeper::loaded);
        keeper.load();
        QVERIFY(loaded.wait(shortly));
        QCOMPARE(keeper.value(secrets::Secret::GitHub), QByteArray());
        const std::optional<Error> problem = keeper.problem(secrets::Secret::GitHub);
        QVERIFY(problem.has_value());
        QVERIFY2(why(*problem).contains(u"locked"_s), qPrintable(why(*problem)));
        std::optional<Result<void>> kept;
        keeper.keep(secrets::Secret::GitHub, "another", secrets::Keeping::Keyring,
                    [&kept](const Result<void> &done) { kept = done; });
        QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), shortly);
        QVERIFY(!kept->ok());
        QVERIFY2(kept->error().text.contains(u"this session only"_s), qPrintable(why(kept->error())));
        QVERIFY(!why(kept->error()).contains(u"another"_s));
        QCOMPARE(keeper.value(secrets::Secret::GitHub), QByteArray("another"));
        QVERIFY(!QFile::exists(file)); // not without being asked
    }

private:
    [[nodiscard]] Result<QByteArray> read() const
    {
        std::optional<Result<QByteArray>> answer;
        m_keyring->read(u"github"_s, [&answer](Result<QByteArray> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, shortly))
            return Error{};
        return *answer;
    }
    [[nodiscard]] Result<void> write(const QByteArray &secret) const
    {
        std::optional<Result<void>> answer;
        m_keyring->write(u"github"_s, secret, [&answer](Result<void> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, shortly))
            return Error{};
        return *answer;
    }

    RealKeyring m_real;
    std::unique_ptr<secrets::Store> m_keyring;
};

QTEST_GUILESS_MAIN(KeyringTest)
#include "keyring.moc"
