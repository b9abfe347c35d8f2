// lockkeeper-inspector-pictures DIR [--appearance light|dark] [--size WxH]: the search over made-up
// databases, an item in every form, what is said where nothing is found. The scale is Qt's own:
// QT_SCALE_FACTOR=2.
#include "InspectorFiles.h"
#include "PagePictures.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/inspector/item/LinkQuestion.h"
#include "ui/inspector/search/DayField.h"
#include "ui/inspector/search/HitList.h"
#include "ui/inspector/search/SearchField.h"

#include <QAction>
#include <QDialog>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"inspector"_s);
    const tests::InspectorFiles files;
    store::Batch many;
    many.remote = {.type = u"github"_s, .name = u"mne-tools/mne-python"_s};
    for (int i = 0; i < 49; ++i)
        many.githubItems.push_back(tests::InspectorFiles::issue(
            3000 + i, u"A rather long title on reading epochs of a recording, number %1"_s.arg(i),
            u"Words on epochs and their baseline. "_s.repeated(200), i % 3 == 0 ? u"pr"_s : u"issue"_s));
    files.write(u"mne"_s, many);

    ui::InspectorPage page(pictures.state());
    pictures.show(page);
    page.setPlaces(files.places());
    auto *field = page.findChild<ui::SearchField *>();
    auto *list = page.findChild<ui::HitList *>();
    auto *tabs = page.findChild<QTabWidget *>(u"itemTabs"_s);
    const auto take = [&](const QString &what) {
        pictures.take(page, what, 700ms);
    };
    const auto search = [&](const QString &text) {
        field->setText(text);
        field->setFocus();
        QTest::qWait(600);
    };
    page.goToSearch();
    take(u"nothing-typed"_s);
    search(u"rejection epo"_s);
    list->setFocus();
    list->choose(0);
    take(u"rendered"_s);
    page.findChild<QAction *>(u"itemRaw"_s)->trigger();
    take(u"raw"_s);
    tabs->setCurrentIndex(1);
    take(u"fields"_s);
    tabs->setCurrentIndex(2);
    take(u"terms"_s);
    search(u"python analysis"_s);
    list->choose(0);
    take(u"paper"_s);
    tabs->setCurrentIndex(3);
    take(u"same-paper"_s);
    tabs->setCurrentIndex(0);
    search(u"pop_rejepoch"_s);
    list->choose(0);
    take(u"mail"_s);
    search(u"epochs"_s);
    list->choose(3);
    take(u"many"_s);
    page.findChild<ui::DayField *>(u"searchSince"_s)->setText(u"2030"_s);
    page.findChild<ui::DayField *>(u"searchUntil"_s)->setText(u"20x"_s);
    search(u"epochs rejection -ica"_s);
    take(u"no-hits"_s);
    page.findChild<ui::DayField *>(u"searchSince"_s)->clear();
    page.findChild<ui::DayField *>(u"searchUntil"_s)->clear();
    page.setPlaces(files.places() + QList<inspect::Place>{files.broken()});
    search(u"epochs"_s);
    take(u"broken-database"_s);
    search(u"nowhere"_s);
    take(u"broken-no-hits"_s);

    ui::askToOpen(&page, u"https://xn--mne-tls-9za.example/a/rather/long/way?with=questions#and-more"_s,
                  ui::LinkFrom::Text);
    auto *question = page.findChild<QDialog *>(ui::linkQuestionName);
    pictures.take(*question, u"link"_s, 300ms);
    return pictures.good() ? 0 : 1;
}
