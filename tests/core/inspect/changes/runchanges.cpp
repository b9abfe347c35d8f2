// What is told of a run: its rows in windows, one of them before and after, and what was skipped.
#include "inspect/changes/RunChanges.h"
#include "base/Time.h"
#include "inspect/changes/SkippedItems.h"
#include "tests/support/ChangeFixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::inspect;
using lockkeeper::tests::ChangeFixture;

namespace {
QDateTime startOf(int run)
{
    return fromIso(ChangeFixture::runName(run));
}

Place placeOf(const ChangeFixture &db)
{
    return {.community = u"one"_s, .name = u"One"_s, .database = db.path()};
}

ChangeWindow changes(const ChangeFixture &db, int run, std::optional<RowChange> kind = {},
                     const QString &job = {})
{
    return *readChanges({.place = placeOf(db), .run = startOf(run), .kind = kind, .job = job}, 0, 100, {});
}

ValueChange valueOf(const ChangeDetails &details, const QString &column)
{
    for (const ValueChange &value : details.values) {
        if (value.column == column)
            return value;
    }
    return {};
}
} // namespace

class RunChangesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsOfARunInWindows();
    void rowsAreFiltered();
    void beforeAndAfter();
    void laterRunsAreTakenBack();
    void deletedRowsKeepTheirWords();
    void whatIsNotKeptIsEmpty();
    void skippedItemsAreTold();
};

void RunChangesTest::rowsOfARunInWindows()
{
    ChangeFixture db;
    QStringList titles;
    for (int i = 1; i <= 25; ++i)
        titles.append(u"title %1"_s.arg(i));
    QVERIFY(db.write(1, titles));
    QVERIFY(db.write(1, titles, u"o/other"_s));
    QCOMPARE(*readRemoteChanges(placeOf(db), startOf(1), {}),
             (QList<RemoteChanges>{{.kind = u"github"_s, .name = u"o/r"_s, .added = 25},
                                   {.kind = u"github"_s, .name = u"o/other"_s, .added = 25}}));
    QStringList seen;
    qint64 after = 0;
    bool more = true;
    int windows = 0;
    while (more) {
        const auto window =
            readChanges({.place = placeOf(db), .run = startOf(1), .kind = {}, .job = {}}, after, 20, {});
        QVERIFY(window);
        for (const RunChange &change : window->changes) {
            QCOMPARE(change.kind, RowChange::Added);
            QVERIFY(change.there);
            QVERIFY(change.id > after);
            after = change.id;
            seen.append(change.origin + u' ' + change.title + u' ' + QString::number(change.number));
        }
        more = window->more;
        ++windows;
    }
    QCOMPARE(windows, 3);
    QCOMPARE(seen.size(), 50);
    QCOMPARE(seen.constFirst(), u"o/r title 1 1"_s);
    QCOMPARE(seen.constLast(), u"o/other title 25 25"_s);
    QCOMPARE(seen.removeDuplicates(), 0);
}

void RunChangesTest::rowsAreFiltered()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"a"_s, u"b"_s, u"c"_s}));
    store::Batch batch = ChangeFixture::batchOf(2);
    batch.githubItems = {ChangeFixture::item(1, u"A"_s), ChangeFixture::item(4, u"d"_s)};
    batch.deletions = {{.table = store::Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 2}}};
    QVERIFY(db.commit(batch));
    QCOMPARE(changes(db, 2).changes.size(), 3);
    for (const RowChange kind : {RowChange::Added, RowChange::Changed, RowChange::Deleted}) {
        const QList<RunChange> some = changes(db, 2, kind).changes;
        QCOMPARE(some.size(), 1);
        QCOMPARE(some.constFirst().kind, kind);
        QCOMPARE(some.constFirst().there, kind != RowChange::Deleted);
    }
    QCOMPARE(changes(db, 2, RowChange::Changed).changes.constFirst().columns, QStringList{u"title"_s});
    QCOMPARE(changes(db, 2, {}, u"github"_s).changes.size(), 3);
    QCOMPARE(changes(db, 2, {}, u"papers"_s).changes.size(), 0);
}

void RunChangesTest::beforeAndAfter()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"before"_s}));
    QVERIFY(db.write(2, {u"after"_s}));
    const auto details = readChange(placeOf(db), changes(db, 2).changes.constFirst().id, {});
    QVERIFY(details);
    QVERIFY(details->oldKept && details->afterSure && details->change.there);
    const ValueChange title = valueOf(*details, u"title"_s);
    QCOMPARE(title.before, u"before"_s);
    QCOMPARE(title.after, u"after"_s);
    QVERIFY(title.differs);
    const ValueChange repo = valueOf(*details, u"repo"_s);
    QVERIFY(!repo.differs && repo.before == repo.after && repo.after == u"o/r"_s);
    QVERIFY(!valueOf(*details, u"first_message"_s).after.isValid());
    const auto added = readChange(placeOf(db), changes(db, 1).changes.constFirst().id, {});
    QVERIFY(added);
    QVERIFY(!valueOf(*added, u"title"_s).before.isValid());
    QCOMPARE(valueOf(*added, u"title"_s).after, u"before"_s);
}

void RunChangesTest::laterRunsAreTakenBack()
{
    ChangeFixture db;
    for (const int run : {1, 2, 3, 4})
        QVERIFY(db.write(run, {u"title %1"_s.arg(run)}));
    for (const int run : {2, 3, 4}) {
        const auto details = readChange(placeOf(db), changes(db, run).changes.constFirst().id, {});
        QCOMPARE(valueOf(*details, u"title"_s).before, u"title %1"_s.arg(run - 1));
        QCOMPARE(valueOf(*details, u"title"_s).after, u"title %1"_s.arg(run));
    }
    QCOMPARE(db.look().execute(u"UPDATE lockkeeper_changes SET old = NULL WHERE id = (SELECT max(id) FROM "
                               "lockkeeper_changes)"_s),
             0);
    QVERIFY(!readChange(placeOf(db), changes(db, 4).changes.constFirst().id, {})->oldKept);
    QVERIFY(!readChange(placeOf(db), changes(db, 3).changes.constFirst().id, {})->afterSure);
}

void RunChangesTest::deletedRowsKeepTheirWords()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"first"_s}));
    QVERIFY(db.write(2, {u"second"_s}));
    store::Batch batch = ChangeFixture::batchOf(3);
    batch.deletions = {{.table = store::Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 1}}};
    QVERIFY(db.commit(batch));
    for (const int run : {1, 2, 3}) { // the row is gone: its words are those of its end
        QCOMPARE(changes(db, run).changes.constFirst().title, u"second"_s);
        QVERIFY(!changes(db, run).changes.constFirst().there);
    }
    QCOMPARE(valueOf(*readChange(placeOf(db), changes(db, 1).changes.constFirst().id, {}), u"title"_s).after,
             u"first"_s);
    const auto gone = readChange(placeOf(db), changes(db, 3).changes.constFirst().id, {});
    QCOMPARE(valueOf(*gone, u"title"_s).before, u"second"_s);
    QVERIFY(!valueOf(*gone, u"title"_s).after.isValid());
}

void RunChangesTest::whatIsNotKeptIsEmpty()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"a"_s}));
    QVERIFY(changes(db, 2).changes.isEmpty());
    const auto gone = readChange(placeOf(db), 12345, {});
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, ErrorKind::Config);
    QCOMPARE(db.look().execute(u"DROP TABLE lockkeeper_runs; DROP TABLE lockkeeper_parts; "
                               "DROP TABLE lockkeeper_changes; DROP TABLE lockkeeper_written; "
                               "DROP TABLE lockkeeper_skipped"_s),
             0);
    QVERIFY(changes(db, 1).changes.isEmpty());
    QVERIFY(readRemoteChanges(placeOf(db), startOf(1), {})->isEmpty());
    QVERIFY(readSkippedItems(placeOf(db), {})->isEmpty());
    QVERIFY(!readChange(placeOf(db), 1, {}));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(readRemoteChanges(placeOf(db), startOf(1), stop.get_token()).error().isCancelled());
}

void RunChangesTest::skippedItemsAreTold()
{
    ChangeFixture db;
    store::Batch batch = ChangeFixture::batchOf(1);
    batch.skipped = {{.key = u"7"_s, .reason = u"no title"_s}};
    QVERIFY(db.commit(batch));
    batch = ChangeFixture::batchOf(2);
    batch.skipped = {{.key = u"8"_s, .reason = u"no time"_s}};
    QVERIFY(db.commit(batch));
    const auto entries = readSkippedItems(placeOf(db), {});
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0).key, u"7"_s);
    QCOMPARE(entries->at(1).reason, u"no time"_s);
    QCOMPARE(entries->at(1).name, u"o/r"_s);
    QVERIFY(entries->at(0).firstAt.isValid());
    QVERIFY(skippedBy(entries->at(0), startOf(1)) && !skippedBy(entries->at(0), startOf(2)));
    SkippedEntry old = entries->at(0);
    old.run = u"2026-02-03T04:05:06+00:00"_s; // as they were named before
    QVERIFY(skippedBy(old, startOf(1)));
}

QTEST_GUILESS_MAIN(RunChangesTest)
#include "runchanges.moc"
