#include "demo/content/GithubPart.h"

#include "demo/content/Communities.h"
#include "demo/content/History.h"
#include "demo/content/Prose.h"

#include <QList>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

struct Held
{
    DemoRepository repository; // under the name the configuration has
    RepositoryDetails details;
};

struct Holder
{
    QString community;
    GithubOwner owner;
    QList<Held> held;
};

RepositoryDetails about(const QString &description, const QStringList &languages, int stars)
{
    return {.description = description, .homepage = {}, .languages = languages, .stars = stars};
}

const QStringList bothLanguages{u"Python"_s, u"MATLAB"_s};
const QStringList webLanguages{u"TypeScript"_s, u"CSS"_s};

Holder bids()
{
    return {.community = u"bids"_s,
            .owner = {.name = u"BIDS (made up)"_s, .homepage = u"https://bids.example"_s},
            .held = {{{.fullName = u"bids-demo/bids-demo-examples"_s, .items = 40, .pullRequestPercent = 40},
                      about(u"Examples of everything that is proposed"_s, {u"Shell"_s}, 31)}}};
}

Holder harkwave()
{
    return {
        .community = u"harkwave"_s,
        .owner = {.name = u"Harkwave Lab"_s, .homepage = u"https://harkwave.example"_s},
        .held = {{{.fullName = u"harkwave-lab/harkwave"_s, .items = 350, .swept = true},
                  about(u"Cleans and analyses EEG and MEG recordings"_s, bothLanguages, 812)},
                 {{.fullName = u"harkwave-lab/harkwave-viewer"_s, .items = 140},
                  about(u"Scrolls through recordings"_s, webLanguages, 96)},
                 {{.fullName = u"harkwave-lab/harkwave-io"_s, .items = 180},
                  about(u"Reads what amplifiers write"_s, {u"C++"_s}, 74)},
                 {{.fullName = u"harkwave-lab/harkwave-tutorials"_s, .items = 60, .pullRequestPercent = 45},
                  about(u"From a file to a figure"_s, {u"Jupyter Notebook"_s}, 58)}}};
}

Holder quillcue()
{
    return {.community = u"quillcue"_s,
            .owner = {.name = u"Quillcue"_s, .homepage = u"https://quillcue.example"_s},
            .held = {{{.fullName = u"quillcue/quillcue-vocabulary"_s, .items = 150, .pullRequestPercent = 25},
                      about(u"The words, and what they mean"_s, {}, 120)},
                     {{.fullName = u"quillcue/quillcue-python"_s, .items = 170},
                      about(u"Reads and checks annotations"_s, {u"Python"_s}, 88)},
                     {{.fullName = u"quillcue/quillcue-editor"_s,
                       .items = 90,
                       .renamedTo = u"quillcue/quillcue-studio"_s},
                      about(u"Annotates while you watch"_s, webLanguages, 45)}}};
}

Holder strandform()
{
    return {.community = u"strandform"_s,
            .owner = {.name = u"Strandform"_s, .homepage = u"https://strandform.example"_s},
            .held = {{{.fullName = u"strandform/strandform-spec"_s, .items = 260, .pullRequestPercent = 40},
                      about(u"The standard's text"_s, {}, 301)},
                     {{.fullName = u"strandform/strandform-validator"_s, .items = 210},
                      about(u"Checks folders against the standard"_s, {u"Python"_s}, 140)},
                     {{.fullName = u"strandform/strandform-examples"_s, .items = 75},
                      about(u"Small data sets that are right"_s, {}, 66)}}};
}

// In no configuration: see Demo.h.
Holder saltbell()
{
    RepositoryDetails classic = about(u"The first version, in MATLAB alone"_s, {u"MATLAB"_s}, 17);
    classic.archived = true;
    RepositoryDetails main = about(u"Listens to what was recorded under water"_s, bothLanguages, 214);
    main.homepage = u"https://saltbell.example"_s;
    return {.community = u"saltbell"_s,
            .owner = {.name = u"Saltbell"_s,
                      .homepage = u"https://saltbell.example"_s,
                      .description = u"Recordings from below the surface (a demo, nothing of it exists)"_s},
            .held = {{{.fullName = u"saltbell-lab/saltbell"_s, .items = 130}, main},
                     {{.fullName = u"saltbell-lab/saltbell-viewer"_s, .items = 45},
                      about(u"Spectrograms to scroll through"_s, webLanguages, 39)},
                     {{.fullName = u"saltbell-lab/saltbell-classic"_s, .items = 20}, classic}}};
}

const QList<Holder> &holders()
{
    static const QList<Holder> all{bids(), harkwave(), quillcue(), strandform(), saltbell()};
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
        for (const auto &[repository, details] : holder.held) {
            m_site.addRepository(repository.fullName, demoProse(book, repository.fullName),
                                 firstItems(repository, began));
            (void)m_site.describe(repository.fullName, details);
            m_site.describeOwner(repository.fullName.section(u'/', 0, 0), holder.owner);
            if (!repository.renamedTo.isEmpty())
                m_site.renameRepository(repository.fullName, repository.renamedTo);
        }
    }
}

void GithubPart::passDays(int step, qint64 from, qint64 to)
{
    for (const Holder &holder : holders()) {
        for (const Held &held : holder.held) {
            if (!held.details.archived)
                demo::passDays(m_site, held.repository, step, from, to);
        }
    }
}

std::optional<HttpAnswer> GithubPart::answer(const HttpRequest &request)
{
    if (request.host() != "api.github.example"_L1)
        return std::nullopt;
    return m_site.handle(request);
}

} // namespace lockkeeper::demo
