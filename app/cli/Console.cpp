#include "cli/Console.h"

#include <QByteArray>
#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <cerrno>
#include <cwchar>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

// A terminal shared with a program that made it non-blocking.
bool waitForRoom(int descriptor)
{
    pollfd wanted{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return ::poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

// Past stdio: a live table is one write, and nothing is left in a buffer when a second Ctrl+C ends the
// program at once.
void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t n =
            ::write(descriptor, bytes.constData() + written, static_cast<size_t>(bytes.size() - written));
        if (n > 0)
            written += n;
        else if (n < 0 && errno == EAGAIN && waitForRoom(descriptor))
            continue;
        else if (n < 0 && errno != EINTR)
            return; // nobody reads any more; the work goes on
    }
}

int columnsOfCharacter(char32_t character)
{
    const int columns = ::wcwidth(static_cast<wchar_t>(character));
    return columns < 0 ? 1 : columns; // unknown to the C library: most take one
}

} // namespace

QString printable(const QString &text)
{
    QString result = text;
    for (QChar &c : result) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
        else if (c.category() == QChar::Other_Format && !c.isSurrogate())
            c = QChar::ReplacementCharacter; // would turn the direction of what follows
    }
    return result;
}

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const char32_t character : text.toUcs4())
        columns += columnsOfCharacter(character);
    return columns;
}

QString fitTo(const QString &text, int columns, QChar ellipsis)
{
    if (columnsOf(text) <= columns)
        return text;
    if (columns < 1)
        return {};
    QString result;
    int used = 1; // of the ellipsis
    for (const char32_t character : text.toUcs4()) {
        used += columnsOfCharacter(character);
        if (used > columns)
            break;
        result += QString::fromUcs4(&character, 1);
    }
    return result + ellipsis;
}

QStringList wrapped(const QString &text, int columns)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && columnsOf(line) + 1 + columnsOf(word) > columns) {
            lines += line;
            line.clear();
        }
        line += (line.isEmpty() ? QString() : u" "_s) + word;
    }
    lines += line;
    return lines;
}

QStringList foldedLines(const QString &line, int columns)
{
    if (columnsOf(line) <= columns)
        return {line};
    static const QRegularExpression beginning(u"\\A *(?:\\S+: {2,})?"_s);
    const QString prefix = beginning.match(line).captured();
    const QString space(columnsOf(prefix) + (prefix.trimmed().isEmpty() ? 2 : 0), u' ');
    QStringList lines = wrapped(line.sliced(prefix.size()), std::max(1, columns - columnsOf(space)));
    for (qsizetype i = 0; i < lines.size(); ++i)
        lines[i].prepend(i == 0 ? prefix : space);
    return lines;
}

void Console::out(const QByteArray &bytes)
{
    writeAll(STDOUT_FILENO, bytes);
}

void Console::line(const QString &text)
{
    writeAll(STDOUT_FILENO, (text + u'\n').toUtf8());
}

void Console::errorLine(const QString &text)
{
    writeAll(STDERR_FILENO, (text + u'\n').toUtf8());
}

bool Console::outputIsTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1 && qEnvironmentVariable("TERM") != "dumb"_L1;
}

bool Console::coloursWanted()
{
    return outputIsTerminal() && qEnvironmentVariableIsEmpty("NO_COLOR");
}

bool Console::unicodeWanted()
{
    // The first that is set counts (POSIX, "Internationalization Variables"). Qt itself turns every locale to
    // UTF-8, so nl_langinfo() would not tell what the terminal can show.
    for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const QString value = qEnvironmentVariable(name);
        if (!value.isEmpty())
            return value.contains("utf-8"_L1, Qt::CaseInsensitive) ||
                   value.contains("utf8"_L1, Qt::CaseInsensitive);
    }
    return false;
}

QSize Console::terminalSize()
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0)
        return {size.ws_col, size.ws_row};
    return {80, 24};
}

int Console::textColumns()
{
    return outputIsTerminal() ? terminalSize().width() : 100;
}

} // namespace lockkeeper::cli
