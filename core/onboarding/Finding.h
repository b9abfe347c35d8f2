// What a live check found out about one answer of a form: a verdict, a sentence, a hint. The typed findings
// (Findings.h) add what can be shown or picked from. Plain values; texts hold no secret.
#pragma once

#include <QDateTime>
#include <QString>

namespace lockkeeper::onboarding {

enum class Verdict {
    Fine,
    Warning,    // may be saved all the same: moved, archived, no hits, a category that is not there
    Error,      // wrong for certain: the remote says there is no such thing, or it is something else
    NotChecked, // offline, too slow, limited, no key: nobody knows, and saving stays possible
};

struct Finding
{
    Verdict verdict = Verdict::NotChecked;
    QString text; // a sentence: "About 1,240 issues and pull requests; default branch “main”."
    QString hint; // what to do about it; may be empty
    // Of a check that met a limit: when the remote answers again, UTC. Else invalid.
    QDateTime freeAt;

    [[nodiscard]] bool isChecked() const { return verdict != Verdict::NotChecked; }
};

} // namespace lockkeeper::onboarding
