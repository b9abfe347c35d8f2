#include "onboarding/DocstringCheck.h"

#include "base/Format.h"
#include "community/Rules.h"
#include "onboarding/Asker.h"
#include "onboarding/GithubRepository.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

// Of GitHub's names those whose files are read, in our words.
QStringList readableOf(const QStringList &languages)
{
    QStringList readable;
    for (const QString &language : languages) {
        const QString word = language.toLower();
        if (word == "matlab"_L1 || word == "python"_L1)
            readable += word;
    }
    std::sort(readable.begin(), readable.end());
    return readable;
}

// GitHub answers 422 for a branch that is not there, and 409 for a repository without a commit.
void checkBranch(Asker &asker, DocstringFinding &finding, const QString &name)
{
    http::Request request =
        githubRequest(asker.client(), u"/repos/%1/commits/%2"_s.arg(name, finding.branch));
    request.url.setQuery(QUrlQuery{{u"per_page"_s, u"1"_s}}); // of the changed files
    const Result<http::Response> response = asker.ask(request);
    if (response)
        return;
    const int status = response.error().status;
    if (status != 404 && status != 409 && status != 422)
        return asker.leaveOpen(finding, response.error());
    finding.verdict = Verdict::Error;
    if (status == 409 || finding.branch == finding.defaultBranch) {
        finding.text = Tr::tr("The repository has no commit on “%1” yet.").arg(finding.branch);
        return;
    }
    finding.text = Tr::tr("There is no branch “%1”; the default branch is “%2”.")
                       .arg(finding.branch, finding.defaultBranch);
    finding.hint = Tr::tr("Take “%1”.").arg(finding.defaultBranch);
}

QString docstringText(const DocstringFinding &finding)
{
    QStringList parts{Tr::tr("branch “%1”").arg(finding.branch)};
    if (!finding.languages.isEmpty())
        parts += finding.languages.join(", "_L1);
    if (finding.kibibytes > 0)
        parts += Tr::tr("some %1 with its history").arg(formatBytes(finding.kibibytes * 1024));
    QString text = parts.join("; "_L1);
    text[0] = text.at(0).toUpper();
    return text + u'.';
}

// What of the wanted languages is not there, as far as GitHub says. Both are what counts where nobody chose:
// that one of them is missing is no matter then.
void judgeLanguages(DocstringFinding &finding, const QStringList &all, const QStringList &wanted)
{
    if (all.isEmpty()) // nobody knows
        return;
    QStringList missing;
    for (const QString &language : wanted) {
        if (wanted.size() == 1 && !finding.languages.contains(language))
            missing += language;
    }
    if (finding.languages.isEmpty()) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("It has neither Python nor MATLAB files, as far as GitHub says (%1).")
                           .arg(all.mid(0, 3).join(", "_L1));
        finding.hint = Tr::tr("Docstrings are read from files of these two languages.");
    } else if (!missing.isEmpty()) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("It has no files in %1, as far as GitHub says. %2")
                           .arg(missing.join(", "_L1), finding.text);
    }
}
} // namespace

DocstringFinding checkDocstrings(Asker &asker, const community::DocstringRepository &entry)
{
    DocstringFinding finding;
    finding.asked = entry.repository;
    const Result<QString> checked = community::checkedRepository(entry.repository);
    const Result<QString> branch =
        entry.branch.isEmpty() ? Result<QString>(QString()) : community::checkedBranch(entry.branch);
    if (!checked || !branch) {
        refuse(finding, checked ? branch.error() : checked.error());
        return finding;
    }
    finding.asked = *checked;
    finding.branch = *branch;
    const std::optional<RepositoryFacts> facts = askFacts(asker, *checked, finding);
    if (!facts)
        return finding;
    finding.newName = newNameOf(*checked, *facts);
    finding.defaultBranch = facts->defaultBranch;
    finding.kibibytes = facts->kibibytes;
    if (finding.branch.isEmpty())
        finding.branch = facts->defaultBranch;
    const QStringList all = askLanguages(asker, facts->name);
    finding.languages = readableOf(all);
    finding.verdict = Verdict::Fine;
    finding.text = docstringText(finding);
    if (finding.branch != finding.defaultBranch)
        checkBranch(asker, finding, facts->name);
    if (finding.verdict != Verdict::Fine)
        return finding;
    judgeLanguages(finding, all, entry.languages);
    if (!finding.newName.isEmpty())
        warnOfNewName(finding, finding.newName);
    return finding;
}

} // namespace lockkeeper::onboarding
