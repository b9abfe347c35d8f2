#include "community/CronWords.h"

#include "community/Cron.h"
#include "community/CronField.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Cron)
};

struct CronPart
{
    QString text;
    CronValues values;
    QList<int> set; // what it allows
    bool every = false;
};

CronPart partOf(const QString &text, CronField kind, int first, int last)
{
    CronPart field{.text = text, .values = parseCronField(text, kind).value(), .set = {}};
    for (int i = first; i <= last; ++i) {
        if (field.values.set.test(static_cast<std::size_t>(i)))
            field.set.append(i);
    }
    field.every = field.set.size() == last - first + 1;
    return field;
}

QString joined(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return Tr::tr("%1 and %2").arg(words.mid(0, words.size() - 1).join(u", "_s), words.last());
}

QString weekdays(const QList<int> &days)
{
    if (days == QList<int>{1, 2, 3, 4, 5})
        return Tr::tr("weekdays");
    const std::array names{Tr::tr("Sundays"),   Tr::tr("Mondays"), Tr::tr("Tuesdays"), Tr::tr("Wednesdays"),
                           Tr::tr("Thursdays"), Tr::tr("Fridays"), Tr::tr("Saturdays")};
    QStringList words;
    for (const int day : {1, 2, 3, 4, 5, 6, 0}) {
        if (days.contains(day))
            words.append(names.at(static_cast<std::size_t>(day)));
    }
    return joined(words);
}

QString months(const QList<int> &numbers)
{
    const std::array names{Tr::tr("January"),   Tr::tr("February"), Tr::tr("March"),    Tr::tr("April"),
                           Tr::tr("May"),       Tr::tr("June"),     Tr::tr("July"),     Tr::tr("August"),
                           Tr::tr("September"), Tr::tr("October"),  Tr::tr("November"), Tr::tr("December")};
    QStringList words;
    for (const int number : numbers)
        words.append(names.at(static_cast<std::size_t>(number - 1)));
    return joined(words);
}

QString numbers(const QList<int> &set)
{
    QStringList words;
    for (const int number : set)
        words.append(QString::number(number));
    return joined(words);
}

// The step of a set that repeats without a seam, such as 0, 6, 12, 18 of 24; 0 where it doesn't.
int evenStep(const QList<int> &set, int period)
{
    if (set.size() < 2 || period % set.size() != 0)
        return 0;
    const int step = period / static_cast<int>(set.size());
    for (qsizetype i = 0; i < set.size(); ++i) {
        if (set.at(i) != set.first() + step * static_cast<int>(i))
            return 0;
    }
    return step;
}

// "at 02:00 and 14:00 UTC"; empty where it would be a long list.
QString timesOfDay(const CronPart &minute, const CronPart &hour)
{
    if (minute.set.size() * hour.set.size() > 4)
        return {};
    QStringList times;
    for (const int h : hour.set) {
        for (const int m : minute.set)
            times.append(u"%1:%2"_s.arg(h, 2, 10, QChar(u'0')).arg(m, 2, 10, QChar(u'0')));
    }
    return Tr::tr("at %1 UTC").arg(joined(times));
}

// Where every day is meant.
QString withinDay(const CronPart &minute, const CronPart &hour)
{
    if (hour.every && minute.every)
        return Tr::tr("every minute");
    if (const int step = evenStep(minute.set, 60); hour.every && step > 0)
        return Tr::tr("every %n minute(s)", nullptr, step);
    if (minute.set.size() != 1)
        return {};
    const int first = minute.set.first();
    if (hour.every)
        return first == 0 ? Tr::tr("every hour") : Tr::tr("%n minute(s) past every hour", nullptr, first);
    const int step = evenStep(hour.set, 24);
    if (step < 2 || hour.set.size() < 3)
        return {};
    const QString every = Tr::tr("every %n hour(s)", nullptr, step);
    if (first == 0 && hour.set.first() == 0)
        return every;
    return Tr::tr("%1, first at %2:%3 UTC")
        .arg(every, QString::number(hour.set.first()).rightJustified(2, u'0'),
             QString::number(first).rightJustified(2, u'0'));
}

QString days(const CronPart &day, const CronPart &month, const CronPart &weekday)
{
    QString result;
    if (day.every && weekday.every)
        result = Tr::tr("every day");
    else if (day.every)
        result = Tr::tr("on %1").arg(weekdays(weekday.set));
    else if (weekday.every)
        result = Tr::tr("on day %1 of the month").arg(numbers(day.set));
    else if (!day.values.any && !weekday.values.any) // either will do, as in POSIX
        result = Tr::tr("on day %1 of the month and on %2").arg(numbers(day.set), weekdays(weekday.set));
    else
        result = Tr::tr("on %1 that are day %2 of the month").arg(weekdays(weekday.set), numbers(day.set));
    return month.every ? result : Tr::tr("%1 in %2").arg(result, months(month.set));
}
} // namespace

Result<QString> cronWords(const QString &line)
{
    static const QRegularExpression space(u"\\s+"_s);
    if (const Result<Cron> cron = Cron::parse(line); !cron)
        return cron.error();
    const QStringList texts = line.split(space, Qt::SkipEmptyParts);
    const CronPart minute = partOf(texts.at(0), CronField::Minute, 0, 59);
    const CronPart hour = partOf(texts.at(1), CronField::Hour, 0, 23);
    const CronPart day = partOf(texts.at(2), CronField::Day, 1, 31);
    const CronPart month = partOf(texts.at(3), CronField::Month, 1, 12);
    const CronPart weekday = partOf(texts.at(4), CronField::Weekday, 0, 6);

    const bool daily = day.every && month.every && weekday.every;
    const QString within = withinDay(minute, hour);
    if (daily && !within.isEmpty())
        return within;
    QString when = timesOfDay(minute, hour);
    if (!within.isEmpty())
        when = within;
    if (when.isEmpty())
        when = Tr::tr("at minute %1 of hour %2 UTC").arg(minute.text, hour.text);
    return Tr::tr("%1 %2", "days, times of day").arg(days(day, month, weekday), when);
}

QList<QDateTime> nextRuns(const QString &line, const QDateTime &after, int count)
{
    QList<QDateTime> runs;
    const Result<Cron> cron = Cron::parse(line);
    QDateTime from = after;
    while (cron && runs.size() < count) {
        from = cron->next(from);
        if (!from.isValid())
            break;
        runs.append(from);
    }
    return runs;
}

} // namespace lockkeeper::community
