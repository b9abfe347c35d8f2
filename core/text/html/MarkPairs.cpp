#include "text/html/MarkPairs.h"

#include <QChar>

namespace lockkeeper::text {

namespace {
using Kind = InlineRun::Kind;
using Piece = InlineRun::Piece;

bool isMark(const Piece &piece)
{
    return piece.kind == Kind::Open || piece.kind == Kind::Close;
}

bool isStrike(const Piece &piece)
{
    return piece.mark == InlineRun::Mark::Strike;
}

bool isAsciiPunctuation(QChar c)
{
    return c.unicode() > 32 && c.unicode() < 127 && !c.isLetterOrNumber();
}

// Versions of CommonMark differ on whether symbols are punctuation: a mark must do under both readings.
bool mayBePunctuation(QChar c)
{
    return isAsciiPunctuation(c) || c.isPunct() || c.isSymbol() || c.isSurrogate();
}

// CommonMark's white space. Not that of Unicode: a line separator is none, for one.
bool isBlank(QChar c)
{
    return c == u'\n' || c.category() == QChar::Separator_Space;
}

// Between what is outside and inside of it. A mark within a word, or amid punctuation, could both open and
// close: with others around it, it would be taken for the end of theirs.
bool mayStand(QChar outside, QChar inside, bool alone)
{
    if (inside.isSpace())
        return false;
    if (isBlank(outside))
        return true;
    const bool outsidePunctuation = isAsciiPunctuation(outside) || outside.isPunct();
    if (alone)
        return outsidePunctuation || !mayBePunctuation(inside);
    return outsidePunctuation && !mayBePunctuation(inside);
}

QChar firstOf(const Piece &piece)
{
    switch (piece.kind) {
    case Kind::Text:
    case Kind::Verbatim:
        return piece.text.front();
    case Kind::Break:
        return u'\n';
    default:
        return u'`'; // or a bracket, or the other run's sign: punctuation all the same
    }
}

QChar lastOf(const Piece &piece)
{
    return piece.kind == Kind::Text || piece.kind == Kind::Verbatim ? piece.text.back() : firstOf(piece);
}

// What stands before and behind each piece, marks of its own kind passed over.
struct Edges
{
    std::vector<QChar> before;
    std::vector<QChar> after;
};

template <typename PassedOver>
Edges edgesOf(const std::vector<Piece> &pieces, PassedOver passedOver)
{
    Edges edges{.before = std::vector<QChar>(pieces.size(), u'\n'),
                .after = std::vector<QChar>(pieces.size(), u'\n')};
    QChar edge = u'\n';
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        edges.before[i] = edge;
        if (!passedOver(pieces[i]))
            edge = lastOf(pieces[i]);
    }
    edge = u'\n';
    for (std::size_t i = pieces.size(); i-- > 0;) {
        edges.after[i] = edge;
        if (!passedOver(pieces[i]))
            edge = firstOf(pieces[i]);
    }
    return edges;
}

bool mayPair(const Edges &edges, std::size_t open, std::size_t close, bool alone)
{
    return mayStand(edges.before[open], edges.after[open], alone) &&
           mayStand(edges.after[close], edges.before[close], alone);
}
} // namespace

std::vector<bool> writtenPieces(const std::vector<Piece> &pieces)
{
    struct Open
    {
        std::size_t place;
        bool glued; // another's end stands right before it: `**a***b*`, nobody can tell whose stars are whose
        bool alone = true; // neither within another nor around one
    };
    std::vector<bool> written(pieces.size(), true);
    // Stars join to one run, tildes to another, and to each the other is punctuation; unless it is left out.
    const Edges bare = edgesOf(pieces, isMark);
    const Edges ofStars = edgesOf(pieces, [](const Piece &p) { return isMark(p) && !isStrike(p); });
    const Edges ofStrikes = edgesOf(pieces, [](const Piece &p) { return isMark(p) && isStrike(p); });
    std::vector<Open> open;
    bool afterClose = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind == Kind::Open) {
            if (!open.empty())
                open.back().alone = false;
            open.push_back({.place = i, .glued = afterClose, .alone = open.empty()});
            continue;
        }
        afterClose = pieces[i].kind == Kind::Close;
        if (!afterClose || open.empty())
            continue;
        const Open begin = open.back();
        open.pop_back();
        const Edges &edges = isStrike(pieces[i]) ? ofStrikes : ofStars;
        if (begin.glued || !mayPair(edges, begin.place, i, begin.alone) ||
            !mayPair(bare, begin.place, i, begin.alone))
            written[begin.place] = written[i] = false;
    }
    return written;
}

} // namespace lockkeeper::text
