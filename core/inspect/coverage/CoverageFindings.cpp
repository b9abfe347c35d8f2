#include "inspect/coverage/Coverage.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

// Items of theirs come by and by, and the newest says whether they still do.
bool hasAPace(const QString &source)
{
    return source == "github"_L1 || source == "discourse"_L1 || source == "mailman"_L1;
}

int daysSince(const QDateTime &then, const QDateTime &now)
{
    return int(std::clamp<qint64>(then.daysTo(now), 0, 1'000'000));
}

std::optional<CoverageFinding> configuration(const CoverageRow &row)
{
    if (row.source == "faq"_L1) // the assistant makes them
        return std::nullopt;
    if (row.configured == false && !row.rows)
        return CoverageFinding{
            .gap = Gap::NotConfigured,
            .text = Tr::tr("A query that is no longer configured."),
            .hint = Tr::tr("Which papers it brought cannot be told: they stay. Configure it again "
                           "if it was left out by mistake.")};
    if (row.configured == false)
        return CoverageFinding{
            .gap = Gap::NotConfigured,
            .text = Tr::tr("%Ln item(s) of a remote that is no longer configured.", nullptr,
                           int(row.rows.value_or(0))),
            .hint = Tr::tr(
                "They grow old: nothing brings them up to date. Configure it again, or remove them: taking "
                "a source out of the configuration offers that.")};
    return std::nullopt;
}

std::optional<CoverageFinding> lastSync(const CoverageRow &row, const QDateTime &now)
{
    if (row.configured == false || row.source == "faq"_L1)
        return std::nullopt;
    if (!row.configured && !row.lastSync.isValid())
        return std::nullopt;
    if (!row.lastSync.isValid())
        return CoverageFinding{.gap = Gap::NeverSynced,
                               .text = Tr::tr("Configured, and never synced to its end."),
                               .hint = Tr::tr("Sync it; the log says what keeps it from ending.")};
    if (row.rows == 0)
        return CoverageFinding{.gap = Gap::NothingThere,
                               .text = Tr::tr("Synced, and nothing is there."),
                               .hint =
                                   Tr::tr("See whether its name is right: editing the sources checks that.")};
    if (const int days = daysSince(row.lastSync, now); days > daysUntilStale)
        return CoverageFinding{.gap = Gap::NotSyncedLately,
                               .text = Tr::tr("Last synced %Ln day(s) ago.", nullptr, days),
                               .hint = Tr::tr("Sync it, and see whether its schedule is kept.")};
    return std::nullopt;
}

std::optional<CoverageFinding> quiet(const CoverageRow &row, const QDateTime &now)
{
    const QDate newest = QDate::fromString(row.newest.left(10), Qt::ISODate);
    if (!hasAPace(row.source) || !newest.isValid())
        return std::nullopt;
    const int days = int(std::clamp<qint64>(newest.daysTo(now.date()), 0, 1'000'000));
    if (days <= daysUntilQuiet || days <= gapsUntilQuiet * row.usualDays)
        return std::nullopt;
    QString text = Tr::tr("The newest item is %Ln day(s) old.", nullptr, days);
    if (row.usualDays > 0 && row.usualDays < 1)
        text += u' ' + Tr::tr("There used to be several a day.");
    else if (row.usualDays > 0)
        text +=
            u' ' + Tr::tr("There used to be one every %Ln day(s).", nullptr, int(std::lround(row.usualDays)));
    return CoverageFinding{
        .gap = Gap::Quiet,
        .text = text,
        .hint = Tr::tr("See whether it goes on elsewhere, or whether there is something newer than "
                       "that, which a full sync would bring.")};
}

std::optional<CoverageFinding> fewerThanRemote(const CoverageRow &row)
{
    if (!row.remote || !row.remote->comparable || !row.rows)
        return std::nullopt;
    const double wanted = double(row.remote->items) * (row.remote->rough ? roughShare : 1.0);
    if (double(*row.rows) >= wanted)
        return std::nullopt;
    const QString number = QLocale().toString(row.remote->items);
    return CoverageFinding{.gap = Gap::FewerThanRemote,
                           .text = (row.remote->rough ? Tr::tr("The remote has about %1 items, here are %L2.")
                                                      : Tr::tr("The remote has %1 items, here are %L2."))
                                       .arg(number)
                                       .arg(*row.rows),
                           .hint =
                               Tr::tr("Sync it. If that brings nothing, a full sync walks all of it again.")};
}
} // namespace

QList<CoverageFinding> findingsOf(const CoverageRow &row, const QDateTime &now)
{
    QList<CoverageFinding> findings;
    const auto add = [&findings](const std::optional<CoverageFinding> &finding) {
        if (finding)
            findings.append(*finding);
        return finding.has_value();
    };
    add(configuration(row));
    const bool known = !add(lastSync(row, now)) && row.configured != false;
    if (known)
        add(quiet(row, now));
    add(fewerThanRemote(row));
    if (row.skipped > 0)
        findings.append({.gap = Gap::Skipped,
                         .text = Tr::tr("%Ln item(s) could not be read.", nullptr, int(row.skipped)),
                         .hint = Tr::tr("The next sync asks for them again; the history says why.")});
    return findings;
}

} // namespace lockkeeper::inspect
