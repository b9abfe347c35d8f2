#include "settings/Catalogue.h"

#include "http/Endpoints.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace lockkeeper::settings {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::settings)
};

QString keyOf(const char *name, const QString &rest = {})
{
    return QLatin1StringView(name) + rest;
}

QList<Setting> folderSettings()
{
    return {
        {.key = keyOf(key::DataDir),
         .page = Page::Folders,
         .kind = Kind::Folder,
         .label = Tr::tr("&Data folder"),
         .toolTip = Tr::tr("The databases lie in its folder “knowledge”, one for each community."),
         .words = Tr::tr("directory path databases knowledge location"),
         .fallback = {},
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
        {.key = keyOf(key::CommunitiesDir),
         .page = Page::Folders,
         .kind = Kind::Folder,
         .label = Tr::tr("&Communities’ folder"),
         .toolTip = Tr::tr("One folder for each community in it, with the community’s config.yaml."),
         .words = Tr::tr("directory path configuration yaml location"),
         .fallback = {},
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
    };
}

QList<Setting> syncSettings()
{
    return {
        {.key = keyOf(key::Jobs),
         .page = Page::Syncing,
         .kind = Kind::Whole,
         .label = Tr::tr("&Jobs at once"),
         .toolTip =
             Tr::tr("So many sources are fetched at the same time. They mostly wait for answers, so more "
                    "than the computer has processors makes sense."),
         .words = Tr::tr("parallel threads workers concurrency"),
         .fallback = u"16"_s,
         .least = 1,
         .most = 64,
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
        {.key = keyOf(key::BusyTimeoutMs),
         .page = Page::Syncing,
         .kind = Kind::Whole,
         .label = Tr::tr("&Wait for a locked database"),
         .toolTip = Tr::tr("So long a database that another program keeps locked is waited for before a job "
                           "fails. Lockkeeper’s own jobs take turns and never need it."),
         .words = Tr::tr("busy timeout lock milliseconds sqlite"),
         .fallback = u"30000"_s,
         .least = 0,
         .most = 3'600'000,
         .unit = Tr::tr("ms"),
         .choices = {},
         .effect = Effect::NextSync},
    };
}

QList<Setting> networkSettings()
{
    return {
        {.key = keyOf(key::TimeoutSeconds),
         .page = Page::Network,
         .kind = Kind::Decimal,
         .label = Tr::tr("&Give up after silence of"),
         .toolTip = Tr::tr("A request that makes no progress for so long is ended and tried again."),
         .words = Tr::tr("http timeout seconds"),
         .fallback = u"30"_s,
         .least = 0.001,
         .most = 3600,
         .unit = Tr::tr("s"),
         .choices = {},
         .effect = Effect::NextSync},
        {.key = keyOf(key::Contact),
         .page = Page::Network,
         .kind = Kind::Line,
         .label = Tr::tr("&Contact address"),
         .toolTip =
             Tr::tr("An e-mail address or a web page, told to every service as part of the User-Agent, so "
                    "that its operators can ask before they block. An e-mail address goes to OpenAlex and "
                    "PubMed as theirs, too."),
         .words = Tr::tr("email e-mail user agent mailto"),
         .fallback = {},
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
        {.key = keyOf(key::ProxyKind),
         .page = Page::Network,
         .kind = Kind::Choice,
         .label = Tr::tr("&Proxy"),
         .toolTip = Tr::tr("Whom requests go through. This computer itself is always asked directly."),
         .words = Tr::tr("socks http tunnel firewall"),
         .fallback = u"system"_s,
         .unit = {},
         .choices = {{u"system"_s, Tr::tr("As the system says")},
                     {u"none"_s, Tr::tr("None")},
                     {u"http"_s, Tr::tr("HTTP")},
                     {u"socks5"_s, Tr::tr("SOCKS5")}},
         .effect = Effect::NextSync},
        {.key = keyOf(key::ProxyHost),
         .page = Page::Network,
         .kind = Kind::Line,
         .label = Tr::tr("Proxy’s &host"),
         .toolTip =
             Tr::tr("Its name or its address, without “http://”. The proxy finds the services’ addresses, "
                    "not this computer."),
         .words = Tr::tr("server address"),
         .fallback = {},
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
        {.key = keyOf(key::ProxyPort),
         .page = Page::Network,
         .kind = Kind::Whole,
         .label = Tr::tr("Proxy’s p&ort"),
         .toolTip = Tr::tr("Often 3128 or 8080 for HTTP, 1080 for SOCKS5."),
         .words = {},
         .fallback = u"3128"_s,
         .least = 1,
         .most = 65'535,
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
        {.key = keyOf(key::ProxyUser),
         .page = Page::Network,
         .kind = Kind::Line,
         .label = Tr::tr("Proxy’s &user"),
         .toolTip = Tr::tr("Where the proxy asks for one. Its password is kept with the tokens."),
         .words = Tr::tr("name login password"),
         .fallback = {},
         .unit = {},
         .choices = {},
         .effect = Effect::NextSync},
    };
}

QList<Setting> backupSettings()
{
    return {
        {.key = keyOf(key::BackupFolder),
         .page = Page::Backups,
         .kind = Kind::Folder,
         .label = Tr::tr("Backups’ &folder"),
         .toolTip =
             Tr::tr("Where the window puts backups and looks for them; another disk than the databases’ is "
                    "the better place. Backups that are there already stay where they are."),
         .words = Tr::tr("directory path copies location"),
         .fallback = {},
         .unit = {},
         .choices = {},
         .effect = Effect::AtOnce},
        {.key = keyOf(key::BackupNumber),
         .page = Page::Backups,
         .kind = Kind::Whole,
         .label = Tr::tr("&Keep of each database at most"),
         .toolTip =
             Tr::tr("After a backup the oldest of this database go; the newest whole one never does. 0: any "
                    "number."),
         .words = Tr::tr("retention number copies"),
         .fallback = u"10"_s,
         .least = 0,
         .most = 10'000,
         .unit = Tr::tr("backups"),
         .choices = {},
         .effect = Effect::AtOnce},
        {.key = keyOf(key::BackupDays),
         .page = Page::Backups,
         .kind = Kind::Whole,
         .label = Tr::tr("Keep each for at &most"),
         .toolTip =
             Tr::tr("Older backups of a database go after its next one; the newest whole one never does. 0: "
                    "however old."),
         .words = Tr::tr("retention age old"),
         .fallback = u"90"_s,
         .least = 0,
         .most = 36'500,
         .unit = Tr::tr("days"),
         .choices = {},
         .effect = Effect::AtOnce},
        {.key = keyOf(key::BackupFirst),
         .page = Page::Backups,
         .kind = Kind::Flag,
         .label = Tr::tr("&Back up before a switch to WAL or back"),
         .toolTip =
             Tr::tr("How the sheet that switches databases starts; it can be changed there each time."),
         .words = Tr::tr("migration migrate journal mode"),
         .fallback = u"true"_s,
         .unit = {},
         .choices = {},
         .effect = Effect::AtOnce},
    };
}

QString perSecond(double number)
{
    return QString::number(number, 'g', 10);
}

QList<Setting> serviceSettings()
{
    QList<Setting> list;
    const http::Endpoints usual;
    for (const QString &name : usual.names()) {
        if (!usual.url(name).isEmpty())
            list.append({.key = keyOf(key::Endpoints, name),
                         .page = Page::Services,
                         .kind = Kind::Line,
                         .label = Tr::tr("Address of %1").arg(name),
                         .toolTip = Tr::tr("Where %1 is asked: another server that speaks the same, such as "
                                           "one of your own, or a mirror. Its token goes there.")
                                        .arg(name),
                         .words = Tr::tr("endpoint url host server enterprise"),
                         .fallback = usual.url(name).toString(),
                         .unit = {},
                         .choices = {},
                         .effect = Effect::NextSync});
        list.append(
            {.key = keyOf(key::Paces, name),
             .page = Page::Services,
             .kind = Kind::Decimal,
             .label = Tr::tr("Pace of %1").arg(name),
             .toolTip =
                 Tr::tr("So many requests a second one host of %1 gets at most. The default is what the "
                        "service allows.")
                     .arg(name),
             .words = Tr::tr("rate limit speed requests"),
             .fallback = perSecond(usual.pace(name)),
             .least = 0.01,
             .most = 10'000,
             .unit = Tr::tr("a second"),
             .choices = {},
             .effect = Effect::NextSync});
    }
    return list;
}

QList<Setting> appearanceSettings()
{
    return {{.key = keyOf(key::Appearance),
             .page = Page::Appearance,
             .kind = Kind::Choice,
             .label = Tr::tr("&Colours"),
             .toolTip = Tr::tr("Light or dark, or as the desktop is."),
             .words = Tr::tr("theme dark mode appearance"),
             .fallback = u"system"_s,
             .unit = {},
             .choices = {{u"system"_s, Tr::tr("As the desktop")},
                         {u"light"_s, Tr::tr("Light")},
                         {u"dark"_s, Tr::tr("Dark")}},
             .effect = Effect::AtOnce}};
}

} // namespace

QList<Setting> catalogue()
{
    return folderSettings() + syncSettings() + networkSettings() + backupSettings() + serviceSettings() +
           appearanceSettings();
}

QString pageTitle(Page page)
{
    switch (page) {
    case Page::Folders:
        return Tr::tr("Folders");
    case Page::Syncing:
        return Tr::tr("Syncing");
    case Page::Network:
        return Tr::tr("Network");
    case Page::Backups:
        return Tr::tr("Backups");
    case Page::Services:
        return Tr::tr("Services");
    case Page::Appearance:
        return Tr::tr("Appearance");
    }
    return {};
}

bool areWordsAbout(const QString &text, const QString &search)
{
    static const QRegularExpression gap(u"[^\\p{L}\\p{N}]+"_s);
    const QStringList known = QString(text).remove('&'_L1).toCaseFolded().split(gap, Qt::SkipEmptyParts);
    const QStringList wanted = search.toCaseFolded().split(gap, Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&known](const QString &word) {
        return std::ranges::any_of(known, [&word](const QString &one) { return one.startsWith(word); });
    });
}

bool isAbout(const Setting &setting, const QString &search)
{
    return areWordsAbout(
        QStringList{setting.label, setting.toolTip, setting.words, pageTitle(setting.page)}.join(' '_L1),
        search);
}

} // namespace lockkeeper::settings
