#include "inspect/coverage/Coverage.h"

#include "inspect/RowWalk.h"
#include "inspect/coverage/CoverageTally.h"
#include "store/Reading.h"

#include <QMap>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
using RowKey = std::pair<QString, QString>; // source and name

QString providerOf(const QString &query)
{
    return query.startsWith("citing_"_L1) ? u"openalex"_s : query.section(u':', 0, 0);
}

// A row's columns as SQL; '' where the table, or this file's, has none.
QString columnsFor(const ContentTable &table, const QStringList &present)
{
    const auto named = [&present](const QString &column) {
        return present.contains(column) ? u'"' + column + u'"' : u"''"_s;
    };
    return u"%1, %2, %3, %4, %5, %6"_s.arg(named(table.origin), named(table.language), named(table.title),
                                           named(table.texts.first()), named(table.time), named(table.url));
}

SeenItem seen(const ContentTable &table, const store::ReadRow &row)
{
    SeenItem item{.remote = row.text(1), .time = row.text(5), .hasText = row.bytes(4) > 0, .prints = {}};
    if (table.name == "docstrings"_L1)
        item.remote += u':' + row.text(2);
    else if (table.origin.isEmpty())
        item.remote = u"bids-website"_s;
    item.prints = table.name == "papers"_L1 ? printsOfPaper(row.text(3), row.text(6))
                                            : printsOf(item.remote, row.text(3), row.text(4));
    return item;
}

class Survey final
{
public:
    Survey(const CoverageSubject &subject, store::Reading &database, std::function<void(double)> done)
        : m_subject(subject)
        , m_database(database)
        , m_done(std::move(done))
    {
    }

    Result<QList<CoverageRow>> read()
    {
        addConfigured();
        double part = 0;
        for (const ContentTable &table : contentTables()) {
            if (const Result<void> walked = walk(table, part); !walked)
                return walked.error();
            part += 1.0 / double(contentTables().size());
        }
        if (const Result<void> read = readBookkeeping(); !read)
            return read.error();
        return sorted();
    }

private:
    CoverageRow &row(const QString &source, const QString &name)
    {
        CoverageRow &found = m_rows[{source, name}];
        if (m_subject.configured && !found.configured)
            found.configured = false; // unless it turns up among them
        found.community = m_subject.place.community;
        found.source = source;
        found.name = name;
        return found;
    }

    void addConfigured()
    {
        for (const ConfiguredRemote &remote : m_subject.configured.value_or(QList<ConfiguredRemote>())) {
            CoverageRow &added = row(remote.source, remote.name);
            added.configured = true;
            if (remote.source != "papers"_L1)
                added.rows = 0;
        }
    }

    Result<void> walk(const ContentTable &table, double before)
    {
        const Result<QStringList> present =
            store::askedAgainIfTouched(m_database, [&] { return m_database.columnsOf(table.name); });
        if (!present || present->isEmpty())
            return present ? Result<void>() : present.error();
        CoverageTally tally;
        const Result<void> walked = walkRows(
            m_database, table.name, columnsFor(table, *present),
            [&table](const store::ReadRow &one) { return seen(table, one); },
            [&](const std::vector<SeenItem> &part, double share) {
                for (const SeenItem &item : part)
                    tally.add(item);
                if (m_done)
                    m_done(before + share / double(contentTables().size()));
            });
        if (!walked)
            return walked;
        for (const QString &remote : tally.remotes())
            take(table.source, tally.rowOf(remote));
        return {};
    }

    void take(const QString &source, const CoverageRow &counted)
    {
        CoverageRow &into = row(source, counted.name);
        std::optional<bool> configured = into.configured;
        if (source == "papers"_L1 && m_subject.configured)
            configured = std::ranges::any_of(*m_subject.configured, [&](const ConfiguredRemote &one) {
                return one.source == source && providerOf(one.name) == counted.name;
            });
        into = counted;
        into.community = m_subject.place.community;
        into.source = source;
        into.configured = configured;
    }

    // `columns` of each row, the remote's two first; none where there is no such table.
    [[nodiscard]] Result<QList<QVariantList>> rowsOf(const QString &table, const QString &columns,
                                                     const QString &tail) const
    {
        return store::askedAgainIfTouched(m_database, [&]() -> Result<QList<QVariantList>> {
            QList<QVariantList> rows;
            const Result<bool> there = m_database.hasTable(table);
            if (!there || !*there)
                return there ? Result<QList<QVariantList>>(rows) : there.error();
            const Result<void> read = m_database.rows(
                u"SELECT %1 FROM %2 %3"_s.arg(columns, table, tail), {}, [&rows](const store::ReadRow &one) {
                    rows.append({one.text(0), one.text(1), one.value(2)});
                    return true;
                });
            return read ? Result<QList<QVariantList>>(rows) : read.error();
        });
    }

    Result<void> readBookkeeping()
    {
        const Result<QList<QVariantList>> marks =
            rowsOf(u"sync_metadata"_s, u"source_type, source_name, last_sync_at"_s, {});
        if (!marks)
            return marks.error();
        for (const QVariantList &one : *marks)
            mark(one.at(0).toString(), one.at(1).toString(),
                 QDateTime::fromString(one.at(2).toString(), Qt::ISODateWithMs));
        const Result<QList<QVariantList>> skipped =
            rowsOf(u"lockkeeper_skipped"_s, u"source_type, source_name, count(*)"_s, u"GROUP BY 1, 2"_s);
        if (!skipped)
            return skipped.error();
        for (const QVariantList &one : *skipped) {
            if (const auto found = m_rows.find({one.at(0).toString(), one.at(1).toString()});
                found != m_rows.end())
                found->skipped = one.at(2).toLongLong();
        }
        return {};
    }

    void mark(const QString &source, const QString &name, QDateTime time)
    {
        if (time.timeSpec() == Qt::LocalTime) // without an offset it is UTC
            time.setTimeSpec(Qt::UTC);
        const bool query = source == "papers"_L1;
        if (query && m_rows.contains({source, providerOf(name)})) {
            CoverageRow &provider = row(source, providerOf(name));
            provider.lastSync = std::max(provider.lastSync, time.toUTC());
        }
        // What is neither configured nor has any items is of no interest, but for a query, whose items have
        // another name.
        if (query || m_rows.contains({source, name}))
            row(source, name).lastSync = time.toUTC();
    }

    [[nodiscard]] QList<CoverageRow> sorted() const
    {
        QList<CoverageRow> rows = m_rows.values();
        const auto place = [](const CoverageRow &one) {
            return std::ranges::find(contentTables(), one.source, &ContentTable::source) -
                   contentTables().cbegin();
        };
        std::ranges::stable_sort(rows, {}, place);
        return rows;
    }

    const CoverageSubject &m_subject;
    store::Reading &m_database;
    std::function<void(double)> m_done; // may be null
    QMap<RowKey, CoverageRow> m_rows;
};
} // namespace

Result<QList<CoverageRow>> readCoverage(const CoverageSubject &subject,
                                        const std::function<void(double)> &done, const std::stop_token &stop)
{
    const Result<std::unique_ptr<store::Reading>> database =
        store::Reading::open(subject.place.database, stop, store::Reading::longPatience);
    return database ? Survey(subject, **database, done).read() : database.error();
}

} // namespace lockkeeper::inspect
