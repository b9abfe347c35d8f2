#include "cli/ErrorLines.h"

#include "cli/Console.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

} // namespace

void tellError(const QString &community, const Error &error)
{
    Console::errorLine(printable(community + ": "_L1 + error.text));
    tellHint(error.kind == ErrorKind::Corrupt
                 ? Tr::tr("It has been neither deleted nor replaced. What can be done is told by: "
                          "lockkeeper-cli health --community %1 --deep")
                       .arg(community)
                 : error.hint);
}

void tellHint(const QString &hint)
{
    if (!hint.isEmpty())
        Console::errorLine(printable("  "_L1 + hint));
}

} // namespace lockkeeper::cli
