#include "cli/ValidateOutput.h"

#include "base/Time.h"
#include "cli/Console.h"
#include "cli/JsonText.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

using community::LoadedCommunity;
using community::Problem;
using onboarding::Verdict;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QLatin1StringView severityName(Problem::Severity severity)
{
    return severity == Problem::Severity::Error ? "error"_L1 : "warning"_L1;
}

int countProblems(const ValidateReport &report, Problem::Severity severity)
{
    qsizetype count = 0;
    for (const LoadedCommunity &file : report.files)
        count += std::count_if(file.problems.cbegin(), file.problems.cend(),
                               [severity](const Problem &p) { return p.severity == severity; });
    return static_cast<int>(count);
}

int countOnline(const ValidateReport &report, Verdict verdict)
{
    return report.online ? report.online->count(verdict) : 0;
}

// The severity goes last: where the place ends and the sentence begins is describe()'s business.
void printLine(const QString &line, const QString &kind, const QString &hint, Verbosity verbosity)
{
    Console::line(printable(line) + " ["_L1 + kind + u']');
    if (!hint.isEmpty() && verbosity != Verbosity::Quiet)
        Console::line("    "_L1 + printable(hint));
}

QString summaryOf(const ValidateReport &report)
{
    const int errors = countProblems(report, Problem::Severity::Error) + countOnline(report, Verdict::Error);
    const int warnings =
        countProblems(report, Problem::Severity::Warning) + countOnline(report, Verdict::Warning);
    QString text = Tr::tr("%1: %2, %3")
                       .arg(Tr::tr("%n files", nullptr, static_cast<int>(report.files.size())),
                            Tr::tr("%n errors", nullptr, errors), Tr::tr("%n warnings", nullptr, warnings));
    if (report.online) {
        text += Tr::tr("; online: %1 fine, %2 not checked")
                    .arg(countOnline(report, Verdict::Fine))
                    .arg(countOnline(report, Verdict::NotChecked));
        if (report.online->isInterrupted)
            text += Tr::tr(", interrupted before the end");
    }
    return text + u'.';
}

QList<JsonText> problemsJson(const LoadedCommunity &file)
{
    QList<JsonText> problems;
    for (const Problem &problem : file.problems) {
        problems += JsonText()
                        .text("severity", severityName(problem.severity))
                        .text("file", problem.file)
                        .number("line", problem.line)
                        .number("column", problem.column)
                        .text("key", problem.key)
                        .text("text", problem.text)
                        .text("hint", problem.hint);
    }
    return problems;
}

QList<JsonText> onlineJson(const OnlineFindings &online)
{
    QList<JsonText> list;
    for (const OnlineFinding &one : online.all) {
        list += JsonText()
                    .text("verdict", verdictName(one.finding.verdict))
                    .text("file", one.file)
                    .number("line", one.line)
                    .number("column", one.column)
                    .text("key", one.key)
                    .text("about", one.about)
                    .text("text", one.finding.text)
                    .text("hint", one.finding.hint)
                    .textOrNull("free_at",
                                one.finding.freeAt.isValid() ? toIsoUtc(one.finding.freeAt) : QString());
    }
    return list;
}
} // namespace

bool hasError(const LoadedCommunity &loaded)
{
    return loaded.broken() ||
           std::any_of(loaded.problems.cbegin(), loaded.problems.cend(),
                       [](const Problem &p) { return p.severity == Problem::Severity::Error; });
}

bool hasError(const ValidateReport &report)
{
    return countOnline(report, Verdict::Error) > 0 ||
           std::any_of(report.files.cbegin(), report.files.cend(),
                       [](const LoadedCommunity &file) { return hasError(file); });
}

void printReport(const ValidateReport &report, Verbosity verbosity)
{
    for (const LoadedCommunity &file : report.files) {
        for (const Problem &problem : file.problems) {
            if (problem.severity == Problem::Severity::Error || verbosity != Verbosity::Quiet)
                printLine(problem.describe(), severityName(problem.severity), problem.hint, verbosity);
        }
    }
    if (report.online) {
        for (const OnlineFinding &one : report.online->all) {
            const Verdict verdict = one.finding.verdict;
            const QString kind = verdict == Verdict::NotChecked ? u"note"_s : verdictName(verdict);
            if (verdict == Verdict::Error || verbosity != Verbosity::Quiet)
                printLine(one.describe(), kind, one.finding.hint, verbosity);
        }
    }
    if (verbosity != Verbosity::Quiet)
        Console::line(summaryOf(report));
}

QByteArray reportAsJson(const ValidateReport &report)
{
    QList<JsonText> files;
    QList<JsonText> problems;
    for (const LoadedCommunity &file : report.files) {
        files +=
            JsonText().text("file", file.file).text("community", file.id).boolean("valid", !hasError(file));
        problems += problemsJson(file);
    }
    JsonText json;
    json.number("errors",
                countProblems(report, Problem::Severity::Error) + countOnline(report, Verdict::Error))
        .number("warnings",
                countProblems(report, Problem::Severity::Warning) + countOnline(report, Verdict::Warning))
        .list("files", files)
        .list("problems", problems);
    if (report.online)
        json.number("not_checked", countOnline(report, Verdict::NotChecked))
            .boolean("interrupted", report.online->isInterrupted)
            .list("online", onlineJson(*report.online));
    return json.bytes();
}

} // namespace lockkeeper::cli
