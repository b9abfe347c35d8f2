#include "cli/Help.h"

#include "cli/Console.h"
#include "common/Settings.h"
#include "common/Sqlite.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// On a terminal what fits there, but no lines that are long to read.
int helpColumns()
{
    return std::min(Console::textColumns(), 100);
}

// Term and meaning in two columns; the meaning's further lines stand under its first.
struct Entry
{
    QString term;
    QString meaning;
};

QString list(const QString &title, const QList<Entry> &entries)
{
    qsizetype width = 0;
    for (const Entry &entry : entries)
        width = std::max(width, entry.term.size());
    const int indent = static_cast<int>(width) + 4;
    QString text = u'\n' + title + u'\n';
    for (const Entry &entry : entries) {
        const QStringList lines = wrapped(entry.meaning, std::max(20, helpColumns() - indent));
        text +=
            "  "_L1 + entry.term.leftJustified(width + 2) + lines.join(u'\n' + QString(indent, u' ')) + u'\n';
    }
    return text;
}

Entry entryOf(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names += (name.size() == 1 ? "-"_L1 : "--"_L1) + name;
    QString term = names.join(", "_L1);
    if (!option.valueName().isEmpty())
        term += u' ' + option.valueName();
    return {term, option.description()};
}

QString optionList(const QString &title, const QList<QCommandLineOption> &options)
{
    QList<Entry> entries;
    for (const QCommandLineOption &option : options)
        entries += entryOf(option);
    return list(title, entries);
}

QString commandList()
{
    QList<Entry> entries;
    for (const Command &command : commands())
        entries.append({command.name, command.summary});
    entries.append({u"help"_s, Tr::tr("Show this help, or a command's.")});
    return list(Tr::tr("Commands:"), entries);
}

QString environmentList()
{
    const QString beaten = Tr::tr("What %1 says, unless it is given.");
    const QString forSource = Tr::tr("For the source of that name.");
    return list(
        Tr::tr("Environment:"),
        {{u"DATA_DIR"_s, beaten.arg("--data-dir"_L1)},
         {u"LOCKKEEPER_COMMUNITIES"_s, beaten.arg("--communities"_L1)},
         {u"GITHUB_TOKEN"_s, Tr::tr("A GitHub token: 5,000 requests an hour instead of 60. Never printed, "
                                    "and sent to GitHub's endpoint only.")},
         {u"SEMANTIC_SCHOLAR_API_KEY"_s, forSource},
         {u"PUBMED_API_KEY"_s, forSource},
         {u"OPENALEX_API_KEY"_s, forSource},
         {u"OPENALEX_EMAIL"_s, forSource},
         {u"NO_COLOR"_s, Tr::tr("No colours.")}});
}

QString exitCodeList()
{
    return list(
        Tr::tr("Exit codes:"),
        {{u"0"_s, Tr::tr("All done.")},
         {u"1"_s, Tr::tr("At least one job failed, or a community's configuration is broken; the others are "
                         "done.")},
         {u"2"_s, Tr::tr("Wrong use: unknown option, community, file; nothing was touched.")},
         {u"3"_s, Tr::tr("Nothing could start: data directory, databases, SQLite.")},
         {u"130"_s, Tr::tr("Interrupted; what was committed stays.")}});
}

QString exampleList(const QStringList &examples)
{
    QString text = u'\n' + Tr::tr("Examples:") + u'\n';
    for (const QString &example : examples)
        text += "  "_L1 + example + u'\n';
    return text;
}

QString everyCommandOptions()
{
    return optionList(Tr::tr("Options of every command:"), app::sharedOptions() + commonOptions());
}

} // namespace

QString generalHelp()
{
    QString text = Tr::tr("Usage: lockkeeper-cli COMMAND [options]") + u"\n\n"_s +
                   Tr::tr("Keeps community knowledge bases in sync.") + u'\n' + commandList();
    QStringList examples;
    for (const Command &command : commands()) {
        if (!command.options.isEmpty())
            text += optionList(Tr::tr("Options of “%1”:").arg(command.name), command.options);
        examples += command.examples;
    }
    return text + everyCommandOptions() + environmentList() + exitCodeList() + exampleList(examples);
}

QString commandHelp(const Command &command)
{
    QString text = Tr::tr("Usage: lockkeeper-cli %1 %2").arg(command.name, command.synopsis) + u"\n\n"_s +
                   command.summary + u'\n';
    if (!command.details.isEmpty())
        text += u'\n' + wrapped(command.details, helpColumns()).join(u'\n') + u'\n';
    if (!command.options.isEmpty())
        text += optionList(Tr::tr("Options:"), command.options);
    return text + everyCommandOptions() + environmentList() + exitCodeList() + exampleList(command.examples);
}

QString versionText()
{
    return u"lockkeeper-cli %1\nQt %2\nSQLite %3\n"_s.arg(
        QLatin1StringView(LOCKKEEPER_VERSION), QLatin1StringView(qVersion()), app::sqliteVersion());
}

} // namespace lockkeeper::cli
