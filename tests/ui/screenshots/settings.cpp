// lockkeeper-settings-pictures DIR [--appearance light|dark] [--size WxH]: each page of the settings, what is
// wrong in them, and what a search finds, to look at. The scale is Qt's own: QT_SCALE_FACTOR=2.
#include "PagePictures.h"
#include "SettingsProgram.h"

#include <QListWidget>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qunsetenv("XDG_RUNTIME_DIR");
    test::PagePictures pictures(application, u"settings"_s);
    test::SettingsProgram program({u"--timeout"_s, u"12"_s});
    program.theme.setAppearance(pictures.appearance());
    program.waitForCommunities();
    program.openSettings();
    ui::SettingsDialog &dialog = *program.dialog();
    pictures.show(dialog);
    auto *pages = program.part<QListWidget>(u"settingsPages"_s);
    program.choose(u"proxy/kind"_s, u"http"_s);
    program.enter(u"jobs"_s, u"99"_s);
    program.enter(u"backups/keep"_s, u"4"_s);
    program.enter(u"github"_s, u"a-token-to-test"_s);
    for (int row = 0; row < pages->count(); ++row) {
        pages->setCurrentRow(row);
        if (program.secret(u"github"_s)->isVisible()) {
            program.secret(u"github"_s)->findChild<QPushButton *>(u"test"_s)->click();
            QTest::qWait(500);
        }
        pictures.take(dialog, QString::number(row) + '-'_L1 + pages->item(row)->text().toLower(), 200ms);
    }
    program.part<QLineEdit>(u"settingsSearch"_s)->setText(u"github"_s);
    pictures.take(dialog, u"search"_s, 200ms);
    return pictures.good() ? 0 : 1;
}
