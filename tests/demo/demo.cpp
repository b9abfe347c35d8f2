// The demo as a whole: its configurations, its content, and what days change.
#include "Fetch.h"

#include "community/Loader.h"
#include "demo/Demo.h"

#include <QDateTime>
#include <QDir>
#include <QMap>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using demo::Demo;
using tests::Fetched;
using tests::Fetcher;

namespace {

using Items = QMap<int, QJsonObject>;
using World = QMap<QString, Items>; // by configured repository

QString address(const Demo &demo, const QString &repository)
{
    return demo.endpoints().value(u"github"_s) + u"/repos/"_s + repository;
}

World collected(const Demo &demo, const QString &query = {})
{
    World world;
    Fetcher fetcher(demo.gateway());
    const auto communities = community::loadFolder(demo.communitiesDir());
    for (const auto &loaded : communities.value()) {
        for (const QString &repository : loaded.community->githubRepositories) {
            const QUrl url(address(demo, repository) +
                           u"/issues?state=all&sort=updated&direction=asc&per_page=100"_s + query);
            for (const auto &item : fetcher.everything(url))
                world[repository].insert(item[u"number"].toInt(), item.toObject());
        }
    }
    return world;
}

QString text(const QJsonObject &item, const char *key)
{
    return item.value(QLatin1StringView(key)).toString();
}

bool sameContent(const QJsonObject &one, const QJsonObject &other)
{
    return text(one, "title") == text(other, "title") && text(one, "body") == text(other, "body") &&
           text(one, "state") == text(other, "state");
}

struct Difference
{
    int added = 0;
    int edited = 0; // words
    int closed = 0;
    int bumped = 0; // nothing but updated_at
    int lost = 0;
    int backwards = 0; // older than before, or other without a newer updated_at
};

Difference difference(const Items &before, const Items &after)
{
    Difference found;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (!before.contains(it.key())) {
            ++found.added;
            continue;
        }
        const QJsonObject old = before.value(it.key());
        if (text(*it, "updated_at") < text(old, "updated_at"))
            ++found.backwards;
        else if (text(*it, "updated_at") == text(old, "updated_at"))
            found.backwards += sameContent(old, *it) ? 0 : 1;
        else if (sameContent(old, *it))
            ++found.bumped;
        else if (text(*it, "state") != text(old, "state"))
            ++found.closed;
        else
            ++found.edited;
    }
    for (const int number : before.keys())
        found.lost += after.contains(number) ? 0 : 1;
    return found;
}

// Of all repositories; each must have some of everything, or the first that has not is named.
QString whatIsMissing(const World &before, const World &after)
{
    for (auto it = before.begin(); it != before.end(); ++it) {
        const Difference found = difference(*it, after.value(it.key()));
        if (found.added == 0 || found.edited == 0 || found.closed == 0 || found.bumped == 0)
            return u"%1: %2 new, %3 edited, %4 closed, %5 bumped"_s.arg(it.key())
                .arg(found.added)
                .arg(found.edited)
                .arg(found.closed)
                .arg(found.bumped);
        if (found.lost != 0 || found.backwards != 0)
            return u"%1: %2 lost, %3 went back"_s.arg(it.key()).arg(found.lost).arg(found.backwards);
    }
    return {};
}

// A second later: GitHub's times are whole seconds, and what happens within one has the same updated_at.
void waitForTheNextSecond()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentSecsSinceEpoch() > now);
}

std::unique_ptr<Demo> started(const QString &folder = {})
{
    auto demo = Demo::start({.dataDir = folder, .latency = 0ms});
    return demo ? std::move(*demo) : nullptr;
}

} // namespace

class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void temporaryFolderGoesWithTheDemo()
    {
        QString folder;
        {
            const auto demo = started();
            QVERIFY(demo);
            folder = demo->dataDir();
            QVERIFY(QFile::exists(demo->communitiesDir() + u"/harkwave/config.yaml"_s));
        }
        QVERIFY(!QFileInfo::exists(folder));
    }

    void configurationsLoadAndNameWhatIsServed()
    {
        const auto demo = started();
        QVERIFY(demo);
        const auto communities = community::loadFolder(demo->communitiesDir());
        QVERIFY(communities.ok());
        QCOMPARE(communities->size(), 4);
        Fetcher fetcher(demo->gateway());
        QStringList moved;
        for (const auto &loaded : *communities) {
            for (const auto &problem : loaded.problems)
                qWarning().noquote() << problem.describe();
            QVERIFY(loaded.problems.isEmpty());
            QVERIFY(!loaded.broken());
            QVERIFY(loaded.community->sync.contains(u"github"_s));
            QVERIFY(!loaded.community->githubRepositories.isEmpty());
            for (const QString &repository : loaded.community->githubRepositories) {
                const Fetched answer = fetcher.get(QUrl(address(*demo, repository)));
                if (answer.status == 301)
                    moved.append(repository);
                else
                    QCOMPARE(answer.status, 200);
            }
        }
        QCOMPARE(moved, QStringList{u"quillcue/quillcue-editor"_s});
    }

    void contentIsAlive()
    {
        const auto demo = started();
        QVERIFY(demo);
        static const QRegularExpression leftover(u"\\{\\^?([a-z][a-z-]*|\\d+\\.\\.\\d+)(#[a-z])?\\}"_s);
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        QSet<QString> titles;
        QMap<QString, int> atOneTime;
        int items = 0, pulls = 0, drafts = 0, ghosts = 0, bots = 0, nullBodies = 0, code = 0, beyondAscii = 0;
        const World world = collected(*demo);
        for (auto repository = world.begin(); repository != world.end(); ++repository) {
            QVERIFY(repository->size() >= 40 && repository->size() <= 350);
            for (const QJsonObject &item : *repository) {
                const QString body = text(item, "body");
                QVERIFY(!text(item, "title").isEmpty());
                QVERIFY2(!leftover.match(text(item, "title") + body).hasMatch(), qUtf8Printable(body));
                QVERIFY(text(item, "created_at") <= text(item, "updated_at"));
                QVERIFY(text(item, "updated_at") <= now);
                QCOMPARE(text(item, "closed_at").isEmpty(), text(item, "state") == u"open"_s);
                ++items;
                titles.insert(text(item, "title"));
                ++atOneTime[repository.key() + text(item, "updated_at")];
                pulls += item.contains("pull_request"_L1) ? 1 : 0;
                drafts += item.value("draft"_L1).toBool() ? 1 : 0;
                ghosts += item.value("user"_L1).isNull() ? 1 : 0;
                bots += item.value("user"_L1)[u"type"].toString() == "Bot"_L1 ? 1 : 0;
                nullBodies += item.value("body"_L1).isNull() ? 1 : 0;
                code += body.contains("```"_L1) ? 1 : 0;
                beyondAscii += body.toLatin1() == body.toUtf8() ? 0 : 1;
            }
        }
        QVERIFY(titles.size() * 100 > items * 85);
        QVERIFY(pulls * 5 > items && pulls * 2 < items);
        for (const int count : {drafts, ghosts, bots, nullBodies})
            QVERIFY(count > 10 && count * 8 < items);
        QVERIFY(code * 5 > items);
        QVERIFY(beyondAscii > 100);
        QVERIFY(*std::ranges::max_element(atOneTime) > 100); // a page of a hundred bears one timestamp
    }

    void daysBringNewChangedAndBumpedItems()
    {
        const auto demo = started();
        QVERIFY(demo);
        for (int seconds = 0; seconds < 3; ++seconds)
            waitForTheNextSecond();
        const World before = collected(*demo);
        const QString since = u"&since="_s + QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        waitForTheNextSecond();
        demo->letDaysPass();
        const World after = collected(*demo);
        QCOMPARE(whatIsMissing(before, after), QString());
        // All of it is newer than what was asked for last, so an incremental sync meets it.
        const World news = collected(*demo, since);
        for (auto it = before.begin(); it != before.end(); ++it) {
            const Difference found = difference(*it, after.value(it.key()));
            QCOMPARE(news.value(it.key()).size(), found.added + found.edited + found.closed + found.bumped);
        }
    }

    void secondStartIsLater()
    {
        const QTemporaryDir folder;
        auto demo = started(folder.path());
        QVERIFY(demo);
        demo->letDaysPass(); // must not be forgotten by the next start
        const World before = collected(*demo);
        demo.reset();
        waitForTheNextSecond();
        demo = started(folder.path());
        QVERIFY(demo);
        QCOMPARE(whatIsMissing(before, collected(*demo)), QString());
    }

    void configurationOfTheMaintainerStays()
    {
        const QTemporaryDir folder;
        auto demo = started(folder.path());
        QVERIFY(demo);
        const QString path = demo->communitiesDir() + u"/strandform/config.yaml"_s;
        demo.reset();
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write("# mine\n");
        file.close();
        demo = started(folder.path());
        QVERIFY(demo);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().endsWith("# mine\n"));
    }

    void whatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto demo = Demo::start({.dataDir = file.fileName() + u"/below"_s, .latency = 0ms});
        QVERIFY(!demo.ok());
        QCOMPARE(demo.error().kind, ErrorKind::ReadOnly);
        QVERIFY(demo.error().text.contains(file.fileName()));
        QVERIFY(!demo.error().hint.isEmpty());
    }

    void damagedNotesAreSaid_data()
    {
        QTest::addColumn<QByteArray>("notes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("began yesterday");
        QTest::newRow("newer format") << QByteArray(R"({"format": 2, "began": 1000, "steps": []})");
        QTest::newRow("no beginning") << QByteArray(R"({"format": 1, "steps": []})");
        QTest::newRow("text for a time") << QByteArray(R"({"format": 1, "began": 1000, "steps": ["x"]})");
        QTest::newRow("backwards") << QByteArray(R"({"format": 1, "began": 1000, "steps": [900]})");
        QTest::newRow("beyond all years") << QByteArray(R"({"format": 1, "began": 9e17, "steps": []})");
    }
    void damagedNotesAreSaid()
    {
        QFETCH(const QByteArray, notes);
        const QTemporaryDir folder;
        auto first = started(folder.path());
        QVERIFY(first);
        QFile file(first->communitiesDir() + u"/demo-calendar.json"_s);
        first.reset();
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(notes);
        file.close();
        const auto demo = Demo::start({.dataDir = folder.path(), .latency = 0ms});
        QVERIFY(!demo.ok());
        QCOMPARE(demo.error().kind, ErrorKind::Config);
        QVERIFY(demo.error().text.contains(u"demo-calendar.json"_s));
        QVERIFY(!demo.error().hint.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "demo.moc"
