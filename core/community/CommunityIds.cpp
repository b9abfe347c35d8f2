#include "community/CommunityIds.h"

#include "community/Community.h"

#include <QDir>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestProposal = 40; // an id is typed and read
constexpr QChar firstCombining = u'\u0300';
constexpr QChar lastCombining = u'\u036F';
} // namespace

QString idFromName(const QString &name)
{
    // Decomposed, so that of "ö" the "o" is kept.
    const QString letters =
        name.left(1000).replace(u'ß', u"ss"_s).normalized(QString::NormalizationForm_KD).toLower();
    QString id;
    for (const QChar c : letters) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            id += c;
        else if (c < firstCombining || c > lastCombining)
            id += id.isEmpty() || id.endsWith(u'-') ? QString() : u"-"_s;
    }
    if (id.size() > longestProposal) {
        id.truncate(longestProposal + 1);
        const qsizetype word = id.lastIndexOf(u'-');
        id.truncate(word > 0 ? word : longestProposal);
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    return isCommunityId(id) ? id : u"community"_s;
}

QString freeId(const QString &name, const QStringList &taken)
{
    const QString id = idFromName(name);
    QString free = id;
    for (int number = 2; taken.contains(free, Qt::CaseInsensitive); ++number)
        free = id + u'-' + QString::number(number);
    return free;
}

QStringList takenIds(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace lockkeeper::community
