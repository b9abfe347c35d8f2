#include "cli/OriginChoice.h"

#include "base/Nearest.h"
#include "inspect/search/Origins.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr qsizetype mostTold = 10;

QString named(const QStringList &origins)
{
    const QString list = origins.first(std::min(origins.size(), mostTold)).join(", "_L1);
    return origins.size() > mostTold ? Tr::tr("One of: %1, …").arg(list) : Tr::tr("One of: %1.").arg(list);
}

Error noSuchOrigin(const QString &typed, const QStringList &origins)
{
    const QString meant = nearest(typed, origins);
    QString hint;
    if (!meant.isEmpty())
        hint = Tr::tr("Did you mean “%1”?").arg(meant);
    else if (!origins.isEmpty())
        hint = named(origins);
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("There is no repository, forum, list or provider “%1”.").arg(typed),
            .hint = hint,
            .url = {}};
}

} // namespace

Result<QString> chooseOrigin(const QString &typed, const QList<inspect::Place> &places,
                             const std::stop_token &stop)
{
    if (typed.isEmpty())
        return typed;
    QStringList origins;
    for (const inspect::Place &place : places) {
        const Result<QStringList> its = inspect::originsIn(place, stop);
        if (!its && its.error().isCancelled())
            return its.error();
        if (!its)
            return typed;
        origins += *its;
    }
    origins.sort();
    origins.removeDuplicates();
    if (origins.contains(typed))
        return typed;
    QStringList whole;
    QStringList parts;
    for (const QString &origin : std::as_const(origins)) {
        if (origin.compare(typed, Qt::CaseInsensitive) == 0 ||
            origin.endsWith(u'/' + typed, Qt::CaseInsensitive))
            whole += origin;
        if (origin.contains(typed, Qt::CaseInsensitive))
            parts += origin;
    }
    const QStringList &fitting = whole.isEmpty() ? parts : whole;
    if (fitting.size() == 1)
        return fitting.first();
    if (fitting.isEmpty())
        return noSuchOrigin(typed, origins);
    return Error{.kind = ErrorKind::Config,
                 .text = Tr::tr("Several have “%1” in their name.").arg(typed),
                 .hint = named(fitting),
                 .url = {}};
}

} // namespace lockkeeper::cli
