#include "sources/papers/PaperDate.h"

#include <QDate>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
constexpr int firstYear = 1000; // PubMed's oldest is of 1781; four digits, so that text sorts as time does
constexpr int lastYear = 2999;

int yearOf(const QString &text)
{
    bool isNumber = false;
    const int year = text.trimmed().toInt(&isNumber);
    return isNumber && year >= firstYear && year <= lastYear ? year : 0;
}

int monthOf(const QString &text)
{
    static const QStringList names{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                                   u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    const QString word = text.trimmed().toLower();
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber)
        return number >= 1 && number <= 12 ? number : 0;
    return static_cast<int>(names.indexOf(word.left(3))) + 1;
}

QString padded(int number)
{
    return u"%1"_s.arg(number, 2, 10, QChar(u'0'));
}
} // namespace

QString dateOf(const QString &year, const QString &month, const QString &day)
{
    const int y = yearOf(year);
    if (y == 0)
        return {};
    const int m = monthOf(month);
    if (m == 0)
        return QString::number(y);
    const int d = day.trimmed().toInt();
    if (!QDate::isValid(y, m, d))
        return QString::number(y) + u'-' + padded(m);
    return QString::number(y) + u'-' + padded(m) + u'-' + padded(d);
}

QString dateInText(const QString &text)
{
    static const QRegularExpression aYear(u"(?<![0-9])[12][0-9]{3}(?![0-9])"_s);
    // Behind the year and before a span's end: "1978 Jul-Sep", "2007 Oct 15-21".
    static const QRegularExpression monthAndDay(u"\\A\\s*([A-Za-z]+)\\.?(?:\\s+([0-9]{1,2})(?![0-9]))?"_s);
    const QString start = text.left(200);
    const QRegularExpressionMatch year = aYear.match(start);
    if (!year.hasMatch())
        return {};
    const QRegularExpressionMatch rest = monthAndDay.match(start.mid(year.capturedEnd()));
    return dateOf(year.captured(), rest.captured(1), rest.captured(2));
}

QString checkedDate(const QString &text)
{
    const QStringList parts = text.trimmed().left(10).split(u'-');
    return dateOf(parts.value(0), parts.value(1), parts.value(2));
}

} // namespace lockkeeper::sources::papers
