#include "demo/papers/Shelf.h"

#include "demo/content/Communities.h"
#include "demo/content/Spans.h"

#include <QDateTime>

#include <algorithm>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fiveYears = 5 * 365 * day;
constexpr int correctionAspect = 1000; // of a paper's dice; the first ones are its own

QDate dateOf(qint64 time)
{
    return QDateTime::fromSecsSinceEpoch(time, Qt::UTC).date();
}

} // namespace

void Shelf::add(const QString &id, const QList<PaperKind> &kinds, qint64 began)
{
    Community community{.id = id, .kinds = kinds, .words = phrasebook(id), .papers = 0};
    const quint64 seed = Dice::seedOf(id.toStdString() + "/papers");
    for (const PaperKind &kind : kinds) {
        for (int i = 0; i < kind.papers; ++i) {
            Dice when = Dice::of(seed, community.papers, 1);
            m_papers.push_back(written(community, kind.name, dateOf(began - when.between(day, fiveYears))));
        }
    }
    m_communities.push_back(std::move(community));
}

void Shelf::passDays(int step, qint64 from, qint64 to)
{
    for (Community &community : m_communities) {
        Dice dice = Dice::of(Dice::seedOf(community.id.toStdString() + "/papers"), step, 2);
        const auto moment = [&] {
            return to > from ? dice.between(from + 1, to) : to;
        };
        for (Paper &paper : m_papers) {
            if (paper.community == community.id && !paper.abstract.isEmpty() && dice.percent(3))
                correct(community, paper, step, dateOf(moment()));
        }
        for (const PaperKind &kind : community.kinds) {
            const qint64 news = dice.between(1, 3);
            for (qint64 i = 0; i < news; ++i)
                m_papers.push_back(written(community, kind.name, dateOf(moment())));
        }
    }
}

Paper Shelf::written(Community &community, const QString &kind, const QDate &date) const
{
    const int number = ++community.papers;
    Speaker speaker(*community.words, u"papers"_s,
                    Dice::of(Dice::seedOf(community.id.toStdString() + "/papers"), number));
    Dice &dice = speaker.dice();
    Paper paper;
    paper.community = community.id;
    paper.number = number;
    paper.title = speaker.say(u"paper.%1.title"_s.arg(kind));
    const bool isStructured = dice.percent(70);
    if (!dice.percent(6)) { // some have none
        for (const QString &section : {u"background"_s, u"methods"_s, u"results"_s, u"conclusions"_s})
            paper.abstract.append({.label = isStructured ? section.toUpper() : QString(),
                                   .text = speaker.say("paper."_L1 + section)});
        // What the titles of a kind speak of, an abstract names as well.
        paper.abstract[1].text += u' ' + speaker.say(u"paper.%1.methods"_s.arg(kind));
    }
    const qint64 authors = dice.between(1, 5);
    for (qint64 i = 0; i < authors; ++i)
        paper.authors.append(speaker.say(u"paper.given"_s) + u' ' + speaker.say(u"paper.family"_s));
    paper.journal = speaker.say(u"paper.journal"_s);
    paper.date = date;
    paper.modified = date;
    paper.openAccess = dice.percent(45);
    paper.citesTool = dice.percent(55);
    paper.inScholar = dice.percent(75);
    paper.inPubmed = dice.percent(65);
    return paper;
}

void Shelf::correct(const Community &community, Paper &paper, int step, const QDate &on) const
{
    Speaker speaker(*community.words, u"papers"_s,
                    Dice::of(Dice::seedOf(community.id.toStdString() + "/papers"), paper.number,
                             correctionAspect + step));
    paper.abstract.back().text += u' ' + speaker.say(u"paper.correction"_s);
    paper.modified = on;
}

template <typename Wanted>
std::vector<const Paper *> Shelf::chosen(Wanted wanted) const
{
    std::vector<const Paper *> papers;
    for (const Paper &paper : m_papers) {
        if (wanted(paper))
            papers.push_back(&paper);
    }
    std::stable_sort(papers.begin(), papers.end(),
                     [](const Paper *a, const Paper *b) { return a->date > b->date; });
    return papers;
}

QJsonArray Shelf::works(const QString &query) const
{
    QJsonArray works;
    for (const Paper *paper : chosen([&](const Paper &one) { return one.matches(query); }))
        works.append(asWork(*paper));
    return works;
}

QJsonArray Shelf::worksCiting(const QString &work) const
{
    QJsonArray works;
    for (const Paper *paper :
         chosen([&](const Paper &one) { return one.citesTool && toolWork(one.community) == work; }))
        works.append(asWork(*paper));
    return works;
}

QJsonObject Shelf::work(const QString &id) const
{
    const auto found = chosen([&](const Paper &one) { return one.work() == id; });
    return found.empty() ? QJsonObject() : asWork(*found.front());
}

QString Shelf::workOfDoi(const QString &doi) const
{
    for (const Community &community : m_communities) {
        if (toolDoi(community.id) == doi)
            return toolWork(community.id);
    }
    const auto found = chosen([&](const Paper &one) { return one.doi() == doi; });
    return found.empty() ? QString() : found.front()->work();
}

QJsonArray Shelf::scholarPapers(const QString &query) const
{
    QJsonArray papers;
    for (const Paper *paper : chosen([&](const Paper &one) { return one.inScholar && one.matches(query); }))
        papers.append(asScholarPaper(*paper));
    return papers;
}

QJsonObject Shelf::scholarPaper(const QString &id) const
{
    const auto found = chosen([&](const Paper &one) { return one.inScholar && one.scholarId() == id; });
    return found.empty() ? QJsonObject() : asScholarPaper(*found.front());
}

QStringList Shelf::pmids(const QString &query) const
{
    QStringList ids;
    for (const Paper *paper : chosen([&](const Paper &one) { return one.inPubmed && one.matches(query); }))
        ids.append(paper->pmid());
    return ids;
}

QDate Shelf::modified(const QString &pmid) const
{
    const auto found = chosen([&](const Paper &one) { return one.inPubmed && one.pmid() == pmid; });
    return found.empty() ? QDate() : found.front()->modified;
}

QString Shelf::record(const QString &pmid) const
{
    const auto found = chosen([&](const Paper &one) { return one.inPubmed && one.pmid() == pmid; });
    return found.empty() ? QString() : asPubmedRecord(*found.front());
}

} // namespace lockkeeper::demo
