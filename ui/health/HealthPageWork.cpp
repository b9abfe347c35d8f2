// What the page of health says of its work, and what follows from its end.
#include "ui/common/Format.h"
#include "ui/health/HealthPage.h"
#include "ui/health/WorkLine.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthPage)
};

constexpr qsizetype shownOutcomes = 2; // a restore's and that of the check after it

// Where there is no share to show: who is waited for, or else the time, and what has been written, which both
// go on.
QString oneStepText(const HealthWork::Piece &piece)
{
    if (piece.progress.done >= 0)
        return {};
    if (!piece.progress.holder.isEmpty())
        return ' '_L1 + Tr::tr("waiting for %1").arg(piece.progress.holder);
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - piece.begun);
    const QString time = formatDuration(static_cast<double>(seconds.count()));
    return ' '_L1 + (piece.progress.written < 0
                         ? time
                         : Tr::tr("%1, %2 written so far").arg(time, formatBytes(piece.progress.written)));
}
} // namespace

void HealthPage::orderEnded(const TaskOrder &order, const TaskReport &report)
{
    const QString name = m_names.of(order.community);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<LogEntry> entries{{.time = now,
                             .level = report.level,
                             .where = name,
                             .text = taskWords(order.task).title + ": "_L1 + report.text}};
    for (const QString &line : report.more)
        entries.append({.time = now, .level = report.level, .where = name, .text = line});
    Q_EMIT logged(entries);
    m_outcomes.append({order, report});

    const auto row = std::ranges::find(m_rows, order.community, &DatabaseRow::community);
    const bool mended = report.level != LogLevel::Error &&
                        (order.task == HealthTask::Rebuild || order.task == HealthTask::Restore);
    if (mended && row != m_rows.end() && row->check && !row->check->whole())
        m_work.add(orderFor(HealthTask::CheckDeep, *row)); // what was found before may be gone
    switch (order.task) {
    case HealthTask::Check:
    case HealthTask::CheckDeep:
    case HealthTask::BackUp:
    case HealthTask::Recover:
        refresh();
        break;
    default:
        Q_EMIT databasesChanged();
    }
}

void HealthPage::showWork()
{
    const QList<HealthWork::Piece> &pieces = m_work.pieces();
    if (pieces.isEmpty()) {
        showOutcomes();
        return;
    }
    const auto begun = std::ranges::find_if(
        pieces, [](const HealthWork::Piece &piece) { return piece.stage != HealthWork::Stage::InLine; });
    const HealthWork::Piece &piece = begun == pieces.end() ? pieces.constFirst() : *begun;
    const QString what =
        tr("%1 · %2").arg(m_names.of(piece.order.community), taskWords(piece.order.task).title);
    QString text;
    switch (piece.stage) {
    case HealthWork::Stage::InLine:
        text = tr("%1: waits for its turn").arg(what);
        break;
    case HealthWork::Stage::Pausing:
        text = tr("%1: the community’s sync is being paused…").arg(what);
        break;
    case HealthWork::Stage::Running:
        text = what + u"…"_s + oneStepText(piece);
        break;
    case HealthWork::Stage::Stopping:
        text = tr("%1: stopping…").arg(what);
        break;
    }
    if (pieces.size() > 1)
        text += u" · "_s + tr("%n more", nullptr, static_cast<int>(pieces.size() - 1));
    if (!m_outcomes.isEmpty()) // of what ended meanwhile
        text += '\n'_L1 + outcomeText(m_outcomes.constLast());
    const double done = piece.progress.done;
    m_line->showRunning(text, piece.stage == HealthWork::Stage::Running && done > 0 ? done : -1,
                        piece.stage == HealthWork::Stage::Stopping);
}

void HealthPage::showOutcomes()
{
    if (m_outcomes.isEmpty())
        return;
    // The gravest one; of those that are alike, the last.
    qsizetype gravest = 0;
    for (qsizetype i = 1; i < m_outcomes.size(); ++i) {
        if (m_outcomes.at(i).second.level >= m_outcomes.at(gravest).second.level)
            gravest = i;
    }
    QString text;
    if (m_outcomes.size() <= shownOutcomes) {
        QStringList lines;
        for (const auto &outcome : std::as_const(m_outcomes))
            lines.append(outcomeText(outcome));
        text = lines.join('\n'_L1);
    } else {
        text = outcomeText(m_outcomes.at(gravest)) + ' '_L1 +
               tr("%n further outcome(s) in the log.", nullptr, static_cast<int>(m_outcomes.size() - 1));
    }
    const TaskReport &report = m_outcomes.at(gravest).second;
    m_line->showOutcome(report.level, report.stopped, text);
    m_outcomes.clear();
}

QString HealthPage::outcomeText(const QPair<TaskOrder, TaskReport> &outcome) const
{
    return tr("%1 · %2: %3")
        .arg(m_names.of(outcome.first.community), taskWords(outcome.first.task).title, outcome.second.text);
}

} // namespace lockkeeper::ui
