// Standard output and error as this program uses them.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace lockkeeper::cli {

// Control characters replaced: text from outside must not steer a terminal.
[[nodiscard]] QString printable(const QString &text);

// Columns a text takes on a terminal (wide characters two, combining ones none).
[[nodiscard]] int columnsOf(const QString &text);
// The beginning of `text` that fits into `columns`, with `ellipsis` where something is cut.
[[nodiscard]] QString fitTo(const QString &text, int columns, QChar ellipsis = u'…');
// In lines of at most `columns`, broken between words; a word that is longer has a line of its own.
[[nodiscard]] QStringList wrapped(const QString &text, int columns);
// The same for a line of a summary: what it is indented by, and its label ("Locks:   "), stands before the
// first line, and as much space before the others. One that fits stays as it is.
[[nodiscard]] QStringList foldedLines(const QString &line, int columns);
[[nodiscard]] inline QChar ellipsis(bool unicode)
{
    return unicode ? u'…' : u'~';
}

class Console final
{
public:
    // Writes at once. Lines get their newline here.
    static void out(const QByteArray &bytes);
    static void line(const QString &text);      // standard output
    static void errorLine(const QString &text); // standard error

    [[nodiscard]] static bool outputIsTerminal(); // one that can be drawn on, not a "dumb" one
    [[nodiscard]] static bool coloursWanted();    // a terminal, and no NO_COLOR (no-color.org)
    [[nodiscard]] static bool unicodeWanted();    // the locale's encoding is UTF-8
    [[nodiscard]] static QSize terminalSize();    // columns × rows; 80 × 24 where it doesn't say
    [[nodiscard]] static int textColumns();       // for texts of many lines; 100 where there is no terminal
};

} // namespace lockkeeper::cli
