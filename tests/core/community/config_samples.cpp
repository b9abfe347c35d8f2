// The configurations of four real communities: they load without a word, and nothing of them is lost.
#include "community/Loader.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::community;

class TestConfigSamples final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(folder()).exists())
            QSKIP("skipped: no samples");
    }
    void wholeFolder();
    void counts_data();
    void counts();
    void values();

private:
    static QString folder() { return QStringLiteral(LOCKKEEPER_SAMPLES) + u"/communities"_s; }
    static LoadedCommunity load(const QString &id)
    {
        return loadFile(folder() + u'/' + id + u"/config.yaml"_s);
    }
};

void TestConfigSamples::wholeFolder()
{
    const auto loaded = loadFolder(folder());
    QVERIFY(loaded.ok());
    QStringList ids;
    for (const LoadedCommunity &one : *loaded) {
        ids.append(one.id);
        QVERIFY2(one.problems.isEmpty(),
                 qPrintable(one.problems.isEmpty() ? QString() : one.problems.first().describe()));
        QVERIFY(!one.broken());
        QCOMPARE(one.community->id, one.id);
        QCOMPARE(one.community->status, u"available"_s);
        QCOMPARE(one.community->links.size(), 4);
    }
    QCOMPARE(ids, QStringList({u"bids"_s, u"eeglab"_s, u"hed"_s, u"mne"_s}));
}

void TestConfigSamples::counts_data()
{
    QTest::addColumn<qsizetype>("repositories");
    QTest::addColumn<qsizetype>("queries");
    QTest::addColumn<qsizetype>("dois");
    QTest::addColumn<qsizetype>("forums");
    QTest::addColumn<qsizetype>("docstrings");
    QTest::addColumn<qsizetype>("lists");
    QTest::addColumn<qsizetype>("schedules");
    QTest::addColumn<qsizetype>("maintainers");

    const auto row = [](const char *id, std::array<qsizetype, 8> n) {
        QTest::newRow(id) << n[0] << n[1] << n[2] << n[3] << n[4] << n[5] << n[6] << n[7];
    };
    row("bids", {4, 5, 14, 1, 0, 0, 3, 1});
    row("eeglab", {6, 6, 3, 0, 3, 1, 5, 1});
    row("hed", {4, 3, 5, 1, 0, 0, 2, 2});
    row("mne", {5, 5, 5, 1, 5, 0, 4, 0});
}

void TestConfigSamples::counts()
{
    QFETCH(qsizetype, repositories);
    QFETCH(qsizetype, queries);
    QFETCH(qsizetype, dois);
    QFETCH(qsizetype, forums);
    QFETCH(qsizetype, docstrings);
    QFETCH(qsizetype, lists);
    QFETCH(qsizetype, schedules);
    QFETCH(qsizetype, maintainers);
    const LoadedCommunity loaded = load(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!loaded.broken());
    const Community &c = *loaded.community;
    QCOMPARE(c.githubRepositories.size(), repositories);
    QCOMPARE(c.citationQueries.size(), queries);
    QCOMPARE(c.citationDois.size(), dois);
    QCOMPARE(c.forums.size(), forums);
    QCOMPARE(c.docstrings.size(), docstrings);
    QCOMPARE(c.mailingLists.size(), lists);
    QCOMPARE(c.sync.size(), schedules);
    QCOMPARE(c.maintainers.size(), maintainers);
}

void TestConfigSamples::values()
{
    const auto eeglab = load(u"eeglab"_s).community;
    QVERIFY(eeglab);
    const DocstringRepository &first = eeglab->docstrings.first();
    QCOMPARE(first.repository, u"sccn/eeglab"_s);
    QCOMPARE(first.branch, u"develop"_s);
    QCOMPARE(first.languages, QStringList({u"matlab"_s, u"python"_s}));
    const MailingList &list = eeglab->mailingLists.first();
    QCOMPARE(list.name, u"eeglablist"_s);
    QCOMPARE(list.baseUrl.toString(), u"https://sccn.ucsd.edu/pipermail/eeglablist/"_s);
    QCOMPARE(list.startYear, 2004);
    QCOMPARE(eeglab->sync.value(u"faq"_s), u"0 6 1 * *"_s);

    const auto bids = load(u"bids"_s).community;
    QVERIFY(bids);
    QCOMPARE(bids->name, u"BIDS (Brain Imaging Data Structure)"_s);
    QCOMPARE(bids->forums.first().url.toString(), u"https://neurostars.org"_s);
    QCOMPARE(bids->forums.first().tags, QStringList(u"bids"_s));
    QVERIFY(bids->citationDois.contains(u"10.1177/0271678X20905433"_s));
}

QTEST_GUILESS_MAIN(TestConfigSamples)
#include "config_samples.moc"
