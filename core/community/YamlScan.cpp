#include "community/YamlScan.h"

#include <algorithm>

namespace lockkeeper::community {

namespace {
bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isFlowMark(char c)
{
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

// Where plain text stops on its line, the spaces before that not counted.
qsizetype plainLineEnd(const QByteArray &text, qsizetype begin, bool inFlow)
{
    const auto at = [&text](qsizetype i) {
        return i < text.size() ? text.at(i) : '\n';
    };
    qsizetype i = begin;
    for (; at(i) != '\n'; ++i) {
        const bool ends = (at(i) == ':' && (isSpace(at(i + 1)) || (inFlow && isFlowMark(at(i + 1))))) ||
                          (at(i) == '#' && i > 0 && isSpace(at(i - 1))) || (inFlow && isFlowMark(at(i)));
        if (ends)
            break;
    }
    while (i > begin && isSpace(at(i - 1)))
        --i;
    return i;
}

qsizetype lineEnd(const QByteArray &text, qsizetype from)
{
    const qsizetype end = text.indexOf('\n', from);
    return end < 0 ? text.size() : end;
}
} // namespace

qsizetype quotedEnd(const QByteArray &text, qsizetype begin)
{
    const char quote = text.at(begin);
    for (qsizetype i = begin + 1; i < text.size(); ++i) {
        const bool escapes = quote == '"' && text.at(i) == '\\';
        const bool doubled =
            text.at(i) == quote && quote == '\'' && i + 1 < text.size() && text.at(i + 1) == quote;
        if (escapes || doubled)
            ++i;
        else if (text.at(i) == quote)
            return i + 1;
    }
    return -1;
}

qsizetype flowEnd(const QByteArray &text, qsizetype begin)
{
    int depth = 0;
    for (qsizetype i = begin; i >= 0 && i < text.size();) {
        const char c = text.at(i);
        if (c == '[' || c == '{') {
            ++depth;
            ++i;
        } else if (c == ']' || c == '}') {
            ++i;
            if (--depth == 0)
                return i;
        } else if (c == '"' || c == '\'') {
            i = quotedEnd(text, i);
        } else if (c == '#' && isSpace(text.at(i - 1))) {
            i = lineEnd(text, i);
        } else if (isSpace(c) || c == ',' || c == ':') {
            ++i;
        } else {
            i = std::max(plainLineEnd(text, i, true), i + 1);
        }
    }
    return -1;
}

qsizetype plainEnd(const QByteArray &text, qsizetype begin, const QByteArray &meant, bool inFlow)
{
    QByteArray read;
    for (qsizetype from = begin; from < text.size() && read.size() <= meant.size();) {
        const qsizetype end = plainLineEnd(text, from, inFlow);
        read += text.mid(from, end - from);
        if (read == meant)
            return end;
        // On the next line: one line end is a space, each further one itself.
        qsizetype breaks = 0;
        for (from = end; from < text.size() && isSpace(text.at(from)); ++from)
            breaks += text.at(from) == '\n' ? 1 : 0;
        if (breaks == 0)
            return -1;
        read += breaks == 1 ? QByteArray(" ") : QByteArray(breaks - 1, '\n');
    }
    return -1;
}

qsizetype blockEnd(const QByteArray &text, qsizetype begin, int column)
{
    const qsizetype header = lineEnd(text, begin);
    qsizetype end = header > begin && text.at(header - 1) == '\r' ? header - 1 : header;
    const auto digit = std::find_if(text.cbegin() + begin, text.cbegin() + std::min(begin + 3, header),
                                    [](char c) { return c >= '1' && c <= '9'; });
    qsizetype indent = digit < text.cbegin() + std::min(begin + 3, header) ? column + (*digit - '0') : -1;
    for (qsizetype from = header + 1; from < text.size();) {
        const qsizetype lineStop = lineEnd(text, from);
        qsizetype first = from;
        while (first < lineStop && text.at(first) == ' ')
            ++first;
        qsizetype stop = lineStop;
        while (stop > from && isSpace(text.at(stop - 1)))
            --stop;
        if (stop > first) {
            if (indent < 0)
                indent = std::max<qsizetype>(first - from, column + 1);
            if (first - from < indent)
                break;
            end = lineStop > from && text.at(lineStop - 1) == '\r' ? lineStop - 1 : lineStop;
        }
        from = lineStop + 1;
    }
    return end;
}

} // namespace lockkeeper::community
