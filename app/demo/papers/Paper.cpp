#include "demo/papers/Paper.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

// Numbers of three services, far from each other's and the same for the same community.
qint64 numberOf(const QString &community, qint64 base)
{
    return base + static_cast<qint64>(Dice::seedOf(community.toStdString()) % 9'000) * 1'000;
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression others(u"[^\\p{L}\\p{N}]+"_s);
    return text.toLower().split(others, Qt::SkipEmptyParts);
}

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString dateElements(const QDate &date)
{
    return u"<Year>%1</Year><Month>%2</Month><Day>%3</Day>"_s.arg(date.year())
        .arg(date.month(), 2, 10, QChar(u'0'))
        .arg(date.day(), 2, 10, QChar(u'0'));
}

QString authorElements(const Paper &paper)
{
    QString list;
    for (const QString &author : paper.authors)
        list += u"<Author ValidYN=\"Y\"><LastName>%1</LastName><ForeName>%2</ForeName></Author>"_s.arg(
            escaped(author.section(u' ', 1)), escaped(author.section(u' ', 0, 0)));
    return list.isEmpty() ? QString() : u"<AuthorList CompleteYN=\"Y\">%1</AuthorList>"_s.arg(list);
}

QString abstractElement(const Paper &paper)
{
    QString sections;
    for (const AbstractSection &section : paper.abstract) {
        const QString label =
            section.label.isEmpty() ? QString() : u" Label=\"%1\""_s.arg(escaped(section.label));
        sections += u"<AbstractText%1>%2</AbstractText>"_s.arg(label, escaped(section.text));
    }
    return sections.isEmpty() ? QString() : u"<Abstract>%1</Abstract>"_s.arg(sections);
}

} // namespace

QString Paper::doi() const
{
    return u"10.5555/%1.%2"_s.arg(community).arg(1000 + number);
}

QString Paper::work() const
{
    return u"W%1"_s.arg(numberOf(community, 4'400'000'000) + number);
}

QString Paper::scholarId() const
{
    const QByteArray name = community.toUtf8() + '/' + QByteArray::number(number);
    return QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha1).toHex());
}

QString Paper::pmid() const
{
    return QString::number(numberOf(community, 90'000'000) + number);
}

QString Paper::text() const
{
    QStringList parts;
    for (const AbstractSection &section : abstract)
        parts.append(section.label.isEmpty() ? section.text : section.label + ": "_L1 + section.text);
    return parts.join(u' ');
}

bool Paper::matches(const QString &query) const
{
    const QStringList own = wordsOf(title + u' ' + text());
    const QStringList asked = wordsOf(query);
    return !asked.isEmpty() &&
           std::all_of(asked.cbegin(), asked.cend(), [&](const QString &word) { return own.contains(word); });
}

QJsonObject asWork(const Paper &paper)
{
    QMap<QString, QJsonArray> index;
    qint64 position = 0;
    for (const QString &word : paper.text().split(u' ', Qt::SkipEmptyParts))
        index[word].append(position++);
    QJsonObject inverted;
    for (auto word = index.cbegin(); word != index.cend(); ++word)
        inverted.insert(word.key(), word.value());
    return {
        {u"id"_s, "https://openalex.org/"_L1 + paper.work()},
        {u"doi"_s, "https://doi.org/"_L1 + paper.doi()},
        {u"title"_s, paper.title},
        {u"publication_year"_s, paper.date.year()},
        {u"cited_by_count"_s, paper.number % 17},
        {u"publication_date"_s, paper.date.toString(Qt::ISODate)},
        {u"abstract_inverted_index"_s, inverted.isEmpty() ? QJsonValue() : QJsonValue(inverted)},
        {u"primary_location"_s, QJsonObject{{u"is_oa"_s, paper.openAccess},
                                            {u"landing_page_url"_s, "https://doi.org/"_L1 + paper.doi()},
                                            {u"source"_s, QJsonObject{{u"display_name"_s, paper.journal}}}}}};
}

QJsonObject asScholarPaper(const Paper &paper)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    const QString id = paper.scholarId();
    const QString pdf = u"https://press.example/%1/%2.pdf"_s.arg(paper.community).arg(paper.number);
    return {{u"paperId"_s, id},
            {u"title"_s, QString(paper.title).remove(tag)},
            {u"abstract"_s, paper.abstract.isEmpty() ? QJsonValue() : QJsonValue(paper.text())},
            {u"year"_s, paper.date.year()},
            {u"url"_s, "https://www.semanticscholar.example/paper/"_L1 + id},
            {u"openAccessPdf"_s, paper.openAccess ? QJsonObject{{u"url"_s, pdf}, {u"status"_s, u"GOLD"_s}}
                                                  : QJsonObject{{u"url"_s, u""_s}, {u"status"_s, {}}}}};
}

QString asPubmedRecord(const Paper &paper)
{
    return u"<PubmedArticle><MedlineCitation Status=\"PubMed-not-MEDLINE\" Owner=\"NLM\"><PMID "
           u"Version=\"1\">%1</PMID>"
           "<DateRevised>%2</DateRevised><Article "
           "PubModel=\"Electronic\"><Journal><JournalIssue><PubDate>%3</PubDate>"
           "</JournalIssue><Title>%4</Title></Journal><ArticleTitle>%5.</ArticleTitle>%6%7</Article></"
           "MedlineCitation>"
           "<PubmedData><ArticleIdList><ArticleId IdType=\"doi\">%8</ArticleId></ArticleIdList></PubmedData>"
           "</PubmedArticle>\n"_s.arg(paper.pmid(), dateElements(paper.modified), dateElements(paper.date),
                                      escaped(paper.journal), paper.title, abstractElement(paper),
                                      authorElements(paper), paper.doi());
}

QString toolDoi(const QString &community)
{
    return u"10.5555/%1"_s.arg(community);
}

QString toolWork(const QString &community)
{
    return u"W%1"_s.arg(numberOf(community, 4'400'000'000));
}

} // namespace lockkeeper::demo
