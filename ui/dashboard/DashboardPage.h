// The communities: tree and details, with the models behind them, and what there is to tell of them above
// every view. GUI thread.
#pragma once

#include "sync/Catalog.h"
#include "ui/dashboard/CommunityFilter.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/Notices.h"

#include <QWidget>

class QSettings;
class QSplitter;

namespace lockkeeper::ui {

class CommunityTree;
class DetailsPane;

class DashboardPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DashboardPage(QSettings &settings, QWidget *parent = nullptr); // `settings` outlives the page

    void showReading(); // until the next setCatalog()
    void setCatalog(const sync::Catalog &catalog);
    void setSnapshot(const sync::RunSnapshot &run);
    void setAlarm(const std::optional<Alarm> &alarm);
    void setDamaged(const QStringList &communities); // whose databases a check found so
    void setFilterText(const QString &text);
    void setStateFilter(StateFilter state);
    void setDetailsVisible(bool visible);
    void saveState();
    void answerNotice(); // what the button of the shown notice is for
    void nextNotice();   // shows another one, and after the last one the first

    [[nodiscard]] CommunityModel &model() { return m_model; }
    [[nodiscard]] CommunityTree &tree() const { return *m_tree; }
    [[nodiscard]] const sync::Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] QList<Notice> notices() const; // the most pressing first
    [[nodiscard]] qsizetype noticeShown() const; // which of them; -1: there are none
    [[nodiscard]] bool detailsVisible() const;
    [[nodiscard]] QString selectedErrors() const; // for the clipboard
    [[nodiscard]] QString currentFolder() const;  // of the current row's community; empty if there is none

Q_SIGNALS:
    void selectionMoved();
    void detailsWanted();
    void contextMenuWanted(const QPoint &globalPosition);
    void noticeChanged();
    // The notice's button: show the communities, among them what failed, or who has a lock.
    void communitiesWanted();
    void failedWanted();
    void locksWanted(const QString &community);
    void migrationWanted();                         // of databases that are not in WAL
    void databasesWanted(const QString &community); // empty: all of them

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void refresh(); // what depends on catalog, run and selection
    void setNotices(const QList<ShownNotice> &notices);
    [[nodiscard]] StoreTrouble trouble() const;
    void showFirst(const QList<sync::JobKey> &keys);
    void applyFilter();
    void chooseAgain();

    QSettings &m_settings;
    CommunityModel m_model;
    CommunityFilter m_filter;
    CommunityTree *m_tree;
    DetailsPane *m_details;
    QSplitter *m_splitter;
    sync::Catalog m_catalog;
    sync::RunSnapshot m_run;
    std::optional<Alarm> m_alarm;
    QStringList m_damaged; // communities
    QList<ShownNotice> m_notices;
    std::optional<NoticeKind> m_shown; // of them; none: the first
    QString m_filterText;
    sync::JobKey m_chosen;    // the row last chosen, also while a filter hides it
    bool m_filtering = false; // what is current then is the tree's choice, not the maintainer's
};

} // namespace lockkeeper::ui
