#include "ui/health/HealthDetails.h"

#include "backup/Retention.h"
#include "ui/common/ElidedLabel.h"
#include "ui/health/FactsView.h"
#include "ui/health/GrowthLine.h"
#include "ui/health/HealthTables.h"
#include "ui/history/HistoryTable.h"

#include <QDir>
#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QString keptText(const backup::Retention &kept)
{
    if (kept.number == 0 && kept.days == 0)
        return HealthDetails::tr("all are kept.");
    if (kept.days == 0)
        return HealthDetails::tr("the newest %1 are kept.").arg(kept.number);
    if (kept.number == 0)
        return HealthDetails::tr("each is kept for %1 days.").arg(kept.days);
    return HealthDetails::tr("the newest %1 are kept, for %2 days.").arg(kept.number).arg(kept.days);
}

QWidget *above(QWidget *table, QWidget *line, QWidget *parent)
{
    auto *page = new QWidget(parent);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(table, 1);
    layout->addWidget(line);
    return page;
}
} // namespace

HealthDetails::HealthDetails(const QString &sqliteVersion, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_facts(new FactsView(sqliteVersion, this))
    , m_tabs(new QTabWidget(this))
    , m_rows(new HistoryTable(tr("Rows of each table"), this))
    , m_growth(new GrowthLine(this))
    , m_backups(new HistoryTable(tr("Backups of the chosen database"), this))
    , m_folder(new QLabel(this))
{
    setObjectName(u"healthDetails"_s);
    setChildrenCollapsible(false);
    m_rows->setObjectName(u"healthRows"_s);
    m_backups->setObjectName(u"healthBackups"_s);
    m_backups->setSelectionMode(QAbstractItemView::SingleSelection);
    m_folder->setObjectName(u"healthBackupFolder"_s);
    m_folder->setTextFormat(Qt::PlainText);
    m_folder->setWordWrap(true);
    m_folder->setContentsMargins(8, 4, 8, 4);
    m_tabs->setObjectName(u"healthTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(above(m_rows, m_growth, this), tr("Ro&ws"));
    m_tabs->addTab(above(m_backups, m_folder, this), tr("B&ackups"));
    addWidget(m_facts);
    addWidget(m_tabs);
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
    connect(m_backups, &QAbstractItemView::activated, this, &HealthDetails::restoreWanted);
}

void HealthDetails::setRow(const QString &name, const std::optional<DatabaseRow> &row,
                           const QString &backupFolder, const backup::Retention &kept)
{
    const std::optional<StoredCopy> before =
        row && row->community == m_community ? chosenBackup() : std::nullopt;
    const bool same = row && row->community == m_community;
    const auto fill = [same](HistoryTable *table, const CellTable &cells) {
        if (same)
            table->updateTable(cells);
        else
            table->setTable(cells);
    };
    m_community = row ? row->community : QString();
    m_facts->setRow(name, row);
    fill(m_rows, row ? contentTable(*row) : CellTable{});
    m_growth->setGrowth(row ? row->growth : QList<SizePoint>());
    m_stored = row ? row->backups : QList<StoredCopy>();
    fill(m_backups, backupTable(m_stored));
    m_tabs->setTabText(1, tr("B&ackups (%1)").arg(m_stored.size()));
    const QString folder = QDir::toNativeSeparators(backupFolder);
    const QString where = m_stored.isEmpty() ? tr("None yet. They come into %1; %2") : tr("In %1; %2");
    m_folder->setText(where.arg(folder, keptText(kept)));
    if (before && m_stored.contains(*before))
        m_backups->choose({m_stored.indexOf(*before)});
}

std::optional<StoredCopy> HealthDetails::chosenBackup() const
{
    const QList<qint64> ids = m_backups->chosenIds();
    return ids.size() == 1 ? std::optional(m_stored.value(ids.constFirst())) : std::nullopt;
}

} // namespace lockkeeper::ui
