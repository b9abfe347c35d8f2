#include "ui/history/ChangeWords.h"

#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::History)
};
} // namespace

QString changeSign(inspect::RowChange kind)
{
    switch (kind) {
    case inspect::RowChange::Added:
        return u"+"_s;
    case inspect::RowChange::Changed:
        return u"~"_s;
    case inspect::RowChange::Deleted:
        return u"−"_s;
    }
    return {};
}

QString changeWord(inspect::RowChange kind)
{
    switch (kind) {
    case inspect::RowChange::Added:
        return Tr::tr("new");
    case inspect::RowChange::Changed:
        return Tr::tr("changed");
    case inspect::RowChange::Deleted:
        return Tr::tr("deleted");
    }
    return {};
}

QString countsText(qint64 added, qint64 changed, qint64 deleted)
{
    QStringList parts;
    if (added > 0)
        parts.append(Tr::tr("%1 new").arg(formatNumber(added)));
    if (changed > 0)
        parts.append(Tr::tr("%1 changed").arg(formatNumber(changed)));
    if (deleted > 0)
        parts.append(Tr::tr("%1 deleted").arg(formatNumber(deleted)));
    return parts.join(", "_L1);
}

QString keptText(const QList<inspect::RemoteChanges> &kept, qint64 written)
{
    qint64 added = 0;
    qint64 changed = 0;
    qint64 deleted = 0;
    for (const inspect::RemoteChanges &one : kept) {
        added += one.added;
        changed += one.changed;
        deleted += one.deleted;
    }
    const qint64 rows = added + changed + deleted;
    if (rows == 0 && written == 0)
        return Tr::tr("This run changed no row here.");
    if (rows == 0)
        return Tr::tr("Which rows these were is not kept (any more): a database keeps it of its last runs.");
    const QString counts = countsText(added, changed, deleted);
    return rows < written ? Tr::tr("%1; of others it is not kept any more").arg(counts) : counts;
}

} // namespace lockkeeper::ui
