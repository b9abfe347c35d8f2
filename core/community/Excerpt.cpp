#include "community/Excerpt.h"

#include "base/Text.h"

#include <QRegularExpression>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype maxExcerpt = 60;
constexpr qsizetype maxLookedAt = 4096; // so that a text of a megabyte costs nothing
constexpr qsizetype maxPath = 300;

QString withoutSecrets(QString text)
{
    static const QRegularExpression user(u"[^\\s/@]+@"_s);
    static const QRegularExpression query(u"(://[^\\s?]*\\?)\\S+"_s);
    return text.replace(user, u"…@"_s).replace(query, u"\\1…"_s);
}

QString shortened(const QString &text)
{
    const QString line = withoutSecrets(text.left(maxLookedAt)).simplified();
    const QString head = cutTo(line, maxExcerpt);
    return head.size() < line.size() ? head + u"…"_s : head;
}
} // namespace

QString quoted(const QString &text)
{
    return u'\'' + shortened(text) + u'\'';
}

Error refused(const QString &text, const QString &hint)
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}, .status = 0};
}

QString subKey(const QString &path, const QString &key)
{
    if (path.isEmpty())
        return shortened(key);
    return cutTo(path, maxPath) + u'.' + shortened(key);
}

QString itemKey(const QString &path, std::size_t index)
{
    return path + u'[' + QString::number(index) + u']';
}

} // namespace lockkeeper::community
