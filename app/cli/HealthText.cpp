#include "base/Format.h"
#include "cli/Console.h"
#include "cli/HealthFindings.h"
#include "store/values/ProcessName.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr qsizetype shownNames = 12; // of what a schema lacks

// Lines of "  Name   value"; what is longer than a line, and further values of a name, stand under the first.
class Fields final
{
public:
    explicit Fields(const QString &title)
        : m_lines{title}
    {
    }
    void add(const QString &name, const QString &value)
    {
        const int columns = std::max(20, Console::textColumns() - indent);
        const QString text = printable(value);
        const QStringList lines = columnsOf(text) > columns ? wrapped(text, columns) : QStringList{text};
        for (qsizetype i = 0; i < lines.size(); ++i)
            addLine(i == 0 ? name : QString(), lines.at(i));
    }
    // As it is: a command that is to be copied, or a path.
    void addLine(const QString &name, const QString &value)
    {
        m_lines += printable("  "_L1 + name.leftJustified(indent - 2) + value);
    }
    void add(const QString &name, const QStringList &values)
    {
        for (const QString &value : values)
            add(value == values.constFirst() ? name : QString(), value);
    }
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

private:
    static constexpr int indent = 14;
    QStringList m_lines;
};

QString list(const std::vector<store::Process> &processes)
{
    QStringList names;
    for (const store::Process &one : processes)
        names += store::processName(one);
    return names.join(", "_L1);
}

QString whenText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString sizeText(const health::DatabaseHealth &health)
{
    QString text =
        Tr::tr("%1: %2 pages of %3")
            .arg(formatBytes(health.bytes), formatNumber(health.pages), formatBytes(health.pageSize));
    if (health.freePages > 0)
        text += Tr::tr(", %1 of them free (%2, given back by --compact)")
                    .arg(formatNumber(health.freePages), formatBytes(health.freePages * health.pageSize));
    return text;
}

QString walText(const health::DatabaseHealth &health)
{
    const QString sizes =
        Tr::tr("%1; -shm %2").arg(formatBytes(health.walBytes), formatBytes(health.shmBytes));
    return health.readers.empty() ? sizes : Tr::tr("%1; pinned by %2").arg(sizes, list(health.readers));
}

QString schemaText(const health::DatabaseHealth &health)
{
    if (health.schemaUpToDate)
        return Tr::tr("up to date");
    if (health.missing.isEmpty())
        return Tr::tr("could not be read");
    QString names = health.missing.mid(0, shownNames).join(", "_L1);
    if (health.missing.size() > shownNames)
        names += ", "_L1 + ellipsis(Console::unicodeWanted());
    return Tr::tr("the next sync adds: %1").arg(names);
}

QString rowsOf(const QList<store::TableRows> &rows)
{
    QStringList parts;
    for (const store::TableRows &table : rows) {
        if (table.rows > 0)
            parts += table.table + u' ' + formatNumber(table.rows);
    }
    return parts.isEmpty() ? Tr::tr("none") : parts.join(", "_L1);
}

QString outcomeText(history::CheckOutcome outcome)
{
    switch (outcome) {
    case history::CheckOutcome::Whole:
        return Tr::tr("whole");
    case history::CheckOutcome::BrokenIndex:
        return Tr::tr("a full-text index is broken");
    case history::CheckOutcome::Damaged:
        return Tr::tr("damaged");
    }
    return {};
}

QString checkText(const HealthFindings &findings)
{
    if (!findings.lastCheck)
        return Tr::tr("none yet; lockkeeper-cli health --deep makes one");
    const history::CheckRecord &check = *findings.lastCheck;
    return Tr::tr("%1 (%2, %3, took %4)")
        .arg(outcomeText(check.outcome), whenText(check.at), check.deep ? Tr::tr("deep") : Tr::tr("quick"),
             formatDuration(check.seconds));
}

QString backupText(const HealthFindings &findings)
{
    if (findings.backups.isEmpty())
        return findings.backupNotThere ? Tr::tr("none that is there")
                                       : Tr::tr("none in %1").arg(findings.backupFolder);
    const backup::StoredBackup &newest = findings.backups.constFirst();
    const QString text = Tr::tr("%1: %2").arg(whenText(newest.taken), newest.path);
    return newest.whole ? text : Tr::tr("%1, which is not whole").arg(text);
}

QString growthText(const QList<history::DatabaseSize> &growth)
{
    if (growth.size() < 2)
        return Tr::tr("not known before two runs");
    return Tr::tr("%1 to %2 in %3 runs since %4")
        .arg(formatBytes(growth.constFirst().bytes), formatBytes(growth.constLast().bytes),
             formatNumber(growth.size()), whenText(growth.constFirst().startedAt));
}

void addFacts(Fields &fields, const health::DatabaseHealth &health)
{
    if (!health.journalMode.isEmpty())
        fields.add(Tr::tr("Journal"), health.journalMode);
    fields.add(Tr::tr("Size"), health.pages > 0 ? sizeText(health) : formatBytes(health.bytes));
    if (health.journalMode == "wal"_L1 || health.walBytes > 0)
        fields.add(Tr::tr("WAL"), walText(health));
    if (health.writer)
        fields.add(Tr::tr("Written by"), store::processName(*health.writer));
    else if (health.journalMode != "wal"_L1 && !health.readers.empty())
        fields.add(Tr::tr("Read by"), list(health.readers));
    if (!health.users.empty())
        fields.add(Tr::tr("Opened by"), list(health.users));
    if (health.pages > 0 || health.schemaUpToDate)
        fields.add(Tr::tr("Schema"), schemaText(health));
    if (!health.rows.isEmpty())
        fields.add(Tr::tr("Rows"), rowsOf(health.rows));
    if (!health.indexes.isEmpty())
        fields.add(Tr::tr("Full text"), health.indexes.join(", "_L1));
}

} // namespace

QStringList findingsText(const HealthFindings &findings)
{
    Fields fields(findings.community);
    fields.addLine(Tr::tr("Database"), findings.health.path);
    addFacts(fields, findings.health);
    fields.add(Tr::tr("Last check"), checkText(findings));
    fields.addLine(Tr::tr("Last backup"), backupText(findings));
    if (findings.backupNotThere)
        fields.addLine({}, Tr::tr("%1: %2, which is not there now")
                               .arg(whenText(findings.backupNotThere->taken), findings.backupNotThere->path));
    fields.add(Tr::tr("Growth"), growthText(findings.growth));
    fields.add(Tr::tr("Problem"), problemsOf(findings));
    for (const QString &advice : adviceOn(findings))
        fields.addLine({}, advice);
    return fields.lines();
}

} // namespace lockkeeper::cli
