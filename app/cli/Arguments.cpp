#include "cli/Arguments.h"

#include "base/Nearest.h"
#include "cli/DatabaseArguments.h"
#include "cli/Help.h"
#include "cli/InspectArguments.h"
#include "community/Community.h"
#include "sync/Plan.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QString didYouMean(const QString &word, const QStringList &candidates, const QString &prefix = {})
{
    const QString meant = nearest(word, candidates);
    return meant.isEmpty() ? QString() : Tr::tr("Did you mean “%1”?").arg(prefix + meant);
}

// A parser that remembers its options' names, for suggestions.
class Parser final
{
public:
    void add(const QList<QCommandLineOption> &options)
    {
        for (const QCommandLineOption &option : options) {
            if (m_names.contains(option.names().last()))
                continue; // two commands share it
            m_names += option.names();
            if (!option.valueName().isEmpty())
                m_valued += option.names().last();
            m_parser.addOption(option);
        }
    }
    bool parse(const QStringList &arguments) { return m_parser.parse(arguments); }

    [[nodiscard]] Refusal unknownOption() const
    {
        if (m_parser.unknownOptionNames().isEmpty())
            return std::nullopt;
        const QString name = m_parser.unknownOptionNames().constFirst();
        return WrongUse{Tr::tr("Unknown option “%1”.").arg((name.size() == 1 ? "-"_L1 : "--"_L1) + name),
                        didYouMean(name, m_names, u"--"_s)};
    }
    // `--data-dir --json` would make a folder of that name: a value is never another option of ours.
    [[nodiscard]] Refusal optionAsValue() const
    {
        for (const QString &name : m_valued) {
            for (const QString &value : m_parser.values(name)) {
                if (value.startsWith("--"_L1) && m_names.contains(value.mid(2).section(u'=', 0, 0)))
                    return WrongUse{
                        Tr::tr("The option “--%1” needs a value; “%2” is an option.").arg(name, value), {}};
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] const QCommandLineParser &get() const { return m_parser; }

private:
    QCommandLineParser m_parser;
    QStringList m_names;
    QStringList m_valued;
};

WrongUse unknownCommand(const QString &name)
{
    QStringList names;
    for (const Command &command : commands())
        names += command.name;
    QString hint = didYouMean(name, names);
    if (hint.isEmpty())
        hint = Tr::tr("Commands: %1.").arg(names.join(", "_L1));
    return {Tr::tr("Unknown command “%1”.").arg(name), hint};
}

// `help` and `help COMMAND` say what --help does.
ParsedArguments help(const QStringList &words)
{
    if (words.isEmpty())
        return Information{generalHelp()};
    if (const Command *command = findCommand(words.constFirst()))
        return Information{commandHelp(*command)};
    return unknownCommand(words.constFirst());
}

// `papers,github` where each is to be named by an option of its own.
QString oneByOne(const QString &option, const QString &value)
{
    const QStringList parts = value.split(u',', Qt::SkipEmptyParts);
    if (parts.size() < 2)
        return {};
    QStringList options;
    for (const QString &part : parts)
        options += "--"_L1 + option + u' ' + part.trimmed();
    return Tr::tr("Name each by itself: %1").arg(options.join(u' '));
}

Refusal readVerbosity(Arguments &result, const QCommandLineParser &parser)
{
    const bool quiet = parser.isSet(u"quiet"_s);
    const bool verbose = parser.isSet(u"verbose"_s);
    if (quiet && verbose)
        return WrongUse{Tr::tr("--quiet and --verbose exclude each other."), {}};
    if (quiet)
        result.verbosity = Verbosity::Quiet;
    else if (verbose)
        result.verbosity = Verbosity::Verbose;
    result.json = parser.isSet(u"json"_s);
    return std::nullopt;
}

// `history` and `restore` have no --all, and a parser complains of a question for an option it does not know.
Refusal readCommunities(Arguments &result, const QCommandLineParser &parser, bool knowsAll)
{
    const QStringList ids = parser.values(u"community"_s);
    if (!ids.isEmpty() && knowsAll && parser.isSet(u"all"_s))
        return WrongUse{Tr::tr("--all and --community exclude each other."), {}};
    for (const QString &id : ids) {
        if (community::isCommunityId(id))
            continue;
        QString hint = oneByOne(u"community"_s, id);
        if (hint.isEmpty())
            hint = Tr::tr("An id consists of lower-case letters and digits, with single hyphens between.");
        return WrongUse{Tr::tr("“%1” is not a community's id.").arg(id), hint};
    }
    result.communities = ids;
    result.communities.removeDuplicates();
    return std::nullopt;
}

Refusal readKinds(Arguments &result, const QCommandLineParser &parser)
{
    const QStringList builtIn = sync::sourceKinds();
    for (const QString &kind : parser.values(u"source"_s)) {
        if (builtIn.contains(kind)) {
            result.kinds += kind;
            continue;
        }
        if (interfaceKinds().contains(kind))
            return WrongUse{Tr::tr("The source “%1” is not part of this version yet.").arg(kind),
                            Tr::tr("Sources of this version: %1.").arg(builtIn.join(", "_L1))};
        QString hint = oneByOne(u"source"_s, kind);
        if (hint.isEmpty())
            hint = didYouMean(kind, interfaceKinds());
        if (hint.isEmpty())
            hint = Tr::tr("Kinds: %1.").arg(interfaceKinds().join(", "_L1));
        return WrongUse{Tr::tr("Unknown kind of source “%1”.").arg(kind), hint};
    }
    result.kinds.removeDuplicates();
    return std::nullopt;
}

Refusal readLimit(Arguments &result, const QCommandLineParser &parser)
{
    if (!parser.isSet(u"limit"_s))
        return std::nullopt;
    bool ok = false;
    const qint64 limit = parser.value(u"limit"_s).toLongLong(&ok);
    if (!ok || limit < 1)
        return WrongUse{
            Tr::tr("--limit is a whole number from 1 on, not “%1”.").arg(parser.value(u"limit"_s)), {}};
    result.limit = limit;
    return std::nullopt;
}

Refusal readSync(Arguments &result, const QCommandLineParser &parser)
{
    result.full = parser.isSet(u"full"_s);
    if (parser.isSet(u"jobs"_s)) {
        bool ok = false;
        const int jobs = parser.value(u"jobs"_s).toInt(&ok);
        if (!ok || jobs < 1 || jobs > app::MaxJobs)
            return WrongUse{Tr::tr("--jobs is a whole number from 1 to %1, not “%2”.")
                                .arg(QString::number(app::MaxJobs), parser.value(u"jobs"_s)),
                            {}};
        result.settings.jobs = jobs;
    }
    return std::nullopt;
}

// `--compare A B`: an option has one value, so the second run is what stands beside it.
Refusal readCompared(Arguments &result, const QString &first, const QStringList &others)
{
    const auto run = [](QString text) {
        if (text.startsWith(u'#')) // as the table shows it
            text.remove(0, 1);
        bool ok = false;
        const qint64 number = text.toLongLong(&ok);
        return ok && number > 0 ? number : 0;
    };
    const qint64 before = run(first);
    const qint64 after = others.size() == 1 ? run(others.constFirst()) : 0;
    if (before == 0 || after == 0)
        return WrongUse{Tr::tr("--compare needs the numbers of two runs."),
                        Tr::tr("As in: lockkeeper-cli history --compare 12 15")};
    result.compared = {before, after};
    return std::nullopt;
}

Refusal readHistory(Arguments &result, const QCommandLineParser &parser, const QStringList &positionals)
{
    if (parser.isSet(u"last"_s)) {
        bool ok = false;
        result.last = parser.value(u"last"_s).toInt(&ok);
        if (!ok || result.last < 1)
            return WrongUse{
                Tr::tr("--last is a whole number from 1 on, not “%1”.").arg(parser.value(u"last"_s)), {}};
    }
    if (!parser.isSet(u"compare"_s))
        return std::nullopt;
    if (parser.isSet(u"last"_s))
        return WrongUse{Tr::tr("--compare and --last exclude each other."), {}};
    return readCompared(result, parser.value(u"compare"_s), positionals);
}

Refusal readPositionals(Arguments &result, const Command &command, const QStringList &positionals)
{
    if (command.takesPaths) {
        if (positionals.isEmpty() && !result.settings.demo) // which has communities of its own
            return WrongUse{Tr::tr("“%1” needs a file or a folder.").arg(command.name),
                            Tr::tr("Usage: lockkeeper-cli %1 %2").arg(command.name, command.synopsis)};
        result.paths = positionals;
        return std::nullopt;
    }
    if (positionals.isEmpty() || command.takesWords)
        return std::nullopt;
    const QString &first = positionals.constFirst();
    QString hint;
    if (command.id == CommandId::Sync && interfaceKinds().contains(first))
        hint = Tr::tr("For one kind of source: --source %1").arg(first);
    else if (community::isCommunityId(first))
        hint = Tr::tr("For one community: --community %1").arg(first);
    return WrongUse{Tr::tr("“%1” takes no argument “%2”.").arg(command.name, first), hint};
}

ParsedArguments parseCommand(const Command &command, const QStringList &arguments,
                             const QSettings &settingsFile)
{
    Parser parser;
    parser.add(app::sharedOptions());
    parser.add(commonOptions());
    parser.add(command.options);
    const bool parsed = parser.parse(arguments);
    const QCommandLineParser &options = parser.get();
    if (options.isSet(u"help"_s))
        return Information{commandHelp(command)};
    if (Refusal refusal = parser.unknownOption()) {
        const bool isWord = options.unknownOptionNames().constFirst().size() == 1; // “-word”
        if (command.id == CommandId::Search && isWord)
            refusal->hint = Tr::tr("Put what is looked for in quotes: lockkeeper-cli search 'word -other'");
        return *refusal;
    }
    if (!parsed)
        return WrongUse{options.errorText(), {}};
    if (Refusal refusal = parser.optionAsValue())
        return *refusal;

    Arguments result;
    result.command = command.id;
    Result<app::Settings> settings = app::readSettings(options, settingsFile);
    if (!settings)
        return WrongUse{settings.error().text, settings.error().hint};
    result.settings = std::move(settings).value();
    const QStringList positionals = options.positionalArguments().mid(1);
    const bool compares = command.id == CommandId::History && options.isSet(u"compare"_s);
    if (Refusal refusal = compares ? std::nullopt : readPositionals(result, command, positionals))
        return *refusal;
    if (Refusal refusal = readVerbosity(result, options))
        return *refusal;
    if (!command.takesPaths) {
        const bool knowsAll = command.id != CommandId::History && command.id != CommandId::Restore;
        if (Refusal refusal = readCommunities(result, options, knowsAll && !command.takesWords))
            return *refusal;
    }
    result.online = command.takesPaths && options.isSet(u"online"_s);
    if (command.id == CommandId::Sync || command.id == CommandId::Search) {
        if (Refusal refusal = readKinds(result, options))
            return *refusal;
        if (Refusal refusal = readLimit(result, options))
            return *refusal;
    }
    if (command.id == CommandId::Sync) {
        if (Refusal refusal = readSync(result, options))
            return *refusal;
    }
    if (command.id == CommandId::History) {
        if (Refusal refusal = readHistory(result, options, positionals))
            return *refusal;
    }
    if (Refusal refusal = readDatabaseCommand(result, command, options))
        return *refusal;
    if (Refusal refusal = readInspectCommand(result, command, positionals, options))
        return *refusal;
    return result;
}

} // namespace

ParsedArguments parseArguments(const QStringList &arguments, const QSettings &settingsFile)
{
    // Which options there are depends on the command, which may stand behind some of them.
    Parser scout;
    scout.add(app::sharedOptions());
    scout.add(commonOptions());
    for (const Command &command : commands())
        scout.add(command.options);
    const bool parsed = scout.parse(arguments);
    if (scout.get().isSet(u"version"_s))
        return Information{versionText()};

    const QStringList positionals = scout.get().positionalArguments();
    if (positionals.value(0) == "help"_L1)
        return help(positionals.mid(1));
    if (!positionals.isEmpty()) {
        if (const Command *command = findCommand(positionals.constFirst()))
            return parseCommand(*command, arguments, settingsFile);
    }
    if (scout.get().isSet(u"help"_s))
        return Information{generalHelp()};
    if (Refusal refusal = scout.unknownOption()) // before the command: its value may have been taken for one
        return *refusal;
    if (!positionals.isEmpty())
        return unknownCommand(positionals.constFirst());
    if (!parsed)
        return WrongUse{scout.get().errorText(), {}};
    return WrongUse{Tr::tr("No command given."), Tr::tr("See lockkeeper-cli --help.")};
}

} // namespace lockkeeper::cli
