#include "cli/DatabaseArguments.h"

#include "community/Community.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <array>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

Refusal readRehearsal(Arguments &result, const QCommandLineParser &parser)
{
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

Refusal readHealth(Arguments &result, const Command &command, const QCommandLineParser &parser)
{
    const std::array works{std::pair(u"deep"_s, HealthWork::DeepCheck),
                           std::pair(u"rehearse"_s, HealthWork::Rehearse),
                           std::pair(u"optimize"_s, HealthWork::Optimize),
                           std::pair(u"compact"_s, HealthWork::Compact),
                           std::pair(u"rebuild-index"_s, HealthWork::RebuildIndex),
                           std::pair(u"recover"_s, HealthWork::Recover)};
    QString chosen;
    for (const auto &[option, work] : works) {
        if (!parser.isSet(option))
            continue;
        if (!chosen.isEmpty())
            return WrongUse{Tr::tr("--%1 and --%2 exclude each other.").arg(chosen, option), {}};
        chosen = option;
        result.healthWork = work;
    }
    if (result.healthWork == HealthWork::Rehearse)
        return readRehearsal(result, parser);
    for (const QString &option : {u"writers"_s, u"seconds"_s}) {
        if (parser.isSet(option))
            return WrongUse{Tr::tr("--%1 is of --rehearse only.").arg(option), {}};
    }
    if (result.healthWork != HealthWork::Recover)
        return std::nullopt;
    const QString usage = Tr::tr("Usage: lockkeeper-cli %1 %2").arg(command.name, command.synopsis);
    if (result.communities.size() != 1)
        return WrongUse{Tr::tr("--recover needs one --community."), usage};
    result.file = parser.value(u"recover"_s);
    if (result.file.isEmpty())
        return WrongUse{Tr::tr("--recover needs the name of a new file."), usage};
    if (QFileInfo::exists(result.file))
        return WrongUse{Tr::tr("There is a file %1 already.").arg(result.file),
                        Tr::tr("Choose a name that is free: nothing is ever replaced.")};
    if (const QString folder = QFileInfo(result.file).path(); !QFileInfo(folder).isDir())
        return WrongUse{Tr::tr("There is no folder %1.").arg(folder),
                        Tr::tr("Make it, or choose one that is there.")};
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
        return readHealth(result, command, parser);
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
