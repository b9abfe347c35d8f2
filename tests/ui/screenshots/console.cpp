// lockkeeper-console-pictures DIR [--appearance light|dark] [--size WxH]: the SQL console with an answer, an
// error, a refusal, something that runs; and coverage, over made-up databases. The scale is Qt's own:
// QT_SCALE_FACTOR=2.
#include "InspectorFiles.h"
#include "PagePictures.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/console/ConsoleTab.h"
#include "ui/inspector/console/SchemaView.h"
#include "ui/inspector/console/SqlEditor.h"
#include "ui/inspector/coverage/CoverageTab.h"

#include <QComboBox>
#include <QCompleter>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {
void takeConsole(test::PagePictures &pictures, const tests::InspectorFiles &files)
{
    ui::ConsoleTab tab(pictures.state());
    pictures.show(tab);
    tab.setPlaces(files.places());
    tab.findChild<QComboBox *>(u"consoleCommunity"_s)->setCurrentIndex(1);
    auto *editor = tab.findChild<ui::SqlEditor *>();
    auto *schema = tab.findChild<ui::SchemaView *>();
    const auto run = [&](const QString &sql, const QString &what) {
        editor->replaceAll(sql);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        pictures.take(tab, what, 800ms);
    };
    editor->setFocus();
    pictures.take(tab, u"console-empty"_s, 800ms);
    schema->setExpanded(schema->model()->index(0, 0), true);
    run(u"-- What was collected, by repository\nSELECT repo, item_type, number, title, first_message,\n"
        "       NULL AS none, x'00ff' AS bytes, 12.5 AS share\nFROM github_items\nWHERE status <> 'done'\nORDER BY number;"_s,
        u"console-rows"_s);
    run(u"SELECT count(*) FROM papers;\nSELECT * FORM github_items;"_s, u"console-error"_s);
    run(u"SELECT 1;\nSELECT * FROM papers;"_s, u"console-several"_s);
    run(u"DELETE FROM papers;"_s, u"console-refused"_s);
    editor->replaceAll(u"SELECT * FROM github_items WHERE sta"_s);
    QTest::keyClicks(editor, u"t"_s);
    auto *completer = tab.findChild<QCompleter *>();
    pictures.take(*completer->popup(), u"console-completion"_s, 300ms);
    completer->popup()->hide();
    run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s,
        u"console-running"_s);
    tab.findChild<QPushButton *>(u"consoleStop"_s)->click();
    pictures.take(tab, u"console-interrupted"_s, 300ms);
}

void takeCoverage(test::PagePictures &pictures, const tests::InspectorFiles &files)
{
    ui::CoverageTab tab(pictures.state());
    pictures.show(tab);
    community::Community mne;
    mne.id = u"mne"_s;
    mne.githubRepositories = {u"mne-tools/mne-python"_s, u"mne-tools/mne-bids-pipeline"_s};
    mne.forums = {{.url = QUrl(u"https://mne.discourse.group"_s), .tags = {}, .categories = {}}};
    mne.citationQueries = {u"mne python"_s};
    tab.setCommunities({mne});
    tab.setPlaces(files.places() + QList<inspect::Place>{files.broken()});
    tab.findChild<QPushButton *>(u"coverageLook"_s)->click();
    QTest::qWait(800);
    auto *table = tab.findChild<ui::HistoryTable *>();
    table->setFocus();
    table->setCurrentIndex(table->model()->index(1, 0));
    pictures.take(tab, u"coverage"_s, 300ms);
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"inspector"_s);
    const tests::InspectorFiles files;
    takeConsole(pictures, files);
    takeCoverage(pictures, files);
    return pictures.good() ? 0 : 1;
}
