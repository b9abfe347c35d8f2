#include "cli/LeftOut.h"

#include "cli/Console.h"
#include "cli/Exit.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QList<CommunityStatus> brokenOf(const DatabaseChoice &choice)
{
    QList<CommunityStatus> broken;
    for (const QList<CommunityStatus> *list : {&choice.communities, &choice.withoutDatabase}) {
        for (const CommunityStatus &one : *list) {
            if (!one.problems.isEmpty())
                broken += one;
        }
    }
    return broken;
}

} // namespace

QStringList noDatabaseLines(const DatabaseChoice &choice)
{
    QStringList lines;
    for (const CommunityStatus &one : choice.withoutDatabase)
        lines += printable(Tr::tr("%1: no database yet; the first sync makes it").arg(one.id));
    return lines;
}

void tellNoDatabase(const DatabaseChoice &choice, const Arguments &arguments)
{
    if (arguments.json || arguments.verbosity == Verbosity::Quiet)
        return;
    for (const QString &line : noDatabaseLines(choice))
        Console::errorLine(line);
}

void tellBrokenConfigurations(const DatabaseChoice &choice)
{
    for (const CommunityStatus &one : brokenOf(choice)) {
        for (const QString &problem : one.problems)
            Console::errorLine(printable(problem));
        Console::errorLine(printable(Tr::tr("%1: its configuration is broken").arg(one.id)));
    }
}

JsonText &addLeftOut(JsonText &object, const DatabaseChoice &choice)
{
    QList<JsonText> without;
    for (const CommunityStatus &one : choice.withoutDatabase)
        without += JsonText().text("community", one.id).text("path", one.database.path);
    QList<JsonText> broken;
    for (const CommunityStatus &one : brokenOf(choice))
        broken += JsonText().text("community", one.id).list("problems", one.problems);
    return object.list("without_database", without).list("broken_configurations", broken);
}

int exitCodeOf(const DatabaseChoice &choice, int ofTheWork)
{
    return ofTheWork == ExitDone && !brokenOf(choice).isEmpty() ? ExitFailed : ofTheWork;
}

} // namespace lockkeeper::cli
