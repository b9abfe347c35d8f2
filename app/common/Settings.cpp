#include "common/Settings.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Settings)
};

constexpr double MaxTimeoutSeconds = 3600;
constexpr qint64 MaxBusyTimeoutMs = 3'600'000;

Error configError(const QString &text, const QString &hint = {})
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

// A value and where it was found, for the sentence that refuses it.
struct Found
{
    QString value;
    QString origin;
};

class Reader final
{
public:
    Reader(const QCommandLineParser &parser, const QSettings &file)
        : m_parser(parser)
        , m_file(file)
    {
    }

    [[nodiscard]] std::optional<Found> option(const QString &name) const
    {
        if (!m_parser.isSet(name))
            return std::nullopt;
        return Found{m_parser.value(name), "--"_L1 + name};
    }
    // An empty variable or key counts as none: that is how scripts unset one.
    [[nodiscard]] static std::optional<Found> environment(const char *name)
    {
        const QString value = qEnvironmentVariable(name);
        if (value.isEmpty())
            return std::nullopt;
        return Found{value, QLatin1StringView(name)};
    }
    [[nodiscard]] std::optional<Found> key(const QString &name) const
    {
        const QString value = m_file.value(name).toString();
        if (value.isEmpty())
            return std::nullopt;
        return Found{value, Tr::tr("the setting “%1” in %2").arg(name, m_file.fileName())};
    }

private:
    const QCommandLineParser &m_parser;
    const QSettings &m_file;
};

Result<QString> folder(const Found &found)
{
    if (found.value.trimmed().isEmpty())
        return configError(Tr::tr("%1 needs a folder.").arg(found.origin));
    return QDir::cleanPath(QDir(found.value).absolutePath());
}

QString defaultDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/osa"_L1;
}

Result<void> readFolders(Settings &settings, const Reader &reader)
{
    std::optional<Found> data = reader.option(u"data-dir"_s);
    std::optional<Found> communities = reader.option(u"communities"_s);
    if (settings.demo && communities)
        return configError(Tr::tr("--demo brings its own communities; it does not go with --communities."));
    if (!settings.demo) {
        if (!data)
            data = Reader::environment("DATA_DIR");
        if (!data)
            data = reader.key(QLatin1StringView(settings_key::DataDir));
        if (!communities)
            communities = Reader::environment("LOCKKEEPER_COMMUNITIES");
        if (!communities)
            communities = reader.key(QLatin1StringView(settings_key::CommunitiesDir));
        settings.dataDir = defaultDataDir();
    }
    if (data) {
        Result<QString> path = folder(*data);
        if (!path)
            return path.error();
        settings.dataDir = *path;
    }
    if (communities) {
        Result<QString> path = folder(*communities);
        if (!path)
            return path.error();
        settings.communitiesDir = *path;
        settings.communitiesChosen = true;
    } else if (!settings.demo) {
        settings.communitiesDir = settings.dataDir + "/communities"_L1;
    }
    return {};
}

Result<void> readEndpointsFromFile(Settings &settings, const QSettings &file)
{
    const auto refused = [&file](const QString &key, const Error &error) {
        return configError(Tr::tr("The setting “%1” in %2: %3").arg(key, file.fileName(), error.text),
                           error.hint);
    };
    for (const QString &name : settings.endpoints.names()) {
        const QString urlKey = QLatin1StringView(settings_key::Endpoints) + "/"_L1 + name;
        if (const QString url = file.value(urlKey).toString(); !url.isEmpty()) {
            if (const Result<void> set = settings.endpoints.setUrl(name, url); !set)
                return refused(urlKey, set.error());
        }
        const QString paceKey = QLatin1StringView(settings_key::Paces) + "/"_L1 + name;
        if (const QString pace = file.value(paceKey).toString(); !pace.isEmpty()) {
            if (const Result<void> set = settings.endpoints.parsePace(name + "="_L1 + pace); !set)
                return refused(paceKey, set.error());
        }
    }
    return {};
}

Result<void> readEndpoints(Settings &settings, const QCommandLineParser &parser, const QSettings &file)
{
    if (settings.demo && parser.isSet(u"endpoint"_s))
        return configError(Tr::tr("--demo brings its own endpoints; it does not go with --endpoint."));
    if (!settings.demo) {
        if (Result<void> fromFile = readEndpointsFromFile(settings, file); !fromFile)
            return fromFile;
    }
    // The value itself is not repeated: a URL may hold a password.
    const auto refused = [](const QString &option, const Error &error) {
        return configError(option + ": "_L1 + error.text, error.hint);
    };
    for (const QString &assignment : parser.values(u"endpoint"_s)) {
        if (const Result<void> set = settings.endpoints.parseUrl(assignment); !set)
            return refused(u"--endpoint"_s, set.error());
    }
    for (const QString &assignment : parser.values(u"pace"_s)) {
        if (const Result<void> set = settings.endpoints.parsePace(assignment); !set)
            return refused(u"--pace"_s, set.error());
    }
    return {};
}

Result<void> readTimes(Settings &settings, const Reader &reader)
{
    std::optional<Found> timeout = reader.option(u"timeout"_s);
    if (!timeout)
        timeout = reader.key(QLatin1StringView(settings_key::TimeoutSeconds));
    if (timeout) {
        bool ok = false;
        const double seconds = timeout->value.toDouble(&ok);
        if (!ok || !std::isfinite(seconds) || seconds < 0.001 || seconds > MaxTimeoutSeconds)
            return configError(Tr::tr("%1 is a number of seconds above 0 and up to %2, not “%3”.")
                                   .arg(timeout->origin, QString::number(MaxTimeoutSeconds), timeout->value));
        settings.timeout = std::chrono::milliseconds(std::llround(seconds * 1000));
    }

    std::optional<Found> busy = reader.option(u"busy-timeout"_s);
    if (!busy)
        busy = reader.key(QLatin1StringView(settings_key::BusyTimeoutMs));
    if (busy) {
        bool ok = false;
        const qint64 ms = busy->value.toLongLong(&ok);
        if (!ok || ms < 0 || ms > MaxBusyTimeoutMs)
            return configError(Tr::tr("%1 is a whole number of milliseconds from 0 to %2, not “%3”.")
                                   .arg(busy->origin, QString::number(MaxBusyTimeoutMs), busy->value));
        settings.busyTimeout = std::chrono::milliseconds(ms);
    }
    return {};
}

Result<void> readRest(Settings &settings, const Reader &reader)
{
    if (const std::optional<Found> jobs = reader.key(QLatin1StringView(settings_key::Jobs))) {
        bool ok = false;
        const int count = jobs->value.toInt(&ok);
        if (!ok || count < 1 || count > MaxJobs)
            return configError(Tr::tr("%1 is a whole number from 1 to %2, not “%3”.")
                                   .arg(jobs->origin, QString::number(MaxJobs), jobs->value));
        settings.jobs = count;
    }
    if (const std::optional<Found> contact = reader.key(QLatin1StringView(settings_key::Contact))) {
        const bool carriable = std::all_of(contact->value.cbegin(), contact->value.cend(),
                                           [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
        if (!carriable) // it becomes part of a header
            return configError(Tr::tr("%1 may hold nothing but plain ASCII.").arg(contact->origin));
        settings.contact = contact->value;
    }
    return {};
}

} // namespace

QString historyPath(const QString &dataDir)
{
    if (dataDir.isEmpty())
        return {};
    const QString file = u"/lockkeeper/history.db"_s;
    const bool usual = dataDir == QDir::cleanPath(defaultDataDir());
    return (usual ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) : dataDir) + file;
}

std::unique_ptr<QSettings> userSettings()
{
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"lockkeeper"_s,
                                       u"lockkeeper"_s);
}

QList<QCommandLineOption> sharedOptions()
{
    return {
        {u"data-dir"_s, Tr::tr("Folder of the databases, in DIR/knowledge."), u"DIR"_s},
        {u"communities"_s, Tr::tr("Folder of the communities, each DIR/ID/config.yaml."), u"DIR"_s},
        {u"endpoint"_s, Tr::tr("Ask URL instead of a public service; may be repeated."), u"NAME=URL"_s},
        {u"pace"_s, Tr::tr("Requests a second to one endpoint's host; may be repeated."),
         u"NAME=PER_SECOND"_s},
        {u"timeout"_s, Tr::tr("Give up on an HTTP request after so long without progress."), u"SECONDS"_s},
        {u"busy-timeout"_s, Tr::tr("Give up on a database that another program keeps locked for so long."),
         u"MS"_s},
        {u"demo"_s, Tr::tr("Work on made-up communities, served from within; nothing leaves this computer.")},
    };
}

void addSharedOptions(QCommandLineParser &parser)
{
    parser.addOptions(sharedOptions());
}

Result<Settings> readSettings(const QCommandLineParser &parser, const QSettings &file)
{
    Settings settings;
    settings.demo = parser.isSet(u"demo"_s);
    const Reader reader(parser, file);

    if (const Result<void> done = readFolders(settings, reader); !done)
        return done.error();
    if (const Result<void> done = readEndpoints(settings, parser, file); !done)
        return done.error();
    if (const Result<void> done = readTimes(settings, reader); !done)
        return done.error();
    if (const Result<void> done = readRest(settings, reader); !done)
        return done.error();
    return settings;
}

} // namespace lockkeeper::app
