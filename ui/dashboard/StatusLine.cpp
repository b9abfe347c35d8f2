#include "ui/dashboard/StatusLine.h"

#include "health/DatabaseHealth.h"
#include "ui/common/CommunityNames.h"
#include "ui/common/ElidedLabel.h"
#include "ui/dashboard/StatusText.h"

#include <QLabel>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(6, 0, 6, 0);
    return label;
}
} // namespace

StatusLine::StatusLine(const QString &sqliteVersion, QWidget *parent)
    : QStatusBar(parent)
    , m_run(new ElidedLabel(this))
    , m_quota(makeLabel(u"statusQuota"_s, this))
    , m_wal(makeLabel(u"statusWal"_s, this))
    , m_sqlite(makeLabel(u"statusSqlite"_s, this))
{
    setObjectName(u"statusLine"_s);
    setSizeGripEnabled(false);
    m_run->setObjectName(u"statusRun"_s);
    m_run->setContentsMargins(6, 0, 6, 0);
    addWidget(m_run, 1);
    addPermanentWidget(m_quota);
    addPermanentWidget(m_wal);
    addPermanentWidget(m_sqlite);
    m_quota->setToolTip(tr("Requests left of the API's limit, as the host last said"));
    m_sqlite->setText(tr("SQLite %1").arg(sqliteVersion));
    m_sqlite->setToolTip(health::hasWalResetBug(sqliteVersion)
                             ? tr("<p>The SQLite library in use. Versions before 3.51.3 (but for 3.50.7 and "
                                  "3.44.6) have a rare fault: "
                                  "two programs that write and checkpoint one WAL database in the same "
                                  "moment may damage it.</p>")
                             : tr("The SQLite library in use"));
}

void StatusLine::showState(const sync::Catalog &catalog, const sync::RunSnapshot &run)
{
    const WalCount wal = walCount(catalog, run);
    const CommunityNames names(catalog);
    QStringList others;
    for (const QString &id : wal.others)
        others.append(names.of(id));
    // A first run is just making them: neither their number nor that there are none is known.
    m_wal->setText(run.running && wal.databases == 0 ? QString() : walText(wal));
    m_wal->setToolTip(wal.others.isEmpty()
                          ? tr("Databases in WAL mode: readers and the writer do not block each other")
                          : tr("Not in WAL mode: %1").arg(others.join(u", "_s)));
    const QString quota = quotaText(run.quotas);
    m_quota->setText(quota);
    m_quota->setVisible(!quota.isEmpty());
    m_run->setFullText(runText(run));
}

} // namespace lockkeeper::ui
