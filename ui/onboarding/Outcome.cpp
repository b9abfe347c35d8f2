#include "ui/onboarding/Outcome.h"

#include "ui/common/Format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Onboarding)
};

CheckState stateOf(onboarding::Verdict verdict)
{
    switch (verdict) {
    case onboarding::Verdict::Fine:
        return CheckState::Fine;
    case onboarding::Verdict::Warning:
        return CheckState::Warning;
    case onboarding::Verdict::Error:
        return CheckState::Error;
    case onboarding::Verdict::NotChecked:
        break;
    }
    return CheckState::NotChecked;
}

Outcome plainOutcome(const onboarding::Finding &finding)
{
    return {.state = stateOf(finding.verdict), .text = finding.text, .hint = finding.hint, .newName = {}};
}

template <typename T>
Outcome withNewName(const T &finding)
{
    Outcome outcome = plainOutcome(finding);
    outcome.newName = finding.newName;
    return outcome;
}

// A query is fine where one provider knows something: the others are told, too.
Outcome ofQuery(const onboarding::Findings &findings, const QString &query)
{
    Outcome outcome;
    QStringList texts;
    bool any = false;
    bool fine = false;
    bool warned = false;
    bool wrong = false;
    for (const onboarding::Provider provider : onboarding::providers) {
        const auto found = findings.queries.constFind(onboarding::queryKey(provider, query));
        if (found == findings.queries.cend())
            continue;
        any = true;
        fine = fine || found->verdict == onboarding::Verdict::Fine;
        warned = warned || found->verdict == onboarding::Verdict::Warning;
        wrong = wrong || found->verdict == onboarding::Verdict::Error;
        const QString name = onboarding::providerName(provider);
        texts.append(found->text.contains(name) ? found->text : u"%1: %2"_s.arg(name, found->text));
        if (outcome.hint.isEmpty() && found->verdict != onboarding::Verdict::Fine)
            outcome.hint = found->hint;
    }
    if (!any)
        return outcome;
    outcome.state = wrong    ? CheckState::Error
                    : fine   ? CheckState::Fine
                    : warned ? CheckState::Warning
                             : CheckState::NotChecked;
    outcome.text = texts.join('\n'_L1);
    return outcome;
}
} // namespace

CheckLook checkLook(CheckState state)
{
    switch (state) {
    case CheckState::Checking:
        return {Tr::tr("checking…"), u"state-running"_s, IconTone::Running};
    case CheckState::Fine:
        return {Tr::tr("fine"), u"state-done"_s, IconTone::Done};
    case CheckState::Warning:
        return {Tr::tr("warning"), u"state-broken"_s, IconTone::Warning};
    case CheckState::Error:
        return {Tr::tr("error"), u"state-failed"_s, IconTone::Failed};
    case CheckState::NotChecked:
        break;
    }
    return {Tr::tr("not checked"), u"state-idle"_s, IconTone::Muted};
}

Outcome outcomeOf(const onboarding::Findings &findings, const Entry &entry)
{
    const auto plain = [&entry](const auto &found) {
        const auto one = found.constFind(entry.text);
        return one == found.cend() ? Outcome() : plainOutcome(*one);
    };
    switch (entry.kind) {
    case EntryKind::Repository: {
        const auto found = findings.repositories.constFind(entry.text);
        return found == findings.repositories.cend() ? Outcome() : withNewName(*found);
    }
    case EntryKind::Docstrings: {
        const auto found = findings.docstrings.constFind(onboarding::docstringKey(entry.text, entry.branch));
        return found == findings.docstrings.cend() ? Outcome() : withNewName(*found);
    }
    case EntryKind::Forum:
        return plain(findings.forums);
    case EntryKind::Doi:
        return plain(findings.dois);
    case EntryKind::List:
        return plain(findings.lists);
    case EntryKind::Query:
        break;
    }
    return ofQuery(findings, entry.text);
}

QString wholeText(const Outcome &outcome)
{
    return outcome.hint.isEmpty() ? outcome.text : outcome.text + ' '_L1 + outcome.hint;
}

} // namespace lockkeeper::ui
