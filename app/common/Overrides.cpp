#include "common/Overrides.h"

#include "http/Endpoints.h"
#include "settings/Catalogue.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

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

Error wrongOption(const QString &text, const QString &hint = {})
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

std::optional<settings::Override> option(const QCommandLineParser &parser, const QString &name)
{
    if (!parser.isSet(name))
        return std::nullopt;
    return settings::Override{parser.value(name), "--"_L1 + name};
}

// An empty variable counts as none: that is how scripts unset one.
std::optional<settings::Override> variable(const char *name)
{
    const QString value = qEnvironmentVariable(name);
    if (value.isEmpty())
        return std::nullopt;
    return settings::Override{value, QLatin1StringView(name)};
}

Result<void> addFolder(settings::Overrides &overrides, const char *key,
                       std::optional<settings::Override> found)
{
    if (!found)
        return {};
    if (found->value.trimmed().isEmpty())
        return wrongOption(Tr::tr("%1 needs a folder.").arg(found->origin));
    found->value = QDir::cleanPath(QDir(found->value).absolutePath());
    overrides.insert(QLatin1StringView(key), *found);
    return {};
}

Result<void> addFolders(settings::Overrides &overrides, const QCommandLineParser &parser, bool demo)
{
    std::optional<settings::Override> data = option(parser, u"data-dir"_s);
    std::optional<settings::Override> communities = option(parser, u"communities"_s);
    if (demo && communities)
        return wrongOption(Tr::tr("--demo brings its own communities; it does not go with --communities."));
    if (!data && !demo)
        data = variable("DATA_DIR");
    if (!communities && !demo)
        communities = variable("LOCKKEEPER_COMMUNITIES");
    if (Result<void> added = addFolder(overrides, settings::key::DataDir, data); !added)
        return added;
    return addFolder(overrides, settings::key::CommunitiesDir, communities);
}

// The value itself is not repeated where it is wrong: a URL may hold a password.
Result<void> addEndpoints(settings::Overrides &overrides, const QCommandLineParser &parser, bool demo)
{
    if (demo && parser.isSet(u"endpoint"_s))
        return wrongOption(Tr::tr("--demo brings its own endpoints; it does not go with --endpoint."));
    http::Endpoints probe;
    const auto add = [&](const QString &name, const char *key, auto parse) -> Result<void> {
        for (const QString &assignment : parser.values(name)) {
            if (const Result<void> set = (probe.*parse)(assignment); !set)
                return wrongOption("--%1: %2"_L1.arg(name, set.error().text), set.error().hint);
            overrides.insert(QLatin1StringView(key) + assignment.section(u'=', 0, 0).trimmed(),
                             {assignment.section(u'=', 1).trimmed(), "--"_L1 + name});
        }
        return {};
    };
    if (Result<void> added = add(u"endpoint"_s, settings::key::Endpoints, &http::Endpoints::parseUrl); !added)
        return added;
    return add(u"pace"_s, settings::key::Paces, &http::Endpoints::parsePace);
}

Result<void> addTimes(settings::Overrides &overrides, const QCommandLineParser &parser)
{
    if (const auto timeout = option(parser, u"timeout"_s)) {
        bool ok = false;
        const double seconds = timeout->value.toDouble(&ok);
        if (!ok || !std::isfinite(seconds) || seconds < 0.001 || seconds > MaxTimeoutSeconds)
            return wrongOption(Tr::tr("%1 is a number of seconds above 0 and up to %2, not “%3”.")
                                   .arg(timeout->origin, QString::number(MaxTimeoutSeconds), timeout->value));
        overrides.insert(QLatin1StringView(settings::key::TimeoutSeconds), *timeout);
    }
    if (const auto busy = option(parser, u"busy-timeout"_s)) {
        bool ok = false;
        const qint64 ms = busy->value.toLongLong(&ok);
        if (!ok || ms < 0 || ms > MaxBusyTimeoutMs)
            return wrongOption(Tr::tr("%1 is a whole number of milliseconds from 0 to %2, not “%3”.")
                                   .arg(busy->origin, QString::number(MaxBusyTimeoutMs), busy->value));
        overrides.insert(QLatin1StringView(settings::key::BusyTimeoutMs), *busy);
    }
    return {};
}

} // namespace

Result<settings::Overrides> readOverrides(const QCommandLineParser &parser, bool demo)
{
    settings::Overrides overrides;
    if (const Result<void> added = addFolders(overrides, parser, demo); !added)
        return added.error();
    if (const Result<void> added = addEndpoints(overrides, parser, demo); !added)
        return added.error();
    if (const Result<void> added = addTimes(overrides, parser); !added)
        return added.error();
    return overrides;
}

} // namespace lockkeeper::app
