#include "sources/mailman/Entities.h"

#include <QHash>

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestReference = 12; // between & and ;

// U+00A0 … U+00FF, in their order.
constexpr std::array latin1Names{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
static_assert(latin1Names.size() == 96);

const QHash<QString, char16_t> &names()
{
    static const QHash<QString, char16_t> table = [] {
        QHash<QString, char16_t> all{
            {u"amp"_s, u'&'},         {u"lt"_s, u'<'},         {u"gt"_s, u'>'},
            {u"quot"_s, u'"'},        {u"apos"_s, u'\''},      {u"ndash"_s, u'\u2013'},
            {u"mdash"_s, u'\u2014'},  {u"lsquo"_s, u'\u2018'}, {u"rsquo"_s, u'\u2019'},
            {u"ldquo"_s, u'\u201c'},  {u"rdquo"_s, u'\u201d'}, {u"bull"_s, u'\u2022'},
            {u"hellip"_s, u'\u2026'}, {u"trade"_s, u'\u2122'}, {u"euro"_s, u'\u20ac'}};
        char16_t code = 0xa0;
        for (const char *name : latin1Names)
            all.insert(QString::fromLatin1(name), code++);
        return all;
    }();
    return table;
}

// Empty where it is no reference.
QString meaning(QStringView reference)
{
    if (!reference.startsWith(u'#')) {
        const auto found = names().constFind(reference.toString());
        return found == names().cend() ? QString() : QString(QChar(*found));
    }
    const bool hex = reference.size() > 1 && reference.at(1).toLower() == u'x';
    bool isNumber = false;
    const uint code = reference.sliced(hex ? 2 : 1).toUInt(&isNumber, hex ? 16 : 10);
    if (!isNumber || code == 0 || code > QChar::LastValidCodePoint || QChar::isSurrogate(code))
        return {};
    const char32_t character = code;
    return QString::fromUcs4(&character, 1);
}
} // namespace

QString withoutEntities(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&') {
            const qsizetype room = std::min(longestReference + 1, text.size() - i - 1);
            const qsizetype end = text.sliced(i + 1, room).indexOf(u';');
            const QString character = end > 0 ? meaning(text.sliced(i + 1, end)) : QString();
            if (!character.isEmpty()) {
                result += character;
                i += end + 1;
                continue;
            }
        }
        result += text.at(i);
    }
    return result;
}

} // namespace lockkeeper::sources::mailman
