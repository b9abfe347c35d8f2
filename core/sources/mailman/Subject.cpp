#include "sources/mailman/Subject.h"

#include <QStringView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
// How mail programs of several languages mark answers and forwarded mail.
constexpr std::array marks{"re",  "aw", "antw", "sv", "vs", "res", "ref",
                           "fwd", "fw", "wg",   "tr", "rv", "enc"};

// The length of "Re:", "RE[2] :", "Fwd(3):" at the beginning; 0 if there is none.
qsizetype markLength(QStringView text)
{
    qsizetype letters = 0;
    while (letters < text.size() && text.at(letters).isLetter())
        ++letters;
    const QStringView word = text.first(letters);
    const bool isMark = std::any_of(marks.cbegin(), marks.cend(), [word](const char *mark) {
        return word.compare(QLatin1StringView(mark), Qt::CaseInsensitive) == 0;
    });
    if (!isMark)
        return 0;
    qsizetype at = letters;
    const auto isCount = [](QChar c) {
        return c.isDigit() || c == u'[' || c == u']' || c == u'(' || c == u')' || c == u'^' || c == u' ';
    };
    while (at < text.size() && at - letters < 8 && isCount(text.at(at)))
        ++at;
    return at < text.size() && (text.at(at) == u':' || text.at(at) == u'\uff1a') ? at + 1 : 0;
}

// The length of "[list]" at the beginning; 0 if there is none.
qsizetype tagLength(QStringView text)
{
    if (!text.startsWith(u'['))
        return 0;
    return text.indexOf(u']') + 1;
}
} // namespace

Subject readSubject(const QString &subject)
{
    const QString text = subject.simplified();
    Subject result;
    QStringView rest = text;
    while (true) {
        if (const qsizetype mark = markLength(rest); mark > 0) {
            result.isReply = true;
            rest = rest.sliced(mark).trimmed();
        } else if (const qsizetype tag = tagLength(rest); tag > 0 && !rest.sliced(tag).trimmed().isEmpty()) {
            rest = rest.sliced(tag).trimmed();
        } else {
            break;
        }
    }
    if (rest.endsWith("(fwd)"_L1, Qt::CaseInsensitive)) {
        result.isReply = true;
        rest = rest.chopped(5).trimmed();
    }
    result.base = isNoSubject(rest.toString()) ? QString() : rest.toString().toCaseFolded();
    return result;
}

bool isNoSubject(const QString &subject)
{
    const QString text = subject.simplified().toCaseFolded();
    return text.isEmpty() || text == "no subject"_L1 || text == "(no subject)"_L1;
}

} // namespace lockkeeper::sources::mailman
