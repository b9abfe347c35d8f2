#include "onboarding/GithubRepository.h"

#include "http/Client.h"
#include "onboarding/Asker.h"
#include "sources/JsonAnswer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};
} // namespace

http::Request githubRequest(const http::Client &client, const QString &path)
{
    http::Request request;
    request.url = client.endpoints().url(u"github"_s);
    request.url.setPath(request.url.path() + path);
    request.endpoint = u"github"_s;
    request.headers = {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2022-11-28"}};
    return request;
}

QString githubWebHost(const http::Client &client)
{
    const QString host = client.endpoints().url(u"github"_s).host();
    return host.startsWith("api."_L1) ? host.mid(4) : host;
}

void refuse(Finding &finding, const Error &error)
{
    finding.verdict = Verdict::Error;
    finding.text = error.text;
    finding.hint = error.hint;
}

void warnOfNewName(Finding &finding, const QString &newName)
{
    finding.verdict = Verdict::Warning;
    finding.text = Tr::tr("It is called %1 now. %2").arg(newName, finding.text);
    finding.hint = Tr::tr("Take the new name: the old one may be given to somebody else.");
}

std::optional<RepositoryFacts> askFacts(Asker &asker, const QString &name, Finding &finding)
{
    const Result<http::Response> response = asker.ask(githubRequest(asker.client(), "/repos/"_L1 + name));
    if (!response && response.error().kind == ErrorKind::Gone) {
        const bool blocked = response.error().status == 451;
        finding.verdict = Verdict::Error;
        finding.text = blocked ? Tr::tr("GitHub has blocked %1 for legal reasons.").arg(name)
                               : Tr::tr("There is no repository %1 on %2, or it is private.")
                                     .arg(name, githubWebHost(asker.client()));
        if (!blocked)
            finding.hint =
                asker.client().hasCredential(u"github"_s)
                    ? Tr::tr(
                          "Check how it is written; if it is private, the token lacks the right to read it.")
                    : Tr::tr("Check how it is written; a private one needs a token in the settings.");
        return {};
    }
    if (!response) {
        asker.leaveOpen(finding, response.error());
        return {};
    }
    const Result<QJsonObject> object = sources::jsonObject(*response);
    if (!object) {
        asker.leaveOpen(finding, object.error());
        return {};
    }
    std::optional<RepositoryFacts> facts = readRepository(*object);
    if (!facts) {
        finding.verdict = Verdict::NotChecked;
        finding.text = Tr::tr("Not checked: %1 names no repository.").arg(response->url.host());
        finding.hint = Tr::tr("A proxy or a maintenance page may stand in between; check again later.");
    }
    return facts;
}

QString newNameOf(const QString &asked, const RepositoryFacts &facts)
{
    return facts.name.compare(asked, Qt::CaseInsensitive) == 0 ? QString() : facts.name;
}

QStringList askLanguages(Asker &asker, const QString &name)
{
    const Result<http::Response> response =
        asker.ask(githubRequest(asker.client(), u"/repos/%1/languages"_s.arg(name)));
    const Result<QJsonObject> object =
        response ? sources::jsonObject(*response) : Result<QJsonObject>(response.error());
    return object ? readLanguages(*object) : QStringList();
}

} // namespace lockkeeper::onboarding
