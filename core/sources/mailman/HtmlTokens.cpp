#include "sources/mailman/HtmlTokens.h"

#include "text/html/Entities.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestValue =
    4096; // of an attribute; a quote that is never closed costs no more than this
constexpr qsizetype longestTagName = 32;

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isNameCharacter(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'-';
}

bool isBreak(const QString &tag)
{
    return tag == "br"_L1 || tag == "p"_L1 || tag == "div"_L1 || tag == "li"_L1 || tag == "tr"_L1 ||
           tag == "blockquote"_L1 || tag == "hr"_L1;
}
} // namespace

bool HtmlTokens::next(HtmlToken &token)
{
    if (m_at >= m_html.size())
        return false;
    const QStringView rest = m_html.sliced(m_at);
    if (rest.startsWith("<!--"_L1)) {
        const qsizetype end = rest.indexOf("-->"_L1, 4);
        token = {.kind = HtmlToken::Kind::Comment,
                 .name = {},
                 .text = end < 0 ? rest.sliced(4) : rest.sliced(4, end - 4)};
        m_at = end < 0 ? m_html.size() : m_at + end + 3;
        return true;
    }
    const bool closes = rest.startsWith("</"_L1);
    const qsizetype name = closes ? 2 : 1;
    if (rest.front() == u'<' && rest.size() > name && isLetter(rest.at(name))) {
        qsizetype end = name;
        while (end < rest.size() && end - name < longestTagName && isNameCharacter(rest.at(end)))
            ++end;
        const qsizetype close = endOfTag(m_at + end);
        token = {.kind = closes ? HtmlToken::Kind::Close : HtmlToken::Kind::Open,
                 .name = rest.sliced(name, end - name).toString().toLower(),
                 .text = m_html.sliced(m_at + end, close - m_at - end)};
        m_at = std::min(close + 1, m_html.size());
        return true;
    }
    const bool declaration = rest.startsWith("<!"_L1) || rest.startsWith("<?"_L1);
    if (declaration) {
        const qsizetype close = endOfTag(m_at + 2);
        token = {.kind = HtmlToken::Kind::Comment, .name = {}, .text = {}};
        m_at = std::min(close + 1, m_html.size());
        return true;
    }
    const qsizetype end = rest.indexOf(u'<', 1);
    token = {.kind = HtmlToken::Kind::Text, .name = {}, .text = end < 0 ? rest : rest.first(end)};
    m_at = end < 0 ? m_html.size() : m_at + end;
    return true;
}

qsizetype HtmlTokens::endOfTag(qsizetype from) const
{
    for (qsizetype i = from; i < m_html.size(); ++i) {
        const QChar c = m_html.at(i);
        if (c == u'>')
            return i;
        if ((c == u'"' || c == u'\'') && i > from && m_html.at(i - 1) == u'=') {
            const qsizetype close =
                m_html.sliced(i + 1).first(std::min(longestValue, m_html.size() - i - 1)).indexOf(c);
            if (close >= 0)
                i += close + 1;
        }
    }
    return m_html.size();
}

QString attribute(const HtmlToken &tag, QLatin1StringView name)
{
    const QStringView text = tag.text;
    qsizetype i = 0;
    const auto skipBlanks = [&] {
        while (i < text.size() && (text.at(i).isSpace() || text.at(i) == u'/'))
            ++i;
    };
    while (i < text.size()) {
        skipBlanks();
        const qsizetype begin = i;
        while (i < text.size() && !text.at(i).isSpace() && text.at(i) != u'=' && text.at(i) != u'/')
            ++i;
        const QStringView found = text.sliced(begin, i - begin);
        while (i < text.size() && text.at(i).isSpace())
            ++i;
        QStringView value;
        if (i < text.size() && text.at(i) == u'=') {
            ++i;
            while (i < text.size() && text.at(i).isSpace())
                ++i;
            const bool quoted = i < text.size() && (text.at(i) == u'"' || text.at(i) == u'\'');
            const QChar quote = quoted ? text.at(i) : QChar();
            const qsizetype first = quoted ? ++i : i;
            while (i < text.size() && (quoted ? text.at(i) != quote : !text.at(i).isSpace()))
                ++i;
            value = text.sliced(first, i - first);
            if (quoted && i < text.size())
                ++i;
        } else if (i == begin) {
            ++i; // a stray character
        }
        if (found.compare(name, Qt::CaseInsensitive) == 0)
            return text::decodedEntities(value.toString());
    }
    return {};
}

void HtmlTokens::skipElement(const QString &name)
{
    const qsizetype close = m_html.indexOf("</"_L1 + name, m_at, Qt::CaseInsensitive);
    m_at = close < 0 ? m_html.size() : std::min(endOfTag(close) + 1, m_html.size());
}

QString plainText(QStringView html)
{
    QString result;
    HtmlTokens tokens(html);
    HtmlToken token;
    while (tokens.next(token)) {
        if (token.kind == HtmlToken::Kind::Text)
            result += text::decodedEntities(token.text.toString());
        else if (token.kind != HtmlToken::Kind::Open)
            continue;
        else if (token.name == "script"_L1 || token.name == "style"_L1 || token.name == "title"_L1)
            tokens.skipElement(token.name);
        else if (isBreak(token.name))
            result += u'\n';
    }
    return result;
}

} // namespace lockkeeper::sources::mailman
