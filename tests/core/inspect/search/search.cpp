// What a search finds, in which order, marked where, under which filters; in old, locked and damaged files.
#include "inspect/search/Search.h"
#include "tests/support/KnowledgeRows.h"
#include "tests/support/OtherProgram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using inspect::Hit;
using inspect::Place;
using inspect::SearchFilters;
using inspect::SearchPart;
using inspect::SearchQuestion;
using tests::addItem;
using tests::Sqlite;

namespace {

const QString mne = u"mne-tools/mne-python"_s;

struct Found
{
    QList<Hit> hits; // ranked
    QList<SearchPart> parts;
    QList<Error> errors;
    bool more = false;
};

QString named(const Hit &hit)
{
    return hit.number != 0 ? u"%1 %2"_s.arg(hit.source).arg(hit.number)
                           : u"%1 %2"_s.arg(hit.source, hit.title);
}

QStringList names(const QList<Hit> &hits)
{
    QStringList all;
    for (const Hit &hit : hits)
        all += named(hit);
    return all;
}

QStringList marked(const QString &text, const QList<inspect::TextMark> &marks)
{
    QStringList all;
    for (const inspect::TextMark &mark : marks)
        all += text.mid(mark.start, mark.length);
    return all;
}

} // namespace

class SearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyTableIsAsked();
    void titlesWeighMore();
    void marksWhatIsFound();
    void filters_data();
    void filters();
    void numbersComeFirst();
    void numbersOfManyRepositories();
    void numberWithWords();
    void addresses_data();
    void addresses();
    void twoCommunitiesAreRankedTogether();
    void theLimitIsOfAll();
    void anOldFileLacksTables();
    void aMissingIndexIsTold();
    void oneLockedTheOtherFound();
    void oneDamagedTheOtherFound();
    void aMissingFileIsTold();
    void stopsInTheMiddle();
    void leavesTheFileAlone();
    void noQuestionNoParts();
    void aRankingKeepsItsOrder();

private:
    Place make(const QString &id);
    Found ask(const QString &typed, const SearchFilters &filters = {}, int limit = 50);

    std::unique_ptr<QTemporaryDir> m_folder;
    QList<Place> m_places;
};

void SearchTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_places = {make(u"mne"_s)};
}

Place SearchTest::make(const QString &id)
{
    const Place place{.community = id, .name = id.toUpper(), .database = m_folder->filePath(id + u".db"_s)};
    if (!store::Database::open(place.database, std::chrono::seconds(5)))
        qFatal("no database");
    return place;
}

Found SearchTest::ask(const QString &typed, const SearchFilters &filters, int limit)
{
    Found found;
    inspect::Ranking ranking(limit);
    const SearchQuestion question{
        .places = m_places, .text = inspect::parseSearchText(typed), .filters = filters, .limit = limit};
    const Result<void> asked = inspect::search(question,
                                               [&](const SearchPart &part) {
                                                   ranking.add(part.hits);
                                                   found.parts += part;
                                                   found.more = found.more || part.more;
                                                   if (part.error)
                                                       found.errors += *part.error;
                                               },
                                               {});
    if (!asked)
        found.errors += asked.error();
    found.hits = ranking.hits();
    return found;
}

void SearchTest::everyTableIsAsked()
{
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file));
    QVERIFY(addItem(file, mne, u"issue"_s, 5, u"Broken"_s, u"The epochs are."_s));
    const Found found = ask(u"epochs"_s);
    QVERIFY(found.errors.isEmpty());
    QStringList sources;
    for (const Hit &hit : found.hits)
        sources += hit.source;
    sources.removeDuplicates();
    sources.sort();
    QCOMPARE(sources, (QStringList{u"beps"_s, u"discourse"_s, u"docstrings"_s, u"github"_s, u"mailman"_s,
                                   u"papers"_s}));
    const auto bep = std::find_if(found.hits.cbegin(), found.hits.cend(),
                                  [](const Hit &hit) { return hit.source == "beps"_L1; });
    QCOMPARE(bep->number, 32);
    QCOMPARE(bep->status, u"draft"_s);
    QVERIFY(!found.more);
}

void SearchTest::titlesWeighMore()
{
    Sqlite file(m_places.first().database);
    for (int i = 1; i <= 20; ++i) // words that nobody looks for, so that bm25 has something to go by
        QVERIFY(addItem(file, mne, u"issue"_s, 100 + i, u"Other %1"_s.arg(i), u"Nothing of interest here"_s));
    QVERIFY(addItem(file, mne, u"issue"_s, 1, u"Something else"_s, u"epochs epochs, and epochs again"_s));
    QVERIFY(addItem(file, mne, u"issue"_s, 2, u"All epochs"_s, u"what is in them"_s));
    QVERIFY(addItem(file, mne, u"issue"_s, 3, u"Something else"_s, u"long before there are epochs in it"_s));
    const Found found = ask(u"epochs"_s);
    QCOMPARE(names(found.hits), (QStringList{u"github 2"_s, u"github 1"_s, u"github 3"_s}));
    QVERIFY(found.hits.first().score > found.hits.last().score);
}

void SearchTest::marksWhatIsFound()
{
    Sqlite file(m_places.first().database);
    QVERIFY(addItem(file, mne, u"pr"_s, 1, u"Epochs, größer"_s,
                    u"Line one.\n\nIt   has <b>epochs</b> & Größer. "_s + u"filler words "_s.repeated(200)));
    const Found found = ask(u"epochs grosser -nothing"_s);
    QVERIFY(found.hits.isEmpty()); // ß is a letter of its own
    const Hit hit = ask(u"EPOCHS größer"_s).hits.value(0);
    QCOMPARE(hit.title, u"Epochs, größer"_s);
    QCOMPARE(marked(hit.title, hit.titleMarks), (QStringList{u"Epochs"_s, u"größer"_s}));
    QVERIFY2(hit.snippet.startsWith(u"…It has <b>epochs</b> & Größer."_s), qPrintable(hit.snippet));
    QVERIFY(hit.snippet.size() < 400);
    QVERIFY(hit.snippet.endsWith(u'…'));
    QCOMPARE(marked(hit.snippet, hit.snippetMarks), (QStringList{u"epochs"_s, u"Größer"_s}));
    QCOMPARE(hit.type, u"pr"_s);
    QCOMPARE(hit.origin, mne);
    QCOMPARE(hit.url, u"https://github.com/mne-tools/mne-python/pull/1"_s);

    QVERIFY(tests::addOthers(file));
    const Hit topic = ask(u"use"_s).hits.value(0); // stands in the second of two texts
    QCOMPARE(marked(topic.snippet, topic.snippetMarks), QStringList{u"Use"_s});
}

void SearchTest::filters_data()
{
    QTest::addColumn<SearchFilters>("filters");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const SearchFilters &filters, const QStringList &found) {
        QTest::newRow(name) << filters << found;
    };
    row("source", {.sources = {u"discourse"_s, u"mailman"_s}},
        {u"discourse 2022"_s, u"mailman Re: epochs"_s});
    row("origin", {.origin = u"sccn/eeglab"_s}, {u"docstrings pop_epoch"_s, u"github 1"_s});
    row("forum", {.origin = u"https://forum.example"_s}, {u"discourse 2022"_s});
    row("language", {.language = u"matlab"_s}, {u"docstrings pop_epoch"_s});
    row("status", {.status = u"closed"_s}, {u"github 2"_s});
    row("type", {.type = u"pr"_s}, {u"github 2"_s});
    row("since", {.since = {2023, 3, 1}}, {u"discourse 2022"_s, u"github 1"_s, u"github 2"_s});
    row("until", {.until = {2020, 2, 2}},
        {u"mailman Re: epochs"_s, u"papers Epochs of the auditory cortex"_s});
    row("a year is each of its days", {.since = {2021, 12, 31}, .until = {2021, 12, 31}},
        {u"papers Epochs of the Visual-Cortex"_s});
    row("nothing", {.sources = {u"papers"_s}, .language = u"matlab"_s}, {});
    row("no such value", {.status = u"' OR 1 --"_s}, {});
}

void SearchTest::filters()
{
    QFETCH(const SearchFilters, filters);
    QFETCH(const QStringList, found);
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file));
    QVERIFY(addItem(file, u"sccn/eeglab"_s, u"issue"_s, 1, u"One"_s, u"epochs"_s));
    QVERIFY(addItem(file, mne, u"pr"_s, 2, u"Two"_s, u"epochs"_s, u"closed"_s));
    const Found answer = ask(u"epochs"_s, filters);
    QVERIFY(answer.errors.isEmpty());
    QStringList all = names(answer.hits);
    all.sort();
    QCOMPARE(all, found);
}

void SearchTest::numbersComeFirst()
{
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file)); // a topic 2022, too
    QVERIFY(addItem(file, mne, u"issue"_s, 2022, u"This one"_s, u"Its text"_s));
    QVERIFY(addItem(file, u"sccn/eeglab"_s, u"pr"_s, 2022, u"That one"_s, {}));
    QVERIFY(addItem(file, mne, u"issue"_s, 7, u"2022"_s, u"see #2022, #2022 and #2022 in 2022"_s));
    QList<Hit> hits = ask(u"#2022"_s).hits;
    QCOMPARE(names(hits),
             (QStringList{u"github 2022"_s, u"github 2022"_s, u"discourse 2022"_s, u"github 7"_s}));
    QVERIFY(hits.at(2).exact && !hits.at(3).exact);
    QCOMPARE(hits.first().snippet, u"Its text"_s);
    QCOMPARE(ask(u"PR 2022"_s).hits.first().title, u"That one"_s);
    QCOMPARE(ask(u"issue 2022"_s).hits.first().title, u"This one"_s);
    QCOMPARE(names(ask(u"eeglab#2022"_s).hits), QStringList{u"github 2022"_s});
    QCOMPARE(ask(u"SCCN/eeglab#2022"_s).hits.value(0).title, u"That one"_s);
    QVERIFY(ask(u"lab#2022"_s).hits.isEmpty());
    QCOMPARE(ask(u"topic 2022"_s).hits.value(0).title, u"Help"_s);
    QCOMPARE(ask(u"BEP 32"_s).hits.value(0).title, u"Microelectrodes"_s);
    QCOMPARE(ask(u"#2022"_s, {.status = u"open"_s, .type = u"pr"_s}).hits.value(0).title, u"That one"_s);
    QVERIFY(!ask(u"2022"_s).hits.first().exact); // a year, perhaps
}

// Nearly every repository has an issue of that number: more than are told of one table.
void SearchTest::numbersOfManyRepositories()
{
    Sqlite file(m_places.first().database);
    QCOMPARE(file.execute(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                          "INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, "
                          "synced_at) SELECT printf('o/r%03d', i), 'issue', 1, 'First', 'open', 'u', '2024', "
                          "'s' FROM n"_s),
             0);
    const auto origins = [](const QList<Hit> &hits) {
        QStringList all;
        for (const Hit &hit : hits)
            all += hit.origin;
        return all;
    };
    for (const QString &name : {u"r001"_s, u"r300"_s}) {
        QCOMPARE(origins(ask(u"#1"_s, {.origin = u"o/"_s + name}).hits), QStringList{u"o/"_s + name});
        QCOMPARE(origins(ask(name.toUpper() + u"#1"_s).hits), QStringList{u"o/"_s + name});
        QCOMPARE(origins(ask(u"o/"_s + name + u"#1"_s).hits), QStringList{u"o/"_s + name});
    }
    QVERIFY(ask(u"300#1"_s).hits.isEmpty());
    QCOMPARE(ask(u"#1"_s, {}, 500).hits.size(), 200);
}

void SearchTest::numberWithWords()
{
    Sqlite file(m_places.first().database);
    QVERIFY(addItem(file, mne, u"issue"_s, 9, u"This one"_s, u"A text"_s));
    QVERIFY(addItem(file, u"sccn/eeglab"_s, u"issue"_s, 9, u"That one"_s, u"about epochs"_s));
    QVERIFY(addItem(file, mne, u"issue"_s, 3, u"Third"_s, u"epochs of #9"_s));
    const QList<Hit> hits = ask(u"#9 epochs"_s).hits;
    QCOMPARE(hits.size(), 3);
    QCOMPARE(hits.at(0).title, u"That one"_s);
    QCOMPARE(marked(hits.at(0).snippet, hits.at(0).snippetMarks), QStringList{u"epochs"_s});
    QCOMPARE(hits.at(1).title, u"This one"_s);
    QCOMPARE(hits.at(2).title, u"Third"_s);
}

void SearchTest::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *typed, const QString &found) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << found;
    };
    row("https://github.com/mne-tools/mne-python/issues/5", u"github 5"_s);
    row("https://github.com/MNE-tools/mne-python/pull/5/files#diff-1", u"github 5"_s);
    row("https://github.com/mne-tools/mne-python/blob/main/mne/epochs.py#L12", u"docstrings Epochs.drop"_s);
    row("https://forum.example/t/some-slug/2022/3?u=ann", u"discourse 2022"_s);
    row("https://forum.example/t/2022", u"discourse 2022"_s);
    row("https://list.example/2020/000012.html", u"mailman Re: epochs"_s);
    row("https://pubmed.ncbi.nlm.nih.gov/77/", u"papers Epochs of the visual cortex."_s);
    row("https://openalex.org/W1", u"papers Epochs of the Visual-Cortex"_s);
    row("https://doi.org/10.1000/abc", u"papers Epochs of the Visual-Cortex"_s);
    row("doi:10.1000/abc", u"papers Epochs of the Visual-Cortex"_s);
    row("https://bids.neuroimaging.io/bep032", u"beps 32"_s);
    row("github.com/mne-tools/mne-python/issues/5", u"github 5"_s);
    row("doi.org/10.1000/abc", u"papers Epochs of the Visual-Cortex"_s);
    row("https://git.lab.example/mne-tools/tool/issues/8#note", u"github 8"_s);
    row("https://other.example/mne-tools/tool/issues/8", {});
    row("https://git.lab.example/mne-tools/tool/blob/main/mne/epochs.py", {});
    row("https://github.com/mne-tools/mne-python/issues/6", {});
    row("https://nowhere.example/", {});
}

void SearchTest::addresses()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, found);
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file));
    QVERIFY(addItem(file, mne, u"issue"_s, 5, u"Broken"_s, u"The epochs are."_s));
    QVERIFY(addItem(file, u"mne-tools/tool"_s, u"issue"_s, 8, u"Elsewhere"_s, u"Other."_s));
    QCOMPARE(file.execute(u"UPDATE github_items SET url = 'https://git.lab.example/mne-tools/tool/issues/8' "
                          "WHERE number = 8"_s),
             0);
    const Found answer = ask(typed);
    QVERIFY(answer.errors.isEmpty());
    QCOMPARE(names(answer.hits).join(u", "_s), found);
    QVERIFY(found.isEmpty() || answer.hits.first().exact);
}

void SearchTest::twoCommunitiesAreRankedTogether()
{
    m_places += make(u"eeglab"_s);
    Sqlite one(m_places.first().database);
    Sqlite other(m_places.last().database);
    for (int i = 1; i <= 9; ++i) {
        QVERIFY(addItem(one, mne, u"issue"_s, 100 + i, u"Other"_s, u"nothing"_s));
        QVERIFY(addItem(other, mne, u"issue"_s, 100 + i, u"Other"_s, u"nothing"_s));
    }
    QVERIFY(addItem(one, mne, u"issue"_s, 1, u"A"_s, u"epochs"_s));
    QVERIFY(addItem(other, u"sccn/eeglab"_s, u"issue"_s, 2, u"Epochs"_s, u"epochs"_s));
    const Found found = ask(u"epochs"_s);
    QCOMPARE(names(found.hits), (QStringList{u"github 2"_s, u"github 1"_s}));
    QCOMPARE(found.hits.first().ref.place, m_places.last());
    QVERIFY(found.parts.size() >= 2); // one after the other, as they come
}

void SearchTest::theLimitIsOfAll()
{
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file));
    for (int i = 1; i <= 30; ++i)
        QVERIFY(addItem(file, mne, u"issue"_s, i, u"Epochs %1"_s.arg(i), u"epochs"_s));
    const Found all = ask(u"epochs"_s, {}, 1000);
    QVERIFY(!all.more);
    for (const int limit : {1, 7, 33}) {
        const Found some = ask(u"epochs"_s, {}, limit);
        QVERIFY(some.more);
        QCOMPARE(names(some.hits), names(all.hits.first(limit)));
    }
    QVERIFY(!ask(u"epochs"_s, {}, int(all.hits.size())).more);
}

void SearchTest::anOldFileLacksTables()
{
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file));
    QCOMPARE(file.execute(u"DROP TABLE bep_items; DROP TABLE bep_items_fts; DROP TABLE discourse_topics; "
                          "DROP TABLE discourse_topics_fts; ALTER TABLE docstrings DROP COLUMN branch; "
                          "DROP INDEX idx_github_items_number"_s),
             0);
    QVERIFY(addItem(file, mne, u"issue"_s, 2022, u"Epochs"_s, {}));
    const Found found = ask(u"epochs"_s);
    QVERIFY(found.errors.isEmpty());
    QCOMPARE(found.hits.size(), 7);
    QCOMPARE(names(ask(u"#2022"_s).hits), QStringList{u"github 2022"_s});
    QVERIFY(ask(u"BEP 32"_s).hits.isEmpty());
}

void SearchTest::aMissingIndexIsTold()
{
    Sqlite file(m_places.first().database);
    QVERIFY(tests::addOthers(file));
    QCOMPARE(file.execute(u"DROP TABLE papers_fts"_s), 0);
    const Found found = ask(u"epochs"_s);
    QCOMPARE(found.errors.size(), 1);
    QCOMPARE(found.errors.first().kind, ErrorKind::Config);
    QVERIFY(found.errors.first().text.contains("papers"_L1));
    QVERIFY(!found.hits.isEmpty());
}

void SearchTest::oneLockedTheOtherFound()
{
    m_places += make(u"eeglab"_s);
    for (const Place &place : std::as_const(m_places)) {
        Sqlite file(place.database);
        QCOMPARE(file.value(u"PRAGMA journal_mode=DELETE"_s), u"delete"_s);
        QVERIFY(addItem(file, mne, u"issue"_s, 1, u"Epochs"_s, {}));
    }
    tests::OtherProgram other(m_places.first().database);
    QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
    const Found found = ask(u"epochs"_s);
    QCOMPARE(found.errors.size(), 1);
    QCOMPARE(found.errors.first().kind, ErrorKind::Locked);
    QCOMPARE(found.hits.size(), 1);
    QCOMPARE(found.hits.first().ref.place, m_places.last());
    QVERIFY(other.run(u"ROLLBACK"_s));
    QCOMPARE(ask(u"epochs"_s).hits.size(), 2);
}

void SearchTest::oneDamagedTheOtherFound()
{
    m_places.prepend({.community = u"bad"_s, .name = u"BAD"_s, .database = m_folder->filePath(u"bad.db"_s)});
    QFile bad(m_places.first().database);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write(QByteArray(8192, 'x'));
    bad.close();
    Sqlite file(m_places.last().database);
    QVERIFY(addItem(file, mne, u"issue"_s, 1, u"Epochs"_s, {}));
    const Found found = ask(u"epochs"_s);
    QCOMPARE(found.errors.size(), 1);
    QCOMPARE(found.errors.first().kind, ErrorKind::Corrupt);
    QCOMPARE(found.parts.first().place, m_places.first());
    QCOMPARE(found.hits.size(), 1);
}

void SearchTest::aMissingFileIsTold()
{
    m_places = {{.community = u"none"_s, .name = {}, .database = m_folder->filePath(u"none.db"_s)}};
    const Found found = ask(u"epochs"_s);
    QCOMPARE(found.errors.size(), 1);
    QCOMPARE(found.errors.first().kind, ErrorKind::Config);
    QVERIFY(!QFile::exists(m_places.first().database));
}

void SearchTest::stopsInTheMiddle()
{
    m_places += make(u"eeglab"_s);
    for (const Place &place : std::as_const(m_places)) {
        Sqlite file(place.database);
        QVERIFY(addItem(file, mne, u"issue"_s, 1, u"Epochs"_s, {}));
    }
    std::stop_source source;
    int parts = 0;
    const SearchQuestion question{.places = m_places, .text = inspect::parseSearchText(u"epochs"_s)};
    const Result<void> asked = inspect::search(
        question,
        [&](const SearchPart &part) {
            QVERIFY(!part.error); // cancelled is not failed
            ++parts;
            source.request_stop();
        },
        source.get_token());
    QVERIFY(!asked);
    QVERIFY(asked.error().isCancelled());
    QCOMPARE(parts, 1);
}

void SearchTest::leavesTheFileAlone()
{
    {
        Sqlite file(m_places.first().database);
        QVERIFY(addItem(file, mne, u"issue"_s, 1, u"Epochs"_s, {}));
    }
    QFile file(m_places.first().database);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QCOMPARE(ask(u"epochs #1"_s).hits.size(), 1);
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"mne.db"_s});
}

void SearchTest::noQuestionNoParts()
{
    for (const QString &typed : {QString(), u"?!"_s, u"-epochs"_s})
        QVERIFY(ask(typed).parts.isEmpty());
}

void SearchTest::aRankingKeepsItsOrder()
{
    inspect::Ranking ranking(3);
    const auto hit = [](qint64 id, double score, bool exact = false) {
        Hit one;
        one.ref.id = id;
        one.score = score;
        one.exact = exact;
        return one;
    };
    ranking.add({hit(2, 1.0), hit(1, 1.0)});
    QCOMPARE(ranking.placeOf(hit(3, 2.0)), std::optional<qsizetype>(0));
    QCOMPARE(ranking.placeOf(hit(3, 1.0)), std::optional<qsizetype>(2)); // by its id, whenever it comes
    ranking.add({hit(3, 1.0)});
    QCOMPARE(ranking.placeOf(hit(4, 0.5)), std::nullopt);
    ranking.add({hit(4, 0.5), hit(5, 0.1, true)});
    QList<qint64> ids;
    for (const Hit &one : ranking.hits())
        ids += one.ref.id;
    QCOMPARE(ids, (QList<qint64>{5, 1, 2}));
}

QTEST_GUILESS_MAIN(SearchTest)
#include "search.moc"
