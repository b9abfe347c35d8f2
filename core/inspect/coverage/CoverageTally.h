// Counts the items of one table as they go by, remote by remote. Within core/inspect.
#pragma once

#include "inspect/coverage/Coverage.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace lockkeeper::inspect {

// What is kept of an item: no text.
struct SeenItem
{
    QString remote;
    QString time; // empty: none
    bool hasText = false;
    QList<quint64> prints; // of what would make another item the same
};

// The prints of a paper and of any other item.
[[nodiscard]] QList<quint64> printsOfPaper(const QString &title, const QString &address);
[[nodiscard]] QList<quint64> printsOf(const QString &remote, const QString &title, const QString &text);

class CoverageTally final
{
public:
    void add(const SeenItem &item); // in the order of row ids

    // Of one remote, as it stands; without what the rows don't say.
    [[nodiscard]] CoverageRow rowOf(const QString &remote) const;
    [[nodiscard]] QStringList remotes() const { return m_remotes.keys(); }

private:
    struct Remote
    {
        CoverageRow row;
        QStringList newest; // sorted, bounded
    };

    QMap<QString, Remote> m_remotes;
    QSet<quint64> m_prints;
};

} // namespace lockkeeper::inspect
