// What stands below the sheet's table of the row that is chosen.
#include "ui/common/Format.h"
#include "ui/migration/MigrationRow.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::MigrationDetails)
};

QString line(const QString &text, const QColor &colour = {})
{
    const QString html = text.toHtmlEscaped().replace('\n'_L1, "<br>"_L1);
    return colour.isValid() ? u"<p style=\"color:%1\">%2</p>"_s.arg(colour.name(), html)
                            : u"<p>%1</p>"_s.arg(html);
}

// A word in bold and what it is about.
QString marked(const QString &word, const QColor &colour, const QString &text)
{
    return u"<p><b style=\"color:%1\">%2</b> %3</p>"_s.arg(colour.name(), word.toHtmlEscaped(),
                                                           text.toHtmlEscaped());
}

QString reportHtml(const migration::MigrationReport &report)
{
    QString html;
    if (report.changed)
        html += line(Tr::tr("Switched from %1 to %2 in %3, read back on a fresh connection.")
                         .arg(report.from, report.to, formatDuration(report.seconds)));
    else
        html += line(Tr::tr("It is in mode %1 already. Nothing was done.").arg(report.to));
    if (!report.backup.isEmpty())
        html += line(Tr::tr("Backup: %1").arg(QDir::toNativeSeparators(report.backup)));
    for (const QString &removed : report.removed)
        html += line(Tr::tr("An old backup was removed: %1").arg(QDir::toNativeSeparators(removed)));
    if (!report.changed)
        return html;
    const qint64 rows =
        std::accumulate(report.rows.cbegin(), report.rows.cend(), qint64{0},
                        [](qint64 sum, const store::TableRows &table) { return sum + table.rows; });
    html += line(Tr::tr("Rows the same before and after: %1").arg(formatNumber(rows)));
    return html;
}

QString findingHtml(const migration::Finding &finding, const Tones &tones)
{
    using Outcome = migration::Finding::Outcome;
    QString text = finding.text;
    if (!finding.hint.isEmpty())
        text += ' '_L1 + finding.hint;
    switch (finding.outcome) {
    case Outcome::Passed:
        return marked(Tr::tr("✓ OK:"), tones.done, text);
    case Outcome::Notice:
        return marked(Tr::tr("! Note:"), tones.warning, text);
    case Outcome::Refused:
        break;
    }
    return marked(Tr::tr("✗ Refused:"), tones.failed, text);
}
} // namespace

QString migrationHtml(const MigrationRow &row, const Tones &tones)
{
    QString html = u"<h3>%1</h3>"_s.arg(row.database.name.toHtmlEscaped());
    html += line(QDir::toNativeSeparators(row.database.path), tones.muted);
    if (row.report)
        html += reportHtml(*row.report);
    if (row.stage == MigrationStage::Cancelled)
        html += line(Tr::tr("Stopped. The file is as it was."));
    if (row.damaged && row.stage == MigrationStage::Ready)
        html += marked(Tr::tr("✗ Damaged:"), tones.failed,
                       Tr::tr("The last check found the file so. Restore a backup, or recover what can be "
                              "read, before it is switched."));
    const bool listed = row.stage == MigrationStage::Refused; // among the findings
    if (row.error && !listed) {
        const bool skipped = row.stage == MigrationStage::Skipped;
        html += marked(skipped ? Tr::tr("Skipped:") : Tr::tr("Failed:"),
                       skipped ? tones.warning : tones.failed, row.error->text);
        if (!row.error->hint.isEmpty())
            html += line(row.error->hint);
    }
    if (row.plan && !row.report) {
        QList<migration::Finding> findings(row.plan->findings.cbegin(), row.plan->findings.cend());
        std::stable_sort(findings.begin(), findings.end(), // what keeps it from being switched comes first
                         [](const migration::Finding &a, const migration::Finding &b) {
                             return a.outcome == migration::Finding::Outcome::Refused &&
                                    b.outcome != migration::Finding::Outcome::Refused;
                         });
        for (const migration::Finding &finding : std::as_const(findings))
            html += findingHtml(finding, tones);
    }
    return html;
}

} // namespace lockkeeper::ui
