#include "ui/dashboard/RowToolTip.h"

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
} // namespace

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
