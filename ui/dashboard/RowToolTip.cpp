#include "ui/dashboard/RowToolTip.h"

#include "sync/Failures.h"
#include "ui/common/Format.h"
#include "ui/dashboard/StateText.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::RowToolTip)
};

constexpr int shownProblems = 8;
constexpr qsizetype shownReasons = 3;

void addError(QStringList &lines, const Error &error)
{
    for (const QString &line : {error.text, error.hint, error.url}) {
        if (!line.isEmpty())
            lines.append(line);
    }
}

void addProblems(QStringList &lines, const QList<community::Problem> &problems, qsizetype most)
{
    for (const community::Problem &problem : problems.first(std::min(most, problems.size()))) {
        lines.append(problem.describe());
        if (!problem.hint.isEmpty())
            lines.append(problem.hint);
    }
    if (problems.size() > most)
        lines.append(Tr::tr("and %Ln more", "problems", static_cast<int>(problems.size() - most)));
}

void collectFailed(const CommunityNode &node, QList<sync::JobSnapshot> &failed)
{
    // Of the last run or of an earlier one: the row says of both that they failed.
    if (node.job && node.job->state == sync::JobState::Failed)
        failed.append(*node.job);
    for (const auto &child : node.children)
        collectFailed(*child, failed);
}
} // namespace

QStringList failureLines(const CommunityNode &node)
{
    if (node.kind == RowKind::Job || node.figures.failed == 0)
        return {};
    QList<sync::JobSnapshot> failed;
    collectFailed(node, failed);
    const QList<sync::FailureGroup> groups = sync::failureGroups(failed);
    QStringList lines;
    for (const sync::FailureGroup &group : groups.first(std::min(shownReasons, groups.size())))
        lines.append(
            Tr::tr("%1 of %2 failed: %3")
                .arg(formatNumber(group.jobs.size()), formatNumber(node.figures.asked), group.error.text));
    if (groups.size() > shownReasons)
        lines.append(Tr::tr("and %Ln more", "reasons", static_cast<int>(groups.size() - shownReasons)));
    return lines;
}

QString rowErrorText(const CommunityNode &node)
{
    QStringList lines;
    if (node.kind == RowKind::Problem)
        lines.append(node.name);
    if (node.job && node.job->error)
        addError(lines, *node.job->error);
    if (node.entry) {
        addProblems(lines, node.entry->loaded.problems, node.entry->loaded.problems.size());
        if (node.entry->databaseError)
            addError(lines, *node.entry->databaseError);
    }
    for (const auto &child : node.children) {
        const QString below = child->kind == RowKind::Problem ? QString() : rowErrorText(*child);
        if (!below.isEmpty())
            lines.append(child->kind == RowKind::Job ? child->name + '\n'_L1 + below : below);
    }
    return lines.join('\n'_L1);
}

QString rowToolTip(const CommunityNode &node)
{
    QStringList lines;
    if (node.kind == RowKind::Job && node.figures.state == RowState::Running)
        lines.append(Tr::tr("%1 %2").arg(
            node.name, phaseText(node.figures.phase, node.figures.phaseHost, node.figures.phaseUntil)));
    if (node.kind == RowKind::Problem && node.parent && node.parent->entry)
        addProblems(lines, node.parent->entry->loaded.problems, shownProblems);
    if (node.job && node.job->error)
        addError(lines, *node.job->error);
    lines += failureLines(node);
    if (node.entry) {
        addProblems(lines, node.entry->loaded.problems, shownProblems);
        if (node.entry->databaseError)
            addError(lines, *node.entry->databaseError);
    }
    if (lines.isEmpty())
        return {};
    // As rich text, for Qt then wraps long lines.
    return u"<p>%1</p>"_s.arg(lines.join('\n'_L1).toHtmlEscaped().replace('\n'_L1, "<br>"_L1));
}

} // namespace lockkeeper::ui
