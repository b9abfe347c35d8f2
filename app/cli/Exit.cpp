#include "cli/Exit.h"

#include "cli/Console.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

void tell(const QString &text, const QString &hint)
{
    Console::errorLine("lockkeeper-cli: "_L1 + printable(text));
    for (const QString &line : hint.split(u'\n', Qt::SkipEmptyParts))
        Console::errorLine(printable(line));
}

} // namespace

int refuse(const WrongUse &wrong)
{
    tell(wrong.text, wrong.hint);
    return ExitWrongUse;
}

int refuseToStart(const Error &error)
{
    tell(error.text, error.hint);
    return error.kind == ErrorKind::Config ? ExitWrongUse : ExitNotStarted;
}

} // namespace lockkeeper::cli
