// Changes a configuration's text where a community's values differ from what it says, and nowhere else: every
// comment, key, quote, blank line and line ending of the rest stays byte for byte. How, and what it refuses:
// DESIGN.md. Pure; for 30 KiB and some changes a matter of milliseconds.
#pragma once

#include "base/Result.h"
#include "community/Community.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace lockkeeper::community {

// A comment on the line of a value that was changed. It stays, and may now be wrong ("# daily at 2am UTC").
struct KeptComment
{
    QString key;     // "sync.github.cron"
    QString comment; // without '#'

    friend bool operator==(const KeptComment &, const KeptComment &) = default;
};

struct EditedConfig
{
    QByteArray text; // what was given, where nothing differs
    QList<KeptComment> keptComments;
};

// `text` as it is on the disk; `after` is checked first (checkedCommunity), and the result is read again and
// says exactly that. Errors: config (the text is no configuration of this community, or is written so that a
// change in place is not safe, with the line; or `after` is against a rule), internal (the result would not
// say what it must). Nothing is changed then.
[[nodiscard]] Result<EditedConfig> editConfig(const QByteArray &text, const Community &after);

} // namespace lockkeeper::community
