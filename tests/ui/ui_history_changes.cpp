// What a run wrote and what it skipped, in the history's page over real files: lists, one row before and
// after, the way to the item and to a retry.
#include "base/Time.h"
#include "history/SaveRun.h"
#include "resources/Translations.h"
#include "tests/support/ChangeFixture.h"
#include "ui/common/ElidedLabel.h"
#include "ui/history/ChangeDocument.h"
#include "ui/history/ChangesView.h"
#include "ui/history/HistoryPage.h"
#include "ui/history/HistoryTable.h"
#include "ui/history/SkippedView.h"

#include <QComboBox>
#include <QLabel>
#include <QPalette>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using lockkeeper::tests::ChangeFixture;

class UiHistoryChanges final : public QObject
{
    Q_OBJECT

private:
    // A history of one run, the given one of the database.
    void showRun(int run, qint64 written)
    {
        history::RunRecord record;
        record.run.startedAt = fromIso(ChangeFixture::runName(run));
        sync::JobSnapshot job;
        job.key = {.community = u"one"_s, .kind = u"github"_s, .name = u"o/r"_s};
        job.state = sync::JobState::Done;
        job.counts.added = written;
        record.run.jobs = {job};
        record.run.databases = {{.community = u"one"_s,
                                 .path = m_db->path(),
                                 .journalMode = u"wal"_s,
                                 .bytes = 1,
                                 .walBytes = 0}};
        QVERIFY(history::saveRun(m_history, record).ok());
        m_page->setPath(m_history);
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *m_page->findChild<T *>(name);
    }
    [[nodiscard]] QTreeView &list() const { return child<QTreeView>(u"changesList"_s); }
    [[nodiscard]] int rows() const { return list().model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return list().model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString text() const { return child<QTextBrowser>(u"changesText"_s).toPlainText(); }
    [[nodiscard]] QString note() const { return child<ElidedLabel>(u"changesNote"_s).fullText(); }
    void choose(const QString &combo, int index) const { child<QComboBox>(combo).setCurrentIndex(index); }
    // The words that stand out in what was before, or in what is there now.
    [[nodiscard]] QStringList marks(bool before) const
    {
        QStringList words;
        const QTextDocument &document = *child<QTextBrowser>(u"changesText"_s).document();
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextCharFormat format = part.fragment().charFormat();
                if (before ? format.fontStrikeOut() : format.fontUnderline())
                    words.append(part.fragment().text());
            }
        }
        return words;
    }

    std::unique_ptr<ChangeFixture> m_db;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryPage> m_page;
    QString m_history;

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void init()
    {
        m_db = std::make_unique<ChangeFixture>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_history = m_folder->filePath(u"history.db"_s);
        m_page = std::make_unique<HistoryPage>();
        m_page->resize(900, 600);
        m_page->show();
        child<QTabWidget>(u"historyTabs"_s).setCurrentWidget(m_page->findChild<ChangesView *>());
    }
    void cleanup() { m_page.reset(); }
    void rowsWithTheirWords();
    void beforeAndAfterAreMarked();
    void longTextsAreCut();
    void filters();
    void aFilterThatLeavesNothingSaysSo();
    void manyRowsComeAsTheyAreSeen();
    void enterOpensTheItem();
    void whatIsNotKeptIsSaid();
    void aDatabaseThatIsGoneIsSaid();
    void skippedItemsAreRetried();
    void aRetryIsASyncAndTheListIsReadAgain();
    void everyControlHasAName();
};

void UiHistoryChanges::rowsWithTheirWords()
{
    QVERIFY(m_db->write(1, {u"one"_s, u"two"_s, u"three"_s}));
    store::Batch batch = ChangeFixture::batchOf(2);
    batch.githubItems = {ChangeFixture::item(1, u"ONE"_s), ChangeFixture::item(9, u"nine"_s)};
    batch.deletions = {{.table = store::Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 3}}};
    QVERIFY(m_db->commit(batch));
    showRun(2, 3);
    QTRY_COMPARE(rows(), 3);
    QCOMPARE(note(), u"1 new, 1 changed, 1 deleted"_s);
    QCOMPARE(cell(0, 0), u"~ changed"_s);
    QCOMPARE(cell(0, 1), u"ONE"_s);
    QCOMPARE(cell(0, 2), u"o/r #1"_s);
    QCOMPARE(cell(0, 3), u"title"_s);
    QCOMPARE(cell(1, 0), u"+ new"_s);
    QCOMPARE(cell(2, 0), u"− deleted"_s);
    QCOMPARE(cell(2, 1), u"three"_s);
    list().setCurrentIndex(list().model()->index(2, 0));
    QTRY_VERIFY(text().contains(u"three"_s));
    QVERIFY(!child<QPushButton>(u"changesOpen"_s).isEnabled()); // it is not there
}

void UiHistoryChanges::beforeAndAfterAreMarked()
{
    QVERIFY(m_db->write(1, {u"the quick fox"_s}));
    QVERIFY(m_db->write(2, {u"the slow fox"_s}));
    showRun(2, 1);
    QTRY_VERIFY(text().contains(u"quick"_s));
    QVERIFY(text().contains(u"Before"_s) && text().contains(u"After"_s));
    QVERIFY(text().contains(u"− the quick fox"_s) && text().contains(u"+ the slow fox"_s));
    QVERIFY(!text().contains(u"created_at"_s)); // what did not change is not in the way
    QCOMPARE(marks(true), QStringList{u"quick"_s});
    QCOMPARE(marks(false), QStringList{u"slow"_s});
}

// Laying out a text of megabytes would keep the window.
void UiHistoryChanges::longTextsAreCut()
{
    inspect::ChangeDetails details;
    details.change.kind = inspect::RowChange::Changed;
    details.oldKept = details.afterSure = true;
    const QString rest(qsizetype{2'000'000}, u'x');
    details.values = {
        {.column = u"body"_s, .before = u"old "_s + rest, .after = u"new "_s + rest, .differs = true}};
    QTextDocument document;
    fillChangeDocument(document, details, QPalette());
    const QString text = document.toPlainText();
    QVERIFY(text.contains("old xx"_L1) && text.contains("new xx"_L1));
    QVERIFY(text.contains("more characters"_L1));
    QVERIFY(text.size() < 3 * shownCharacters);
}

void UiHistoryChanges::filters()
{
    QVERIFY(m_db->write(1, {u"one"_s, u"two"_s}));
    store::Batch batch = ChangeFixture::batchOf(2);
    batch.githubItems = {ChangeFixture::item(1, u"ONE"_s), ChangeFixture::item(9, u"nine"_s)};
    QVERIFY(m_db->commit(batch));
    showRun(2, 2);
    QTRY_COMPARE(rows(), 2);
    choose(u"changesKind"_s, 1);
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(cell(0, 1), u"nine"_s);
    choose(u"changesKind"_s, 2);
    QTRY_COMPARE(cell(0, 1), u"ONE"_s);
    choose(u"changesKind"_s, 3);
    QTRY_COMPARE(rows(), 0);
    choose(u"changesKind"_s, 0);
    QTRY_COMPARE(rows(), 2);
    choose(u"changesSource"_s, 1);
    QCOMPARE(child<QComboBox>(u"changesSource"_s).currentText(), u"GitHub"_s);
    QTRY_COMPARE(rows(), 2);
}

void UiHistoryChanges::aFilterThatLeavesNothingSaysSo()
{
    QVERIFY(m_db->write(1, {u"one"_s, u"two"_s}));
    showRun(1, 2);
    QTRY_COMPARE(rows(), 2);
    auto &nothing = child<QLabel>(u"changesNothing"_s);
    auto &all = child<QPushButton>(u"changesAll"_s);
    QVERIFY(!nothing.isVisible());
    choose(u"changesKind"_s, 3);
    QTRY_VERIFY(nothing.isVisible());
    QCOMPARE(nothing.text(), u"This run has no row here that is deleted."_s);
    choose(u"changesSource"_s, 1);
    QTRY_COMPARE(nothing.text(), u"This run has no row of GitHub here that is deleted."_s);
    QTRY_VERIFY(all.isVisible());
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    child<QComboBox>(u"changesKind"_s).setFocus();
    QTest::keyClick(&child<QComboBox>(u"changesKind"_s), Qt::Key_Escape);
    QTRY_COMPARE(rows(), 2);
    QVERIFY(!nothing.isVisible());
    QCOMPARE(child<QComboBox>(u"changesKind"_s).currentIndex(), 0);
    QCOMPARE(child<QComboBox>(u"changesSource"_s).currentIndex(), 0);

    // From the list into the list.
    list().setFocus();
    choose(u"changesKind"_s, 2);
    QTRY_VERIFY(all.hasFocus());
    all.click();
    QTRY_COMPARE(rows(), 2);
    QVERIFY(list().hasFocus());

    // What is not kept is another matter, and the line above says it.
    QVERIFY(m_db->write(2, {u"one"_s, u"two"_s})); // as they were
    showRun(2, 0);
    QTRY_COMPARE(note(), u"This run changed no row here."_s);
    choose(u"changesKind"_s, 1);
    QTest::qWait(200);
    QVERIFY(!nothing.isVisible());
}

void UiHistoryChanges::manyRowsComeAsTheyAreSeen()
{
    QStringList titles;
    for (int i = 1; i <= 450; ++i)
        titles.append(u"title %1"_s.arg(i));
    QVERIFY(m_db->write(1, titles));
    showRun(1, 450);
    QTRY_COMPARE(rows(), ChangesView::windowRows);
    for (const int expected : {400, 450}) {
        list().verticalScrollBar()->setValue(list().verticalScrollBar()->maximum());
        QTRY_COMPARE(rows(), expected);
    }
    QCOMPARE(cell(449, 1), u"title 450"_s);
}

void UiHistoryChanges::enterOpensTheItem()
{
    QVERIFY(m_db->write(1, {u"one"_s, u"two"_s}));
    showRun(1, 2);
    QTRY_COMPARE(rows(), 2);
    QSignalSpy wanted(m_page.get(), &HistoryPage::itemWanted);
    list().setCurrentIndex(list().model()->index(1, 0));
    QTest::keyClick(&list(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    const auto item = wanted.takeFirst().constFirst().value<inspect::ItemRef>();
    QCOMPARE(item.table, u"github_items"_s);
    QCOMPARE(item.id, 2);
    QCOMPARE(item.place.database, m_db->path());
    QCOMPARE(item.place.community, u"one"_s);
    child<QPushButton>(u"changesOpen"_s).click();
    QCOMPARE(wanted.size(), 1);
}

void UiHistoryChanges::whatIsNotKeptIsSaid()
{
    QVERIFY(m_db->write(1, {u"one"_s}));
    showRun(7, 12);
    QTRY_VERIFY(note().contains(u"not kept"_s));
    QCOMPARE(rows(), 0);
    QVERIFY(m_db->write(8, {u"ONE"_s}));
    showRun(8, 5);
    QTRY_VERIFY(note().startsWith(u"1 changed; "_s));
    showRun(9, 0);
    QTRY_COMPARE(note(), u"This run changed no row here."_s);
}

void UiHistoryChanges::aDatabaseThatIsGoneIsSaid()
{
    const QString path = m_db->path();
    showRun(1, 1);
    m_db.reset();
    m_page->refresh();
    QTRY_VERIFY(note().contains(path));
}

void UiHistoryChanges::skippedItemsAreRetried()
{
    for (const int run : {1, 2}) {
        store::Batch batch = ChangeFixture::batchOf(run, u"o/r%1"_s.arg(run));
        batch.skipped = {{.key = u"7"_s, .reason = u"no title"_s}, {.key = u"8"_s, .reason = u"no time"_s}};
        QVERIFY(m_db->commit(batch));
    }
    showRun(2, 0);
    child<QTabWidget>(u"historyTabs"_s).setCurrentWidget(m_page->findChild<SkippedView *>());
    auto &table = child<HistoryTable>(u"skippedList"_s);
    QTRY_COMPARE(table.rows(), 4);
    QCOMPARE(table.model()->index(0, 2).data().toString(), u"o/r2"_s); // the run's own come first
    QVERIFY(table.model()->index(0, 6).data().toString().contains(u"this run"_s));
    QVERIFY(!table.model()->index(2, 6).data().toString().contains(u"this run"_s));
    QCOMPARE(table.model()->index(1, 4).data().toString(), u"no time"_s);
    QVERIFY(child<ElidedLabel>(u"skippedNote"_s).fullText().startsWith(u"4 items"_s));
    QSignalSpy retried(m_page.get(), &HistoryPage::retryWanted);
    auto &one = child<QPushButton>(u"skippedRetry"_s);
    QVERIFY(!one.isEnabled());
    table.choose({2, 3});
    one.click();
    QCOMPARE(retried.takeFirst().constFirst().value<QList<sync::JobKey>>(),
             (QList<sync::JobKey>{{.community = u"one"_s, .kind = u"github"_s, .name = u"o/r1"_s}}));
    child<QPushButton>(u"skippedRetryAll"_s).click();
    QCOMPARE(retried.takeFirst().constFirst().value<QList<sync::JobKey>>().size(), 2);
}

// A sync of the whole remote is what it comes to, and the words say so; what nobody can sync isn't asked for.
void UiHistoryChanges::aRetryIsASyncAndTheListIsReadAgain()
{
    for (const int run : {1, 2}) {
        store::Batch batch = ChangeFixture::batchOf(run, u"o/r%1"_s.arg(run));
        batch.skipped = {{.key = u"7"_s, .reason = u"no title"_s}};
        QVERIFY(m_db->commit(batch));
    }
    showRun(2, 0);
    child<QTabWidget>(u"historyTabs"_s).setCurrentWidget(m_page->findChild<SkippedView *>());
    auto &table = child<HistoryTable>(u"skippedList"_s);
    auto &one = child<QPushButton>(u"skippedRetry"_s);
    auto &all = child<QPushButton>(u"skippedRetryAll"_s);
    const auto note = [this] {
        return child<ElidedLabel>(u"skippedNote"_s).fullText();
    };
    QTRY_COMPARE(table.rows(), 2);
    QVERIFY(one.text().startsWith("Sync "_L1) && all.text().startsWith("Sync "_L1));
    table.choose({1});
    QVERIFY2(one.toolTip().startsWith("Sync GitHub o/r1:"_L1), qPrintable(one.toolTip()));
    QVERIFY2(all.toolTip().startsWith("Sync GitHub o/r2, GitHub o/r1:"_L1), qPrintable(all.toolTip()));

    const sync::JobKey second{.community = u"one"_s, .kind = u"github"_s, .name = u"o/r2"_s};
    m_page->setConfigured({second});
    QVERIFY(!one.isEnabled());
    QVERIFY2(note().endsWith("1 of them is of a remote that is not configured: nobody asks for it."_L1),
             qPrintable(note()));
    QSignalSpy retried(m_page.get(), &HistoryPage::retryWanted);
    all.click();
    QCOMPARE(retried.takeFirst().constFirst().value<QList<sync::JobKey>>(), QList{second});
    QVERIFY2(note().startsWith("A sync of 1 remote was asked for"_L1), qPrintable(note()));

    // That run has ended, and was kept; the item could be read.
    store::Batch batch = ChangeFixture::batchOf(3, u"o/r2"_s);
    batch.readAtLast = {u"7"_s};
    QVERIFY(m_db->commit(batch));
    m_page->refresh();
    QTRY_COMPARE(table.rows(), 1);
    QVERIFY2(note().startsWith("1 item could not be read so far"_L1), qPrintable(note()));
    table.choose({0});
    m_page->refresh(); // the same once more: what is chosen stays so
    QTest::qWait(300);
    QCOMPARE(table.chosenIds(), QList<qint64>{0});
}

void UiHistoryChanges::everyControlHasAName()
{
    for (QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(m_page.get()) ||
            qobject_cast<QTabBar *>(widget) || qobject_cast<QLabel *>(widget))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
            qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

QTEST_MAIN(UiHistoryChanges)
#include "ui_history_changes.moc"
