#include "demo/content/GithubPart.h"

#include "demo/content/Communities.h"
#include "demo/content/History.h"
#include "demo/content/Prose.h"

#include <QList>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

struct Holder
{
    QString community;
    QList<DemoRepository> repositories; // under the names the configuration has
};

const QList<Holder> &holders()
{
    static const QList<Holder> all{
        {.community = u"bids"_s,
         .repositories = {{.fullName = u"bids-demo/bids-demo-examples"_s,
                           .items = 40,
                           .pullRequestPercent = 40}}},
        {.community = u"harkwave"_s,
         .repositories = {{.fullName = u"harkwave-lab/harkwave"_s, .items = 350, .swept = true},
                          {.fullName = u"harkwave-lab/harkwave-viewer"_s, .items = 140},
                          {.fullName = u"harkwave-lab/harkwave-io"_s, .items = 180},
                          {.fullName = u"harkwave-lab/harkwave-tutorials"_s,
                           .items = 60,
                           .pullRequestPercent = 45}}},
        {.community = u"quillcue"_s,
         .repositories = {{.fullName = u"quillcue/quillcue-vocabulary"_s,
                           .items = 150,
                           .pullRequestPercent = 25},
                          {.fullName = u"quillcue/quillcue-python"_s, .items = 170},
                          {.fullName = u"quillcue/quillcue-editor"_s,
                           .items = 90,
                           .renamedTo = u"quillcue/quillcue-studio"_s}}},
        {.community = u"strandform"_s,
         .repositories = {{.fullName = u"strandform/strandform-spec"_s,
                           .items = 260,
                           .pullRequestPercent = 40},
                          {.fullName = u"strandform/strandform-validator"_s, .items = 210},
                          {.fullName = u"strandform/strandform-examples"_s, .items = 75}}},
    };
    return all;
}

} // namespace

GithubPart::GithubPart()
{
    m_site.setWebAddress(u"https://github.example"_s); // nobody's: a click must not lead to a stranger's page
}

void GithubPart::begin(qint64 began)
{
    for (const Holder &holder : holders()) {
        const auto book = phrasebook(holder.community);
        for (const DemoRepository &repository : holder.repositories) {
            m_site.addRepository(repository.fullName, demoProse(book, repository.fullName),
                                 firstItems(repository, began));
            if (!repository.renamedTo.isEmpty())
                m_site.renameRepository(repository.fullName, repository.renamedTo);
        }
    }
}

void GithubPart::passDays(int step, qint64 from, qint64 to)
{
    for (const Holder &holder : holders()) {
        for (const DemoRepository &repository : holder.repositories)
            demo::passDays(m_site, repository, step, from, to);
    }
}

std::optional<HttpAnswer> GithubPart::answer(const HttpRequest &request)
{
    if (request.host() != "api.github.example"_L1)
        return std::nullopt;
    return m_site.handle(request);
}

} // namespace lockkeeper::demo
