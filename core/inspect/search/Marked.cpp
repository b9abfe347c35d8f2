#include "inspect/search/Marked.h"

namespace lockkeeper::inspect {

MarkedText unmarked(const QString &text)
{
    MarkedText result;
    result.text.reserve(text.size());
    qsizetype begin = -1;
    for (const QChar character : text) {
        if (character == markBegins) {
            begin = result.text.size();
        } else if (character == markEnds) {
            if (begin >= 0 && begin < result.text.size())
                result.marks.append({.start = begin, .length = result.text.size() - begin});
            begin = -1;
        } else if (!character.isSpace()) {
            result.text += character;
        } else if (!result.text.isEmpty() && !result.text.back().isSpace()) {
            result.text += u' ';
        }
    }
    while (!result.text.isEmpty() && result.text.back().isSpace())
        result.text.chop(1);
    return result;
}

} // namespace lockkeeper::inspect
