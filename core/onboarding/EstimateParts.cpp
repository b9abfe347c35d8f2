#include "onboarding/EstimateParts.h"

#include "sources/papers/PaperSource.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr qint64 itemsPerPage = 100; // GitHub's issues, papers of a listing
constexpr qint64 topicsPerPage = 30; // of a forum's listing
constexpr qint64 postsPerRequest = 49;
constexpr qint64 recordsPerRequest = 200; // PubMed
constexpr qint64 perCheckout = 3;         // the commit, the archive, and where it lies
constexpr qint64 perPeriod = 2;           // a list's period: its page and its file

qint64 pagesFor(qint64 items, qint64 perPage)
{
    return std::max<qint64>(1, (items + perPage - 1) / perPage);
}

Share shareFor(const QString &source, const QString &endpoint, const QString &what, qint64 least)
{
    Share made;
    made.endpoint = endpoint;
    made.line.source = source;
    made.line.what = what;
    made.line.requests = least;
    return made;
}

void know(Share &share, qint64 requests)
{
    share.line.requests = requests;
    share.line.isKnown = true;
}

// An address with or without the slash at its end: a form's text may lack what a configuration has.
template <typename T>
std::optional<T> foundAt(const QMap<QString, T> &findings, const QUrl &address)
{
    const QString with = address.toString();
    const QString without = with.endsWith(u'/') ? with.chopped(1) : with;
    for (const QString &key : {with, without, QString(without + u'/')}) {
        if (const auto found = findings.constFind(key); found != findings.cend())
            return *found;
    }
    return std::nullopt;
}

Share ofRepository(const QString &name, const Findings &findings)
{
    Share made = shareFor(u"github"_s, u"github"_s, name, 1);
    const auto found = findings.repositories.constFind(name);
    if (found != findings.repositories.cend() && found->items >= 0)
        know(made, pagesFor(found->items + 1, itemsPerPage));
    return made;
}

Share ofDocstrings(const community::DocstringRepository &entry, const Findings &findings)
{
    const QString key = docstringKey(entry.repository, entry.branch);
    Share made = shareFor(u"docstrings"_s, u"github"_s, key, perCheckout);
    made.line.isKnown = findings.docstrings.value(key).isChecked();
    return made;
}

Share ofForum(const community::Forum &forum, const Findings &findings)
{
    Share made = shareFor(u"discourse"_s, u"discourse"_s, forum.url.toString(), 3);
    made.host = forum.url.host();
    const std::optional<ForumFinding> found = foundAt(findings.forums, forum.url);
    if (!found || found->topics < 0)
        return made;
    qint64 topics = found->topics;
    if (!forum.categories.isEmpty() || !forum.tags.isEmpty()) {
        topics = 0;
        for (const ForumCategory &category : found->categories) {
            for (const community::Category &wanted : forum.categories)
                topics += wanted.id == category.id ? std::max<qint64>(0, category.topics) : 0;
        }
        for (const ForumTag &tag : found->tags)
            topics += forum.tags.contains(tag.name) ? std::max<qint64>(0, tag.topics) : 0;
        topics = std::min(topics, found->topics);
    }
    // Topics come one by one, or out of all the forum's posts, whichever is less.
    const qint64 content =
        found->posts >= 0 ? std::min(topics, pagesFor(found->posts, postsPerRequest)) : topics;
    know(made, 2 + pagesFor(topics, topicsPerPage) + content);
    return made;
}

Share ofQuery(Provider provider, const QString &query, const Findings &findings)
{
    const QString key = queryKey(provider, query);
    Share made = shareFor(u"papers"_s, providerKey(provider), key, 1);
    const auto found = findings.queries.constFind(key);
    if (found == findings.queries.cend() || found->hits < 0)
        return made;
    const qint64 kept = std::min<qint64>(found->hits, sources::papers::resultsByDefault);
    know(made,
         provider == Provider::PubMed ? 1 + pagesFor(kept, recordsPerRequest) : pagesFor(kept, itemsPerPage));
    return made;
}

Share ofDoi(const QString &doi, const Findings &findings)
{
    Share made = shareFor(u"papers"_s, u"openalex"_s, "citing_"_L1 + doi, 2);
    const auto found = findings.dois.constFind(doi);
    if (found == findings.dois.cend() || found->citing < 0)
        return made;
    know(made,
         1 + pagesFor(std::min<qint64>(found->citing, sources::papers::resultsByDefault), itemsPerPage));
    return made;
}

Share ofList(const community::MailingList &list, const Findings &findings)
{
    Share made = shareFor(u"mailman"_s, u"mailman"_s, list.name, 1);
    made.host = list.baseUrl.host();
    const std::optional<ListFinding> found = foundAt(findings.lists, list.baseUrl);
    if (found && found->isChecked())
        know(made, 1 + perPeriod * found->periodsWanted);
    return made;
}
} // namespace

QList<Share> sharesOf(const community::Community &community, const Findings &findings)
{
    QList<Share> shares;
    for (const QString &name : community.githubRepositories)
        shares += ofRepository(name, findings);
    for (const community::DocstringRepository &entry : community.docstrings)
        shares += ofDocstrings(entry, findings);
    for (const community::Forum &forum : community.forums)
        shares += ofForum(forum, findings);
    for (const QString &query : community.citationQueries) {
        for (const Provider provider : providers)
            shares += ofQuery(provider, query, findings);
    }
    for (const QString &doi : community.citationDois)
        shares += ofDoi(doi, findings);
    for (const community::MailingList &list : community.mailingLists)
        shares += ofList(list, findings);
    if (community.id == "bids"_L1) // how many proposals are open, nobody asked
        shares += shareFor(u"beps"_s, u"github"_s, u"bids-website"_s, 1);
    for (Share &one : shares) {
        const QString requests = Tr::tr("%Ln request(s)", nullptr,
                                        static_cast<int>(std::min<qint64>(one.line.requests, 1'000'000)));
        one.line.text = one.line.isKnown ? Tr::tr("about %1").arg(requests)
                                         : Tr::tr("not checked: at least %1").arg(requests);
    }
    return shares;
}

double limitSeconds(const HostTerms &terms, qint64 requests, const QDateTime &now)
{
    constexpr double hour = 3600;
    if (terms.hourly <= 0 || requests <= terms.remaining)
        return 0;
    const double first = terms.resetAt.isValid()
                             ? std::clamp(static_cast<double>(now.secsTo(terms.resetAt)), 0.0, hour)
                             : hour;
    const qint64 later = requests - terms.remaining; // of it, the first hour's worth needs no further wait
    const qint64 hours = (later - 1) / terms.hourly;
    return first + hour * static_cast<double>(hours);
}

} // namespace lockkeeper::onboarding
