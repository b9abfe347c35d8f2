#include "demo/content/World.h"

#include "demo/content/CodePart.h"
#include "demo/content/ForumPart.h"
#include "demo/content/GithubPart.h"
#include "demo/content/HomepagePart.h"
#include "demo/content/MailmanPart.h"
#include "demo/content/PaperPart.h"
#include "demo/content/ProposalsPart.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

// Asked in this order.
std::vector<std::unique_ptr<Part>> makeParts()
{
    std::vector<std::unique_ptr<Part>> parts;
    parts.push_back(std::make_unique<CodePart>());      // some paths of the host that is GithubPart's
    parts.push_back(std::make_unique<ProposalsPart>()); // the same
    parts.push_back(std::make_unique<GithubPart>());
    parts.push_back(std::make_unique<PaperPart>());
    parts.push_back(std::make_unique<MailmanPart>());
    parts.push_back(std::make_unique<ForumPart>());
    parts.push_back(std::make_unique<HomepagePart>());
    return parts;
}

HttpAnswer nobody(const HttpRequest &request)
{
    HttpAnswer answer{.status = 404};
    answer.set("Content-Type", "text/plain; charset=utf-8");
    answer.body =
        "The demo has nothing at " + request.origin().toUtf8() + request.url.path().toUtf8() + ".\n";
    return answer;
}

} // namespace

World::World(const Calendar &calendar)
    : m_parts(makeParts())
{
    for (const auto &part : m_parts)
        part->begin(calendar.began);
    Calendar past{.began = calendar.began, .steps = {}};
    for (const qint64 step : calendar.steps) {
        past.steps.push_back(step);
        passDays(past);
    }
}

HttpAnswer World::answer(const HttpRequest &request)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &part : m_parts) {
        if (auto answer = part->answer(request))
            return *std::move(answer);
    }
    return nobody(request);
}

void World::passDays(const Calendar &calendar)
{
    const std::scoped_lock lock(m_mutex);
    if (calendar.steps.empty())
        return;
    // All in the step's last second: a client that asked since the step before has a cursor later than what
    // would be spread over the time between, and would never hear of it.
    for (const auto &part : m_parts)
        part->passDays(static_cast<int>(calendar.steps.size()), calendar.last() - 1, calendar.last());
}

QMap<QString, QString> demoEndpoints()
{
    return {
        {u"github"_s, u"https://api.github.example"_s},
        {u"github-raw"_s, u"https://raw.github.example"_s},
        {u"openalex"_s, u"https://api.openalex.example"_s},
        {u"semanticscholar"_s, u"https://api.semanticscholar.example"_s},
        {u"pubmed"_s, u"https://eutils.pubmed.example/entrez/eutils"_s},
    };
}

} // namespace lockkeeper::demo
