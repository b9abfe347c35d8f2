#include "inspect/tables/TableExport.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
// As many digits as it takes to read the same number again.
QByteArray realText(double number)
{
    if (std::isinf(number)) // as SQLite itself writes it: read again, it is what it was
        return number > 0 ? "9e999" : "-9e999";
    const QByteArray digits = QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    return digits.contains('.') || digits.contains('e') ? digits : digits + ".0";
}

QByteArray csvField(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return {};
    case QMetaType::LongLong:
        return QByteArray::number(value.toLongLong());
    case QMetaType::Double:
        return realText(value.toDouble());
    case QMetaType::QByteArray:
        return "x'" + value.toByteArray().toHex() + '\'';
    default:
        break;
    }
    QByteArray text = value.toString().toUtf8();
    const auto has = [&text](char sign) {
        return text.contains(sign);
    };
    if (!text.isEmpty() && !has(',') && !has('"') && !has('\n') && !has('\r') && text.trimmed() == text)
        return text;
    return '"' + text.replace('"', "\"\"") + '"';
}

QByteArray jsonText(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

QByteArray jsonValue(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return "null";
    case QMetaType::LongLong:
        return QByteArray::number(value.toLongLong());
    case QMetaType::Double:
        return realText(value.toDouble());
    case QMetaType::QByteArray:
        return "{\"base64\":\"" + value.toByteArray().toBase64() + "\"}";
    default:
        return jsonText(value.toString());
    }
}
} // namespace

QByteArray csvLine(const QVariantList &values)
{
    QByteArray line;
    for (qsizetype i = 0; i < values.size(); ++i)
        line += (i == 0 ? QByteArray() : QByteArray(",")) + csvField(values.at(i));
    return line + "\r\n";
}

QByteArray jsonLine(const TableInfo &table, const QVariantList &values)
{
    QByteArray line = "{";
    for (qsizetype i = 0; i < values.size(); ++i) {
        line += i == 0 ? "" : ",";
        line += jsonText(table.columns.at(i).name) + ':' + jsonValue(values.at(i));
    }
    return line + "}\n";
}

} // namespace lockkeeper::inspect
