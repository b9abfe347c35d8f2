#include "cli/DatabaseArguments.h"

#include "community/Community.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

Refusal readHealth(Arguments &result, const QCommandLineParser &parser)
{
    if (parser.isSet(u"deep"_s) || !parser.isSet(u"rehearse"_s))
        return WrongUse{Tr::tr("Checking databases for damage isn't there yet."),
                        Tr::tr("What “health” can do already: --rehearse.")};
    if (parser.isSet(u"writers"_s)) {
        bool ok = false;
        const int writers = parser.value(u"writers"_s).toInt(&ok);
        if (!ok || writers < 1 || writers > health::maxWriters)
            return WrongUse{Tr::tr("--writers is a whole number from 1 to %1, not “%2”.")
                                .arg(QString::number(health::maxWriters), parser.value(u"writers"_s)),
                            {}};
        result.rehearsal.writers = writers;
    }
    if (parser.isSet(u"seconds"_s)) {
        bool ok = false;
        const double seconds = parser.value(u"seconds"_s).toDouble(&ok);
        const double least = std::chrono::duration<double>(health::shortestContest).count();
        const double most = std::chrono::duration<double>(health::longestContest).count();
        if (!ok || !(seconds >= least && seconds <= most))
            return WrongUse{
                Tr::tr("--seconds is a number from %1 to %2, not “%3”.")
                    .arg(QString::number(least), QString::number(most), parser.value(u"seconds"_s)),
                {}};
        result.rehearsal.eachRegime = std::chrono::milliseconds(qRound(seconds * 1e3));
    }
    return std::nullopt;
}

// Of `backup` its folder, of `restore` its one community and its file.
Refusal readPlaces(Arguments &result, const Command &command, const QCommandLineParser &parser)
{
    const bool restores = command.id == CommandId::Restore;
    const QString usage = Tr::tr("Usage: lockkeeper-cli %1 %2").arg(command.name, command.synopsis);
    if (restores && result.communities.size() != 1)
        return WrongUse{Tr::tr("“restore” needs one --community."), usage};
    const QString option = restores ? u"from"_s : u"to"_s;
    const QStringList values = parser.values(option);
    if (values.size() != 1 || values.constFirst().isEmpty())
        return WrongUse{Tr::tr("“%1” needs one --%2.").arg(command.name, option), usage};
    const QFileInfo place(values.constFirst());
    if (restores && !place.isFile())
        return WrongUse{Tr::tr("There is no file %1.").arg(values.constFirst()), {}};
    if (!restores && place.exists() && !place.isDir())
        return WrongUse{Tr::tr("%1 is no folder.").arg(values.constFirst()), {}};
    (restores ? result.file : result.folder) = values.constFirst();
    return std::nullopt;
}

// A whole number from `least` on, where the option is given.
Refusal readNumber(int &number, const QString &option, int least, const QCommandLineParser &parser)
{
    if (!parser.isSet(option))
        return std::nullopt;
    bool ok = false;
    number = parser.value(option).toInt(&ok);
    if (ok && number >= least)
        return std::nullopt;
    return WrongUse{Tr::tr("--%1 is a whole number from %2 on, not “%3”.")
                        .arg(option, QString::number(least), parser.value(option)),
                    {}};
}

Refusal readBackup(Arguments &result, const QCommandLineParser &parser)
{
    result.compact = parser.isSet(u"compact"_s);
    if (!parser.isSet(u"keep"_s) && !parser.isSet(u"keep-days"_s))
        return std::nullopt;
    backup::Retention retention{.number = 0, .days = 0};
    if (Refusal refusal = readNumber(retention.number, u"keep"_s, 1, parser))
        return refusal;
    if (Refusal refusal = readNumber(retention.days, u"keep-days"_s, 1, parser))
        return refusal;
    result.retention = retention;
    return std::nullopt;
}

Refusal readMigrate(Arguments &result, const QCommandLineParser &parser)
{
    const QString to = parser.isSet(u"to"_s) ? parser.value(u"to"_s) : u"wal"_s;
    if (to != "wal"_L1 && to != "delete"_L1)
        return WrongUse{Tr::tr("--to is “wal” or “delete”, not “%1”.").arg(to),
                        Tr::tr("“delete” is SQLite's name for the rollback journal.")};
    result.migrateTo = to == "wal"_L1 ? migration::Mode::Wal : migration::Mode::Delete;
    result.dryRun = parser.isSet(u"dry-run"_s);
    result.backupFirst = !parser.isSet(u"no-backup"_s);
    return std::nullopt;
}

} // namespace

Refusal readDatabaseCommand(Arguments &result, const Command &command, const QCommandLineParser &parser)
{
    switch (command.id) {
    case CommandId::Health:
        return readHealth(result, parser);
    case CommandId::Backup:
        if (Refusal refusal = readPlaces(result, command, parser))
            return refusal;
        return readBackup(result, parser);
    case CommandId::Restore:
        return readPlaces(result, command, parser);
    case CommandId::Migrate:
        return readMigrate(result, parser);
    default:
        return std::nullopt;
    }
}

} // namespace lockkeeper::cli
