// lockkeeper-onboarding-pictures DIR [--appearance light|dark] [--size WxH]: every page of the form for a new
// community, over the demo's remotes.
#include "PagePictures.h"
#include "demo/Demo.h"
#include "http/Client.h"
#include "onboarding/Checks.h"
#include "store/Database.h"
#include "tests/support/Sqlite.h"
#include "ui/onboarding/OnboardingDialog.h"
#include "ui/onboarding/RemovalDialog.h"

#include <QDir>
#include <QFileInfo>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;

namespace {
http::ClientConfig throughDemo(const demo::Demo &demo)
{
    http::ClientConfig config;
    config.gateway = demo.gateway();
    const QMap<QString, QString> endpoints = demo.endpoints();
    for (auto one = endpoints.begin(); one != endpoints.end(); ++one) {
        if (!config.endpoints.setUrl(one.key(), one.value()) || !config.endpoints.setPace(one.key(), 50))
            qWarning("%s is refused", qPrintable(one.key()));
    }
    return config;
}

void add(ui::OnboardingForm &form, ui::EntryKind kind, const QString &text)
{
    ui::Entry entry;
    entry.kind = kind;
    entry.text = text;
    if (const auto added = form.add(entry); !added)
        qWarning("%s", qPrintable(added.error().text));
}

void settle(ui::OnboardingDialog &dialog)
{
    QTest::qWait(600); // until what was typed is looked at
    if (!QTest::qWaitFor([&dialog] { return !dialog.checks().isChecking(); }, 30'000))
        qWarning("the checks take long");
}

// Rows of the first repository of Quillcue, for the questions about what goes with it.
void fill(const QString &path, const QString &repository)
{
    if (!QDir().mkpath(QFileInfo(path).path()) || !store::Database::open(path, 5s))
        qWarning("no database");
    tests::Sqlite file(path);
    if (file.execute(
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234) "
            "INSERT INTO github_items (repo, item_type, number, title, status, url, created_at, "
            "synced_at) SELECT '%1', 'issue', i, 'Item ' || i, 'open', 'u' || i, 'c', 's' FROM n"_s.arg(
                repository)) != 0)
        qWarning("%s", qPrintable(file.error()));
}

// A community that is there: what is said of its name, its sources edited, and what goes with them.
void takeTheRest(test::PagePictures &pictures, ui::OnboardingDialog &dialog, ui::DatabaseWork &work)
{
    const ui::OnboardingPlace place = dialog.place();
    const QString there = u"quillcue"_s;
    dialog.form().setName(u"Quillcue"_s);
    dialog.findChild<QListWidget *>(u"onboardingSteps"_s)->setCurrentRow(0);
    pictures.take(dialog, u"1-name"_s, 400ms, u"there"_s);
    dialog.findChild<QPushButton *>(u"onboardingEditThere"_s)->click();
    if (!QTest::qWaitFor([&dialog] { return dialog.form().isEdit(); }, 20'000))
        qWarning("nothing to edit");
    settle(dialog);
    const QString repository = dialog.form().entries(ui::EntryKind::Repository).constFirst().text;
    const QString database = place.dataDir + u"/knowledge/quillcue.db"_s;
    fill(database, repository);
    dialog.form().remove(ui::EntryKind::Repository, 0);
    add(dialog.form(), ui::EntryKind::Query, u"Saltbell hydrophone"_s);
    settle(dialog);
    dialog.findChild<QListWidget *>(u"onboardingSteps"_s)->setCurrentRow(7);
    pictures.take(dialog, u"8-review"_s, 400ms, u"edited"_s);
    dialog.findChild<QPushButton *>(u"onboardingSave"_s)->click();
    const QString question = u"removeDialog"_s;
    if (!QTest::qWaitFor([&] { return dialog.findChild<QMessageBox *>(question) != nullptr; }, 20'000))
        qWarning("nothing is asked");
    else
        pictures.take(*dialog.findChild<QMessageBox *>(question), u"9-removed"_s, 400ms);
    auto *removal = new ui::RemovalDialog(
        {.removal = {.communitiesDir = place.communitiesDir,
                     .dataDir = place.dataDir,
                     .id = there,
                     .moveTo = place.dataDir + u"/backups/quillcue-20260127T101500Z.db"_s},
         .name = u"Quillcue"_s},
        work, &dialog);
    removal->open();
    pictures.take(*removal, u"9-community"_s, 800ms);
    delete removal;
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    test::PagePictures pictures(application, u"onboarding"_s);
    const auto demo = demo::Demo::start({.dataDir = pictures.home(u"demo"_s), .latency = 5ms});
    if (!demo) {
        qWarning("%s", qPrintable(demo.error().text));
        return 1;
    }
    http::Client client(throughDemo(**demo));
    onboarding::Checks checks(client);
    ui::DatabaseWork work(1);
    ui::OnboardingDialog dialog(work, pictures.state(), nullptr);
    dialog.setChecks(&checks);
    dialog.open({.communitiesDir = (*demo)->communitiesDir(), .dataDir = (*demo)->dataDir()});
    pictures.show(dialog);
    const auto next = [&dialog] {
        dialog.findChild<QPushButton *>(u"onboardingNext"_s)->click();
        settle(dialog);
    };
    pictures.take(dialog, u"1-name"_s, 200ms, u"empty"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"https://saltbell.example"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    auto *proposals = dialog.findChild<QTreeView *>(u"onboardingProposals"_s);
    if (!QTest::qWaitFor([proposals] { return proposals->isVisible(); }, 20'000))
        qWarning("nothing is proposed");
    settle(dialog);
    pictures.take(dialog, u"1-name"_s, 200ms, u"found"_s);

    ui::OnboardingForm &form = dialog.form();
    add(form, ui::EntryKind::Repository, u"quillcue/quillcue-editor"_s);
    add(form, ui::EntryKind::Repository, u"saltbell-lab/nothing-there"_s);
    next();
    QTest::keyClicks(QApplication::focusWidget(), u"saltbell-lab/saltbell-classic"_s);
    settle(dialog);
    pictures.take(dialog, u"2-repositories"_s, 200ms);
    dialog.findChild<QTreeView *>(u"repositoryList"_s)
        ->setCurrentIndex(
            dialog.findChild<QTreeView *>(u"repositoryList"_s)
                ->model()
                ->index(static_cast<int>(form.entries(ui::EntryKind::Repository).size()) - 3, 0));
    pictures.take(dialog, u"2-repositories"_s, 200ms, u"moved"_s);
    next();
    dialog.findChild<QPushButton *>(u"docstringTakeOver"_s)->click();
    settle(dialog);
    pictures.take(dialog, u"3-docstrings"_s, 200ms);
    next();
    pictures.take(dialog, u"4-forum"_s, 200ms);
    next();
    add(form, ui::EntryKind::Query, u"Saltbell hydrophone"_s);
    add(form, ui::EntryKind::Doi, u"10.5555/saltbell"_s);
    settle(dialog);
    pictures.take(dialog, u"5-papers"_s, 200ms);
    next();
    pictures.take(dialog, u"6-lists"_s, 200ms);
    next();
    form.setCron(u"discourse"_s, u"0 3 * *"_s);
    pictures.take(dialog, u"7-schedule"_s, 200ms);
    next();
    pictures.take(dialog, u"8-review"_s, 200ms, u"errors"_s);
    form.setCron(u"discourse"_s, u"0 3 * * *"_s);
    for (int row = static_cast<int>(form.entries(ui::EntryKind::Repository).size()) - 1; row >= 0; --row) {
        const ui::Entry entry = form.entries(ui::EntryKind::Repository).at(row);
        if (dialog.checks().outcome(entry).state != ui::CheckState::Fine)
            form.remove(ui::EntryKind::Repository, row);
    }
    settle(dialog);
    pictures.take(dialog, u"8-review"_s, 200ms);
    takeTheRest(pictures, dialog, work);
    return pictures.good() ? 0 : 1;
}
