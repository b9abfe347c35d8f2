#include "ui/dashboard/DetailsText.h"

#include "ui/common/Format.h"
#include "ui/dashboard/ProgressLook.h"
#include "ui/dashboard/RowText.h"
#include "ui/dashboard/RowToolTip.h"
#include "ui/dashboard/StateText.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::DetailsText)
};

constexpr qsizetype shownNotices = 200;

int plural(qint64 count)
{
    return static_cast<int>(std::min<qint64>(count, INT_MAX));
}

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace('\n'_L1, "<br>"_L1);
}

QString paragraph(const QString &html, const QColor &colour = {})
{
    return colour.isValid() ? u"<p style=\"color:%1\">%2</p>"_s.arg(colour.name(), html)
                            : u"<p>%1</p>"_s.arg(html);
}

QString linked(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return escaped(address);
    return u"<a href=\"%1\">%2</a>"_s.arg(QString::fromUtf8(url.toEncoded()).toHtmlEscaped(),
                                          escaped(address));
}

QString errorHtml(const Error &error, const Tones &tones)
{
    QString html = paragraph(u"<b>%1</b>"_s.arg(escaped(error.text)), tones.failed);
    if (!error.hint.isEmpty())
        html += paragraph(escaped(error.hint));
    if (!error.url.isEmpty())
        html += paragraph(Tr::tr("Asked: %1").arg(linked(error.url)));
    if (error.status != 0)
        html += paragraph(Tr::tr("HTTP status %1").arg(error.status), tones.muted);
    return html;
}

QString problemHtml(const community::Problem &problem, const Tones &tones)
{
    const bool warning = problem.severity == community::Problem::Severity::Warning;
    const QString word = warning ? Tr::tr("Warning") : Tr::tr("Error");
    QString html = u"<b style=\"color:%1\">%2</b> <code>%3</code>"_s.arg(
        (warning ? tones.warning : tones.failed).name(), word, escaped(problem.describe()));
    if (!problem.hint.isEmpty())
        html += "<br>"_L1 + escaped(problem.hint);
    return paragraph(html);
}

// Rows of two cells: what, and how much.
class Facts final
{
public:
    void add(const QString &what, const QString &value)
    {
        m_rows += u"<tr><td style=\"padding-right:14px\">%1</td><td>%2</td></tr>"_s.arg(escaped(what),
                                                                                        escaped(value));
    }
    [[nodiscard]] QString html() const
    {
        return m_rows.isEmpty() ? QString() : u"<table cellspacing=\"0\">%1</table>"_s.arg(m_rows);
    }

private:
    QString m_rows;
};

void addRunFacts(Facts &facts, const Figures &figures)
{
    const store::LockTotals &locks = figures.costs.locks;
    facts.add(Tr::tr("Items"),
              Tr::tr("%1 new, %2 changed, %3 unchanged, %4 deleted, %5 skipped")
                  .arg(formatNumber(figures.counts.added), formatNumber(figures.counts.changed),
                       formatNumber(figures.counts.unchanged), formatNumber(figures.counts.deleted),
                       formatNumber(figures.counts.skipped)));
    facts.add(Tr::tr("Network"),
              Tr::tr("%1, %2 answered “not modified”, %3")
                  .arg(Tr::tr("%Ln requests", nullptr, plural(figures.costs.requests)),
                       formatNumber(figures.costs.notModified), formatBytes(figures.costs.bytes)));
    facts.add(Tr::tr("Waited for the write lock"),
              Tr::tr("%1 behind our own writers (%2), %3 behind another process (%4), longest %5")
                  .arg(formatNanoseconds(locks.queuedNs), formatNumber(locks.queued),
                       formatNanoseconds(locks.busyNs), formatNumber(locks.busy),
                       formatNanoseconds(locks.longestWaitNs)));
    facts.add(Tr::tr("Held the write lock"),
              Tr::tr("%1 in %2, %3 of them above %4, longest %5")
                  .arg(formatNanoseconds(locks.holdNs),
                       Tr::tr("%Ln transactions", nullptr, plural(locks.holds)),
                       formatNumber(locks.longHolds),
                       formatNanoseconds(std::chrono::nanoseconds(store::longHold).count()),
                       formatNanoseconds(locks.longestHoldNs)));
    if (figures.jobs == 1)
        facts.add(Tr::tr("Took"), formatDuration(figures.seconds));
}

void addDatabaseFacts(Facts &facts, const sync::CatalogEntry &entry, bool ran)
{
    if (!entry.databaseExists) {
        if (!ran) // the first run may have made it since the catalog was read
            facts.add(Tr::tr("Database"), Tr::tr("none yet; the first sync makes it"));
        return;
    }
    facts.add(Tr::tr("Database"), entry.database.path);
    if (entry.databaseError)
        return;
    facts.add(Tr::tr("Journal mode"), entry.database.journalMode.toUpper());
    facts.add(
        Tr::tr("Size"),
        Tr::tr("%1, WAL %2").arg(formatBytes(entry.database.bytes), formatBytes(entry.database.walBytes)));
    for (const sync::RowCount &count : entry.rows)
        facts.add(count.table, Tr::tr("%Ln rows", nullptr, plural(count.rows)));
}

QString stateLine(const CommunityNode &node, const Tones &tones)
{
    const Figures &figures = node.figures;
    QString line = stateLook(figures).word;
    if (node.kind == RowKind::Job && figures.state == RowState::Running)
        line = phaseText(figures.phase, figures.phaseHost, figures.phaseUntil);
    const QString progress = progressLook(figures).text;
    if (!progress.isEmpty())
        line += u" · "_s + progress;
    if (figures.jobs > 1 && figures.neverSynced > 0)
        line += u" · "_s + neverSyncedText(figures);
    else if (figures.lastSync.isValid())
        line += u" · "_s + (figures.jobs > 1 ? Tr::tr("oldest sync %1") : Tr::tr("last sync %1"))
                               .arg(formatWhen(figures.lastSync));
    if (figures.nextRun.isValid())
        line +=
            u" · "_s + Tr::tr("scheduled for %1, not started by Lockkeeper").arg(formatWhen(figures.nextRun));
    return paragraph(escaped(line), tones.muted);
}
} // namespace

QString detailsHtml(const CommunityNode &node, const Tones &tones)
{
    if (node.kind == RowKind::Problem && node.parent)
        return detailsHtml(*node.parent, tones);
    QString html = u"<h3>%1</h3>"_s.arg(escaped(node.kind == RowKind::Job ? node.key.name : node.name));
    html += stateLine(node, tones);
    if (node.job && node.job->error)
        html += errorHtml(*node.job->error, tones);
    for (const QString &line : failureLines(node))
        html += paragraph(u"<b>%1</b>"_s.arg(escaped(line)), tones.failed);
    if (node.entry) {
        if (node.entry->databaseError)
            html += errorHtml(*node.entry->databaseError, tones);
        for (const community::Problem &problem : node.entry->loaded.problems)
            html += problemHtml(problem, tones);
    }
    Facts facts;
    if (node.figures.ran)
        addRunFacts(facts, node.figures);
    if (node.entry && !node.entry->loaded.broken())
        addDatabaseFacts(facts, *node.entry, node.figures.ran);
    html += facts.html();
    if (node.job) {
        const QStringList &notices = node.job->notices;
        for (const QString &notice : notices.first(std::min(shownNotices, notices.size())))
            html += paragraph(escaped(notice));
    }
    return html;
}

} // namespace lockkeeper::ui
