#include "Growth.h"

#include <QTest>

namespace lockkeeper::tests {

qint64 sizeOf(const std::vector<text::Symbol> &symbols)
{
    qint64 size = 0;
    for (const text::Symbol &symbol : symbols)
        size += symbol.name.size() + symbol.text.size();
    return size;
}

bool namesAreUnique(const std::vector<text::Symbol> &symbols)
{
    QStringList names;
    for (const text::Symbol &symbol : symbols)
        names.append(symbol.name);
    return names.removeDuplicates() == 0;
}

void addShapeColumns()
{
    for (const char *column : {"opening", "repeated", "closing"})
        QTest::addColumn<QByteArray>(column);
}

void addShape(const char *name, const char *opening, const char *repeated, const char *closing)
{
    QTest::newRow(name) << QByteArray(opening) << QByteArray(repeated) << QByteArray(closing);
}

QByteArray filled(const QByteArray &opening, const QByteArray &repeated, const QByteArray &closing,
                  qsizetype size)
{
    return opening + repeated.repeated(size / repeated.size()) + closing;
}

} // namespace lockkeeper::tests
