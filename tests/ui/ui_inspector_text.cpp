// Texts of somebody else's as documents: hostile Markdown is taken in bounds, long texts are cut and say so.
#include "ui/inspector/item/ItemDocument.h"
#include "ui/inspector/item/ItemText.h"

#include <QTest>
#include <QTextBlock>
#include <QTextList>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
std::shared_ptr<QTextDocument> made(const QString &text, TextForm form = TextForm::Rendered)
{
    return itemDocument({{.column = u"first_message"_s, .text = text}},
                        {.form = form, .font = {}, .fixedFont = {}, .palette = {}}, QThread::currentThread());
}
} // namespace

class UiInspectorText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileMarkdown_data();
    void hostileMarkdown();
    void longTextsAreCutAndSaySo();
    void madeOnAnotherThread();
};

void UiInspectorText::hostileMarkdown_data()
{
    QTest::addColumn<QString>("text");
    const auto fill = [](const QString &piece) {
        return piece.repeated(10'000 / piece.size());
    };
    QTest::newRow("quotes") << fill(u"> "_s) + u"x"_s;
    QTest::newRow("lists in lists") << fill(u"- "_s) + u"x"_s;
    QTest::newRow("quotes and lists") << fill(u"> - "_s) + u"x"_s;
    QTest::newRow("flat list") << fill(u"- x\n"_s);
    QTest::newRow("brackets") << fill(u"["_s);
    QTest::newRow("links in links") << fill(u"[a]("_s);
    QTest::newRow("images") << fill(u"![a](http://127.0.0.1/x) "_s);
    QTest::newRow("emphasis") << fill(u"*a **b "_s);
    QTest::newRow("addresses") << fill(u"http://a.example/c "_s);
    QTest::newRow("tall table") << u"|a|b|\n|-|-|\n"_s + fill(u"|a|b|\n"_s);
    QTest::newRow("wide table") << fill(u"|a"_s).left(3000) + u"\n"_s + fill(u"|-"_s).left(3000) + u"\n"_s +
                                       fill(u"|a"_s).left(3000);
    QTest::newRow("tables") << fill(u"|a|\n|-|\n|b|\n\n"_s);
    QTest::newRow("marks on a letter") << u"a"_s + QString(10'000, QChar(0x301));
    QTest::newRow("entities") << fill(u"&amp;"_s);
    QTest::newRow("html") << fill(u"<div><!-- "_s);
}

// It comes to an end, in bounds: nothing is indented out of sight, no character carries thousands of marks.
void UiInspectorText::hostileMarkdown()
{
    QFETCH(const QString, text);
    const std::shared_ptr<QTextDocument> document = made(text);
    QVERIFY(document->characterCount() > 1);
    QVERIFY(document->characterCount() < 2 * text.size() + 2000);
    int deepest = 0;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        const int list = block.textList() ? 40 * block.textList()->format().indent() : 0;
        deepest = std::max(deepest, static_cast<int>(block.blockFormat().leftMargin()) + list);
    }
    QVERIFY2(deepest < 600, qPrintable(QString::number(deepest)));
    QVERIFY(!document->toPlainText().contains(QString(100, QChar(0x301))));
    ItemText shown;
    shown.resize(480, 400);
    shown.show();
    shown.showDocument(document);
    QVERIFY(!shown.grab().isNull());
    shown.showDocument(made(text, TextForm::Raw));
    QVERIFY(!shown.grab().isNull());
}

void UiInspectorText::longTextsAreCutAndSaySo()
{
    const QString text = u"Words and words. "_s.repeated(4000); // 68,000 characters
    const QString rendered = made(text)->toPlainText();
    QVERIFY(rendered.size() < mostRendered + 500);
    QVERIFY2(rendered.endsWith(
                 u"Only the first 20,000 of 68,000 characters are rendered; see Raw for the others."_s),
             qPrintable(rendered.right(200)));
    QCOMPARE(made(text, TextForm::Raw)->toPlainText(), text);
    QVERIFY(made(QString(mostShown + 10, u'x'), TextForm::Raw)
                ->toPlainText()
                .endsWith(u"Only the first 500,000 of 500,010 characters are shown."_s));
}

// As the view does: it is made beside the GUI's thread and belongs to that afterwards.
void UiInspectorText::madeOnAnotherThread()
{
    std::shared_ptr<QTextDocument> document;
    QThread *gui = QThread::currentThread();
    const std::unique_ptr<QThread> worker(QThread::create([&document, gui] {
        document = itemDocument({{.column = u"first_post"_s, .text = u"*one* [a](https://a.example)"_s},
                                 {.column = u"accepted_answer"_s, .text = u"```\ntwo"_s}},
                                TextLook(), gui);
    }));
    worker->start();
    QVERIFY(worker->wait());
    QCOMPARE(document->thread(), gui);
    // What one text leaves open ends with it.
    QCOMPARE(document->toPlainText(), u"First post\none a\nAccepted answer\ntwo"_s);
    ItemText shown;
    shown.showDocument(document);
    QVERIFY(!shown.grab().isNull());
}

QTEST_MAIN(UiInspectorText)
#include "ui_inspector_text.moc"
