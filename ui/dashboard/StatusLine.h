// The window's status bar: the run, API limits, databases in WAL, SQLite's version. GUI thread.
#pragma once

#include "sync/Catalog.h"
#include "sync/Snapshot.h"

#include <QStatusBar>

class QLabel;

namespace lockkeeper::ui {

class ElidedLabel;

class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(const QString &sqliteVersion, QWidget *parent = nullptr);

    void showState(const sync::Catalog &catalog, const sync::RunSnapshot &run);

private:
    ElidedLabel *m_run;
    QLabel *m_quota;
    QLabel *m_wal;
    QLabel *m_sqlite;
};

} // namespace lockkeeper::ui
