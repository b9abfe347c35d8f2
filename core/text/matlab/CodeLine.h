// A line of MATLAB without what is not code.
#pragma once

#include <QString>
#include <QStringView>

namespace lockkeeper::text {

struct CodeLine
{
    QString code;           // each text in quotes replaced by "", no comment, no continuation mark
    bool continues = false; // `...`: the next line belongs to it
};

[[nodiscard]] inline bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

[[nodiscard]] CodeLine codeOf(QStringView line);

} // namespace lockkeeper::text
