// JSON whose members stand in the order they were added: lines that people read, too. QJsonObject sorts them.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace lockkeeper::cli {

class JsonText final
{
public:
    JsonText &text(const char *name, const QString &value);
    JsonText &textOrNull(const char *name, const QString &value); // null where it is empty
    JsonText &number(const char *name, qint64 value);
    JsonText &boolean(const char *name, bool value);
    JsonText &null(const char *name);
    JsonText &seconds(const char *name, double value);                  // to the millisecond
    JsonText &milliseconds(const char *name, std::int64_t nanoseconds); // one decimal
    JsonText &object(const char *name, const JsonText &value);
    JsonText &list(const char *name, const QList<JsonText> &values);

    JsonText &list(const char *name, const QStringList &values);

    [[nodiscard]] QByteArray bytes() const { return '{' + m_members + '}'; }

private:
    JsonText &member(const char *name, const QByteArray &value);

    QByteArray m_members;
};

} // namespace lockkeeper::cli
