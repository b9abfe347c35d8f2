#include "community/YamlPiece.h"

#include <QStringList>

namespace lockkeeper::community {

YamlPiece YamlPiece::ofText(const QString &text, Quote quote)
{
    YamlPiece piece;
    piece.text = text;
    piece.quote = quote;
    return piece;
}

YamlPiece YamlPiece::ofTexts(const QStringList &texts, bool flow, Quote quote)
{
    YamlPiece piece;
    piece.kind = Kind::List;
    piece.flow = flow;
    for (const QString &text : texts)
        piece.items.append(ofText(text, quote));
    return piece;
}

YamlPiece YamlPiece::ofItems(const QList<YamlPiece> &items)
{
    YamlPiece piece;
    piece.kind = Kind::List;
    piece.items = items;
    return piece;
}

YamlPiece YamlPiece::ofFields(const QList<std::pair<QString, YamlPiece>> &fields, bool flow)
{
    YamlPiece piece;
    piece.kind = Kind::Map;
    piece.flow = flow;
    piece.fields = fields;
    return piece;
}

QByteArray flowText(const YamlPiece &piece)
{
    QByteArray inside;
    const auto add = [&inside](const QByteArray &text) {
        inside += (inside.isEmpty() ? QByteArray() : QByteArray(", ")) + text;
    };
    switch (piece.kind) {
    case YamlPiece::Kind::Text:
        return yamlScalar(piece.text, piece.quote);
    case YamlPiece::Kind::List:
        for (const YamlPiece &item : piece.items)
            add(flowText(item));
        return '[' + inside + ']';
    case YamlPiece::Kind::Map:
        for (const auto &[key, value] : piece.fields)
            add(yamlScalar(key) + ": " + flowText(value));
        break;
    }
    return '{' + inside + '}';
}

QByteArray keyLines(const QString &key, const YamlPiece &piece, int column, const YamlLayout &layout)
{
    return QByteArray(column, ' ') + yamlScalar(key) + ':' + behindKey(piece, column, layout);
}

QByteArray itemLines(const YamlPiece &piece, int column, const YamlLayout &layout)
{
    const QByteArray indent(column, ' ');
    if (piece.kind != YamlPiece::Kind::Map || piece.flow || piece.fields.isEmpty())
        return indent + "- " + flowText(piece);
    QByteArray lines;
    for (const auto &[key, value] : piece.fields)
        lines += (lines.isEmpty() ? QByteArray() : layout.newline) + keyLines(key, value, column + 2, layout);
    return indent + "- " + lines.mid(column + 2);
}

QByteArray behindKey(const YamlPiece &piece, int column, const YamlLayout &layout)
{
    QByteArray lines;
    if (piece.kind == YamlPiece::Kind::Text && piece.text.contains(QLatin1Char('\n')))
        return ' ' + yamlBlock(piece.text, QByteArray(column + layout.step, ' '), layout.newline);
    if (piece.kind == YamlPiece::Kind::List && !piece.flow) {
        for (const YamlPiece &item : piece.items)
            lines += layout.newline + itemLines(item, column + layout.listStep, layout);
    }
    if (piece.kind == YamlPiece::Kind::Map && !piece.flow) {
        for (const auto &[key, value] : piece.fields)
            lines += layout.newline + keyLines(key, value, column + layout.step, layout);
    }
    return lines.isEmpty() ? ' ' + flowText(piece) : lines;
}

} // namespace lockkeeper::community
