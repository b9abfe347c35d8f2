// lockkeeper-migration-pictures DIR [--appearance light|dark] [--size WxH]: the sheet that switches databases
// to WAL: before, while one of them is waited for, and after; and the window that offers it, to look at. The
// scale is Qt's own: QT_SCALE_FACTOR=2.
#include "MigrationSheet.h"
#include "PagePictures.h"
#include "Samples.h"
#include "tests/support/OtherProgram.h"
#include "ui/dashboard/MainWindow.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {
// As at the start, with databases of which none is in WAL mode.
bool takeWindow(test::PagePictures &pictures, QApplication &application)
{
    ui::Theme theme(application, pictures.state());
    ui::MainWindow window({.state = pictures.state(),
                           .theme = theme,
                           .sqliteVersion = u"3.40.1"_s,
                           .defaultCommunitiesDir = {}});
    QList<sync::CatalogEntry> entries;
    for (const QString &id : {u"bids"_s, u"eeglab"_s, u"mne"_s, u"hed"_s}) {
        sync::CatalogEntry entry = test::communityWith(id, {id + u"-tools/core"_s, id + u"-tools/docs"_s});
        entry.databaseExists = true;
        entry.database = {.community = id, .path = {}, .journalMode = u"delete"_s, .bytes = 4 << 20};
        if (id == "hed"_L1)
            entry.databaseError = Error{.kind = ErrorKind::Locked,
                                        .text = u"hed.db is locked by another program: python3 (pid 4711)."_s,
                                        .hint = {},
                                        .url = {}};
        entries.append(entry);
    }
    window.setCatalog(test::catalogOf(entries));
    pictures.show(window);
    pictures.take(window, u"offered"_s, 300ms);
    return pictures.good();
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"migration"_s);
    if (!takeWindow(pictures, application))
        return 1;
    test::MigrationSheet sheet;
    sheet.make(u"bids"_s, 40'000);
    sheet.make(u"eeglab"_s, 90'000);
    sheet.make(u"fieldtrip"_s, 900);
    sheet.make(u"mne-python"_s, 250'000);
    sheet.make(u"hed"_s, 5, u"wal"_s);
    QFile text(sheet.path(u"nemar"_s));
    if (!text.open(QIODevice::WriteOnly))
        return 1;
    text.write(QByteArray("notes of a meeting ").repeated(100));
    text.close();
    sheet.add({.community = u"nemar"_s, .name = u"NEMAR"_s, .path = sheet.path(u"nemar"_s), .mode = {}});
    tests::OtherProgram other(sheet.path(u"eeglab"_s));
    if (!other.run(u"BEGIN IMMEDIATE"_s))
        return 1;
    sheet.dialog.setBusyTimeout(3s);
    pictures.show(sheet.dialog);
    sheet.open();
    pictures.take(sheet.dialog, u"ready"_s, 300ms);
    sheet.table().setCurrentIndex(sheet.model().index(5, 0));
    pictures.take(sheet.dialog, u"refused"_s, 300ms);
    sheet.table().setCurrentIndex(sheet.model().index(1, 0));
    sheet.button(u"migrateStart"_s).click();
    pictures.take(sheet.dialog, u"running"_s, 1200ms);
    while (sheet.dialog.running())
        QTest::qWait(50);
    pictures.take(sheet.dialog, u"skipped"_s, 300ms);
    sheet.table().setCurrentIndex(sheet.model().index(3, 0));
    pictures.take(sheet.dialog, u"done"_s, 300ms);
    return pictures.good() ? 0 : 1;
}
