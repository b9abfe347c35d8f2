#include "sources/mailman/Period.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr int stillOpen = 2; // the current period, and the one before it: mail is late

// English, as Mailman names folders by; a folder in another language counts from January on.
int monthNamed(const QString &name)
{
    static constexpr std::array months{"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
    const auto *const found = std::find_if(months.cbegin(), months.cend(), [&name](const char *month) {
        return name.compare(QLatin1StringView(month), Qt::CaseInsensitive) == 0;
    });
    return found == months.cend() ? 1 : static_cast<int>(found - months.cbegin()) + 1;
}

QDate firstDay(const QString &name)
{
    static const QRegularExpression form(
        u"\\A(?:(?<year>\\d{4})(?:q(?<quarter>[1-4])|-(?<month>\\d{2})|-(?<name>[^\\W\\d_]{3,20}))?"
        "|(?:Week-of-Mon-)?(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2}))\\z"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = form.match(name);
    if (!match.hasMatch())
        return {};
    const auto number = [&match](const QString &group) {
        return match.captured(group).toInt();
    };
    if (match.hasCaptured(u"y"_s))
        return {number(u"y"_s), number(u"m"_s), number(u"d"_s)};
    int month = 1;
    if (match.hasCaptured(u"quarter"_s))
        month = number(u"quarter"_s) * 3 - 2;
    else if (match.hasCaptured(u"month"_s))
        month = number(u"month"_s);
    else if (match.hasCaptured(u"name"_s))
        month = monthNamed(match.captured(u"name"_s));
    return {number(u"year"_s), month, 1};
}
} // namespace

std::optional<Period> periodNamed(const QString &name)
{
    const QDate begin = firstDay(name);
    if (!begin.isValid())
        return {};
    return Period{.name = name, .begin = begin, .archive = {}};
}

void sortPeriods(QList<Period> &periods)
{
    std::stable_sort(periods.begin(), periods.end(),
                     [](const Period &a, const Period &b) { return a.begin < b.begin; });
}

QSet<QString> openPeriods(const QList<Period> &sorted, const QDate &today)
{
    QSet<QString> open;
    int begun = 0;
    for (auto period = sorted.crbegin(); period != sorted.crend() && begun < stillOpen; ++period) {
        open.insert(period->name);
        if (period->begin <= today)
            ++begun;
    }
    return open;
}

} // namespace lockkeeper::sources::mailman
