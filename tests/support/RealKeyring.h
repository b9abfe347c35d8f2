// gnome-keyring on a session bus of its own, as a desktop has it, in a home that is thrown away. One a
// process: QtDBus remembers the first bus that it was told of.
#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace lockkeeper::tests {

class RealKeyring final
{
public:
    ~RealKeyring()
    {
        stop(m_keyring);
        stop(m_bus);
    }

    // What of it is not installed here; empty: nothing.
    [[nodiscard]] static QString missing()
    {
        for (const QString &needed : {QStringLiteral("dbus-daemon"), QStringLiteral("dbus-send"),
                                      QStringLiteral("gnome-keyring-daemon")}) {
            if (QStandardPaths::findExecutable(needed).isEmpty())
                return needed;
        }
        return {};
    }

    // This process's environment leads to it from now on.
    [[nodiscard]] bool start()
    {
        for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"})
            qputenv(name, QFile::encodeName(m_home.path()));
        qunsetenv("DISPLAY"); // so that nobody is there to be asked
        qunsetenv("WAYLAND_DISPLAY");
        m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                    QStringLiteral("--print-address")});
        if (!m_bus.waitForStarted(longest) || !m_bus.waitForReadyRead(longest))
            return false;
        const QByteArray address = m_bus.readLine().trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        return !address.isEmpty() && startKeyring();
    }
    [[nodiscard]] bool lock() const
    {
        return !call({QStringLiteral("--dest=org.freedesktop.secrets"),
                      QStringLiteral("/org/freedesktop/secrets"),
                      QStringLiteral("org.freedesktop.Secret.Service.Lock"),
                      QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")})
                    .isEmpty();
    }
    [[nodiscard]] QString path(const QString &name) const { return m_home.filePath(name); }

private:
    static constexpr int longest = 30'000;

    [[nodiscard]] bool startKeyring()
    {
        m_keyring.setStandardErrorFile(QProcess::nullDevice());
        m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
                        {QStringLiteral("--foreground"), QStringLiteral("--components=secrets"),
                         QStringLiteral("--unlock")});
        if (!m_keyring.waitForStarted(longest))
            return false;
        m_keyring.write("a password");
        m_keyring.closeWriteChannel();
        return QTest::qWaitFor(isOnTheBus, longest);
    }
    [[nodiscard]] static bool isOnTheBus()
    {
        return call({QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                     QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                     QStringLiteral("string:org.freedesktop.secrets")})
            .contains("true");
    }
    // What is answered; nothing: an error.
    [[nodiscard]] static QByteArray call(const QStringList &words)
    {
        QProcess ask;
        ask.start(QStringLiteral("dbus-send"),
                  QStringList{QStringLiteral("--session"), QStringLiteral("--print-reply")} + words);
        if (!ask.waitForFinished(longest) || ask.exitCode() != 0)
            return {};
        return ask.readAllStandardOutput();
    }
    static void stop(QProcess &process)
    {
        process.terminate();
        if (!process.waitForFinished(5'000))
            process.kill();
        process.waitForFinished(5'000);
    }

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace lockkeeper::tests
