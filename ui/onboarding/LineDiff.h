// What a text's lines have in common with another's, and what not: for who wants to see what an edit changes.
// Pure.
#pragma once

#include <QList>
#include <QString>

namespace lockkeeper::ui {

struct DiffLine
{
    enum class Kind { Same, Removed, Added, Skipped }; // Skipped stands for lines that both have

    Kind kind = Kind::Same;
    QString text;

    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

// The changed lines, each with `around` unchanged ones before and behind it; nothing where nothing differs.
[[nodiscard]] QList<DiffLine> lineDiff(const QString &before, const QString &after, int around = 3);

} // namespace lockkeeper::ui
