// lockkeeper-tables-pictures DIR [--appearance light|dark] [--size WxH]: the tables' tab over made-up
// databases, sorted, narrowed down, at work. The scale is Qt's own: QT_SCALE_FACTOR=2.
#include "PagePictures.h"
#include "tests/support/CommunityFile.h"
#include "ui/inspector/RowDialog.h"
#include "ui/inspector/tables/TableGrid.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"tables"_s);
    const tests::CommunityFile community;
    community.make(u"wal"_s, 30);
    {
        tests::Sqlite database(community.path());
        if (database.execute(
                u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
                "INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, "
                "created_at, synced_at) SELECT CASE WHEN i % 3 THEN 'mne-tools/mne-python' ELSE "
                "'mne-tools/mne-bids' END, CASE WHEN i % 4 THEN 'issue' ELSE 'pr' END, 1000 + i, "
                "'Epochs are dropped where the annotation ' || i || ' ends', CASE WHEN i % 5 THEN "
                "'The recording has ' || i || ' annotations, and of those that end in the middle of an "
                "epoch none is kept. ' ELSE NULL END, CASE WHEN i % 7 THEN 'closed' ELSE 'open' END, "
                "'https://github.example/' || i, date('2015-01-01', (i / 60) || ' days'), "
                "'2026-01-27T10:15:00+00:00' FROM n"_s) != 0)
            qFatal("%s", qPrintable(database.error()));
    }
    ui::TablesTab tab(pictures.state());
    pictures.show(tab);
    const auto take = [&](const QString &what, std::chrono::milliseconds after = 1500ms) {
        pictures.take(tab, what, after);
    };
    take(u"none"_s);
    tab.setPlaces({{.community = u"mne"_s, .name = u"MNE-Python"_s, .database = community.path()},
                   {.community = u"eeglab"_s, .name = u"EEGLAB"_s, .database = u"/none.db"_s}});
    auto *grid = tab.findChild<ui::TableGrid *>();
    take(u"table"_s);
    grid->setFocus();
    grid->verticalScrollBar()->setValue(123'456);
    grid->selectRow(123'460);
    take(u"far"_s);
    grid->sortByColumn(8, Qt::DescendingOrder);
    take(u"sorted"_s, 3000ms);
    grid->sortByColumn(5, Qt::AscendingOrder);
    take(u"sorting"_s, 400ms);
    grid->sortByColumn(-1, Qt::AscendingOrder);
    take(u"again"_s);
    tab.findChild<QPushButton *>(u"tableFilter"_s)->click();
    tab.findChild<QComboBox *>(u"tableFilterColumn1"_s)->setCurrentText(u"title"_s);
    tab.findChild<QLineEdit *>(u"tableFilterValue1"_s)->setText(u"annotation 77"_s);
    tab.findChild<QPushButton *>(u"tableFilter"_s)->click();
    tab.findChild<QComboBox *>(u"tableFilterColumn2"_s)->setCurrentText(u"created_at"_s);
    tab.findChild<QComboBox *>(u"tableFilterCondition2"_s)->setCurrentIndex(3);
    tab.findChild<QLineEdit *>(u"tableFilterValue2"_s)->setText(u"2016"_s);
    take(u"filtered"_s, 3000ms);
    tab.exportTo(community.file(u"part.csv"_s), inspect::TableFormat::Csv);
    take(u"exported"_s);
    tab.findChild<QComboBox *>(u"tableName"_s)->setCurrentText(u"ballast"_s);
    take(u"other"_s);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, 0));
    Q_EMIT grid->rowWanted(0);
    QTest::qWait(600);
    if (auto *dialog = tab.findChild<ui::RowDialog *>()) {
        pictures.take(*dialog, u"row"_s, 500ms);
        dialog->reject();
    }
    tab.findChild<QComboBox *>(u"tableCommunity"_s)->setCurrentIndex(1);
    take(u"missing"_s);
    return 0;
}
