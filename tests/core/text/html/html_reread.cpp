// Random text full of Markdown's signs, converted and read back by another reader: it is the same text, and
// nothing became markup that was none.
#include "text/html/HtmlToMarkdown.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextList>
#include <QTextTable>

using namespace Qt::StringLiterals;
using lockkeeper::text::htmlToMarkdown;

namespace {
constexpr int rounds = 5000;

const QStringList &signs()
{
    static const QStringList all{
        u"*"_s, u"**"_s, u"_"_s,   u"__"_s,  u"`"_s,   u"```"_s, u"~"_s,    u"~~~"_s, u"#"_s,   u"##"_s,
        u"-"_s, u"--"_s, u"---"_s, u"+"_s,   u"="_s,   u"==="_s, u">"_s,    u"<"_s,   u"<b>"_s, u"</b>"_s,
        u"["_s, u"]"_s,  u"("_s,   u")"_s,   u"!"_s,   u"!["_s,  u"](x)"_s, u"|"_s,   u"\\"_s,  u"&"_s,
        u";"_s, u":"_s,  u"1."_s,  u"12)"_s, u"amp"_s, u"#38"_s, u"a"_s,    u"bc"_s,  u"7"_s,   u"é"_s,
        u"."_s, u"'"_s,  u"\""_s,  u" "_s,   u" "_s,   u" "_s,   u"[ ] "_s, u":-"_s,  u"{x}"_s, u"^"_s};
    return all;
}

QString randomText(QRandomGenerator &random)
{
    QString text;
    const int length = random.bounded(1, 14);
    for (int i = 0; i < length; ++i)
        text += signs().at(random.bounded(static_cast<int>(signs().size())));
    return text.simplified();
}

// The first thing in the document that is more than plain text; empty if there is none.
QString markupIn(const QTextDocument &document, bool inList)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        if (format.headingLevel() > 0)
            return u"a heading"_s;
        if (!inList && block.textList() != nullptr)
            return u"a list"_s;
        if (format.marker() != QTextBlockFormat::MarkerType::NoMarker)
            return u"a task"_s;
        if (format.hasProperty(QTextFormat::BlockQuoteLevel))
            return u"a quote"_s;
        if (format.hasProperty(QTextFormat::BlockCodeFence) ||
            format.hasProperty(QTextFormat::BlockCodeLanguage))
            return u"a code block"_s;
        if (format.hasProperty(QTextFormat::BlockTrailingHorizontalRulerWidth))
            return u"a rule"_s;
        for (QTextBlock::iterator part = block.begin(); !part.atEnd(); ++part) {
            const QTextCharFormat characters = part.fragment().charFormat();
            if (characters.isAnchor())
                return u"a link"_s;
            if (characters.isImageFormat())
                return u"an image"_s;
            if (characters.fontFixedPitch())
                return u"code"_s;
            if (characters.fontItalic() || characters.fontWeight() > QFont::Normal ||
                characters.fontStrikeOut())
                return u"emphasis"_s;
        }
    }
    return {};
}
} // namespace

class HtmlRereadTest final : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void paragraphs_data();
    void paragraphs();
    void items();
    void cells();
    void headings();
    void marksLoseNoText();
    void codeStaysCode();
};

void HtmlRereadTest::paragraphs_data()
{
    QTest::addColumn<QTextDocument::MarkdownFeature>("dialect");
    QTest::newRow("CommonMark") << QTextDocument::MarkdownDialectCommonMark;
    QTest::newRow("GitHub") << QTextDocument::MarkdownDialectGitHub;
}

void HtmlRereadTest::paragraphs()
{
    QFETCH(QTextDocument::MarkdownFeature, dialect);
    QRandomGenerator random(77);
    QTextDocument document;
    for (int round = 0; round < rounds; ++round) {
        QStringList lines;
        const int count = random.bounded(1, 4);
        while (lines.size() < count) {
            if (const QString line = randomText(random); !line.isEmpty())
                lines.append(line);
        }
        QStringList html;
        for (const QString &line : lines)
            html.append(line.toHtmlEscaped());
        const QString markdown = htmlToMarkdown(u"<p>"_s + html.join("<br>"_L1) + u"</p>"_s);
        document.setMarkdown(markdown, dialect);
        const QString markup = markupIn(document, false);
        QVERIFY2(markup.isEmpty(), qPrintable(markup + u" in: "_s + markdown));
        QCOMPARE(document.toPlainText(), lines.join(u'\n'));
    }
}

void HtmlRereadTest::items()
{
    QRandomGenerator random(78);
    QTextDocument document;
    for (int round = 0; round < rounds; ++round) {
        const QString first = randomText(random);
        const QString second = randomText(random);
        if (first.isEmpty() || second.isEmpty())
            continue;
        const QString markdown = htmlToMarkdown(
            u"<ul><li>%1</li><li>%2</li></ul>"_s.arg(first.toHtmlEscaped(), second.toHtmlEscaped()));
        document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
        const QString markup = markupIn(document, true);
        QVERIFY2(markup.isEmpty(), qPrintable(markup + u" in: "_s + markdown));
        QStringList items;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            QVERIFY2(block.textList() != nullptr && block.textList()->count() == 2, qPrintable(markdown));
            items.append(block.text());
        }
        QCOMPARE(items, QStringList({first, second}));
    }
}

void HtmlRereadTest::cells()
{
    QRandomGenerator random(79);
    for (int round = 0; round < rounds / 3; ++round) {
        QStringList texts;
        QString html = u"<table>"_s;
        for (int i = 0; i < 4; ++i) {
            QString text = randomText(random);
            while (text.isEmpty())
                text = randomText(random);
            texts.append(text);
            html += (i % 2 == 0 ? u"<tr><td>"_s : u"<td>"_s) + text.toHtmlEscaped() + u"</td>"_s;
        }
        const QString markdown = htmlToMarkdown(html);
        QTextDocument document;
        document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
        QTextTable *table = nullptr;
        const QList<QTextFrame *> frames = document.rootFrame()->childFrames();
        if (!frames.isEmpty())
            table = qobject_cast<QTextTable *>(frames.first());
        QVERIFY2(table != nullptr && table->rows() == 2 && table->columns() == 2, qPrintable(markdown));
        for (int i = 0; i < 4; ++i) {
            QTextCursor cursor = table->cellAt(i / 2, i % 2).firstCursorPosition();
            QCOMPARE(cursor.block().text(), texts.at(i));
            for (QTextBlock::iterator part = cursor.block().begin(); i >= 2 && !part.atEnd(); ++part) {
                const QTextCharFormat format = part.fragment().charFormat();
                QVERIFY2(!format.isAnchor() && !format.fontFixedPitch() && !format.fontItalic() &&
                             !format.fontStrikeOut() && !format.isImageFormat(),
                         qPrintable(markdown));
            }
        }
    }
}

void HtmlRereadTest::headings()
{
    QRandomGenerator random(80);
    QTextDocument document;
    for (int round = 0; round < rounds / 3; ++round) {
        const QString text = randomText(random);
        if (text.isEmpty())
            continue;
        const QString markdown = htmlToMarkdown(u"<h3>%1</h3>"_s.arg(text.toHtmlEscaped()));
        document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
        QCOMPARE(document.blockCount(), 1);
        QCOMPARE(document.begin().blockFormat().headingLevel(), 3);
        QCOMPARE(document.toPlainText(), text);
    }
}

// Marks in every order and place: what cannot be said in Markdown is left out, the text never is.
void HtmlRereadTest::marksLoseNoText()
{
    static const QStringList marks{u"b"_s, u"i"_s, u"s"_s};
    QRandomGenerator random(81);
    QTextDocument document;
    for (int round = 0; round < rounds; ++round) {
        QString html;
        QString text;
        QStringList open;
        const int length = random.bounded(3, 16);
        for (int i = 0; i < length; ++i) {
            const int choice = random.bounded(5);
            if (choice == 0 && open.size() < 3) {
                open.append(marks.at(random.bounded(3)));
                html += u'<' + open.last() + u'>';
            } else if (choice == 1 && !open.isEmpty()) {
                html += u"</"_s + open.takeLast() + u'>';
            } else {
                static const QStringList words{u"a"_s,   u"b c"_s, u" "_s, u"."_s,
                                               u"(x)"_s, u"*"_s,   u"_"_s, u"~"_s};
                const QString word = words.at(random.bounded(static_cast<int>(words.size())));
                html += word;
                text += word;
            }
        }
        const QString markdown = htmlToMarkdown(html);
        document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
        QVERIFY2(document.toPlainText() == text.simplified(),
                 qPrintable(u"%1\nbecame\n%2"_s.arg(html, markdown)));
    }
}

void HtmlRereadTest::codeStaysCode()
{
    QRandomGenerator random(82);
    QTextDocument document;
    for (int round = 0; round < rounds / 3; ++round) {
        QStringList lines;
        const int count = random.bounded(1, 5);
        for (int i = 0; i < count; ++i)
            lines.append(u"x"_s + randomText(random));
        const QString markdown =
            htmlToMarkdown(u"<pre><code>%1</code></pre>"_s.arg(lines.join(u'\n').toHtmlEscaped()));
        document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
        QStringList read;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            QVERIFY2(block.blockFormat().hasProperty(QTextFormat::BlockCodeFence), qPrintable(markdown));
            read.append(block.text());
        }
        while (!read.isEmpty() && read.last().isEmpty())
            read.removeLast();
        QCOMPARE(read, lines);
    }
}

QTEST_MAIN(HtmlRereadTest)
#include "html_reread.moc"
