#include "common/Settings.h"

#include "backup/BackupName.h"
#include "common/Overrides.h"
#include "settings/Catalogue.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Settings)
};

// The file's values with what beats them on top.
class Decided final
{
public:
    Decided(const settings::Kept &kept, const settings::Overrides &overrides)
        : m_kept(kept.values)
        , m_overrides(overrides)
    {
    }

    [[nodiscard]] QString text(const QString &key) const
    {
        const auto found = m_overrides.find(key);
        return found == m_overrides.end() ? m_kept.value(key) : found->value;
    }
    [[nodiscard]] QString text(const char *key) const { return text(QLatin1StringView(key)); }
    [[nodiscard]] int number(const char *key) const { return text(key).toInt(); }

private:
    const settings::Values &m_kept;
    const settings::Overrides &m_overrides;
};

void decideFolders(Settings &settings, const Decided &decided)
{
    settings.dataDir = decided.text(settings::key::DataDir);
    if (settings.dataDir.isEmpty() && !settings.demo)
        settings.dataDir = defaultDataDir();
    settings.communitiesDir = decided.text(settings::key::CommunitiesDir);
    settings.communitiesChosen = !settings.communitiesDir.isEmpty();
    if (!settings.communitiesChosen && !settings.demo)
        settings.communitiesDir = settings.dataDir + "/communities"_L1;
}

// Only what is not the default: a pace that was set counts with a key and without.
void decideEndpoints(Settings &settings, const Decided &decided)
{
    const settings::Overrides &overrides = settings.overrides;
    for (const settings::Setting &setting : settings::catalogue()) {
        const QString value = decided.text(setting.key);
        const QString name = setting.key.section(u'/', 1);
        if (value == setting.fallback && !overrides.contains(setting.key))
            continue;
        Result<void> set;
        if (setting.key.startsWith(QLatin1StringView(settings::key::Endpoints)))
            set = settings.endpoints.setUrl(name, value);
        else if (setting.key.startsWith(QLatin1StringView(settings::key::Paces)))
            set = settings.endpoints.setPace(name, value.toDouble());
        if (!set) // checked before, so this is not expected
            settings.notices.append(set.error().text);
    }
}

// The token of one's own server is none of the public service's business, which is asked where the address of
// that server cannot be read.
void keepFromStrangers(Settings &settings, const settings::Kept &kept)
{
    for (const QString &key : kept.wrong) {
        if (!key.startsWith(QLatin1StringView(settings::key::Endpoints)) || settings.overrides.contains(key))
            continue;
        settings.misnamed.append(key.section(u'/', 1));
        settings.credentials.set(settings.misnamed.constLast(), {});
    }
}

http::Proxy decideProxy(const Decided &decided)
{
    http::Proxy proxy;
    const QString kind = decided.text(settings::key::ProxyKind);
    if (kind == "none"_L1)
        proxy.kind = http::Proxy::Kind::None;
    else if (kind == "http"_L1)
        proxy.kind = http::Proxy::Kind::Http;
    else if (kind == "socks5"_L1)
        proxy.kind = http::Proxy::Kind::Socks5;
    else
        return proxy;
    proxy.host = decided.text(settings::key::ProxyHost);
    proxy.port = static_cast<quint16>(decided.number(settings::key::ProxyPort));
    proxy.user = decided.text(settings::key::ProxyUser);
    return proxy;
}

Settings decide(const settings::Overrides &overrides, bool demo, const QSettings &file)
{
    settings::Kept kept = settings::readKept(file);
    if (demo) { // of folders and services only what the options say
        for (const settings::Setting &setting : settings::catalogue()) {
            if (setting.page == settings::Page::Services || setting.kind == settings::Kind::Folder)
                kept.values.insert(setting.key, setting.fallback);
        }
    }
    Settings settings;
    settings.demo = demo;
    settings.overrides = overrides;
    settings.notices = kept.notices;
    const Decided decided(kept, overrides);
    decideFolders(settings, decided);
    decideEndpoints(settings, decided);
    settings.timeout = std::chrono::milliseconds(
        std::llround(decided.text(settings::key::TimeoutSeconds).toDouble() * 1000));
    settings.busyTimeout = std::chrono::milliseconds(decided.number(settings::key::BusyTimeoutMs));
    settings.jobs = decided.number(settings::key::Jobs);
    settings.contact = decided.text(settings::key::Contact);
    settings.proxy = decideProxy(decided);
    settings.backupFolder = decided.text(settings::key::BackupFolder);
    settings.retention = {.number = decided.number(settings::key::BackupNumber),
                          .days = decided.number(settings::key::BackupDays)};
    settings.backupFirst = decided.text(settings::key::BackupFirst) == "true"_L1;
    if (!demo)
        settings.credentials = http::Credentials::fromEnvironment();
    keepFromStrangers(settings, kept);
    return settings;
}

} // namespace

QString defaultDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/osa"_L1;
}

QString backupFolderOf(const Settings &settings)
{
    return settings.backupFolder.isEmpty() ? backup::backupsFolder(settings.dataDir) : settings.backupFolder;
}

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
    const bool demo = parser.isSet(u"demo"_s);
    const Result<settings::Overrides> overrides = readOverrides(parser, demo);
    if (!overrides)
        return overrides.error();
    return decide(*overrides, demo, file);
}

Settings readSettingsAgain(const Settings &known, const QSettings &file)
{
    return decide(known.overrides, known.demo, file);
}

} // namespace lockkeeper::app
