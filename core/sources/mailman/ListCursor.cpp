#include "sources/mailman/ListCursor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QByteArray bytes(const QJsonObject &object, QLatin1StringView name)
{
    return object.value(name).toString().toLatin1();
}
} // namespace

QString ListCursor::toText() const
{
    QStringList names(done.cbegin(), done.cend());
    std::sort(names.begin(), names.end()); // the same state is the same text
    QJsonObject periods;
    for (auto period = open.cbegin(); period != open.cend(); ++period)
        periods.insert(period.key(), QJsonObject{{u"through"_s, period->through},
                                                 {u"print"_s, text(period->print)},
                                                 {u"etag"_s, text(period->etag)},
                                                 {u"archive"_s, period->archive},
                                                 {u"archive_etag"_s, text(period->archiveEtag)}});
    const QJsonObject object{{u"base"_s, base},
                             {u"start_year"_s, startYear},
                             {u"index_etag"_s, text(indexEtag)},
                             {u"done"_s, QJsonArray::fromStringList(names)},
                             {u"open"_s, periods}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ListCursor ListCursor::fromText(const QString &cursor)
{
    const QJsonObject object = QJsonDocument::fromJson(cursor.toUtf8()).object();
    ListCursor result;
    result.base = object.value("base"_L1).toString();
    result.startYear = object.value("start_year"_L1).toInt();
    result.indexEtag = bytes(object, "index_etag"_L1);
    const QJsonArray names = object.value("done"_L1).toArray();
    for (const QJsonValue name : names)
        result.done.insert(name.toString());
    const QJsonObject periods = object.value("open"_L1).toObject();
    for (auto period = periods.begin(); period != periods.end(); ++period) {
        const QJsonObject state = period->toObject();
        result.open.insert(period.key(), {.through = state.value("through"_L1).toInteger(-1),
                                          .print = bytes(state, "print"_L1),
                                          .etag = bytes(state, "etag"_L1),
                                          .archive = state.value("archive"_L1).toString(),
                                          .archiveEtag = bytes(state, "archive_etag"_L1)});
    }
    return result;
}

} // namespace lockkeeper::sources::mailman
