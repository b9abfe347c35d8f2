// A large file, cut where a definition begins, so that each piece is safe to parse.
//
// The runtime that Debian 12 has, tree-sitter 0.20.7, counts a node's children in 16 bits and damages its
// memory where there are more. Only an ERROR node can have as many, and where one will be cannot be foreseen;
// so nothing that might have that many tokens is parsed at once.
#pragma once

#include <QByteArray>

#include <vector>

namespace lockkeeper::text {

inline constexpr qsizetype mostTokens = 60'000; // of a piece, counted generously

struct Piece
{
    QByteArray source;     // as a module of its own; within a class the class's line stands before it
    qint64 lineOffset = 0; // to add to a line of the piece
    bool isStart = false;  // of the file, where the module's docstring is
};

struct Pieces
{
    std::vector<Piece> pieces; // in the order of the file
    bool complete = true;      // false: a part without a definition to cut at was too large, and is left out
};

// `source` as decodePython() gives it.
[[nodiscard]] Pieces piecesOf(const QByteArray &source, qsizetype most = mostTokens);

} // namespace lockkeeper::text
