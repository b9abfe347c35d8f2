#include "sources/beps/BepCursor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

QString BepCursor::toText() const
{
    QJsonObject known;
    for (auto pull = pulls.cbegin(); pull != pulls.cend(); ++pull)
        known.insert(pull.key(), QJsonObject{{u"pull"_s, pull->number},
                                             {u"etag"_s, QString::fromLatin1(pull->etag)},
                                             {u"version"_s, pull->version},
                                             {u"open"_s, pull->open}});
    QJsonArray pageEtags;
    for (const QByteArray &page : pages)
        pageEtags.append(QString::fromLatin1(page));
    const QJsonObject object{{u"etag"_s, QString::fromLatin1(etag)},
                             {u"pages"_s, pageEtags},
                             {u"pulls"_s, known},
                             {u"print"_s, QString::fromLatin1(print)},
                             {u"through"_s, through}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

BepCursor BepCursor::fromText(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    BepCursor cursor;
    cursor.etag = object.value("etag"_L1).toString().toLatin1();
    for (const QJsonValue page : object.value("pages"_L1).toArray())
        cursor.pages.append(page.toString().toLatin1());
    cursor.print = object.value("print"_L1).toString().toLatin1();
    cursor.through = object.value("through"_L1).toString();
    const QJsonObject known = object.value("pulls"_L1).toObject();
    for (auto pull = known.begin(); pull != known.end(); ++pull) {
        const QJsonObject state = pull->toObject();
        cursor.pulls.insert(pull.key(), {.number = state.value("pull"_L1).toInteger(),
                                         .etag = state.value("etag"_L1).toString().toLatin1(),
                                         .version = state.value("version"_L1).toString(),
                                         .open = state.value("open"_L1).toBool()});
    }
    return cursor;
}

} // namespace lockkeeper::sources::beps
