#include "cli/JsonText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lockkeeper::cli {

namespace {

QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

} // namespace

JsonText &JsonText::member(const char *name, const QByteArray &value)
{
    if (!m_members.isEmpty())
        m_members += ',';
    m_members += '"' + QByteArray(name) + "\":" + value;
    return *this;
}

JsonText &JsonText::text(const char *name, const QString &value)
{
    return member(name, quoted(value));
}

JsonText &JsonText::textOrNull(const char *name, const QString &value)
{
    return value.isEmpty() ? null(name) : text(name, value);
}

JsonText &JsonText::number(const char *name, qint64 value)
{
    return member(name, QByteArray::number(value));
}

JsonText &JsonText::boolean(const char *name, bool value)
{
    return member(name, value ? "true" : "false");
}

JsonText &JsonText::null(const char *name)
{
    return member(name, "null");
}

JsonText &JsonText::seconds(const char *name, double value)
{
    return member(name, QByteArray::number(value, 'f', 3));
}

JsonText &JsonText::milliseconds(const char *name, std::int64_t nanoseconds)
{
    return member(name, QByteArray::number(static_cast<double>(nanoseconds) / 1e6, 'f', 1));
}

JsonText &JsonText::object(const char *name, const JsonText &value)
{
    return member(name, value.bytes());
}

JsonText &JsonText::list(const char *name, const QList<JsonText> &values)
{
    QByteArray list;
    for (const JsonText &value : values)
        list += (list.isEmpty() ? "" : ",") + value.bytes();
    return member(name, '[' + list + ']');
}

JsonText &JsonText::list(const char *name, const QStringList &values)
{
    QByteArray list;
    for (const QString &value : values)
        list += (list.isEmpty() ? "" : ",") + quoted(value);
    return member(name, '[' + list + ']');
}

} // namespace lockkeeper::cli
