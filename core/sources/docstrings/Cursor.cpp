#include "sources/docstrings/Cursor.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

QString Cursor::toText() const
{
    const QJsonObject object{{u"branch"_s, branch},
                             {u"sha"_s, sha},
                             {u"etag"_s, QString::fromLatin1(etag)},
                             {u"reader"_s, reader}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Cursor Cursor::fromText(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    Cursor cursor{.branch = object.value("branch"_L1).toString(),
                  .sha = object.value("sha"_L1).toString(),
                  .etag = object.value("etag"_L1).toString().toLatin1(),
                  .reader = object.value("reader"_L1).toInt()};
    return isCommitId(cursor.sha) ? cursor : Cursor{};
}

bool isCommitId(const QString &text)
{
    return (text.size() == 40 || text.size() == 64) && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace lockkeeper::sources::docstrings
