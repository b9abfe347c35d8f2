#include "inspect/ResultFile.h"

#include "inspect/tables/TableExport.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
TableInfo toldApart(const QStringList &columns)
{
    TableInfo table;
    QStringList taken;
    for (const QString &column : columns) {
        QString name = column;
        for (int number = 2; taken.contains(name); ++number)
            name = column + u'_' + QString::number(number);
        taken.append(name);
        table.columns.append({.name = name, .type = {}});
    }
    return table;
}
} // namespace

QByteArray resultFile(const QStringList &columns, const QList<QList<QVariant>> &rows, ResultFormat format)
{
    QByteArray file;
    if (format == ResultFormat::Csv) {
        file = csvLine(QVariantList(columns.cbegin(), columns.cend()));
        for (const QList<QVariant> &row : rows)
            file += csvLine(row);
        return file;
    }
    const TableInfo table = toldApart(columns);
    for (const QList<QVariant> &row : rows)
        file += jsonLine(table, row);
    return file;
}

} // namespace lockkeeper::inspect
