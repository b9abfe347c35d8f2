#include "store/OldValues.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <sqlite3.h>

#include <cstring>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
QString textOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return QString::fromUtf8(text, sqlite3_value_bytes(value));
}

// What is no JSON must not fail: another program may have stored it.
QJsonValue jsonOf(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return QJsonValue(qint64{sqlite3_value_int64(value)});
    case SQLITE_FLOAT:
        return QJsonValue(sqlite3_value_double(value));
    case SQLITE_NULL:
        return QJsonValue(QJsonValue::Null);
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_value_blob(value));
        const QByteArray blob(bytes, sqlite3_value_bytes(value));
        return QJsonValue(u"x'%1'"_s.arg(QLatin1StringView(blob.toHex())));
    }
    default:
        return QJsonValue(textOf(value));
    }
}

bool differ(sqlite3_value *one, sqlite3_value *other)
{
    const int type = sqlite3_value_type(one);
    if (type != sqlite3_value_type(other))
        return true;
    switch (type) {
    case SQLITE_NULL:
        return false;
    case SQLITE_INTEGER:
        return sqlite3_value_int64(one) != sqlite3_value_int64(other);
    case SQLITE_FLOAT:
        return sqlite3_value_double(one) < sqlite3_value_double(other) ||
               sqlite3_value_double(one) > sqlite3_value_double(other);
    default: {
        const void *a = sqlite3_value_blob(one); // of a text its bytes
        const void *b = sqlite3_value_blob(other);
        const int length = sqlite3_value_bytes(one);
        return length != sqlite3_value_bytes(other) ||
               (length > 0 && std::memcmp(a, b, static_cast<std::size_t>(length)) != 0);
    }
    }
}

QByteArray asJson(const QJsonObject &values)
{
    return QJsonDocument(values).toJson(QJsonDocument::Compact);
}
} // namespace

QByteArray changedValues(std::span<sqlite3_value *> arguments)
{
    QJsonObject values;
    for (std::size_t i = 0; i + 2 < arguments.size(); i += 3) {
        if (differ(arguments[i + 1], arguments[i + 2]))
            values.insert(textOf(arguments[i]), jsonOf(arguments[i + 1]));
    }
    return asJson(values);
}

QByteArray allValues(std::span<sqlite3_value *> arguments)
{
    QJsonObject values;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
        values.insert(textOf(arguments[i]), jsonOf(arguments[i + 1]));
    return asJson(values);
}

} // namespace lockkeeper::store
