// Every recorded answer of the papers' services, read by us and, apart from that, with nothing of ours. The
// same cases stand in the other tests with data written for them.
#include "PaperSite.h"

#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/PubmedXml.h"
#include "sources/papers/SemanticScholarListing.h"
#include "tests/support/Samples.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::papers;
using lockkeeper::tests::PaperFixture;
using lockkeeper::tests::recordedAnswer;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;

namespace {
const QString samples = QStringLiteral(LOCKKEEPER_SAMPLES);
const QUrl base(QStringLiteral("https://api.example"));

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void addFiles(const QString &folder, const QString &pattern)
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(samples + u'/' + folder).entryList({pattern}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (!file.endsWith(u".meta.json"))
            QTest::newRow(qPrintable(file)) << file;
    }
}

QString withoutMarkup(QString xml)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    static const QRegularExpression number(u"&#(x?)([0-9a-fA-F]+);"_s);
    xml.remove(tag);
    for (QRegularExpressionMatch match = number.match(xml); match.hasMatch(); match = number.match(xml)) {
        const char32_t c = match.captured(2).toUInt(nullptr, match.captured(1).isEmpty() ? 10 : 16);
        xml.replace(match.capturedStart(), match.capturedLength(), QString::fromUcs4(&c, 1));
    }
    xml.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    return xml.replace(u"&apos;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s).simplified();
}

// What stands between two tags, the first time.
QString between(const QString &xml, const QString &element)
{
    const QRegularExpression form(u"<%1(?: [^>]*)?>(.*?)</%1>"_s.arg(element),
                                  QRegularExpression::DotMatchesEverythingOption);
    return withoutMarkup(form.match(xml).captured(1));
}

struct Expected
{
    QString id;
    QString title;
    QStringList sections; // of the abstract, each with its label
    QString year;
};

QList<Expected> readRecords(const QString &xml)
{
    static const QRegularExpression record(u"<(PubmedArticle|PubmedBookArticle)>.*?</\\1>"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression section(u"<AbstractText(?: [^>]*)?>(.*?)</AbstractText>"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression label(u"^<AbstractText[^>]* Label=\"([^\"]*)\""_s);
    static const QRegularExpression published(u"<PubDate>.*?([12][0-9]{3})"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression version(u"<PMID Version=\"([0-9]+)\""_s);
    QList<Expected> all;
    QHash<QString, int> versions;
    for (auto records = record.globalMatch(xml); records.hasNext();) {
        const QString text = records.next().captured();
        Expected expected{.id = between(text, u"PMID"_s),
                          .title = between(text, u"ArticleTitle"_s),
                          .sections = {},
                          .year = published.match(text).captured(1)};
        if (expected.title.isEmpty())
            expected.title = between(text, u"BookTitle"_s);
        for (auto sections = section.globalMatch(text); sections.hasNext();) {
            const QRegularExpressionMatch match = sections.next();
            const QString name = withoutMarkup(label.match(match.captured()).captured(1));
            const QString words = withoutMarkup(match.captured(1));
            expected.sections.append(name.isEmpty() ? words : name + ": "_L1 + words);
        }
        // Of several versions the newest counts.
        const int number = version.match(text).captured(1).toInt();
        const auto known = std::find_if(all.begin(), all.end(),
                                        [&](const Expected &other) { return other.id == expected.id; });
        if (known == all.end()) {
            all.append(expected);
            versions.insert(expected.id, number);
        } else if (versions.value(expected.id) < number) {
            *known = expected;
            versions.insert(expected.id, number);
        }
    }
    return all;
}

http::Response response(const QByteArray &body, const QByteArray &type)
{
    http::Response response;
    response.status = 200;
    response.url = base;
    response.headers = {{"Content-Type", type}};
    response.body = body;
    return response;
}

// The words of an abstract in their order.
QString textOf(const QJsonObject &index)
{
    QMap<int, QString> words;
    for (auto entry = index.begin(); entry != index.end(); ++entry) {
        for (const QJsonValue &place : entry.value().toArray())
            words.insert(place.toInt(), entry.key());
    }
    return QStringList(words.values()).join(u' ');
}
} // namespace

class PapersSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(samples).exists())
            QSKIP("skipped: no samples");
    }
    void pubmedRecords_data() { addFiles(u"pubmed"_s, u"*.xml"_s); }
    void pubmedRecords();
    void pubmedSearches_data() { addFiles(u"pubmed"_s, u"*.json"_s); }
    void pubmedSearches();
    void pubmedRun();
    void openAlex_data() { addFiles(u"openalex"_s, u"*.json"_s); }
    void openAlex();
    void openAlexUnknownDoi();
    void semanticScholar_data() { addFiles(u"semantic-scholar"_s, u"*.json"_s); }
    void semanticScholar();
    void semanticScholarErrors_data();
    void semanticScholarErrors();
};

void PapersSamplesTest::pubmedRecords()
{
    QFETCH(QString, name);
    const QByteArray xml = bytesOf(samples + "/pubmed/"_L1 + name);
    const Result<PubmedRecords> read = readPubmed(response(xml, "text/xml; charset=UTF-8"));
    QVERIFY2(read, read ? "" : qPrintable(read.error().text));
    QVERIFY(read->malformed.empty());
    QVERIFY(read->untitled.isEmpty());
    const QList<Expected> expected = readRecords(QString::fromUtf8(xml));
    QCOMPARE(read->papers.size(), std::size_t(expected.size()));
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const store::Paper &paper = read->papers.at(std::size_t(i));
        QCOMPARE(paper.externalId, expected.at(i).id);
        QCOMPARE(paper.title, expected.at(i).title);
        QCOMPARE(paper.abstract, expected.at(i).sections.join(u'\n').left(2000));
        QCOMPARE(paper.createdAt.left(4), expected.at(i).year);
        QVERIFY(paper.createdAt.size() == 4 || paper.createdAt.size() == 7 ||
                QDate::fromString(paper.createdAt, Qt::ISODate).isValid());
    }
    // None of it can be cut off without notice.
    const QByteArray whole = xml.trimmed();
    for (const qsizetype part : {whole.size() / 3, whole.size() / 2, whole.size() - 2})
        QVERIFY(!readPubmed(response(whole.left(part), "text/xml")));
}

void PapersSamplesTest::pubmedSearches()
{
    QFETCH(QString, name);
    const QByteArray json = bytesOf(samples + "/pubmed/"_L1 + name);
    const Result<PubmedSearchPage> page =
        readPubmedSearch(response(json, "application/json"), u"the query"_s);
    const QJsonObject result = QJsonDocument::fromJson(json).object().value("esearchresult"_L1).toObject();
    if (result.contains("ERROR"_L1)) {
        QVERIFY(!page);
        QVERIFY(page.error().text.contains(result.value("ERROR"_L1).toString()));
        return;
    }
    QVERIFY2(page, page ? "" : qPrintable(page.error().text));
    QCOMPARE(QString::number(page->count), result.value("count"_L1).toString());
    QCOMPARE(QJsonArray::fromStringList(page->ids), result.value("idlist"_L1).toArray());
    QCOMPARE(page->notices.isEmpty(), !result.contains("errorlist"_L1));
}

void PapersSamplesTest::pubmedRun()
{
    PaperFixture fixture;
    const QByteArray xml = bytesOf(samples + u"/pubmed/efetch-7-articles.xml"_s);
    const QList<Expected> expected = readRecords(QString::fromUtf8(xml));
    QStringList ids;
    for (const Expected &record : expected)
        ids.append(record.id);
    fixture.site().setRecords({}, ids);
    fixture.site().setInterceptor([xml](const demo::HttpRequest &request) {
        return request.method == "POST" ? std::optional(tests::xmlAnswer(xml)) : std::nullopt;
    });
    const SyncOutcome run = fixture.run(u"pubmed:seven"_s);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, expected.size());
    QCOMPARE(run.skipped, 0);
    QStringList stored = Sqlite(fixture.databasePath()).rows(u"SELECT external_id FROM papers"_s);
    stored.sort();
    ids.sort();
    QCOMPARE(stored, ids);
    QCOMPARE(fixture.run(u"pubmed:seven"_s, true).counts.unchanged, expected.size());
}

void PapersSamplesTest::openAlex()
{
    QFETCH(QString, name);
    const QByteArray json = bytesOf(samples + "/openalex/"_L1 + name);
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QVERIFY(!object.isEmpty());
    const bool isList = object.contains("results"_L1);
    const QJsonArray works = isList ? object.value("results"_L1).toArray() : QJsonArray{object};
    const Result<PaperPage> page =
        OpenAlexListing::search(base, u"q"_s).read(response(json, "application/json"), u"*"_s, 0, 200);
    QCOMPARE(page.ok(), isList);
    if (isList) {
        QCOMPARE(page->listed, works.size());
        QVERIFY(page->malformed.empty());
    }
    for (const QJsonValue &value : works) {
        const QJsonObject work = value.toObject();
        const ReadPaper read = readWork(value);
        QCOMPARE(read.row.has_value(), work.contains("id"_L1)); // one answer selects other members
        if (!read.row)
            continue;
        QCOMPARE("https://openalex.org/"_L1 + read.row->externalId, work.value("id"_L1).toString());
        QCOMPARE(read.row->title, work.value("title"_L1).toString().simplified());
        QCOMPARE(read.row->url, work.value("doi"_L1).toString());
        QCOMPARE(read.row->createdAt, work.value("publication_date"_L1).toString());
        QString text = textOf(work.value("abstract_inverted_index"_L1).toObject());
        text.replace("&amp;lt;"_L1, "<"_L1); // in one of them, escaped twice
        QCOMPARE(read.row->abstract.isNull(), text.isEmpty());
        QCOMPARE(read.row->abstract, text.simplified().left(2000));
    }
}

void PapersSamplesTest::openAlexUnknownDoi()
{
    const demo::HttpAnswer answer =
        tests::answerOf(404, "text/html; charset=utf-8", bytesOf(samples + u"/openalex/error-404.html"_s));
    PaperFixture fixture;
    fixture.site().setInterceptor([answer](const demo::HttpRequest &) { return std::optional(answer); });
    const SyncOutcome run = fixture.run(u"citing_10.5555/none"_s);
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Gone);
    QVERIFY(run.result.error().text.contains(u"10.5555/none"));
}

void PapersSamplesTest::semanticScholar()
{
    QFETCH(QString, name);
    const QByteArray json = bytesOf(samples + "/semantic-scholar/"_L1 + name);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(!document.isNull());
    const SemanticScholarListing listing(base, u"q"_s);
    const QJsonObject object = document.object();
    QJsonArray papers = object.value("data"_L1).toArray();
    if (document.isArray()) { // of a batch
        const Result<PaperPage> some = listing.readSome(response(json, "application/json"));
        QVERIFY(some);
        papers = document.array();
        QCOMPARE(some->listed, papers.size() - papers.toVariantList().count(QVariant::fromValue(nullptr)));
        QVERIFY(some->malformed.empty());
    } else {
        const bool isList = object.contains("data"_L1) || object.contains("total"_L1);
        const Result<PaperPage> page = listing.read(response(json, "application/json"), u"0"_s, 0, 1000);
        QCOMPARE(page.ok(), isList);
        if (isList) {
            QCOMPARE(page->listed, papers.size());
            QVERIFY(page->malformed.empty());
            QCOMPARE(page->next.toLongLong(), object.value("next"_L1).toInteger());
        }
    }
    for (const QJsonValue &value : std::as_const(papers)) {
        const QJsonObject paper = value.toObject();
        const ReadPaper read = readScholarPaper(value);
        if (value.isNull()) {
            QVERIFY(!read.row);
            continue;
        }
        QCOMPARE(read.id, paper.value("paperId"_L1).toString());
        QCOMPARE(read.row.has_value(), paper.value("title"_L1).isString());
        if (!read.row)
            continue;
        QCOMPARE(read.row->abstract.isNull(), paper.value("abstract"_L1).toString().isEmpty());
        const QString pdf = paper.value("openAccessPdf"_L1).toObject().value("url"_L1).toString();
        if (!pdf.isEmpty())
            QCOMPARE(QUrl(read.row->url), QUrl(pdf)); // one has blanks in it
        else
            QVERIFY(read.row->url.startsWith(u"https://www.semanticscholar.org/paper/"));
        const int year = paper.value("year"_L1).toInt();
        QCOMPARE(read.row->createdAt, year > 0 ? QString::number(year) : QString());
    }
}

void PapersSamplesTest::semanticScholarErrors_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("kind");
    QTest::newRow("unknown field") << u"error-400-fields"_s << u"http"_s;
    QTest::newRow("key refused") << u"error-403"_s << u"auth"_s;
    QTest::newRow("not found") << u"error-404"_s << u"gone"_s;
}

void PapersSamplesTest::semanticScholarErrors()
{
    QFETCH(QString, name);
    QFETCH(QString, kind);
    PaperFixture fixture;
    const demo::HttpAnswer answer = recordedAnswer(samples + u"/semantic-scholar"_s, name);
    fixture.site().setInterceptor([answer](const demo::HttpRequest &) { return std::optional(answer); });
    const SyncOutcome run = fixture.run(u"semanticscholar:q"_s);
    QVERIFY(!run.result);
    QCOMPARE(QString(errorKindName(run.result.error().kind)), kind);
    QCOMPARE(run.requests, 1);
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM papers"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(PapersSamplesTest)
#include "papers_samples.moc"
