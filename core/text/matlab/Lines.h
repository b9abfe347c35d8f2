// A MATLAB file's lines, told apart into blank ones, comments and code.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <vector>

namespace lockkeeper::text {

enum class LineKind : quint8 { Blank, Comment, Code };

struct Line
{
    QStringView text;
    LineKind kind = LineKind::Blank;
    bool inBlockComment = false; // between %{ and %}, or one of them
};

class Lines final
{
public:
    explicit Lines(const QByteArray &bytes);
    Lines(const Lines &) = delete; // the lines point into the text
    Lines &operator=(const Lines &) = delete;

    [[nodiscard]] std::size_t size() const { return m_lines.size(); }
    [[nodiscard]] const Line &at(std::size_t index) const { return m_lines.at(index); }

private:
    QString m_text;
    std::vector<Line> m_lines;
};

} // namespace lockkeeper::text
