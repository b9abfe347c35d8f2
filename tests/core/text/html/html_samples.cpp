// Real posts, as recorded: read back by another reader, the Markdown has the words of the post and no other,
// and as many headings, links and items. And it is byte for byte what was once judged by eye: the posts are
// not ours to copy, so their Markdown is kept as checksums (tests/data/html/recorded.txt).
#include "text/html/HtmlToMarkdown.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextList>

using namespace Qt::StringLiterals;
using lockkeeper::text::htmlToMarkdown;

namespace {
QStringList words(QString text)
{
    static const QRegularExpression blanks(u"[\\s\\x{FFFC}]+"_s);
    return text.split(blanks, Qt::SkipEmptyParts);
}

// The words of a post by another way than ours: tags cut out, emoji by their titles.
QStringList wordsOf(QString html)
{
    static const QRegularExpression emoji(u"<img[^>]*title=\"([^\"]*)\"[^>]*class=\"emoji\"[^>]*>"_s);
    static const QRegularExpression block(u"</?(p|h[1-6]|ul|ol|li|br|div|blockquote|img)\\b[^>]*>"_s);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    html.replace(emoji, u"\\1"_s).replace(block, u" "_s).remove(tag);
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    html.replace(u"&amp;"_s, u"&"_s);
    return words(html);
}

qsizetype countIn(const QString &html, const QString &pattern)
{
    return html.count(QRegularExpression(pattern));
}

struct Structure
{
    qsizetype headings = 0;
    qsizetype links = 0;
    qsizetype items = 0;
    friend bool operator==(const Structure &, const Structure &) = default;
};

Structure structureOf(const QTextDocument &document)
{
    Structure found;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        found.headings += block.blockFormat().headingLevel() > 0 ? 1 : 0;
        found.items += block.textList() != nullptr ? 1 : 0;
        QString last;
        for (QTextBlock::iterator part = block.begin(); !part.atEnd(); ++part) {
            const QString address = part.fragment().charFormat().anchorHref();
            found.links += !address.isEmpty() && address != last ? 1 : 0;
            last = address;
        }
    }
    return found;
}

QMap<QString, QString> checksums()
{
    QMap<QString, QString> known;
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/html/recorded.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return known;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        known.insert(line.section(u' ', 1), line.section(u' ', 0, 0));
    return known;
}
} // namespace

class HtmlSamplesTest final : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void posts_data();
    void posts();
};

void HtmlSamplesTest::posts_data()
{
    QTest::addColumn<QString>("cooked");
    const QDir folder(QStringLiteral(LOCKKEEPER_SAMPLES "/discourse"));
    if (!folder.exists())
        QSKIP("skipped: no samples");
    const QStringList names = folder.entryList({u"*topic*.json"_s, u"*posts*.json"_s}, QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        QJsonArray posts = object.value("post_stream"_L1).toObject().value("posts"_L1).toArray();
        if (posts.isEmpty())
            posts = object.value("latest_posts"_L1).toArray();
        for (qsizetype i = 0; i < posts.size(); ++i) {
            QTest::newRow(qPrintable(u"%1 %2"_s.arg(name).arg(i)))
                << posts.at(i).toObject().value("cooked"_L1).toString();
        }
    }
}

void HtmlSamplesTest::posts()
{
    QFETCH(QString, cooked);
    const QString markdown = htmlToMarkdown(cooked, QUrl(u"https://forum.example.org"_s));
    QTextDocument document;
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    QCOMPARE(words(document.toPlainText()), wordsOf(cooked));
    const Structure expected{.headings = countIn(cooked, u"<h[1-6]\\b"_s),
                             .links = countIn(cooked, u"<a (?![^>]*class=\"mention)[^>]*href=\"[^#\"]"_s),
                             .items = countIn(cooked, u"<li\\b"_s)};
    QVERIFY2(structureOf(document) == expected, qPrintable(markdown));
    const QString checksum = QString::fromLatin1(
        QCryptographicHash::hash(markdown.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
    QVERIFY2(checksums().value(QString::fromUtf8(QTest::currentDataTag())) == checksum,
             qPrintable(checksum + u" is the Markdown\n"_s + markdown));
}

QTEST_MAIN(HtmlSamplesTest)
#include "html_samples.moc"
