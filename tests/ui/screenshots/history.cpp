// lockkeeper-history-pictures DIR [--appearance light|dark] [--size WxH]: the history's page over made-up
// runs, with none, and over a file that is none. The scale is Qt's own: QT_SCALE_FACTOR=2.
#include "PagePictures.h"
#include "history/SaveRun.h"
#include "ui/history/HistoryPage.h"
#include "ui/history/HistoryTable.h"

#include <QRandomGenerator>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {
constexpr qint64 ms = 1'000'000;

history::RunRecord madeUp(int number, QRandomGenerator &random)
{
    const auto upTo = [&random](int most) {
        return qint64{random.bounded(most)};
    };
    sync::RunSnapshot run;
    run.startedAt = QDateTime::currentDateTimeUtc().addSecs((number - 40) * 8 * 3600);
    run.seconds = 20 + static_cast<double>(upTo(900)) / 10;
    QList<history::IncidentRecord> incidents;
    for (const QString &community : {u"bids"_s, u"eeglab"_s, u"mne"_s}) {
        for (const QString &kind : {u"github"_s, u"docstrings"_s, u"discourse"_s, u"papers"_s}) {
            const int jobs = kind == "papers"_L1 ? 2 : 1;
            for (int i = 0; i < jobs + (number > 20 && kind == "github"_L1 ? 1 : 0); ++i) {
                sync::JobSnapshot job;
                job.key = {community, kind, u"%1-tools/%1-%2"_s.arg(community).arg(i + 1)};
                job.state = random.bounded(25) == 0 ? sync::JobState::Failed : sync::JobState::Done;
                if (job.state == sync::JobState::Failed)
                    job.error = Error{.kind = ErrorKind::RateLimited,
                                      .text = u"The limit of api.example is used up until 14:05."_s,
                                      .hint = u"Set GITHUB_TOKEN."_s,
                                      .url = {}};
                job.counts = {.added = upTo(60), .changed = upTo(30), .unchanged = upTo(900)};
                job.costs.requests = 1 + upTo(40);
                job.costs.locks = {.queued = upTo(9), .queuedNs = upTo(200) * ms, .holds = 4};
                job.costs.locks.longestHoldNs = upTo(45) * ms;
                job.seconds = 1 + static_cast<double>(upTo(250)) / 10;
                job.endedAt = run.startedAt.addSecs(10);
                run.jobs.append(job);
            }
        }
        run.databases.append(
            {community, u"/data/knowledge/%1.db"_s.arg(community), u"wal"_s, 4096 * upTo(9000), 0});
        for (int i = 0; i < 3; ++i)
            incidents.append(
                {.community = community,
                 .startedAt = run.startedAt.addMSecs(upTo(9000)),
                 .heldNs = upTo(60) * ms,
                 .holder = i == 2 ? history::Party{} : history::Party{u"papers"_s, u"openalex:EEG"_s},
                 .pid = i == 2 ? 4711 : 0,
                 .rows = 50,
                 .causedNs = (100 - i) * ms,
                 .longestWaitNs = 60 * ms,
                 .victims = {{{u"github"_s, community + u"-tools/x"_s}, 60 * ms}}});
    }
    history::RunRecord record =
        history::recordOf(run, number % 3 == 0 ? history::Trigger::Window : history::Trigger::CommandLine);
    record.incidents = incidents;
    return record;
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"history"_s);
    ui::HistoryPage page;
    pictures.show(page);
    const auto take = [&](const QString &what) {
        pictures.take(page, what, 400ms);
    };
    page.setPath(pictures.home(u"none/history.db"_s));
    take(u"empty"_s);
    page.setPath(pictures.state().fileName()); // no database
    pictures.state().setValue(u"a"_s, 1);
    pictures.state().sync();
    take(u"error"_s);

    bool good = true;
    QRandomGenerator random(7);
    const QString file = pictures.home(u"history.db"_s);
    for (int i = 0; i < 40; ++i)
        good = history::saveRun(file, madeUp(i, random)).ok() && good;
    page.setPath(file);
    auto *tabs = page.findChild<QTabWidget *>(u"historyTabs"_s);
    take(u"jobs"_s);
    for (const auto &[name, what] : {std::pair{u"historyIncidents"_s, u"incidents"_s},
                                     {u"historyChanges"_s, u"changes"_s},
                                     {u"historySkipped"_s, u"skipped"_s},
                                     {u"historySeries"_s, u"series"_s}}) {
        tabs->setCurrentWidget(page.findChild<QWidget *>(name));
        take(what);
    }
    page.findChild<ui::HistoryTable *>(u"historyRuns"_s)->choose({40, 20});
    take(u"comparison"_s);
    return good && pictures.good() ? 0 : 1;
}
