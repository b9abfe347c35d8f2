// lockkeeper-locks-pictures DIR [--appearance light|dark] [--size WxH] [--communities N] [--sources N]
// [--seconds N]: the Locks page over a made-up run, to look at.
#include "PagePictures.h"
#include "tests/support/MadeUpLocks.h"
#include "ui/contention/ContentionPage.h"
#include "ui/contention/LockCanvas.h"
#include "ui/contention/TimeTicks.h"

#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {

test::MadeUpRun madeUp(int communities, int sources, int seconds)
{
    const std::vector<std::string> names{"bids", "eeglab", "fieldtrip", "hed",
                                         "mne",  "nemar",  "osl",       "psychopy"};
    test::MadeUpRun run;
    run.communities.assign(names.begin(), names.begin() + std::clamp(communities, 0, 8));
    run.kinds.resize(static_cast<std::size_t>(std::clamp(sources, 1, 6)));
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    run.time = {now - seconds * ui::second, now};
    run.load = 1.5;
    return run;
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"locks"_s,
                                {{u"communities"_s, u"0 to 8"_s, u"N"_s, u"1"_s},
                                 {u"sources"_s, u"of each, 1 to 6"_s, u"N"_s, u"6"_s},
                                 {u"seconds"_s, u"of the run"_s, u"N"_s, u"40"_s}});
    events::Monitor monitor;
    const int communities = pictures.number(u"communities"_s);
    if (communities > 0)
        test::tell(monitor,
                   madeUp(communities, pictures.number(u"sources"_s), pictures.number(u"seconds"_s)));
    ui::ContentionPage page(pictures.state());
    page.setMonitor(&monitor);
    pictures.show(page);
    const auto take = [&](const QString &what) {
        pictures.take(page, what, 700ms, QString::number(communities));
    };
    take(u"all"_s);
    page.findChild<QTabWidget *>(u"lockTabs"_s)->setCurrentIndex(1);
    page.canvas().goToWait(-1);
    for (int i = 0; i < 5; ++i)
        page.canvas().zoom(0.5);
    QTest::keyClick(&page.canvas(), Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    take(u"wait"_s);
    page.findChild<QTabWidget *>(u"lockTabs"_s)->setCurrentIndex(2);
    page.canvas().clearSelection();
    for (int i = 0; i < 5; ++i)
        page.canvas().zoom(2);
    page.canvas().setFollowing(true);
    take(u"over-time"_s);
    return pictures.good() ? 0 : 1;
}
