// lockkeeper-health-pictures DIR [--appearance light|dark] [--size WxH]: the page of health over real
// databases in every state, its work and its questions. The scale is Qt's own: QT_SCALE_FACTOR=2.
#include "PagePictures.h"
#include "health/Maintenance.h"
#include "history/SaveRun.h"
#include "sync/Catalog.h"
#include "tests/support/CommunityFile.h"
#include "ui/common/DatabaseWork.h"
#include "ui/health/HealthPage.h"

#include <QAbstractButton>
#include <QDialog>
#include <QTabWidget>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {
struct MadeUp
{
    QString id;
    QString name;
    int items = 0;
    QString mode = u"wal"_s;
    QString sql = {}; // done to it
};

const QList<MadeUp> &madeUpOnes()
{
    static const QList<MadeUp> ones{
        {.id = u"bids"_s, .name = u"BIDS"_s, .items = 4200},
        {.id = u"eeglab"_s, .name = u"EEGLAB"_s, .items = 900, .mode = u"delete"_s},
        {.id = u"fieldtrip"_s,
         .name = u"FieldTrip"_s,
         .items = 1500,
         .sql = u"DROP TABLE bep_items; DROP TABLE discourse_topics"_s},
        {.id = u"hed"_s,
         .name = u"HED"_s,
         .items = 800,
         .sql = u"UPDATE ballast SET x=zeroblob(8000000); DROP TABLE ballast"_s},
        {.id = u"mne"_s,
         .name = u"MNE"_s,
         .items = 3000,
         .sql = u"INSERT INTO github_items_fts(github_items_fts) VALUES('delete-all')"_s},
        {.id = u"neuro-lab"_s, .name = u"Neuro Lab"_s, .items = 2500, .mode = u"delete"_s},
        {.id = u"open-lab"_s, .name = u"Open Lab"_s},
    };
    return ones;
}

void make(const MadeUp &one, const QString &path)
{
    const tests::CommunityFile community;
    community.make(u"delete"_s, one.items);
    if (!one.sql.isEmpty() && tests::Sqlite(community.path()).execute(one.sql) != 0)
        qWarning("%s is not as it was to be", qPrintable(one.id));
    QByteArray content = tests::CommunityFile::bytesOf(community.path());
    if (one.id == u"neuro-lab"_s)
        content.replace(content.size() / 3, content.size() / 3, QByteArray(content.size() / 3, 'x'));
    tests::CommunityFile::write(path, content);
    if (one.mode != u"delete"_s)
        (void)tests::Sqlite(path).value(u"PRAGMA journal_mode=wal"_s);
}

void makeRuns(const QString &history)
{
    for (int number = 0; number < 12; ++number) {
        sync::RunSnapshot run;
        run.startedAt = QDateTime::currentDateTimeUtc().addDays(number - 12);
        run.seconds = 20;
        for (const MadeUp &one : madeUpOnes()) {
            sync::JobSnapshot job;
            job.key = {one.id, u"github"_s, u"%1/tools"_s.arg(one.id)};
            job.state = sync::JobState::Done;
            job.endedAt = run.startedAt.addSecs(20);
            run.jobs.append(job);
            run.databases.append(
                {.community = one.id,
                 .path = one.id,
                 .journalMode = one.mode,
                 .bytes = (one.items * qint64{1100}) * (80 + number * 2 - (number == 7 ? 9 : 0)) / 100,
                 .walBytes = 0});
        }
        if (!history::saveRun(history, history::recordOf(run, history::Trigger::CommandLine)))
            qWarning("A run is not kept");
    }
}

bool settled(const ui::DatabaseWork &work)
{
    return QTest::qWaitFor([&work] { return !work.running(); }, 60'000);
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"health"_s);
    QDir().mkpath(pictures.home(u"knowledge"_s));
    sync::Catalog catalog;
    catalog.dataDir = pictures.home({});
    for (const MadeUp &one : madeUpOnes()) {
        sync::CatalogEntry entry;
        entry.loaded.id = one.id;
        entry.loaded.community = community::Community{};
        entry.loaded.community->id = one.id;
        entry.loaded.community->name = one.name;
        entry.database.path = pictures.home(u"knowledge/%1.db"_s.arg(one.id));
        if (one.items > 0)
            make(one, entry.database.path);
        catalog.entries.append(entry);
    }
    const QString history = pictures.home(u"history.db"_s);
    makeRuns(history);

    ui::DatabaseWork work(2);
    ui::HealthPage page(work, u"3.40.1"_s);
    pictures.show(page);
    page.setHistory(history);
    page.setCatalog(catalog);
    pictures.take(page, u"unchecked"_s, 700ms);
    const auto press = [&page](const QString &name) {
        page.findChild<QAbstractButton *>(name)->click();
    };
    const auto workOn = [&](const QString &community, const QString &button) {
        page.choose(community);
        press(button);
        return settled(work);
    };
    bool good = true;
    for (const MadeUp &one : madeUpOnes()) {
        if (one.items > 0)
            good = workOn(one.id, one.id == u"mne"_s ? u"healthCheckDeep"_s : u"healthCheck"_s) && good;
    }
    good = workOn(u"mne"_s, u"healthBackUp"_s) && workOn(u"bids"_s, u"healthBackUp"_s) && good;
    page.choose(u"bids"_s);
    pictures.take(page, u"fine"_s, 700ms);
    page.choose(u"mne"_s);
    page.findChild<QTabWidget *>(u"healthTabs"_s)->setCurrentIndex(1);
    pictures.take(page, u"index"_s, 300ms);
    page.choose(u"neuro-lab"_s);
    pictures.take(page, u"damaged"_s, 300ms);
    page.findChild<QTabWidget *>(u"healthTabs"_s)->setCurrentIndex(0);
    page.choose(u"open-lab"_s);
    pictures.take(page, u"missing"_s, 300ms);

    tests::Sqlite other(catalog.entries.at(1).database.path);
    (void)other.execute(u"BEGIN EXCLUSIVE"_s);
    page.refresh();
    page.choose(u"eeglab"_s);
    press(u"healthCheck"_s);
    pictures.take(page, u"locked"_s, 3000ms);
    press(u"healthStop"_s);
    good = settled(work) && good;
    pictures.take(page, u"stopped"_s, 300ms);

    const auto ask = [&](const QString &community, const QString &button, const QString &dialogName) {
        page.choose(community);
        press(button);
        auto *dialog = page.findChild<QDialog *>(dialogName);
        pictures.take(*dialog, dialogName, 300ms);
        dialog->reject();
    };
    ask(u"hed"_s, u"healthCompact"_s, u"compactDialog"_s);
    ask(u"mne"_s, u"healthRestore"_s, u"restoreDialog"_s);
    ask(u"neuro-lab"_s, u"healthRecover"_s, u"recoverDialog"_s);
    return pictures.good() && good ? 0 : 1;
}
