#include "sources/mailman/Addresses.h"

#include "base/Text.h"
#include "sources/mailman/MailHeaders.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestName = 300;

bool isAscii(QChar c, const char *others)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           (c != u'\0' && c < QChar(128) && QByteArrayView(others).contains(static_cast<char>(c.unicode())));
}

// A host with a dot in it follows.
bool isHostAt(const QString &text, qsizetype at)
{
    const qsizetype begin = at;
    bool dot = false;
    while (at < text.size() && at - begin < 255 && isAscii(text.at(at), "-.")) {
        dot = dot ||
              (text.at(at) == u'.' && at > begin && at + 1 < text.size() && isAscii(text.at(at + 1), ""));
        ++at;
    }
    return dot;
}

QString unquoted(const QString &phrase)
{
    QString name = phrase.trimmed();
    if (name.size() >= 2 && name.startsWith(u'"') && name.endsWith(u'"'))
        name = name.mid(1, name.size() - 2);
    return name.replace("\\\""_L1, "\""_L1).trimmed();
}
} // namespace

QString maskAddresses(const QString &text)
{
    QString result;
    qsizetype written = 0;
    qsizetype at = text.indexOf(u'@');
    while (at >= 0) {
        const bool local = at > written && isAscii(text.at(at - 1), "._%+-");
        if (local && isHostAt(text, at + 1)) {
            result += QStringView(text).sliced(written, at - written);
            result += " at "_L1;
            written = at + 1;
        }
        at = text.indexOf(u'@', at + 1);
    }
    if (written == 0)
        return text;
    return result + QStringView(text).sliced(written).toString();
}

Author makeAuthor(const QString &name, const QString &email)
{
    Author author;
    if (!email.trimmed().isEmpty())
        author.email = cutTo(maskAddresses(cleaned(email).simplified()), longestName);
    author.name = cutTo(maskAddresses(cleaned(name).simplified()), longestName);
    if (author.name.isEmpty())
        author.name = author.email;
    return author;
}

Author readAuthor(const QByteArray &from, const QByteArray &charset)
{
    const qsizetype angle = from.lastIndexOf('<');
    const qsizetype close = from.indexOf('>', std::max<qsizetype>(angle, 0));
    if (angle >= 0 && close > angle)
        return makeAuthor(
            unquoted(headerText(unquoted(QString::fromLatin1(from.left(angle))).toLatin1(), charset)),
            QString::fromLatin1(from.mid(angle + 1, close - angle - 1)));
    const qsizetype paren = from.indexOf('(');
    const qsizetype end = from.lastIndexOf(')');
    if (paren >= 0 && end > paren)
        return makeAuthor(unquoted(headerText(from.mid(paren + 1, end - paren - 1), charset)),
                          headerText(from.left(paren), charset));
    return makeAuthor({}, headerText(from, charset));
}

} // namespace lockkeeper::sources::mailman
