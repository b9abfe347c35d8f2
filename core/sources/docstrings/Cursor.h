// What is stored of a repository's language: up to which commit, of which branch.
#pragma once

#include <QByteArray>
#include <QString>

namespace lockkeeper::sources::docstrings {

// Grows when the readers find more or other docstrings in the same file: every repository is then read again.
inline constexpr int readerVersion = 1;

struct Cursor
{
    QString branch;
    QString sha;     // empty: nothing is vouched for
    QByteArray etag; // of the answer that named the commit
    int reader = readerVersion;

    [[nodiscard]] bool vouchesFor(const QString &forBranch) const
    {
        return !sha.isEmpty() && branch == forBranch && reader == readerVersion;
    }
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static Cursor fromText(const QString &text); // an empty one for a text that is none
};

// A commit's id: SHA-1 or SHA-256 in hexadecimal.
[[nodiscard]] bool isCommitId(const QString &text);

} // namespace lockkeeper::sources::docstrings
