// The tree's model and its filter: structure, sums, updates in place.
#include "Samples.h"
#include "ui/common/Palettes.h"
#include "ui/dashboard/CommunityFilter.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/DetailsText.h"
#include "ui/dashboard/ProgressLook.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace lockkeeper::test;

namespace {
sync::Catalog threeCommunities()
{
    return catalogOf({communityWith(u"bids"_s, {u"bids/a"_s, u"bids/b"_s}), brokenCommunity(u"hed"_s),
                      communityWith(u"mne"_s, {u"mne/a"_s, u"mne/b"_s, u"mne/c"_s})});
}

QString cell(const QAbstractItemModel &model, const QModelIndex &index, Column column)
{
    return model.index(index.row(), static_cast<int>(column), index.parent()).data().toString();
}

// Every row's path, depth first.
QStringList paths(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        all.append(index.data(CommunityModel::PathRole).toString());
        all.append(paths(model, index));
    }
    return all;
}
} // namespace

class UiModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeOfACatalog();
    void everySourceHasItsRemotes();
    void brokenOnesStandBesideTheHealthy();
    void groupTellsWhyItFailed();
    void catalogChangesInPlace();
    void snapshotsUpdateOnlyTheirRows();
    void sumsFollowTheirJobs();
    void resultsStayWhenTheNextRunHasOtherJobs();
    void oneNeverSyncedIsTold();
    void unreadDatabasesSaySo();
    void whatIsPausedSaysSo();
    void stoppingShowsAtOnce();
    void fiveHundredJobs();
    void filterByWords();
    void filterByState();
    void sorting();
    void screenReadersHearTheColumn();
};

void UiModel::treeOfACatalog()
{
    CommunityModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCatalog(threeCommunities());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), u"BIDS"_s);
    const QModelIndex source = model.index(0, 0, model.index(0, 0));
    QCOMPARE(source.data().toString(), u"GitHub"_s);
    QCOMPARE(model.rowCount(source), 2);
    QCOMPARE(model.jobsUnder(model.index(2, 0)).size(), 3);
    const QModelIndex job = model.indexOf(githubJob(u"mne"_s, u"mne/b"_s));
    QCOMPARE(job.data().toString(), u"mne/b"_s);
    QCOMPARE(job.data(CommunityModel::PathRole).toString(), u"mne/github/mne/b"_s);
    QVERIFY(!model.indexOf(githubJob(u"mne"_s, u"mne/z"_s)).isValid());
}

void UiModel::everySourceHasItsRemotes()
{
    sync::CatalogEntry entry = communityWith(u"bids"_s, {u"bids/a"_s}); // which alone has proposals
    community::Community &all = *entry.loaded.community;
    all.docstrings = {{.repository = u"bids/a"_s, .branch = u"main"_s, .languages = {u"python"_s}}};
    all.forums = {{.url = QUrl(u"https://forum.example.org"_s), .tags = {}, .categories = {}}};
    all.citationQueries = {u"BIDS"_s};
    all.citationDois = {u"10.5555/bids"_s};
    all.mailingLists = {
        {.name = u"bids-talk"_s, .baseUrl = QUrl(u"https://lists.example.org/"_s), .displayName = {}}};
    CommunityModel model;
    model.setCatalog(catalogOf({entry}));
    const QModelIndex community = model.index(0, 0);
    QStringList rows;
    for (int source = 0; source < model.rowCount(community); ++source) {
        const QModelIndex group = model.index(source, 0, community);
        for (int job = 0; job < model.rowCount(group); ++job)
            rows += group.data().toString() + u" > "_s + model.index(job, 0, group).data().toString();
    }
    QCOMPARE(rows, QStringList({u"GitHub > bids/a"_s, u"Docstrings > bids/a:python"_s,
                                u"Discourse > forum.example.org"_s, u"Papers > OpenAlex: BIDS"_s,
                                u"Papers > Semantic Scholar: BIDS"_s, u"Papers > PubMed: BIDS"_s,
                                u"Papers > Citing 10.5555/bids"_s, u"Mailing lists > bids-talk"_s,
                                u"BIDS extension proposals (BEPs) > bids-website"_s}));
}

void UiModel::brokenOnesStandBesideTheHealthy()
{
    CommunityModel model;
    model.setCatalog(threeCommunities());
    const QModelIndex broken = model.indexOf({.community = u"hed"_s, .kind = {}, .name = {}});
    QCOMPARE(cell(model, broken, Column::State), u"broken"_s);
    QCOMPARE(model.rowCount(broken), 1);
    const QString problem = model.index(0, 0, broken).data().toString();
    QVERIFY2(problem.startsWith(u"config.yaml:12:5:"_s), qPrintable(problem));
    QVERIFY(model.jobsUnder(broken).isEmpty());
    QVERIFY(
        model.index(0, 0, broken).data(Qt::ToolTipRole).toString().contains(u"Write it as owner/name."_s));
}

void UiModel::groupTellsWhyItFailed()
{
    CommunityModel model;
    model.setCatalog(catalogOf({communityWith(u"mne"_s, {u"mne/a"_s, u"mne/b"_s, u"mne/c"_s})}));
    sync::RunSnapshot run;
    run.jobs = {jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Failed),
                jobIn(githubJob(u"mne"_s, u"mne/b"_s), sync::JobState::Done, 2),
                jobIn(githubJob(u"mne"_s, u"mne/c"_s), sync::JobState::Failed)};
    run.jobs[0].error = run.jobs[2].error =
        Error{.kind = ErrorKind::Network, .text = u"The host <x> was not found."_s, .hint = {}, .url = {}};
    model.setSnapshot(run);
    const QModelIndex community = model.index(0, 0);
    for (const QModelIndex &group : {community, model.index(0, 0, community)}) {
        QCOMPARE(cell(model, group, Column::State), u"2 of 3 failed"_s);
        const QString tip = group.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"2 of 3 failed: The host &lt;x&gt; was not found."_s), qPrintable(tip));
        const QString details = detailsHtml(*model.node(group), tones(lightPalette()));
        QVERIFY2(details.contains(u"2 of 3 failed: The host &lt;x&gt;"_s), qPrintable(details));
    }
    // Another try of one of them alone: the other has failed still.
    run.jobs = {run.jobs[0]};
    run.jobs[0].state = sync::JobState::Done;
    run.jobs[0].error.reset();
    model.setSnapshot(run);
    QCOMPARE(cell(model, community, Column::State), u"1 of 3 failed"_s);
}

void UiModel::catalogChangesInPlace()
{
    CommunityModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCatalog(threeCommunities());
    const QPersistentModelIndex kept(model.indexOf(githubJob(u"mne"_s, u"mne/c"_s)));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);

    // A community goes, one comes, one is mended, repositories change their order and number.
    model.setCatalog(
        catalogOf({communityWith(u"eeglab"_s, {u"eeg/a"_s}), communityWith(u"hed"_s, {u"hed/a"_s}),
                   communityWith(u"mne"_s, {u"mne/c"_s, u"mne/new"_s, u"mne/a"_s})}));
    QCOMPARE(paths(model).join(' '_L1),
             u"eeglab eeglab/github eeglab/github/eeg/a hed hed/github hed/github/hed/a "
             "mne mne/github mne/github/mne/c mne/github/mne/new mne/github/mne/a"_s);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 0);
    QCOMPARE(resets.count(), 0);

    model.setCatalog(catalogOf({}));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!kept.isValid());
}

void UiModel::snapshotsUpdateOnlyTheirRows()
{
    CommunityModel model;
    model.setCatalog(threeCommunities());
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"mne/b"_s), sync::JobState::Running, 10, 100);
    sync::JobSnapshot other = jobIn(githubJob(u"bids"_s, u"bids/a"_s), sync::JobState::Running, 10, 100);
    model.setSnapshot(runOf({job, other}));

    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setSnapshot(runOf({job, other}));
    QCOMPARE(changes.count(), 0); // nothing new, nothing to repaint
    job.costs.requests = 7;
    model.setSnapshot(runOf({job, other}));
    QCOMPARE(changes.count(), 3); // the job, its source, its community
    for (const QList<QVariant> &change : changes) {
        const auto first = change.at(0).toModelIndex();
        const auto last = change.at(1).toModelIndex();
        QVERIFY(first.data(CommunityModel::PathRole).toString().startsWith(u"mne"_s));
        QCOMPARE(first.column(), static_cast<int>(Column::Requests));
        QCOMPARE(last.column(), static_cast<int>(Column::Requests));
    }
}

void UiModel::sumsFollowTheirJobs()
{
    CommunityModel model;
    model.setCatalog(threeCommunities());
    model.setSnapshot(runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Done, 1200),
                             jobIn(githubJob(u"mne"_s, u"mne/b"_s), sync::JobState::Failed, 4),
                             jobIn(githubJob(u"mne"_s, u"mne/c"_s), sync::JobState::Waiting)}));
    const QModelIndex mne = model.index(2, 0);
    QCOMPARE(cell(model, mne, Column::New), u"1,204"_s);
    QCOMPARE(cell(model, mne, Column::Failed), u"1 failed"_s);
    QCOMPARE(cell(model, mne, Column::State), u"running"_s); // the rest still waits
    QCOMPARE(cell(model, mne, Column::Progress), u"33% · 1 of 3 jobs"_s);
    QCOMPARE(cell(model, model.index(0, 0), Column::New), u"–"_s);
    QCOMPARE(model.sum().counts.added, 1204);
    QCOMPARE(model.jobsIn(RowState::Failed), QList{githubJob(u"mne"_s, u"mne/b"_s)});
}

void UiModel::resultsStayWhenTheNextRunHasOtherJobs()
{
    CommunityModel model;
    model.setCatalog(threeCommunities());
    model.setSnapshot(runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Done, 12)}, false));
    model.setSnapshot(runOf({jobIn(githubJob(u"bids"_s, u"bids/a"_s), sync::JobState::Running)}));
    QCOMPARE(cell(model, model.indexOf(githubJob(u"mne"_s, u"mne/a"_s)), Column::New), u"12"_s);
    model.setCatalog(threeCommunities()); // and when the catalog is read again
    QCOMPARE(cell(model, model.indexOf(githubJob(u"mne"_s, u"mne/a"_s)), Column::State), u"done"_s);
}

void UiModel::oneNeverSyncedIsTold()
{
    CommunityModel model;
    sync::CatalogEntry entry = communityWith(u"mne"_s, {u"mne/a"_s, u"mne/b"_s});
    const QDateTime then(QDate(2026, 1, 2), QTime(12, 0), Qt::UTC);
    entry.lastSync.insert(githubJob(u"mne"_s, u"mne/a"_s), then);
    model.setCatalog(catalogOf({entry}));
    const QModelIndex mne = model.index(0, 0);
    const QModelIndex cellOf = mne.siblingAtColumn(static_cast<int>(Column::LastSync));
    QCOMPARE(cellOf.data().toString(), u"–"_s);
    QCOMPARE(cellOf.data(Qt::ToolTipRole).toString(), u"1 of 2 jobs never synced yet"_s);
    entry.lastSync.insert(githubJob(u"mne"_s, u"mne/b"_s), then.addDays(5));
    model.setCatalog(catalogOf({entry}));
    QVERIFY2(cellOf.data().toString().startsWith(u"2026-01-02"_s), qPrintable(cellOf.data().toString()));
    QCOMPARE(cellOf.data(Qt::ToolTipRole).toString(), QString());
}

// Nobody knows whether its jobs ever ran, and locked is not damaged.
void UiModel::unreadDatabasesSaySo()
{
    CommunityModel model;
    const auto state = [](const QModelIndex &index) {
        return index.siblingAtColumn(static_cast<int>(Column::State)).data().toString();
    };
    sync::CatalogEntry entry = communityWith(u"mne"_s, {u"mne/a"_s});
    entry.databaseExists = true;
    const QList<std::pair<ErrorKind, QString>> words{{ErrorKind::Locked, u"locked"_s},
                                                     {ErrorKind::Corrupt, u"damaged"_s},
                                                     {ErrorKind::ReadOnly, u"unreadable"_s}};
    for (const auto &[kind, word] : words) {
        entry.databaseError = Error{.kind = kind, .text = u"mne.db cannot be read."_s, .hint = {}, .url = {}};
        model.setCatalog(catalogOf({entry}));
        const QModelIndex community = model.index(0, 0);
        QCOMPARE(state(community), word);
        QVERIFY(community.data(Qt::ToolTipRole).toString().contains(u"cannot be read"_s));
        QCOMPARE(state(model.index(0, 0, community)), u"unknown"_s);
        QCOMPARE(state(model.indexOf(githubJob(u"mne"_s, u"mne/a"_s))), u"unknown"_s);
    }
    model.setSnapshot(runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Done, 3)}, false));
    QCOMPARE(state(model.index(0, 0)), u"done"_s);
    entry.databaseError.reset();
    CommunityModel fresh;
    fresh.setCatalog(catalogOf({entry}));
    QCOMPARE(fresh.index(0, static_cast<int>(Column::State)).data().toString(), u"not synced yet"_s);
    fresh.setDamaged({u"mne"_s}); // by a check, though it can be read
    QCOMPARE(state(fresh.index(0, 0)), u"damaged"_s);
    fresh.setSnapshot(runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Running, 3)}));
    QCOMPARE(state(fresh.index(0, 0)), u"running"_s);
    fresh.setDamaged({});
    fresh.setCatalog(catalogOf({entry}));
    QVERIFY(state(fresh.index(0, 0)) != u"damaged"_s);
}

void UiModel::whatIsPausedSaysSo()
{
    CommunityModel model;
    model.setCatalog(catalogOf({communityWith(u"mne"_s, {u"mne/a"_s, u"mne/b"_s, u"mne/c"_s})}));
    const auto state = [&model] {
        return model.index(0, static_cast<int>(Column::State)).data().toString();
    };
    sync::JobSnapshot done = jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Done, 3);
    sync::JobSnapshot held = jobIn(githubJob(u"mne"_s, u"mne/b"_s), sync::JobState::Waiting, 7);
    sync::JobSnapshot other = jobIn(githubJob(u"mne"_s, u"mne/c"_s), sync::JobState::Running, 1);
    held.held = true;
    model.setSnapshot(runOf({done, held, other}));
    QCOMPARE(state(), u"running"_s);
    QCOMPARE(model.indexOf(held.key).siblingAtColumn(static_cast<int>(Column::State)).data().toString(),
             u"paused"_s);
    other.state = sync::JobState::Waiting;
    other.held = true;
    model.setSnapshot(runOf({done, held, other}));
    QCOMPARE(state(), u"paused"_s);
    held.held = other.held = false;
    model.setSnapshot(runOf({done, held, other}));
    QCOMPARE(state(), u"running"_s);
}

void UiModel::stoppingShowsAtOnce()
{
    CommunityModel model;
    model.setCatalog(threeCommunities());
    sync::RunSnapshot run = runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Running, 1)});
    model.setSnapshot(run);
    run.cancelling = true;
    model.setSnapshot(run);
    QCOMPARE(cell(model, model.indexOf(githubJob(u"mne"_s, u"mne/a"_s)), Column::State), u"stopping…"_s);
    run.running = run.cancelling = false;
    run.jobs.first().state = sync::JobState::Cancelled;
    model.setSnapshot(run);
    QCOMPARE(cell(model, model.indexOf(githubJob(u"mne"_s, u"mne/a"_s)), Column::State), u"cancelled"_s);
}

void UiModel::fiveHundredJobs()
{
    CommunityModel model;
    QList<sync::CatalogEntry> entries;
    QList<sync::JobSnapshot> jobs;
    for (int community = 0; community < 50; ++community) {
        const QString id = u"c%1"_s.arg(community, 2, 10, '0'_L1);
        QStringList repositories;
        for (int i = 0; i < 10; ++i) {
            repositories.append(u"o/r%1-%2"_s.arg(community).arg(i));
            jobs.append(jobIn(githubJob(id, repositories.last()), sync::JobState::Running, i, 100));
        }
        entries.append(communityWith(id, repositories));
    }
    model.setCatalog(catalogOf(entries));
    model.setSnapshot(runOf(jobs));
    QCOMPARE(model.sum().jobs, 500);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    for (qsizetype i = 0; i < 8; ++i) // as many as run at once
        jobs[i * 10].counts.added += 1;
    model.setSnapshot(runOf(jobs));
    QCOMPARE(changes.count(), 24);
}

void UiModel::filterByWords()
{
    CommunityModel model;
    CommunityFilter filter(model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCatalog(threeCommunities());
    filter.setText(u"  MNE/b "_s);
    QCOMPARE(paths(filter).join(' '_L1), u"mne mne/github mne/github/mne/b"_s);
    filter.setText(u"a bids github"_s); // in any order, over all levels
    QCOMPARE(paths(filter).join(' '_L1), u"bids bids/github bids/github/bids/a"_s);
    filter.setText(u"no such thing"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setText({});
    QCOMPARE(filter.rowCount(), 3);
}

void UiModel::filterByState()
{
    CommunityModel model;
    CommunityFilter filter(model);
    model.setCatalog(threeCommunities());
    filter.setState(StateFilter::Running);
    QCOMPARE(filter.rowCount(), 0);
    sync::JobSnapshot a = jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Running);
    model.setSnapshot(runOf({a}));
    QCOMPARE(paths(filter).join(' '_L1), u"mne mne/github mne/github/mne/a"_s); // came by itself
    a = jobIn(a.key, sync::JobState::Failed);
    model.setSnapshot(runOf({a}, false));
    QCOMPARE(filter.rowCount(), 0);
    filter.setState(StateFilter::Failed);
    QCOMPARE(filter.rowCount(), 2); // the broken community, too
    QCOMPARE(filter.index(1, 0).data(CommunityModel::PathRole).toString(), u"mne"_s);
}

void UiModel::sorting()
{
    CommunityModel model;
    CommunityFilter filter(model);
    model.setCatalog(threeCommunities());
    model.setSnapshot(runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Done, 9),
                             jobIn(githubJob(u"mne"_s, u"mne/b"_s), sync::JobState::Done, 100),
                             jobIn(githubJob(u"mne"_s, u"mne/c"_s), sync::JobState::Done, 20)}));
    filter.sort(static_cast<int>(Column::New), Qt::DescendingOrder);
    QCOMPARE(paths(filter).first(3).join(' '_L1),
             u"mne mne/github mne/github/mne/b"_s); // 100 before 20 before 9
    QCOMPARE(paths(filter).at(3), u"mne/github/mne/c"_s);
    filter.sort(-1);
    QCOMPARE(paths(filter), paths(model));
}

void UiModel::screenReadersHearTheColumn()
{
    CommunityModel model;
    model.setCatalog(threeCommunities());
    model.setSnapshot(runOf({jobIn(githubJob(u"mne"_s, u"mne/a"_s), sync::JobState::Running, 30, 120)}));
    const QModelIndex job = model.indexOf(githubJob(u"mne"_s, u"mne/a"_s));
    const auto spoken = [&](Column column) {
        return job.siblingAtColumn(static_cast<int>(column)).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(spoken(Column::Name), u"mne/a"_s);
    QCOMPARE(spoken(Column::New), u"New: 30"_s);
    QCOMPARE(spoken(Column::Progress), u"Progress: 30 of 120"_s);
}

QTEST_MAIN(UiModel)
#include "ui_model.moc"
