// Rates, state words, phase texts, status bar, notices, log lines: everything the window says, without a
// window.
#include "Samples.h"
#include "base/Time.h"
#include "resources/Translations.h"
#include "ui/common/Format.h"
#include "ui/common/Remotes.h"
#include "ui/dashboard/CommunityNode.h"
#include "ui/dashboard/DetailsText.h"
#include "ui/dashboard/Notices.h"
#include "ui/dashboard/ProgressLook.h"
#include "ui/dashboard/RowText.h"
#include "ui/dashboard/RowToolTip.h"
#include "ui/dashboard/RunLog.h"
#include "ui/dashboard/StateText.h"
#include "ui/dashboard/StatusText.h"

#include <QSet>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace lockkeeper::test;

namespace {
constexpr std::int64_t ms = 1'000'000;

// Says everything in capital letters.
class Loud final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QString::fromUtf8(source).toUpper();
    }
};
} // namespace

class UiTexts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates();
    void whenInWords();
    void phases();
    void everyStateHasItsOwnWordAndIcon();
    void jobWaitingForTheLockSaysSo();
    void unknownIsNotZero();
    void failedAndSkipped();
    void sumsOfJobs();
    void onlyWhatChangedIsRepainted();
    void statusBar();
    void quota();
    void failuresBeforeJournalModes();
    void logOfAJob();
    void logTellsAHostsFaultOnce();
    void checkedItemsOfTheLastRun();
    void detailsEscapeWhatComesFromOutside();
    void clipboardHoldsTheWholeError();
    void detailsCountInPlurals();
    void scheduleIsTheConfigurations();
    void remotesAreNamedInTheLanguageOfTheMoment();
};

void UiTexts::rates()
{
    QCOMPARE(formatRate(0.44), u"0.4/s"_s);
    QCOMPARE(formatRate(1234.4), u"1,234/s"_s);
    QCOMPARE(formatRate(-1), unknownText());
}

void UiTexts::whenInWords()
{
    const QDateTime now(QDate(2026, 3, 1), QTime(12, 0));
    QCOMPARE(formatWhen(now.addSecs(3600), now), u"today 13:00"_s);
    QCOMPARE(formatWhen(now.addDays(-1), now), u"yesterday 12:00"_s);
    QCOMPARE(formatWhen(now.addDays(1), now), u"tomorrow 12:00"_s);
    QCOMPARE(formatWhen(now.addDays(-40), now), u"2026-01-20 12:00"_s);
    QCOMPARE(formatWhen({}, now), unknownText());
}

void UiTexts::phases()
{
    const QDateTime now(QDate(2026, 3, 1), QTime(14, 0));
    const QDateTime later = now.addSecs(300);
    const QString host = u"api.github.com"_s;
    QCOMPARE(phaseText(sync::Phase::Limit, host, later, now),
             u"waits for the limit of api.github.com, goes on at 14:05"_s);
    QCOMPARE(phaseText(sync::Phase::Limit, host, {}, now), u"waits for the limit of api.github.com"_s);
    QCOMPARE(phaseText(sync::Phase::LockWait, {}, {}, now), u"waits for the write lock"_s);
    QCOMPARE(phaseText(sync::Phase::Requesting, host, {}, now), u"asks api.github.com"_s);
    QCOMPARE(phaseText(sync::Phase::Requesting, {}, {}, now), u"asks the remote"_s);
    QCOMPARE(phaseText(sync::Phase::Backoff, host, later, now),
             u"waits before it asks api.github.com again, at 14:05"_s);
    QCOMPARE(phaseText(sync::Phase::Pace, host, {}, now), u"waits for its turn at api.github.com"_s);
    QCOMPARE(phaseText(sync::Phase::Pace, host, now.addMSecs(800), now),
             u"waits: limit of api.github.com, 0.8 s"_s);
    QCOMPARE(phaseText(sync::Phase::Pace, host, now.addSecs(-1), now),
             u"waits for its turn at api.github.com"_s);
}

void UiTexts::everyStateHasItsOwnWordAndIcon()
{
    QSet<QString> words;
    QSet<QString> looks; // shape and colour together
    for (int state = 0; state <= static_cast<int>(RowState::Broken); ++state) {
        const StateLook look = stateLook(static_cast<RowState>(state));
        QVERIFY2(!look.word.isEmpty() && !look.icon.isEmpty(), qPrintable(QString::number(state)));
        QVERIFY2(!words.contains(look.word), qPrintable(look.word));
        words.insert(look.word);
    }
    for (const RowState state : {RowState::Waiting, RowState::Running, RowState::Done, RowState::Failed,
                                 RowState::Cancelled, RowState::Skipped, RowState::Broken})
        looks.insert(stateLook(state).icon);
    QCOMPARE(looks.size(), 7);
}

void UiTexts::jobWaitingForTheLockSaysSo()
{
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/r"_s), sync::JobState::Running);
    job.phase = sync::Phase::LockWait;
    QCOMPARE(stateLook(jobFigures(&job, false, {}, {})).word, u"lock wait"_s);
    job.phase = sync::Phase::Reading;
    QCOMPARE(stateLook(jobFigures(&job, false, {}, {})).word, u"running"_s);
    job.phase = sync::Phase::Pace;
    job.phaseUntil = QDateTime::currentDateTimeUtc().addMSecs(100); // too short to tell: it would flicker
    QCOMPARE(stateLook(jobFigures(&job, false, {}, {})).word, u"running"_s);
    job.phaseUntil = QDateTime::currentDateTimeUtc().addSecs(3600);
    QVERIFY(stateLook(jobFigures(&job, false, {}, {})).word.startsWith("limit, "_L1));
    QCOMPARE(stateLook(jobFigures(&job, true, {}, {})).word, u"stopping…"_s);
}

void UiTexts::unknownIsNotZero()
{
    const Figures never = jobFigures(nullptr, false, {}, {});
    QCOMPARE(never.state, RowState::NeverSynced);
    QCOMPARE(cellText(Column::New, never), unknownText());
    QCOMPARE(cellText(Column::LastSync, never), unknownText());
    const sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/r"_s), sync::JobState::Done);
    const Figures done = jobFigures(&job, false, {}, {});
    QCOMPARE(cellText(Column::New, done), u"0"_s);
    QCOMPARE(cellText(Column::Rate, done), unknownText());
    QCOMPARE(progressLook(done).text, u"nothing new"_s);
    QVERIFY(cellSortKey(Column::New, never).toLongLong() < cellSortKey(Column::New, done).toLongLong());
}

void UiTexts::failedAndSkipped()
{
    Figures figures;
    figures.ran = true;
    QCOMPARE(cellText(Column::Failed, figures), u"0"_s);
    figures.failed = 2;
    figures.counts.skipped = 5;
    QCOMPARE(cellText(Column::Failed, figures), u"2 failed, 5 skipped"_s);
}

void UiTexts::sumsOfJobs()
{
    const QDateTime early(QDate(2026, 2, 1), QTime(8, 0), Qt::UTC);
    sync::JobSnapshot running = jobIn(githubJob(u"mne"_s, u"o/a"_s), sync::JobState::Running, 30, 120);
    running.costs.locks.queued = 2;
    running.costs.locks.queuedNs = 5 * ms;
    sync::JobSnapshot done = jobIn(githubJob(u"mne"_s, u"o/b"_s), sync::JobState::Done, 10, 10);
    done.costs.locks.busy = 1;
    done.costs.locks.busyNs = 7 * ms;
    const sync::JobSnapshot failed = jobIn(githubJob(u"mne"_s, u"o/c"_s), sync::JobState::Failed);
    const Figures a = jobFigures(&running, false, early, early.addDays(3));
    const Figures b = jobFigures(&done, false, early, early.addDays(2));
    const Figures c = jobFigures(&failed, false, {}, {});
    const Figures sum = sumOf({&a, &b, &c});
    QCOMPARE(sum.state, RowState::Running);
    QCOMPARE(sum.counts.added, 40);
    QCOMPARE(sum.jobs, 3);
    QCOMPARE(sum.ended, 2);
    QCOMPARE(sum.failed, 1);
    QCOMPARE(sum.share, (0.25 + 1 + 0) / 3); // one that failed got nowhere
    QCOMPARE(sum.rate, std::optional(15.0)); // of the one that runs: 30 in 2 s
    QCOMPARE(sum.lastSync, QDateTime());     // one never was
    QCOMPARE(sum.neverSynced, 1);
    QCOMPARE(cellText(Column::LastSync, sum), unknownText());
    QCOMPARE(neverSyncedText(sum), u"1 of 3 jobs never synced yet"_s);
    QCOMPARE(sumOf({&a, &b}).lastSync, early); // the oldest
    QCOMPARE(neverSyncedText(a), QString());
    QCOMPARE(sum.nextRun, early.addDays(2));
    QCOMPARE(cellText(Column::Waits, sum), u"3"_s);
    QCOMPARE(cellText(Column::TimeWaited, sum), u"12 ms"_s);
    QCOMPARE(progressLook(sum).text, u"41% · 1 of 3 jobs"_s);
    const Figures ended = sumOf({&b, &c});
    QCOMPARE(ended.state, RowState::Failed);
    QCOMPARE(ended.rate, std::optional<double>());
}

void UiTexts::onlyWhatChangedIsRepainted()
{
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/a"_s), sync::JobState::Running, 30, 120);
    const Figures before = jobFigures(&job, false, {}, {});
    QVERIFY(changedColumns(before, before).empty());
    job.costs.requests += 1;
    const ColumnRange range = changedColumns(before, jobFigures(&job, false, {}, {}));
    QCOMPARE(range.first, static_cast<int>(Column::Requests));
    QCOMPARE(range.last, static_cast<int>(Column::Requests));
}

void UiTexts::statusBar()
{
    QCOMPARE(runText({}), QString());
    sync::RunSnapshot run = runOf({jobIn(githubJob(u"mne"_s, u"o/a"_s), sync::JobState::Running, 1204, 2000),
                                   jobIn(githubJob(u"mne"_s, u"o/b"_s), sync::JobState::Failed)});
    QVERIFY2(runText(run).startsWith(u"Running 12 s · 0 of 2 jobs · 1 failed · 1,204 new, 0 changed"_s),
             qPrintable(runText(run)));
    run.cancelling = true;
    QVERIFY(runText(run).startsWith(u"Stopping… 12 s"_s));
    run.running = run.cancelling = false;
    QVERIFY(runText(run).startsWith(u"Last run took 12 s"_s));
    run.jobs.first().state = sync::JobState::Cancelled;
    QVERIFY2(runText(run).startsWith(u"Last run took 12 s · 0 of 2 jobs · 1 failed · 1 cancelled · 1,204"_s),
             qPrintable(runText(run)));

    sync::CatalogEntry wal = communityWith(u"bids"_s, {});
    wal.databaseExists = true;
    wal.database = {.community = u"bids"_s, .path = {}, .journalMode = u"wal"_s};
    sync::CatalogEntry old = communityWith(u"mne"_s, {});
    old.databaseExists = true;
    old.database = {.community = u"mne"_s, .path = {}, .journalMode = u"delete"_s};
    const sync::Catalog catalog = catalogOf({wal, old, communityWith(u"new"_s, {})});
    const WalCount count = walCount(catalog, {});
    QCOMPARE(walText(count), u"1 of 2 in WAL"_s);
    QCOMPARE(count.others, QStringList{u"mne"_s});
    run.databases = {
        {.community = u"new"_s, .path = {}, .journalMode = u"wal"_s},
        {.community = u"bids"_s, .path = {}, .journalMode = u"delete"_s}}; // before it was switched
    QCOMPARE(walText(walCount(catalog, run)), u"2 of 3 in WAL"_s);
    QCOMPARE(walText({}), u"no databases yet"_s);

    sync::CatalogEntry locked = wal;
    locked.loaded.id = u"locked"_s;
    locked.database.journalMode.clear();
    locked.databaseError = Error{.kind = ErrorKind::Locked, .text = {}, .hint = {}, .url = {}};
    sync::CatalogEntry text = locked; // a file that is no database
    text.loaded.id = u"text"_s;
    text.databaseError->kind = ErrorKind::Corrupt;
    const WalCount unread = walCount(catalogOf({wal, old, locked, text}), {});
    QCOMPARE(walText(unread), u"1 of 3 in WAL, 1 unknown"_s);
    QCOMPARE(unread.others, QStringList{u"mne"_s}); // and nothing else is offered to be switched
    run.databases = {{.community = u"text"_s, .path = {}, .journalMode = u"delete"_s}};
    QCOMPARE(walCount(catalogOf({wal, text}), run).others, QStringList());
}

void UiTexts::quota()
{
    const QDateTime now(QDate(2026, 3, 1), QTime(14, 0));
    const sync::QuotaSnapshot github{.endpoint = u"github"_s,
                                     .host = u"api.github.com"_s,
                                     .limit = 5000,
                                     .remaining = 4812,
                                     .resetAt = now.addSecs(300).toUTC()};
    QCOMPARE(quotaText({github}, now), u"GitHub: 4,812 of 5,000 left, until 14:05"_s);
    QCOMPARE(quotaText({github}, now.addDays(-1)), u"GitHub: 4,812 of 5,000 left, until tomorrow 14:05"_s);
    QCOMPARE(quotaText({}, now), QString());
}

void UiTexts::failuresBeforeJournalModes()
{
    const WalCount wal{.wal = 1, .databases = 2, .others = {u"mne"_s}};
    const QList<ShownNotice> both = noticesOf({githubJob(u"mne"_s, u"o/a"_s)}, wal);
    QCOMPARE(both.size(), 2);
    QCOMPARE(both.first().kind, NoticeKind::FailedJobs);
    QVERIFY(both.first().notice.text.contains(u"o/a"_s));
    QVERIFY(!both.first().notice.button.isEmpty());
    QCOMPARE(both.last().kind, NoticeKind::NotInWal);
    QVERIFY(both.last().notice.text.endsWith(u" mne"_s));
    sync::CatalogEntry entry = communityWith(u"mne"_s, {});
    entry.loaded.community->name = u"MNE-Python"_s;
    const QList<ShownNotice> named = noticesOf({}, wal, {}, CommunityNames(catalogOf({entry})));
    QCOMPARE(named.size(), 1);
    QVERIFY2(named.first().notice.text.endsWith(u" MNE-Python"_s), qPrintable(named.first().notice.text));
    QVERIFY(noticesOf({}, {.wal = 2, .databases = 2, .others = {}}).isEmpty());
}

void UiTexts::logOfAJob()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/a"_s), sync::JobState::Failed);
    job.notices = {u"o/old is now o/a"_s};
    const QList<LogEntry> entries = logEnded(job, false, now);
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries.first().level, LogLevel::Warning);
    QCOMPARE(entries.last().level, LogLevel::Error);
    QCOMPARE(entries.last().where, u"mne / o/a"_s);
    for (const QString &part : {job.error->text, job.error->hint, job.error->url})
        QVERIFY2(entries.last().text.contains(part), qPrintable(part));
    const QList<LogEntry> cancelled = logEnded(jobIn(job.key, sync::JobState::Cancelled, 3), false, now);
    QCOMPARE(cancelled.first().level, LogLevel::Info); // cancelled is not failed
    QCOMPARE(logCatalog(catalogOf({brokenCommunity(u"bad"_s)}), now).first().level, LogLevel::Error);
}

void UiTexts::logTellsAHostsFaultOnce()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    sync::RunSnapshot run;
    for (const QString &name : {u"o/a"_s, u"o/b"_s, u"o/c"_s})
        run.jobs.append(jobIn(githubJob(u"mne"_s, name), sync::JobState::Failed));
    const Error offline{
        .kind = ErrorKind::Network, .text = u"The host x was not found."_s, .hint = {}, .url = {}};
    run.jobs[0].error = run.jobs[1].error = offline;
    run.jobs[1].notices = {u"o/old is now o/b"_s};
    const QList<LogEntry> repeated = logEnded(run.jobs[1], true, now);
    QCOMPARE(repeated.size(), 1); // its notice is news
    QCOMPARE(repeated.first().level, LogLevel::Warning);
    const QList<LogEntry> end = logRunEnded(run, now);
    QCOMPARE(end.size(), 2);
    QVERIFY2(end.first().text.startsWith(u"2 jobs failed: The host x"_s), qPrintable(end.first().text));
    QCOMPARE(end.first().level, LogLevel::Error);
    QVERIFY2(end.last().text.contains(u"3 jobs failed"_s), qPrintable(end.last().text));
}

void UiTexts::checkedItemsOfTheLastRun()
{
    QCOMPARE(checkedText(jobFigures(nullptr, false, {}, {})), QString());
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/a"_s), sync::JobState::Done, 3);
    job.counts.unchanged = 40;
    QCOMPARE(checkedText(jobFigures(&job, false, {}, {})),
             u"Checked in the last run: 3 new, 0 changed, 40 unchanged"_s);
    job.state = sync::JobState::Running;
    QVERIFY(checkedText(jobFigures(&job, false, {}, {})).startsWith(u"Checked so far: 3 new"_s));
}

void UiTexts::detailsEscapeWhatComesFromOutside()
{
    CommunityNode node;
    node.kind = RowKind::Job;
    node.key = githubJob(u"mne"_s, u"o/<b>a</b>"_s);
    sync::JobSnapshot job = jobIn(node.key, sync::JobState::Failed);
    job.error->text = u"<img src=x>"_s;
    job.error->url = u"javascript:alert(1)"_s;
    job.notices = {u"<script>"_s};
    node.job = job;
    node.figures = jobFigures(&job, false, {}, {});
    const QString html = detailsHtml(node, tones(lightPalette()));
    QVERIFY(!html.contains(u"<img"_s));
    QVERIFY(!html.contains(u"<script>"_s));
    QVERIFY(!html.contains(u"<b>a</b>"_s));
    QVERIFY(!html.contains(u"href=\"javascript"_s));
    QVERIFY(html.contains(u"&lt;img"_s));
}

void UiTexts::clipboardHoldsTheWholeError()
{
    CommunityNode node;
    node.kind = RowKind::Job;
    node.key = githubJob(u"mne"_s, u"o/a"_s);
    QCOMPARE(rowErrorText(node), QString());
    node.job = jobIn(node.key, sync::JobState::Failed);
    const QString text = rowErrorText(node);
    for (const QString &part : {node.job->error->text, node.job->error->hint, node.job->error->url})
        QVERIFY2(text.contains(part), qPrintable(part));
}

void UiTexts::detailsCountInPlurals()
{
    QVERIFY(resources::installTranslations(*QCoreApplication::instance()));
    CommunityNode node;
    node.kind = RowKind::Job;
    sync::JobSnapshot job = jobIn(githubJob(u"mne"_s, u"o/a"_s), sync::JobState::Done, 3);
    job.costs.requests = 1;
    job.costs.locks.holds = 2;
    node.job = job;
    node.figures = jobFigures(&job, false, {}, {});
    const QString html = detailsHtml(node, tones(lightPalette()));
    QVERIFY2(html.contains(u"1 request,"_s) && html.contains(u" 2 transactions,"_s), qPrintable(html));
}

void UiTexts::scheduleIsTheConfigurations()
{
    CommunityNode node;
    node.kind = RowKind::Job;
    node.figures = jobFigures(nullptr, false, {}, QDateTime::currentDateTimeUtc().addDays(3));
    const QString html = detailsHtml(node, tones(lightPalette()));
    QVERIFY2(html.contains(u"not started by Lockkeeper"_s), qPrintable(html));
    QVERIFY(columnToolTip(Column::NextRun).contains(u"starts no sync by itself"_s));
}

// Not in that of the first time somebody asked.
void UiTexts::remotesAreNamedInTheLanguageOfTheMoment()
{
    QCOMPARE(remoteTitle(u"citing_10.5555/x"_s), u"Citing 10.5555/x"_s);
    Loud loud;
    QVERIFY(QCoreApplication::installTranslator(&loud));
    QCOMPARE(remoteTitle(u"citing_10.5555/x"_s), u"CITING 10.5555/x"_s);
    QCOMPARE(remoteTitle(u"openalex:EEG"_s), u"OpenAlex: EEG"_s); // a name
    QVERIFY(QCoreApplication::removeTranslator(&loud));
    QCOMPARE(remoteTitle(u"citing_10.5555/x"_s), u"Citing 10.5555/x"_s);
}

QTEST_GUILESS_MAIN(UiTexts)
#include "ui_texts.moc"
