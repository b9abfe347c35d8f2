#include "sources/mailman/MailDate.h"

#include <QHash>
#include <QStringList>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestDate = 200;

// Minutes east of Greenwich. North America's as RFC 5322, 4.3 gives them, others as mail programs used them.
std::optional<int> namedZone(const QString &token)
{
    static const QHash<QString, int> zones{
        {u"UT"_s, 0},     {u"UTC"_s, 0},    {u"GMT"_s, 0},     {u"Z"_s, 0},       {u"EST"_s, -300},
        {u"EDT"_s, -240}, {u"CST"_s, -360}, {u"CDT"_s, -300},  {u"MST"_s, -420},  {u"MDT"_s, -360},
        {u"PST"_s, -480}, {u"PDT"_s, -420}, {u"AKST"_s, -540}, {u"AKDT"_s, -480}, {u"HST"_s, -600},
        {u"WET"_s, 0},    {u"WEST"_s, 60},  {u"BST"_s, 60},    {u"CET"_s, 60},    {u"MET"_s, 60},
        {u"CEST"_s, 120}, {u"MEST"_s, 120}, {u"EET"_s, 120},   {u"EEST"_s, 180},  {u"MSK"_s, 180},
        {u"MSD"_s, 240},  {u"IST"_s, 330},  {u"HKT"_s, 480},   {u"SGT"_s, 480},   {u"AWST"_s, 480},
        {u"JST"_s, 540},  {u"KST"_s, 540},  {u"ACST"_s, 570},  {u"AEST"_s, 600},  {u"AEDT"_s, 660},
        {u"NZST"_s, 720}, {u"NZDT"_s, 780}};
    const auto found = zones.constFind(token.toUpper());
    return found == zones.cend() ? std::nullopt : std::optional(*found);
}

std::optional<int> numericZone(const QString &token)
{
    const bool isSigned = token.startsWith(u'+') || token.startsWith(u'-');
    QString digits = token.mid(1);
    digits.remove(u':');
    bool isNumber = false;
    const int value = digits.toInt(&isNumber);
    if (!isSigned || digits.size() != 4 || !isNumber || value < 0)
        return {};
    const int minutes = value / 100 * 60 + value % 100;
    return minutes > 14 * 60 ? 0 : (token.startsWith(u'-') ? -minutes : minutes);
}

int monthNumber(const QString &token)
{
    static constexpr std::array names{"jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    const QString start = token.left(3).toLower();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (start == QLatin1StringView(names.at(i)))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

QTime clock(const QString &token)
{
    const QStringList parts = token.split(u':');
    if (parts.size() < 2 || parts.size() > 3)
        return {};
    std::array<int, 3> values{};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        bool isNumber = false;
        values.at(static_cast<std::size_t>(i)) = parts.at(i).section(u'.', 0, 0).toInt(&isNumber);
        if (!isNumber)
            return {};
    }
    return {values[0], values[1], values[2] == 60 ? 59 : values[2]}; // a leap second
}

// RFC 5322, 4.3: two digits mean 1950 … 2049, three are years since 1900 (a fault of the year 2000).
int fullYear(int year, qsizetype digits)
{
    if (digits == 2)
        return year < 50 ? 2000 + year : 1900 + year;
    return digits == 3 ? 1900 + year : year;
}

QString withoutComments(const QString &text)
{
    QString result;
    int depth = 0;
    for (const QChar c : text) {
        if (c == u'(')
            ++depth;
        else if (c == u')' && depth > 0)
            --depth;
        else if (depth == 0)
            result += c == u',' || c == u'\t' || c == u'\n' || c == u'\r' ? QChar(u' ') : c;
    }
    return result;
}

struct Parts
{
    int day = 0;
    int month = 0;
    int year = 0;
    QTime time;
    int offset = 0; // minutes
    bool afternoon = false;
    bool morning = false;

    void takeNumber(const QString &token, int value)
    {
        if (token.size() <= 2 && day == 0 && value >= 1 && value <= 31)
            day = value;
        else if (token.size() >= 2 && token.size() <= 4 && year == 0)
            year = fullYear(value, token.size());
    }
    void take(const QString &token)
    {
        bool isNumber = false;
        const int value = token.toInt(&isNumber);
        if (token.contains(u':') && !time.isValid() && token.front().isDigit())
            time = clock(token);
        else if (const std::optional<int> zone = numericZone(token); zone && (time.isValid() || year != 0))
            offset = *zone;
        else if (isNumber && value >= 0)
            takeNumber(token, value);
        else if (token.compare("pm"_L1, Qt::CaseInsensitive) == 0)
            afternoon = true;
        else if (token.compare("am"_L1, Qt::CaseInsensitive) == 0)
            morning = true;
        else if (const std::optional<int> named = namedZone(token))
            offset = *named;
        else if (month == 0 && token.size() >= 3)
            month = monthNumber(token);
    }
};
} // namespace

QDateTime readMailDate(const QString &text)
{
    const QString plain = withoutComments(text.left(longestDate)).simplified();
    if (const QDateTime iso = QDateTime::fromString(plain, Qt::ISODate);
        iso.isValid() && plain.contains(u'-'))
        return iso.timeSpec() == Qt::LocalTime ? QDateTime(iso.date(), iso.time(), Qt::UTC) : iso.toUTC();
    Parts parts;
    QString separated = plain;
    if (const qsizetype dash = separated.indexOf(u'-');
        dash > 0 && dash < 12 && separated.at(dash - 1).isDigit())
        separated.replace(dash, 1, u' '); // "01-Jun-2010 10:44:27"
    const QStringList tokens = separated.split(u' ', Qt::SkipEmptyParts);
    for (const QString &token : tokens) {
        const qsizetype dash = token.indexOf(u'-');
        if (dash >= 3 && token.front().isLetter()) { // the rest of "Jun-2010"
            parts.take(token.left(dash));
            parts.take(token.mid(dash + 1));
        } else {
            parts.take(token);
        }
    }
    const QDate date(parts.year, parts.month, parts.day);
    if (!date.isValid())
        return {};
    QTime time = parts.time.isValid() ? parts.time : QTime(0, 0);
    if (parts.afternoon && time.hour() < 12)
        time = time.addSecs(12 * 3600);
    else if (parts.morning && time.hour() == 12)
        time = time.addSecs(-12 * 3600);
    return QDateTime(date, time, Qt::UTC).addSecs(qint64{-60} * parts.offset);
}

} // namespace lockkeeper::sources::mailman
