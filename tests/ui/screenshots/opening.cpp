// lockkeeper-opening-pictures DIR [--appearance light|dark] [--size WxH]: what is told while something is
// dragged over the window, and asked before it is opened; and the line above the views with several matters.
#include "PagePictures.h"
#include "sync/Catalog.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/opening/DropHint.h"
#include "ui/opening/OpenDialog.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {
void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qWarning("%s cannot be written", qPrintable(path));
}

sync::Catalog catalogOf(const QString &dataDir)
{
    sync::Catalog catalog;
    catalog.communitiesDir = dataDir + u"/communities"_s;
    catalog.dataDir = dataDir;
    catalog.room = 90 << 20;
    for (const QString &id : {u"bids"_s, u"mne"_s}) {
        sync::CatalogEntry entry;
        entry.loaded.id = id;
        entry.databaseExists = true;
        entry.database = {.community = id, .path = dataDir + '/'_L1 + id, .journalMode = u"delete"_s};
        entry.database.bytes = 4096;
        catalog.entries.append(entry);
    }
    return catalog;
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"opening"_s);
    const QString osa = pictures.home(u"osa"_s);
    for (const QString &id :
         {u"bids"_s, u"eeglab"_s, u"fieldtrip"_s, u"hed"_s, u"mne"_s, u"nemar"_s, u"openneuro"_s})
        write(u"%1/src/assistants/%2/config.yaml"_s.arg(osa, id), "id: " + id.toUtf8() + "\nname: x\n");
    write(osa + u"/tests/assistants/made-up/config.yaml"_s, "id: made-up\n");
    for (const QString &id : {u"bids"_s, u"mne"_s})
        write(u"%1/data/knowledge/%2.db"_s.arg(osa, id), QByteArray(700'000, 'x'));

    ui::MainWindow window({.state = pictures.state(),
                           .theme = pictures.theme(),
                           .sqliteVersion = u"3.40.1"_s,
                           .defaultCommunitiesDir = {}});
    pictures.show(window);
    window.setCatalog(catalogOf(pictures.home(u"program"_s)));
    pictures.take(window, u"banner"_s, 400ms);
    window.findChild<QAction *>(u"nextNotice"_s)->trigger();
    pictures.take(window, u"banner"_s, 200ms, u"second"_s);

    ui::DropHint hint(&window);
    hint.showFor({.files = true, .path = osa, .problem = {}, .hint = {}});
    pictures.take(window, u"drag"_s, 200ms);
    hint.showFor({.files = true,
                  .path = {},
                  .problem = u"A sync is running: nothing else can be opened meanwhile."_s,
                  .hint = u"Stop it or wait for its end, then try again."_s});
    pictures.take(window, u"refused"_s, 200ms);
    hint.hide();

    ui::FolderSearcher searcher;
    const auto ask = [&](const QString &path, const QString &what) {
        auto *dialog = new ui::OpenDialog(searcher, &window);
        dialog->search(
            path, {.communitiesDir = pictures.home(u"program/communities"_s), .dataDir = osa + u"/data"_s});
        if (!QTest::qWaitFor([dialog] { return dialog->isVisible(); }, 10'000))
            qWarning("nothing is asked");
        pictures.take(*dialog, what, 300ms);
        dialog->reject();
    };
    ask(osa, u"several"_s);
    QDir().mkpath(pictures.home(u"empty"_s));
    ask(pictures.home(u"empty"_s), u"nothing"_s);
    write(pictures.home(u"downloads/mne.db"_s), "x");
    ask(pictures.home(u"downloads/mne.db"_s), u"lone"_s);
    window.showGreeting();
    pictures.take(window, u"greeting"_s, 300ms);
    return pictures.good() ? 0 : 1;
}
