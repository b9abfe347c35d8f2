// Where a mailing list's next run goes on. Written as JSON into our own cursor table.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>

namespace lockkeeper::sources::mailman {

// A period that may still grow, or of which only a part is stored.
struct OpenPeriod
{
    qint64 through = -1;    // every message up to this number is stored; a list's first one is 0
    QByteArray print;       // of the listing up to there: another one means that the archive was made anew
    QByteArray etag;        // of the listing, once all of it is stored
    QString archive;        // the mbox file's name, as the index had it
    QByteArray archiveEtag; // of the mbox file that was read last

    friend bool operator==(const OpenPeriod &, const OpenPeriod &) = default;
};

struct ListCursor
{
    QString base;         // the archive's address; another one is another archive
    int startYear = 0;    // another one: the index must be read again
    QByteArray indexEtag; // once everything the index names is stored
    QSet<QString> done;   // periods that are complete and over
    QMap<QString, OpenPeriod> open;

    [[nodiscard]] QString toText() const;
    // Anything that is no cursor of ours gives an empty one.
    [[nodiscard]] static ListCursor fromText(const QString &text);

    friend bool operator==(const ListCursor &, const ListCursor &) = default;
};

} // namespace lockkeeper::sources::mailman
