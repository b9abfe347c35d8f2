#include "ui/inspector/item/ItemWords.h"

#include "ui/common/Format.h"
#include "ui/inspector/search/HitWords.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ItemWords)
};

constexpr qsizetype longestField = 300;

QString timeAsWritten(const QString &time)
{
    const QDateTime read = QDateTime::fromString(time, Qt::ISODateWithMs);
    return read.isValid() ? formatWhen(read) : time;
}

QString writtenBy(const inspect::ItemWritten &written)
{
    const QString at = formatWhen(written.at);
    return written.run.isValid() ? Tr::tr("%1, by the run of %2").arg(at, formatWhen(written.run)) : at;
}
} // namespace

QString columnTitle(const QString &column)
{
    QString title = column;
    title.replace('_'_L1, ' '_L1);
    if (!title.isEmpty())
        title[0] = title.at(0).toUpper();
    return title;
}

bool isNoValue(const QVariant &value)
{
    return !value.isValid() || value.isNull();
}

QString fieldText(const QVariant &value)
{
    if (isNoValue(value))
        return u"NULL"_s;
    if (value.typeId() == QMetaType::QByteArray)
        return Tr::tr("%1 of binary data").arg(formatBytes(value.toByteArray().size()));
    const QString text = inOneLine(value.toString().left(longestField + 1));
    return text.size() > longestField ? text.left(longestField) + u'…' : text;
}

QString itemLine(const inspect::Item &item)
{
    QString status;
    QString language;
    for (const inspect::ItemField &field : item.fields) {
        if (field.column == "status"_L1)
            status = field.value.toString();
        else if (field.column == "language"_L1)
            language = field.value.toString();
    }
    return hitLine({.ref = item.ref,
                    .source = item.source,
                    .origin = item.origin,
                    .title = {},
                    .type = item.type,
                    .status = status,
                    .language = language,
                    .time = item.time,
                    .url = {},
                    .number = item.number,
                    .snippet = {},
                    .titleMarks = {},
                    .snippetMarks = {}});
}

QString writtenText(const inspect::Item &item)
{
    QStringList parts;
    if (item.firstWritten && item.lastWritten && item.firstWritten->at == item.lastWritten->at)
        return Tr::tr("Written %1").arg(writtenBy(*item.firstWritten));
    if (item.firstWritten)
        parts.append(Tr::tr("Written first %1").arg(writtenBy(*item.firstWritten)));
    if (item.lastWritten)
        parts.append(Tr::tr("Last written %1").arg(writtenBy(*item.lastWritten)));
    else if (!item.syncedAt.isEmpty())
        parts.append(Tr::tr("Last written %1").arg(timeAsWritten(item.syncedAt)));
    return parts.join(u" · "_s);
}

bool canBeOpened(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid())
        return false;
    if (url.scheme() == "mailto"_L1)
        return !url.path().isEmpty();
    return (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty();
}

} // namespace lockkeeper::ui
