#include "text/html/HtmlToMarkdown.h"

#include "base/Text.h"
#include "text/html/Converter.h"
#include "text/html/Entities.h"
#include "text/html/HtmlDocument.h"
#include "text/html/TagLimiter.h"

namespace lockkeeper::text {

namespace {
QByteArray limited(QByteArray utf8)
{
    if (utf8.size() <= htmlLimit)
        return utf8;
    qsizetype end = htmlLimit;
    while (end > 0 && (static_cast<unsigned char>(utf8.at(end)) & 0xC0U) == 0x80U) // within a character
        --end;
    utf8.truncate(end);
    return utf8;
}

QString plain(const QByteArray &html)
{
    InlineRun run;
    run.text(decodedEntities(QString::fromUtf8(withoutTags(html))));
    BlockWriter blocks;
    if (!run.isEmpty())
        blocks.paragraph(run.take());
    return blocks.take();
}
} // namespace

QString htmlToMarkdown(const QString &html, const QUrl &base)
{
    const QByteArray utf8 = limited(cleaned(html).toUtf8());
    const HtmlDocument document(utf8);
    return document.root() == nullptr ? plain(utf8) : Converter(base).convert(*document.root());
}

} // namespace lockkeeper::text
