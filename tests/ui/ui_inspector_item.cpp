// One item beside the list: rendered with nothing remote in it, raw, its fields, terms and kin; links are
// asked about, hostile Markdown is taken in bounds.
#include "InspectorSheet.h"
#include "resources/Translations.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/item/ItemText.h"
#include "ui/inspector/item/ItemView.h"
#include "ui/inspector/item/ItemWords.h"
#include "ui/inspector/item/LinkQuestion.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTcpServer>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::InspectorFiles;
using tests::inspectorPatience;
using tests::InspectorSheet;

class Browser final : public QObject
{
    Q_OBJECT

public:
    QStringList opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url.toString(QUrl::FullyEncoded)); }
};

class UiInspectorItem final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void rendersMarkdown();
    void loadsNothing();
    void rawAndBack();
    void mailsAreAsTheyWereWritten();
    void linksAreAskedAbout();
    void whatIsNoWebAddressIsNotOpened_data();
    void whatIsNoWebAddressIsNotOpened();
    void copies();
    void fieldsAndTerms();
    void theSamePaperElsewhere();
    void theSameDoiComesAfterwards();
    void anItemThatIsGone();
    void escapeLeadsBackToWhereItWasAskedFor();
    void coloursFollowThePalette();

private:
    Browser m_browser;
};

namespace {
const QStringList schemes{u"https"_s, u"http"_s, u"mailto"_s, u"file"_s, u"javascript"_s};

void open(InspectorSheet &sheet, const QString &words)
{
    sheet.show();
    sheet.type(words);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.list().hits() > 0, inspectorPatience);
    sheet.list().choose(0);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.child<ItemView>(u"itemView"_s).item().has_value(), inspectorPatience);
}

ItemText &textOf(const InspectorSheet &sheet)
{
    return sheet.child<ItemText>(u"itemText"_s);
}

QDialog *question(const InspectorSheet &sheet)
{
    return sheet.page.findChild<QDialog *>(linkQuestionName);
}

QString linkIn(const QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().isAnchor())
                return it.fragment().charFormat().anchorHref();
        }
    }
    return {};
}
} // namespace

void UiInspectorItem::initTestCase()
{
    QVERIFY(resources::installTranslations(*QCoreApplication::instance()));
    for (const QString &scheme : schemes)
        QDesktopServices::setUrlHandler(scheme, &m_browser, "open");
}

void UiInspectorItem::cleanupTestCase()
{
    for (const QString &scheme : schemes)
        QDesktopServices::unsetUrlHandler(scheme);
}

void UiInspectorItem::rendersMarkdown()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2022"_s);
    QTRY_COMPARE(sheet.title(), u"Epochs: rejection drops good channels"_s);
    const QString text = textOf(sheet).toPlainText();
    QVERIFY2(text.startsWith(u"When I call epochs.drop_bad(reject=dict(eeg=100e-6)), good channels go"_s),
             qPrintable(text));
    QVERIFY(text.contains(u"[image: a plot of the drop log, https://mne.tools/plot.png]"_s));
    QVERIFY(!text.contains(QChar::ObjectReplacementCharacter));
    QCOMPARE(linkIn(*textOf(sheet).document()), u"https://mne.tools/stable/auto_tutorials/epochs.html"_s);
    QCOMPARE(sheet.child<ElidedLabel>(u"itemLine"_s).fullText(),
             u"MNE · issue · mne-tools/mne-python #2022 · open · 2022-03-14"_s);
    QCOMPARE(sheet.child<ElidedLabel>(u"itemAddress"_s).fullText(),
             u"https://github.com/mne-tools/mne-python/issues/2022"_s);
    const QString written = sheet.child<ElidedLabel>(u"itemWritten"_s).fullText();
    QVERIFY2(written.startsWith(u"Written "_s) && written.contains(u", by the run of 2026-01-27"_s),
             qPrintable(written));
}

// A server that listens: whoever renders an image or a style of it would knock.
void UiInspectorItem::loadsNothing()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString at = u"http://127.0.0.1:%1/x"_s.arg(server.serverPort());
    const InspectorFiles files;
    store::Batch batch;
    batch.remote = {.type = u"github"_s, .name = u"mne-tools/mne-python"_s};
    batch.githubItems = {InspectorFiles::issue(
        9001, u"Trackers"_s,
        u"![seen](%1.png) ![](%1.svg \"title\")\n\n<img src=\"%1.gif\">\n\n<style>@import "
        u"'%1.css'</style>\n\n"
        "<script src=\"%1.js\"></script>\n\n<iframe src=\"%1\"></iframe>\n\n[![badge](%1.png)](%1)\n\n"
        "![local](file:///etc/hostname)\n\n| a |\n|---|\n| ![cell](%1.png) |\n"_s.arg(at))};
    files.write(u"mne"_s, batch);
    InspectorSheet sheet(files);
    open(sheet, u"#9001"_s);
    QTRY_VERIFY(textOf(sheet).toPlainText().contains(u"[image: seen, "_s));
    QVERIFY(textOf(sheet).toPlainText().contains(u"<script src="_s)); // words, and nothing else
    textOf(sheet).selectAll();
    (void)textOf(sheet).grab();
    (void)textOf(sheet).toHtml();
    sheet.action(u"itemRaw"_s).trigger();
    QTRY_VERIFY(textOf(sheet).toPlainText().contains(u"![seen]("_s));
    QVERIFY(!server.waitForNewConnection(500));
    QVERIFY(!server.hasPendingConnections());
    QVERIFY(!textOf(sheet).loadResource(QTextDocument::ImageResource, QUrl(at)).isValid());
    textOf(sheet).setSource(QUrl(u"file:///etc/hostname"_s));
    QVERIFY(textOf(sheet).toPlainText().contains(u"![seen]("_s));
}

void UiInspectorItem::rawAndBack()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2022"_s);
    const QString rendered = textOf(sheet).toPlainText();
    sheet.list().setFocus();
    QTest::keyClick(&sheet.list(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(textOf(sheet).toPlainText().contains(u"**good channels**"_s));
    QVERIFY(textOf(sheet).toPlainText().contains(u"```python\nepochs = "_s));
    QVERIFY(sheet.action(u"itemRaw"_s).isChecked());
    QTest::keyClick(&sheet.list(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(textOf(sheet).toPlainText(), rendered);
}

void UiInspectorItem::mailsAreAsTheyWereWritten()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"\"which epochs are kept\""_s);
    QTRY_COMPARE(textOf(sheet).toPlainText(), u"Dear list,\n\n> which epochs are kept?\n\n"
                                              "EEG.epoch has them:\n   EEG.epoch(3).event\n"_s);
    QVERIFY(sheet.action(u"itemRaw"_s).isChecked());
    sheet.type(u"\"retaining the epochs data\""_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{u"Epochs.drop_bad"_s}, inspectorPatience);
    sheet.list().choose(0);
    QTRY_VERIFY(textOf(sheet).toPlainText().contains(u"----------\nreject : dict"_s));
    QVERIFY(!sheet.action(u"itemOpen"_s).isEnabled()); // it has no address
}

void UiInspectorItem::linksAreAskedAbout()
{
    m_browser.opened.clear();
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2022"_s);
    const QString address = u"https://mne.tools/stable/auto_tutorials/epochs.html"_s;
    Q_EMIT textOf(sheet).anchorClicked(QUrl(address));
    QTRY_VERIFY(question(sheet));
    QCOMPARE(question(sheet)->findChild<QPlainTextEdit *>(u"linkAddress"_s)->toPlainText(), address);
    QVERIFY(!question(sheet)->findChild<QPushButton *>(u"linkOpen"_s)->isDefault());
    QTest::keyClick(question(sheet), Qt::Key_Return); // the default is not to
    QTRY_VERIFY(!question(sheet));
    QCOMPARE(m_browser.opened, QStringList());

    Q_EMIT textOf(sheet).anchorClicked(QUrl(address));
    QTRY_VERIFY(question(sheet));
    question(sheet)->findChild<QPushButton *>(u"linkCopy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), address);
    QTRY_VERIFY(!question(sheet));
    QCOMPARE(m_browser.opened, QStringList());

    Q_EMIT textOf(sheet).anchorClicked(QUrl(address));
    QTRY_VERIFY(question(sheet));
    question(sheet)->findChild<QPushButton *>(u"linkOpen"_s)->click();
    QCOMPARE(m_browser.opened, QStringList{address});
    QTRY_VERIFY(!question(sheet));

    sheet.page.activateWindow(); // the dialog was
    QVERIFY(QTest::qWaitForWindowActive(&sheet.page));
    sheet.list().setFocus(); // the item's own, by keys
    QTest::keyClick(&sheet.list(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(question(sheet));
    QVERIFY(question(sheet)->findChild<QPushButton *>(u"linkOpen"_s)->isDefault());
    QTest::keyClick(question(sheet), Qt::Key_Escape);
    QTRY_VERIFY(!question(sheet));
    QCOMPARE(m_browser.opened.size(), 1);
}

void UiInspectorItem::whatIsNoWebAddressIsNotOpened_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("shown");
    QTest::newRow("script") << u"javascript:alert(1)"_s << u"javascript:alert(1)"_s;
    QTest::newRow("file") << u"file:///etc/hostname"_s << u"file:///etc/hostname"_s;
    QTest::newRow("relative") << u"../x"_s << u"../x"_s;
    QTest::newRow("no host") << u"https:///x"_s << u"https:///x"_s;
    QTest::newRow("data") << u"data:text/html,x"_s << u"data:text/html,x"_s;
}

void UiInspectorItem::whatIsNoWebAddressIsNotOpened()
{
    QFETCH(const QString, address);
    QFETCH(const QString, shown);
    m_browser.opened.clear();
    QVERIFY(!canBeOpened(address));
    QWidget window;
    window.show();
    askToOpen(&window, address, LinkFrom::Text);
    auto *dialog = window.findChild<QDialog *>(linkQuestionName);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"linkAddress"_s)->toPlainText(), shown);
    QVERIFY(!dialog->findChild<QPushButton *>(u"linkOpen"_s));
    QVERIFY(dialog->findChild<QPushButton *>(u"linkCopy"_s));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(m_browser.opened, QStringList());
    QVERIFY(canBeOpened(u"https://mne.tools"_s));
    QVERIFY(canBeOpened(u"mailto:reader@example.org"_s));
    // A host that looks like another is written as what it is.
    QVERIFY(plainAddress(u"https://mn\u0435.tools/"_s).startsWith(u"https://xn--"_s));
}

void UiInspectorItem::copies()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2023"_s);
    sheet.list().setFocus();
    const QString link = inspect::markdownLink(*sheet.child<ItemView>(u"itemView"_s).item());
    QVERIFY2(link.endsWith(u"Document the rejection of epochs by annotation]"
                           "(https://github.com/mne-tools/mne-python/pull/2023)"_s),
             qPrintable(link));
    QTest::keyClick(&sheet.list(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), link);
    QApplication::clipboard()->clear();
    QTest::keyClick(&sheet.list(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), link);
    QTest::keyClick(&sheet.list(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    const QString markdown = QApplication::clipboard()->text();
    QVERIFY2(markdown.startsWith(u"# Document the rejection of epochs by annotation"_s),
             qPrintable(markdown));
    QVERIFY(markdown.contains(u"Annotations that begin with `bad` reject the epochs they touch."_s));
}

void UiInspectorItem::fieldsAndTerms()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2022"_s);
    const QAbstractItemModel &fields = *sheet.child<HistoryTable>(u"itemFields"_s).model();
    QCOMPARE(fields.rowCount(), 10);
    QCOMPARE(fields.index(3, 0).data().toString(), u"number"_s);
    QCOMPARE(fields.index(3, 1).data().toString(), u"2022"_s);
    const QAbstractItemModel &terms = *sheet.child<HistoryTable>(u"itemTerms"_s).model();
    QVERIFY(terms.rowCount() > 20);
    QCOMPARE(terms.index(0, 0).data().toString(), u"epochs"_s); // the most frequent
    QVERIFY(terms.index(0, 2).data().toString().contains(u"title"_s));
    QVERIFY(!sheet.child<QTabWidget>(u"itemTabs"_s).isTabVisible(3)); // it is no paper
}

void UiInspectorItem::theSamePaperElsewhere()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"magnetoencephalography"_s);
    auto &tabs = sheet.child<QTabWidget>(u"itemTabs"_s);
    QTRY_VERIFY(tabs.isTabVisible(3));
    QCOMPARE(tabs.tabText(3), u"Same &paper (1)"_s);
    const auto line = [&sheet] {
        return sheet.child<ElidedLabel>(u"itemLine"_s).fullText();
    };
    const bool first = line().contains(u"OpenAlex"_s);
    tabs.setCurrentIndex(3);
    auto &same = sheet.child<HistoryTable>(u"itemSame"_s);
    same.setFocus();
    same.setCurrentIndex(same.model()->index(0, 0));
    QTest::keyClick(&same, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(line().contains(first ? u"Semantic Scholar"_s : u"OpenAlex"_s),
                             inspectorPatience);
}

void UiInspectorItem::theSameDoiComesAfterwards()
{
    const InspectorFiles files;
    store::Batch batch;
    batch.remote = {.type = u"papers"_s, .name = u"pubmed:mne"_s};
    batch.papers = {{.source = u"pubmed"_s,
                     .externalId = u"24431986"_s,
                     .title = u"An article under another name"_s,
                     .abstract = u"Nothing of what the other one says."_s,
                     .url = u"https://doi.org/10.3389/FNINS.2013.00267"_s,
                     .createdAt = u"2013"_s}};
    files.write(u"mne"_s, batch);
    InspectorSheet sheet(files);
    open(sheet, u"article under another name"_s);
    auto &tabs = sheet.child<QTabWidget>(u"itemTabs"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tabs.isTabVisible(3), inspectorPatience);
    QCOMPARE(tabs.tabText(3), u"Same &paper (1)"_s);
    auto &same = sheet.child<HistoryTable>(u"itemSame"_s);
    same.setCurrentIndex(same.model()->index(0, 0));
    Q_EMIT same.activated(same.currentIndex());
    QTRY_VERIFY_WITH_TIMEOUT(sheet.child<ElidedLabel>(u"itemLine"_s).fullText().contains(u"OpenAlex"_s),
                             inspectorPatience);
    QTRY_COMPARE_WITH_TIMEOUT(tabs.tabText(3), u"Same &paper (2)"_s, inspectorPatience); // by title and DOI
}

void UiInspectorItem::anItemThatIsGone()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2022"_s);
    const inspect::ItemRef ref = sheet.list().chosen()->ref;
    inspect::ItemRef gone = ref;
    gone.id = 999'999;
    sheet.page.showItem(gone);
    auto &message = sheet.child<QLabel>(u"itemMessage"_s);
    QTRY_VERIFY_WITH_TIMEOUT(message.isVisible(), inspectorPatience);
    QVERIFY2(message.text().size() > 10, qPrintable(message.text()));
    QVERIFY(!sheet.action(u"itemCopyLink"_s).isEnabled());
    sheet.page.showItem(ref);
    QTRY_VERIFY_WITH_TIMEOUT(!message.isVisible() && textOf(sheet).hasFocus(), inspectorPatience);
}

void UiInspectorItem::escapeLeadsBackToWhereItWasAskedFor()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"rejection epochs"_s);
    inspect::ItemRef other = sheet.list().chosen()->ref;
    ++other.id;
    const QSignalSpy left(&sheet.page, &InspectorPage::itemLeft);
    sheet.page.showItem(other);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(sheet).hasFocus(), inspectorPatience);
    QVERIFY(!sheet.list().chosen()); // it is not what is shown
    QTest::keyClick(&textOf(sheet), Qt::Key_Escape);
    QCOMPARE(left.size(), 1);

    auto &tables = sheet.child<TablesTab>(u"tablesTab"_s);
    sheet.page.setCurrentWidget(&tables);
    Q_EMIT tables.itemWanted(other);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(sheet).hasFocus(), inspectorPatience);
    QTest::keyClick(&textOf(sheet), Qt::Key_Escape);
    QCOMPARE(sheet.page.currentWidget(), &tables);
    QVERIFY(tables.isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(left.size(), 1);

    // One of the list leads into the list, as before.
    sheet.page.goToSearch();
    sheet.list().choose(0);
    QTest::keyClick(&sheet.list(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(sheet).hasFocus(), inspectorPatience);
    QTest::keyClick(&textOf(sheet), Qt::Key_Escape);
    QTRY_VERIFY(sheet.list().hasFocus());
    QCOMPARE(left.size(), 1);
}

void UiInspectorItem::coloursFollowThePalette()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    open(sheet, u"#2022"_s);
    const auto linkColour = [&sheet] {
        const QTextDocument &document = *textOf(sheet).document();
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                if (it.fragment().charFormat().isAnchor())
                    return it.fragment().charFormat().foreground().color();
            }
        }
        return QColor();
    };
    QTRY_VERIFY(linkColour().isValid());
    QPalette other = sheet.page.palette();
    other.setColor(QPalette::Link, Qt::magenta);
    sheet.page.setPalette(other);
    QTRY_COMPARE(linkColour(), QColor(Qt::magenta));
}

QTEST_MAIN(UiInspectorItem)
#include "ui_inspector_item.moc"
