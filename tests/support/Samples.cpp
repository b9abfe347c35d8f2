#include "tests/support/Samples.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

namespace {
QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString filled(const QString &header)
{
    if (!header.startsWith(u"{{now"))
        return header;
    QDateTime time = QDateTime::currentDateTimeUtc();
    if (header.contains(u"1 hours"))
        time = time.addSecs(3600);
    else if (header.contains(u"3 seconds"))
        time = time.addSecs(3);
    if (header.contains(u"'unix'"))
        return QString::number(time.toSecsSinceEpoch());
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
}
} // namespace

demo::HttpAnswer recordedAnswer(const QString &folder, const QString &name)
{
    demo::HttpAnswer answer;
    const QJsonObject meta =
        QJsonDocument::fromJson(readAll(u"%1/%2.meta.json"_s.arg(folder, name))).object();
    const QString bodyFile = meta.value("body_file"_L1).toString(name + ".json"_L1);
    answer.body = readAll(folder + u'/' + bodyFile);
    answer.status = meta.value("status"_L1).toInt(200);
    const QJsonObject headers = meta.value("headers"_L1).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const QString value = header->isArray() ? header->toArray().first().toString() : header->toString();
        answer.set(header.key().toLatin1(), filled(value).toLatin1());
    }
    if (!headers.contains("Content-Type"_L1))
        answer.set("Content-Type", "application/json; charset=utf-8");
    return answer;
}

} // namespace lockkeeper::tests
