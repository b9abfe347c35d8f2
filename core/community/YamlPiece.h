// A value that is to be written into a configuration, and its text.
#pragma once

#include "community/YamlScalar.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace lockkeeper::community {

// How a file is laid out, so that what is added looks like the rest.
struct YamlLayout
{
    QByteArray newline = "\n";
    int step = 2;     // by which a map's keys are indented below the key above them
    int listStep = 2; // the same of a list's dashes; 0 is allowed
};

struct YamlPiece
{
    enum class Kind { Text, List, Map };

    Kind kind = Kind::Text;
    QString text;
    Quote quote = Quote::Plain;
    bool flow = false; // written in [] or {}
    QList<YamlPiece> items;
    QList<std::pair<QString, YamlPiece>> fields;

    [[nodiscard]] static YamlPiece ofText(const QString &text, Quote quote = Quote::Plain);
    [[nodiscard]] static YamlPiece ofTexts(const QStringList &texts, bool flow, Quote quote = Quote::Plain);
    [[nodiscard]] static YamlPiece ofItems(const QList<YamlPiece> &items);
    [[nodiscard]] static YamlPiece ofFields(const QList<std::pair<QString, YamlPiece>> &fields,
                                            bool flow = false);
};

// On one line: "a", "[a, b]", "{a: b}".
[[nodiscard]] QByteArray flowText(const YamlPiece &piece);

// Lines without a line end behind the last. The key or the dash stands at `column`; the first line begins
// with `column` spaces.
[[nodiscard]] QByteArray keyLines(const QString &key, const YamlPiece &piece, int column,
                                  const YamlLayout &layout);
[[nodiscard]] QByteArray itemLines(const YamlPiece &piece, int column, const YamlLayout &layout);

// What follows "key:" whose key stands at `column`.
[[nodiscard]] QByteArray behindKey(const YamlPiece &piece, int column, const YamlLayout &layout);

} // namespace lockkeeper::community
