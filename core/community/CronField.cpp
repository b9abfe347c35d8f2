#include "community/CronField.h"

#include "community/Excerpt.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Cron)
};

struct Limits
{
    QString name;
    int first = 0;
    int last = 0;
    QStringList words; // the first one means `first`
};

Limits limitsOf(CronField field)
{
    switch (field) {
    case CronField::Minute:
        return {.name = Tr::tr("minute"), .first = 0, .last = 59, .words = {}};
    case CronField::Hour:
        return {.name = Tr::tr("hour"), .first = 0, .last = 23, .words = {}};
    case CronField::Day:
        return {.name = Tr::tr("day of month"), .first = 1, .last = 31, .words = {}};
    case CronField::Month:
        return {.name = Tr::tr("month"),
                .first = 1,
                .last = 12,
                .words = u"jan feb mar apr may jun jul aug sep oct nov dec"_s.split(u' ')};
    case CronField::Weekday:
        break;
    }
    return {.name = Tr::tr("day of week"),
            .first = 0,
            .last = 7,
            .words = u"sun mon tue wed thu fri sat"_s.split(u' ')};
}

std::optional<int> numberOf(QStringView text)
{
    const auto isDigit = [](QChar c) {
        return c >= u'0' && c <= u'9';
    };
    if (text.isEmpty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    return text.toInt();
}

class Parser final
{
public:
    Parser(Limits limits, CronField field)
        : m_limits(std::move(limits))
        , m_field(field)
    {
    }

    Result<CronValues> parse(const QString &text)
    {
        m_values.any = text.startsWith(u'*');
        const QStringList parts = text.split(u',');
        for (const QString &part : parts) {
            if (const auto done = addPart(part); !done)
                return done.error();
        }
        if (m_field == CronField::Weekday && m_values.set.test(7)) {
            m_values.set.reset(7);
            m_values.set.set(0);
        }
        return m_values;
    }

private:
    [[nodiscard]] Error wrong(const QString &what) const
    {
        return {.kind = ErrorKind::Config, .text = what, .hint = {}, .url = {}, .status = 0};
    }

    // A number or a name of this field.
    Result<int> value(QStringView text) const
    {
        if (const auto word = m_limits.words.indexOf(text.toString().toLower()); word >= 0)
            return m_limits.first + static_cast<int>(word);
        const auto number = numberOf(text);
        if (!number) {
            return wrong(Tr::tr("The field %1 cannot hold %2.").arg(m_limits.name, quoted(text.toString())));
        }
        if (*number < m_limits.first || *number > m_limits.last) {
            return wrong(Tr::tr("The field %1 goes from %2 to %3; %4 is outside.")
                             .arg(m_limits.name, QString::number(m_limits.first),
                                  QString::number(m_limits.last), QString::number(*number)));
        }
        return *number;
    }

    // `*`, `a`, `a-b`, each with `/step` behind it if you like; `a/step` goes from a to the end.
    Result<void> addPart(QStringView part)
    {
        const qsizetype slash = part.indexOf(u'/');
        const QStringView range = slash < 0 ? part : part.first(slash);
        const qsizetype dash = range.indexOf(u'-');
        int first = m_limits.first;
        int last = m_field == CronField::Weekday ? 6 : m_limits.last; // an open end meets Sunday once, as 0
        if (range != "*"_L1) {
            const auto begin = value(dash < 0 ? range : range.first(dash));
            if (!begin)
                return begin.error();
            first = *begin;
            if (dash >= 0) {
                const auto end = value(range.sliced(dash + 1));
                if (!end)
                    return end.error();
                last = *end;
                if (m_field == CronField::Weekday && last == 0 && first > 0)
                    last = 7; // "fri-sun"
            } else {
                if (m_field == CronField::Weekday)
                    first %= 7;
                if (slash < 0)
                    last = first;
            }
        }
        if (first > last) {
            return wrong(Tr::tr("The field %1 has a range that runs backwards: %2.")
                             .arg(m_limits.name, quoted(range.toString())));
        }
        const auto step = slash < 0 ? Result<int>(1) : stepOf(part.sliced(slash + 1), last - first);
        if (!step)
            return step.error();
        for (int i = first; i <= last; i += *step)
            m_values.set.set(static_cast<std::size_t>(i));
        return {};
    }

    Result<int> stepOf(QStringView text, int width) const
    {
        const auto step = numberOf(text);
        if (!step || *step < 1 || *step > std::max(width, 1)) {
            return wrong(Tr::tr("The field %1 has a step that does not fit its range: %2.")
                             .arg(m_limits.name, quoted(text.toString())));
        }
        return *step;
    }

    Limits m_limits;
    CronField m_field;
    CronValues m_values;
};
} // namespace

Result<CronValues> parseCronField(const QString &text, CronField field)
{
    return Parser(limitsOf(field), field).parse(text);
}

} // namespace lockkeeper::community
