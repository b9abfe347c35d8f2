#include "onboarding/RepositoryCheck.h"

#include "community/Rules.h"
#include "http/Client.h"
#include "onboarding/Asker.h"
#include "onboarding/GithubRepository.h"
#include "sources/JsonAnswer.h"
#include "sources/LinkHeader.h"

#include <QCoreApplication>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

// Issues and pull requests, open and closed: as many pages as there are items if each has one.
void countItems(Asker &asker, RepositoryFinding &finding, const QString &name)
{
    http::Request request = githubRequest(asker.client(), u"/repos/%1/issues"_s.arg(name));
    request.url.setQuery(QUrlQuery{{u"state"_s, u"all"_s}, {u"per_page"_s, u"1"_s}});
    const Result<http::Response> response = asker.ask(request);
    if (!response) {
        finding.hasIssues = finding.hasIssues && response.error().status != 410;
        return;
    }
    const Result<QJsonArray> items = sources::jsonArray(*response);
    if (!items)
        return;
    const sources::PageLinks links = sources::parseLinks(response->header("link"));
    if (links.lastPage) {
        finding.items = *links.lastPage;
    } else if (!links.hasNext) {
        finding.items = items->size();
    } else { // pages without numbers: numbers are given in turn, so the newest item's is the most there can
             // be
        const qint64 newest = items->first().toObject().value("number"_L1).toInteger();
        finding.items = newest > 0 ? newest : -1;
    }
}

QString summary(const RepositoryFinding &finding, const RepositoryFacts &facts)
{
    QStringList parts;
    if (finding.items >= 0)
        parts += Tr::tr("about %Ln issue(s) and pull request(s)", nullptr, static_cast<int>(finding.items));
    else if (facts.openItems >= 0)
        parts += Tr::tr("%Ln open issue(s) and pull request(s)", nullptr, static_cast<int>(facts.openItems));
    if (!finding.defaultBranch.isEmpty())
        parts += Tr::tr("default branch “%1”").arg(finding.defaultBranch);
    if (!finding.languages.isEmpty())
        parts += finding.languages.mid(0, 3).join(", "_L1);
    if (finding.isPrivate)
        parts += Tr::tr("private");
    if (finding.fork)
        parts += Tr::tr("a fork");
    QString text = parts.join("; "_L1);
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text + u'.';
}

// The sentence of a repository that is there, and whether it is one to think about.
void judge(RepositoryFinding &finding, const RepositoryFacts &facts)
{
    finding.verdict = Verdict::Fine;
    finding.text = summary(finding, facts);
    if (!finding.newName.isEmpty()) {
        warnOfNewName(finding, finding.newName);
    } else if (finding.archived) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("It is archived: nothing new will come. %1").arg(finding.text);
    } else if (!finding.hasIssues) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("Its issues are switched off. %1").arg(finding.text);
    }
}
} // namespace

RepositoryFinding checkRepository(Asker &asker, const QString &name)
{
    RepositoryFinding finding;
    finding.asked = name;
    const Result<QString> checked = community::checkedRepository(name);
    if (!checked) {
        refuse(finding, checked.error());
        return finding;
    }
    finding.asked = *checked;
    const std::optional<RepositoryFacts> facts = askFacts(asker, *checked, finding);
    if (!facts)
        return finding;
    finding.newName = newNameOf(*checked, *facts);
    finding.defaultBranch = facts->defaultBranch;
    finding.description = facts->description;
    finding.homepage = facts->homepage;
    finding.archived = facts->archived;
    finding.fork = facts->fork;
    finding.isPrivate = facts->isPrivate;
    finding.hasIssues = facts->hasIssues;
    finding.stars = facts->stars;
    finding.kibibytes = facts->kibibytes;
    if (!facts->language.isEmpty())
        finding.languages = {facts->language};
    if (!asker.isScarce(asker.client().endpoints().url(u"github"_s))) {
        countItems(asker, finding, facts->name);
        if (const QStringList languages = askLanguages(asker, facts->name); !languages.isEmpty())
            finding.languages = languages;
    }
    judge(finding, *facts);
    return finding;
}

} // namespace lockkeeper::onboarding
