#include "text/html/InlineRun.h"

#include "text/html/Escape.h"
#include "text/html/MarkPairs.h"

#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr int linkTakesAtMost = 20; // or a long address would stand in every paragraph of a long post

// HTML's white space, and the vertical tab, which some readers of Markdown count in.
bool collapses(QChar c)
{
    return c == u' ' || (c >= u'\t' && c <= u'\r');
}

QLatin1StringView signOf(InlineRun::Mark mark)
{
    switch (mark) {
    case InlineRun::Mark::Strong:
        return "**"_L1;
    case InlineRun::Mark::Emphasis:
        return "*"_L1;
    case InlineRun::Mark::Strike:
        return "~~"_L1;
    }
    return {};
}
} // namespace

void InlineRun::text(QStringView html)
{
    for (qsizetype i = 0; i < html.size();) {
        if (collapses(html.at(i))) {
            m_space = true;
            ++i;
            continue;
        }
        const qsizetype begin = i;
        while (i < html.size() && !collapses(html.at(i)))
            ++i;
        addContent({.kind = Kind::Text, .text = html.sliced(begin, i - begin).toString()});
    }
}

void InlineRun::code(const QString &code)
{
    if (!code.trimmed().isEmpty())
        addContent({.kind = Kind::Code, .text = code});
    else if (!code.isEmpty())
        m_space = true;
}

void InlineRun::image(const QString &alt, const QString &destination)
{
    const QString words = alt.simplified();
    if (words.isEmpty())
        return;
    if (destination.isEmpty())
        text(words);
    else
        verbatim(u"![%1](%2)"_s.arg(escapedText(words), escapedDestination(destination)));
}

void InlineRun::verbatim(const QString &markdown)
{
    addContent({.kind = Kind::Verbatim, .text = markdown});
}

void InlineRun::lineBreak()
{
    m_space = false;
    if (m_hasContent)
        m_pieces.insert(beforeOpened(), {.kind = Kind::Break, .text = {}});
}

bool InlineRun::endsWithBreak() const
{
    auto last = m_pieces.crbegin();
    while (last != m_pieces.crend() && (last->kind == Kind::Open || last->kind == Kind::LinkOpen))
        ++last;
    return last != m_pieces.crend() && last->kind == Kind::Break;
}

void InlineRun::addContent(Piece piece)
{
    const bool space = m_space && m_hasContent && !endsWithBreak();
    m_space = false;
    m_hasContent = true;
    if (space) {
        const auto place = beforeOpened();
        if (place != m_pieces.begin() && std::prev(place)->kind == Kind::Text)
            std::prev(place)->text.append(u' ');
        else
            m_pieces.insert(place, {.kind = Kind::Text, .text = u" "_s});
    }
    const bool joins = !m_pieces.empty() && m_pieces.back().kind == piece.kind &&
                       (piece.kind == Kind::Text || piece.kind == Kind::Code);
    if (joins)
        m_pieces.back().text.append(piece.text);
    else
        m_pieces.push_back(std::move(piece));
}

std::vector<InlineRun::Piece>::iterator InlineRun::beforeOpened()
{
    auto place = m_pieces.end();
    while (place != m_pieces.begin() &&
           (std::prev(place)->kind == Kind::Open || std::prev(place)->kind == Kind::LinkOpen))
        --place;
    return place;
}

std::vector<InlineRun::Piece>::iterator InlineRun::beforeBreaks()
{
    auto place = m_pieces.end();
    while (place != m_pieces.begin() && std::prev(place)->kind == Kind::Break)
        --place;
    return place;
}

void InlineRun::open(Mark mark)
{
    if (m_depth[static_cast<std::size_t>(mark)]++ > 0)
        return;
    m_open.push_back({.kind = Kind::Open, .mark = mark, .text = {}});
    const bool goesOn =
        !m_space && !m_pieces.empty() && m_pieces.back().kind == Kind::Close && m_pieces.back().mark == mark;
    if (goesOn)
        m_pieces.pop_back();
    else
        m_pieces.push_back(m_open.back());
}

void InlineRun::close(Mark mark)
{
    if (--m_depth[static_cast<std::size_t>(mark)] > 0)
        return;
    std::erase_if(m_open,
                  [mark](const Piece &piece) { return piece.kind == Kind::Open && piece.mark == mark; });
    if (!m_pieces.empty() && m_pieces.back().kind == Kind::Open && m_pieces.back().mark == mark)
        m_pieces.pop_back();
    else
        m_pieces.insert(beforeBreaks(), {.kind = Kind::Close, .mark = mark, .text = {}});
}

void InlineRun::openLink(const QString &destination, const QString &writtenAs)
{
    if (m_linkDepth++ > 0 || destination.isEmpty())
        return;
    m_linkWritten = writtenAs;
    m_linkTakes = 0;
    m_open.push_back({.kind = Kind::LinkOpen, .text = destination});
    m_pieces.push_back(m_open.back());
}

void InlineRun::closeLink()
{
    if (--m_linkDepth > 0)
        return;
    const auto removed =
        std::erase_if(m_open, [](const Piece &piece) { return piece.kind == Kind::LinkOpen; });
    if (removed == 0) // it had no destination
        return;
    if (m_pieces.back().kind == Kind::LinkOpen) {
        m_pieces.pop_back();
        return;
    }
    const std::size_t count = m_pieces.size();
    if (count >= 2 && m_pieces[count - 2].kind == Kind::LinkOpen && m_pieces[count - 1].kind == Kind::Text) {
        const QString address = m_pieces[count - 2].text;
        const QString words = m_pieces[count - 1].text;
        const bool same = words == address || "mailto:"_L1 + words == address ||
                          (words == m_linkWritten && words.contains("://"_L1)); // not a file's name
        if (const QString link = autolink(address); same && !link.isEmpty()) {
            m_pieces.resize(count - 2);
            m_pieces.push_back({.kind = Kind::Verbatim, .text = link});
            return;
        }
    }
    m_pieces.insert(beforeBreaks(), {.kind = Kind::LinkClose, .text = {}});
}

void InlineRun::closeAll()
{
    for (auto open = m_open.crbegin(); open != m_open.crend(); ++open) {
        if (!m_pieces.empty() && m_pieces.back().kind == open->kind && m_pieces.back().mark == open->mark)
            m_pieces.pop_back();
        else
            m_pieces.insert(beforeBreaks(), {.kind = open->kind == Kind::Open ? Kind::Close : Kind::LinkClose,
                                             .mark = open->mark,
                                             .text = {}});
    }
    m_pieces.erase(beforeBreaks(), m_pieces.end());
}

QString InlineRun::take(bool inTable)
{
    QString result;
    if (m_hasContent) {
        closeAll();
        result = rendered(inTable);
        if (++m_linkTakes == linkTakesAtMost)
            std::erase_if(m_open, [](const Piece &piece) { return piece.kind == Kind::LinkOpen; });
    }
    m_pieces = m_open;
    m_hasContent = false;
    m_space = false;
    return result;
}

QString InlineRun::rendered(bool inTable) const
{
    const std::vector<bool> written = writtenPieces(m_pieces);
    const auto nextWritten = [&](std::size_t i) {
        while (++i < m_pieces.size() && !written[i]) {
        }
        return i < m_pieces.size() ? m_pieces[i].kind : Kind::Text;
    };
    QString result;
    QString destination;
    Kind last = Kind::Text;
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        if (!written[i])
            continue;
        const Piece &piece = m_pieces[i];
        switch (piece.kind) {
        case Kind::Text:
            result += escapedText(piece.text, nextWritten(i) == Kind::LinkOpen);
            break;
        case Kind::Code:
            if (last == Kind::Code) // two fences in a row would be one
                result += u' ';
            result += codeSpan(piece.text, inTable);
            break;
        case Kind::Verbatim:
            result += piece.text;
            break;
        case Kind::Break:
            result += inTable ? u' ' : u'\n';
            break;
        case Kind::Open:
        case Kind::Close:
            result += signOf(piece.mark);
            break;
        case Kind::LinkOpen:
            destination = piece.text;
            result += u'[';
            break;
        case Kind::LinkClose:
            result += u"]("_s + escapedDestination(destination) + u')';
            break;
        }
        last = piece.kind;
    }
    return result;
}

} // namespace lockkeeper::text
