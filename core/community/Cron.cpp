#include "community/Cron.h"

#include "community/CronField.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <array>
#include <optional>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Cron)
};

constexpr qsizetype longestLine = 200;
constexpr int fieldCount = 5;
constexpr int searchYears = 8; // the longest way from one 29 February to the next, over a year like 2100

template <std::size_t N>
std::bitset<N> narrowed(const std::bitset<64> &set)
{
    return std::bitset<N>(set.to_ullong());
}

template <std::size_t N>
std::optional<int> firstFrom(const std::bitset<N> &set, int from)
{
    for (auto i = static_cast<std::size_t>(from); i < N; ++i) {
        if (set.test(i))
            return static_cast<int>(i);
    }
    return std::nullopt;
}
} // namespace

Result<Cron> Cron::parse(const QString &line)
{
    static const QRegularExpression space(u"\\s+"_s);
    const QString hint =
        Tr::tr("A cron line has minute, hour, day of month, month and day of week, for example 0 2 * * *.");
    const auto refused = [&hint](const QString &text) {
        return Error{.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}, .status = 0};
    };

    if (line.size() > longestLine)
        return refused(Tr::tr("The cron line is too long."));
    const QStringList texts = line.split(space, Qt::SkipEmptyParts);
    if (texts.size() != fieldCount)
        return refused(Tr::tr("A cron line has five fields; here are %1.").arg(texts.size()));

    std::array<CronValues, fieldCount> fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto parsed = parseCronField(texts.at(static_cast<qsizetype>(i)), static_cast<CronField>(i));
        if (!parsed)
            return refused(parsed.error().text);
        fields[i] = *parsed;
    }

    Cron cron;
    cron.m_minutes = narrowed<60>(fields[0].set);
    cron.m_hours = narrowed<24>(fields[1].set);
    cron.m_days = narrowed<32>(fields[2].set);
    cron.m_months = narrowed<13>(fields[3].set);
    cron.m_weekdays = narrowed<7>(fields[4].set);
    cron.m_anyDay = fields[2].any;
    cron.m_anyWeekday = fields[4].any;
    return cron;
}

QDateTime Cron::next(const QDateTime &after) const
{
    if (!after.isValid())
        return {};
    const QDateTime utc = after.toUTC();
    const QTime time = utc.time();
    const QDateTime earliest = QDateTime(utc.date(), QTime(time.hour(), time.minute()), Qt::UTC).addSecs(60);
    const QDate last = utc.date().addYears(searchYears);

    for (QDate day = earliest.date(); day.isValid() && day <= last;) {
        if (!m_months.test(static_cast<std::size_t>(day.month()))) {
            day = QDate(day.year(), day.month(), 1).addMonths(1);
            continue;
        }
        const bool dayFits = m_days.test(static_cast<std::size_t>(day.day()));
        const bool weekdayFits = m_weekdays.test(static_cast<std::size_t>(day.dayOfWeek() % 7));
        const bool either = !m_anyDay && !m_anyWeekday;
        if (either ? dayFits || weekdayFits : dayFits && weekdayFits) {
            const QTime from = day == earliest.date() ? earliest.time() : QTime(0, 0);
            for (auto hour = firstFrom(m_hours, from.hour()); hour; hour = firstFrom(m_hours, *hour + 1)) {
                if (const auto minute = firstFrom(m_minutes, *hour == from.hour() ? from.minute() : 0))
                    return QDateTime(day, QTime(*hour, *minute), Qt::UTC);
            }
        }
        day = day.addDays(1);
    }
    return {};
}

} // namespace lockkeeper::community
