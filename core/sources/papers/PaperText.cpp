#include "sources/papers/PaperText.h"

#include "base/Text.h"
#include "text/html/Entities.h"

#include <QSet>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
constexpr qsizetype longestTag = 400; // characters; links in titles carry attributes, but not more
constexpr int roundsOfEscaping = 3;   // "&amp;lt;i&amp;gt;" is common, more than that is not

// Elements whose end is also a word's end.
bool isBlock(const QString &name)
{
    static const QSet<QString> names{u"p"_s,   u"br"_s,      u"hr"_s,       u"div"_s,       u"title"_s,
                                     u"sec"_s, u"ul"_s,      u"ol"_s,       u"li"_s,        u"dl"_s,
                                     u"dt"_s,  u"dd"_s,      u"h1"_s,       u"h2"_s,        u"h3"_s,
                                     u"h4"_s,  u"h5"_s,      u"h6"_s,       u"tr"_s,        u"td"_s,
                                     u"th"_s,  u"table"_s,   u"list"_s,     u"list-item"_s, u"pre"_s,
                                     u"sec"_s, u"section"_s, u"abstract"_s, u"blockquote"_s};
    return names.contains(name);
}

bool isInline(const QString &name)
{
    static const QSet<QString> names{u"i"_s,
                                     u"b"_s,
                                     u"em"_s,
                                     u"strong"_s,
                                     u"sub"_s,
                                     u"sup"_s,
                                     u"scp"_s,
                                     u"sc"_s,
                                     u"u"_s,
                                     u"tt"_s,
                                     u"span"_s,
                                     u"small"_s,
                                     u"big"_s,
                                     u"font"_s,
                                     u"a"_s,
                                     u"italic"_s,
                                     u"bold"_s,
                                     u"underline"_s,
                                     u"roman"_s,
                                     u"s"_s,
                                     u"strike"_s,
                                     u"q"_s,
                                     u"cite"_s,
                                     u"code"_s,
                                     u"abbr"_s,
                                     u"mark"_s,
                                     u"xref"_s,
                                     u"ext-link"_s,
                                     u"named-content"_s,
                                     u"styled-content"_s,
                                     u"monospace"_s,
                                     u"math"_s,
                                     u"mi"_s,
                                     u"mn"_s,
                                     u"mo"_s,
                                     u"mrow"_s,
                                     u"msub"_s,
                                     u"msup"_s,
                                     u"msubsup"_s,
                                     u"mover"_s,
                                     u"munder"_s,
                                     u"mtext"_s,
                                     u"mfrac"_s,
                                     u"mspace"_s,
                                     u"mstyle"_s,
                                     u"semantics"_s,
                                     u"inline-formula"_s,
                                     u"tex-math"_s,
                                     u"inf"_s,
                                     u"emph"_s};
    return names.contains(name);
}

// What "<…>" at `open` is replaced by; null where it is text.
QString tagReplacement(QStringView inner)
{
    if (inner.startsWith(u'/'))
        inner = inner.mid(1);
    qsizetype end = 0;
    while (end < inner.size() && (inner.at(end).isLetterOrNumber() || inner.at(end) == u'-' ||
                                  inner.at(end) == u':' || inner.at(end) == u'.'))
        ++end;
    if (end == 0 || !inner.front().isLetter())
        return {};
    const QStringView rest = inner.mid(end).trimmed();
    if (!rest.isEmpty() && rest != u"/" && !rest.contains(u'=')) // words, not attributes
        return {};
    const QString whole = inner.first(end).toString().toLower();
    const qsizetype colon = whole.indexOf(u':');
    const QString name = whole.mid(colon + 1);
    if (isBlock(name))
        return u" "_s;
    return colon > 0 || isInline(name) ? u""_s : QString();
}

QString withoutTags(const QString &text)
{
    if (!text.contains(u'<'))
        return text;
    QString result;
    result.reserve(text.size());
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u'<', at);
        if (open < 0)
            break;
        result += QStringView(text).mid(at, open - at);
        const QStringView ahead = QStringView(text).mid(open + 1, longestTag);
        const qsizetype close = ahead.indexOf(u'>');
        const QString replacement = close < 0 ? QString() : tagReplacement(ahead.first(close));
        if (replacement.isNull()) {
            result += u'<';
            at = open + 1;
        } else {
            result += replacement;
            at = open + close + 2;
        }
    }
    result += QStringView(text).mid(std::min(at, text.size()));
    return result;
}

QString emptyAsNull(const QString &text)
{
    return text.isEmpty() ? QString() : text;
}
} // namespace

QString plainText(const QString &text)
{
    QString result = withoutTags(text.left(looksAt));
    for (int round = 0; round < roundsOfEscaping && result.contains(u'&'); ++round) {
        const QString before = result;
        result = withoutTags(text::decodedEntities(result));
        if (result == before)
            break;
    }
    return result.simplified();
}

QString titleColumn(const QString &text)
{
    return emptyAsNull(cutTo(cleaned(text).simplified(), titleLimit));
}

QString abstractColumn(const QString &text)
{
    QStringList lines = cleaned(text).split(u'\n');
    for (QString &line : lines)
        line = line.simplified();
    lines.removeAll(QString());
    return emptyAsNull(cutTo(lines.join(u'\n'), abstractLimit));
}

QString webUrl(const QString &text)
{
    const QString trimmed = cleaned(text.left(urlLimit + 1)).trimmed();
    QUrl url(trimmed, QUrl::StrictMode);
    const bool isStrict = url.isValid();
    if (!isStrict)
        url = QUrl(trimmed, QUrl::TolerantMode);
    const bool isWeb =
        url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    if (!isWeb)
        return {};
    const QString whole =
        isStrict ? url.scheme() + trimmed.mid(url.scheme().size()) : QString::fromLatin1(url.toEncoded());
    return whole.size() <= urlLimit ? whole : QString(); // half an address leads nowhere
}

} // namespace lockkeeper::sources::papers
