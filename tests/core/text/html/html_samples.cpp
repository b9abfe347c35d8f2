// Real posts, as recorded: no tag is left, and every word is there, in its order.
#include "text/html/HtmlToMarkdown.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using lockkeeper::text::htmlToMarkdown;

namespace {
// The words of a post by another way than ours: tags cut out, entities decoded.
QStringList wordsOf(QString html)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    static const QRegularExpression blanks(u"\\s+"_s);
    html.replace(tag, u" "_s);
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    html.replace(u"&amp;"_s, u"&"_s);
    return html.split(blanks, Qt::SkipEmptyParts);
}
} // namespace

class HtmlSamplesTest final : public QObject
{
    Q_OBJECT

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
    QString markdown = htmlToMarkdown(cooked, QUrl(u"https://forum.example.org"_s));
    static const QRegularExpression tag(u"(?<!\\\\)</?(?!https?:)[a-z][^>]*>"_s);
    QVERIFY2(!markdown.contains(tag), qPrintable(markdown));
    static const QRegularExpression escape(u"\\\\([!-/:-@\\[-`{-~])"_s);
    markdown.replace(escape, u"\\1"_s);
    qsizetype from = 0;
    for (const QString &word : wordsOf(cooked)) {
        const qsizetype place = markdown.indexOf(word, from);
        QVERIFY2(place >= 0, qPrintable(word + u" is missing in:\n"_s + markdown));
        from = place + word.size();
    }
}

QTEST_GUILESS_MAIN(HtmlSamplesTest)
#include "html_samples.moc"
