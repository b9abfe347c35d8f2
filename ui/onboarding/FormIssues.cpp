#include "ui/onboarding/FormIssues.h"

#include "community/Cron.h"
#include "community/Rules.h"
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

void addNames(QList<FormIssue> &issues, const OnboardingForm &form)
{
    const community::Community &c = form.draft().community;
    const auto add = [&issues](const QString &text, const QString &hint) {
        issues.append({.step = Step::Name, .text = text, .hint = hint});
    };
    if (c.id.isEmpty())
        issues.append({.step = Step::Name,
                       .isOpen = true,
                       .text = Tr::tr("The community has no name yet."),
                       .hint = Tr::tr("Its id is made from the name.")});
    else if (!community::isCommunityId(c.id))
        add(Tr::tr("“%1” cannot be an id.").arg(c.id),
            Tr::tr("Small letters and digits, words joined by single hyphens: my-lab."));
    else if (!form.isEdit() && form.taken().contains(c.id))
        add(Tr::tr("There is a community “%1” already.").arg(c.id),
            Tr::tr("Edit its sources instead, or choose another id."));
    else if (const QString there = form.isThere(); !there.isEmpty())
        issues.append(
            {.step = Step::Name,
             .isError = false,
             .text = Tr::tr("There is a community “%1” already, of this name or this homepage.").arg(there),
             .hint = Tr::tr("Edit its sources instead, unless another one is meant.")});
    const QString homepage = c.links.value(u"homepage"_s);
    if (!homepage.isEmpty()) {
        if (const Result<QUrl> url = community::checkedUrl(homepage); !url)
            add(url.error().text, url.error().hint);
    }
}

void addEntries(QList<FormIssue> &issues, const OnboardingForm &form, const LiveChecks &checks,
                EntryKind kind)
{
    const QList<Entry> entries = form.entries(kind);
    for (int row = 0; row < entries.size(); ++row) {
        const Outcome outcome = checks.outcome(entries.at(row));
        const bool wrong = outcome.state == CheckState::Error;
        if (wrong || outcome.state == CheckState::Warning)
            issues.append({.step = stepOf(kind),
                           .kind = kind,
                           .row = row,
                           .isError = wrong,
                           .text = entryTitle(entries.at(row)) + u": "_s + outcome.text,
                           .hint = outcome.hint});
    }
    const QString pending = form.draft().pending.value(static_cast<int>(kind)).trimmed();
    if (!pending.isEmpty())
        issues.append({.step = stepOf(kind),
                       .kind = kind,
                       .isOpen = true,
                       .text = Tr::tr("“%1” was entered and not added.").arg(pending),
                       .hint = Tr::tr("Add it, or clear the field.")});
}
} // namespace

QList<FormIssue> formIssues(const OnboardingForm &form, const LiveChecks &checks)
{
    QList<FormIssue> issues;
    addNames(issues, form);
    for (const EntryKind kind : entryKinds)
        addEntries(issues, form, checks, kind);
    for (const QString &source : OnboardingForm::sources()) {
        const QString line = form.hasSource(source) || form.isEdit() ? form.cron(source) : QString();
        if (line.isEmpty())
            continue;
        if (const Result<community::Cron> cron = community::Cron::parse(line); !cron)
            issues.append({.step = Step::Schedule,
                           .source = source,
                           .text = cron.error().text,
                           .hint = cron.error().hint});
    }
    return issues;
}

QString stepTitle(Step step)
{
    switch (step) {
    case Step::Name:
        return Tr::tr("Name");
    case Step::Repositories:
        return Tr::tr("Repositories");
    case Step::Docstrings:
        return Tr::tr("Docstrings");
    case Step::Forum:
        return Tr::tr("Forum");
    case Step::Papers:
        return Tr::tr("Papers");
    case Step::Lists:
        return Tr::tr("Mailing lists");
    case Step::Schedule:
        return Tr::tr("Schedule");
    case Step::Review:
        break;
    }
    return Tr::tr("Review");
}

StepLook stepLook(Step step, const OnboardingForm &form, const LiveChecks &checks,
                  const QList<FormIssue> &issues)
{
    StepLook look{.title = stepTitle(step), .words = Tr::tr("nothing yet"), .icon = u"state-idle"_s};
    int entries = 0;
    bool checking = false;
    for (const EntryKind kind : entryKinds) {
        if (stepOf(kind) != step)
            continue;
        for (const Entry &entry : form.entries(kind)) {
            ++entries;
            checking = checking || checks.outcome(entry).state == CheckState::Checking;
        }
    }
    const bool named = step == Step::Name && !form.draft().community.id.isEmpty();
    if (step == Step::Schedule) {
        for (const QString &source : OnboardingForm::sources())
            entries += form.hasSource(source) && !form.cron(source).isEmpty() ? 1 : 0;
    }
    if (entries > 0 || named) {
        look.words = named                    ? form.draft().community.id
                     : step == Step::Schedule ? Tr::tr("planned")
                                              : Tr::tr("%Ln entries", nullptr, entries);
        look.icon = checking ? u"state-running"_s : u"state-done"_s;
        look.tone = checking ? IconTone::Running : IconTone::Done;
    }
    const bool all = step == Step::Review;
    const auto count = [&](bool errors) {
        return static_cast<int>(std::ranges::count_if(issues, [&](const FormIssue &issue) {
            const bool underWay = issue.isOpen && static_cast<int>(issue.step) == form.draft().step;
            return (all || issue.step == step) && issue.isError == errors && !underWay;
        }));
    };
    const bool begun = step == Step::Name || all ? !form.isEmpty() : true;
    if (all && !form.draft().community.id.isEmpty())
        look.words = Tr::tr("ready to save");
    if (const int errors = count(true); errors > 0 && begun) {
        look.words = Tr::tr("%Ln errors", nullptr, errors);
        look.icon = u"state-failed"_s;
        look.tone = IconTone::Failed;
    } else if (const int warnings = count(false); warnings > 0) {
        look.words = Tr::tr("%Ln warnings", nullptr, warnings);
        look.icon = u"state-broken"_s;
        look.tone = IconTone::Warning;
    }
    return look;
}

} // namespace lockkeeper::ui
