// Where the next run of the proposals goes on. Written as JSON into our own cursor table.
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace lockkeeper::sources::beps {

// What a proposal's pull request was when its row was stored.
struct KnownPull
{
    qint64 number = 0;
    QByteArray etag; // of the answer about this one; empty where a listing told of it
    QString version; // whose files are the stored content; empty where they could not all be read
    bool open = false;

    friend bool operator==(const KnownPull &, const KnownPull &) = default;
};

struct BepCursor
{
    QByteArray etag;                // of beps.yml, once everything in it is stored
    QList<QByteArray> pages;        // ETags of the open pull requests' listing, once what it told is stored
    QMap<QString, KnownPull> pulls; // by the proposal's number
    QByteArray print;               // of the beps.yml a run stopped in …
    QString through;                // … and the last number it had stored

    [[nodiscard]] QString toText() const;
    // Anything that is no cursor of ours gives an empty one.
    [[nodiscard]] static BepCursor fromText(const QString &text);

    friend bool operator==(const BepCursor &, const BepCursor &) = default;
};

} // namespace lockkeeper::sources::beps
