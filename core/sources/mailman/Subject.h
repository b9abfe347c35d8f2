// What a subject says of its thread. Pure; any thread.
#pragma once

#include <QString>

namespace lockkeeper::sources::mailman {

struct Subject
{
    QString base; // without "Re:", "Fwd:", "AW:" … and "[list]", blanks and case evened out; may be empty
    bool isReply = false; // it had a "Re:" or its like
};

[[nodiscard]] Subject readSubject(const QString &subject);

// Empty, or one of the words that stand for none.
[[nodiscard]] bool isNoSubject(const QString &subject);

} // namespace lockkeeper::sources::mailman
