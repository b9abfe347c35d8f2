#include "tests/bench/InspectWindow.h"

#include "gui/Session.h"
#include "store/Databases.h"
#include "tests/bench/Figures.h"
#include "tests/bench/Waiting.h"
#include "tests/bench/World.h"
#include "ui/common/Theme.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/inspector/tables/TableGrid.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTimer>
#include <QTreeView>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
using Clock = std::chrono::steady_clock;

// "VmRSS" and "VmHWM" of /proc/self/status, in bytes.
qint64 memory(const QByteArray &name)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray status = file.readAll();
    const qsizetype at = status.indexOf(name + ':');
    return at < 0 ? 0 : status.mid(at + name.size() + 1, 20).trimmed().split(' ').first().toLongLong() * 1024;
}

void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

// When a table with its first rows was painted.
class FirstRows final : public QObject
{
public:
    explicit FirstRows(ui::TableGrid &grid)
        : m_grid(grid)
    {
        grid.viewport()->installEventFilter(this);
    }

    [[nodiscard]] const std::optional<Clock::time_point> &at() const { return m_at; }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *model = static_cast<const ui::TableModel *>(m_grid.model());
        if (event->type() == QEvent::Paint && !m_at && model->rowCount() > 0 && model->has(0)) {
            m_at.emplace(); // the painting itself counts, too
            QMetaObject::invokeMethod(
                this, [this] { m_at = Clock::now(); }, Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    ui::TableGrid &m_grid;
    std::optional<Clock::time_point> m_at;
};

// Somebody who uses every tab, again and again.
class Reader final
{
public:
    Reader(ui::InspectorPage &page, std::chrono::milliseconds pause)
        : m_page(page)
        , m_grid(*page.findChild<ui::TableGrid *>())
        , m_field(*page.findChild<QLineEdit *>(u"searchField"_s))
        , m_hits(*page.findChild<QAbstractItemView *>(u"searchHits"_s))
        , m_sql(*page.findChild<QPlainTextEdit *>(u"consoleEditor"_s))
        , m_run(*page.findChild<QAbstractButton *>(u"consoleRun"_s))
        , m_coverage(*page.findChild<QAbstractButton *>(u"coverageLook"_s))
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { act(); });
        m_timer.start(pause);
    }

    [[nodiscard]] int acts() const { return m_steps; }
    [[nodiscard]] int found() const { return m_found; }

private:
    void show(const QString &name)
    {
        for (int i = 0; i < m_page.count(); ++i) {
            if (m_page.widget(i)->objectName() == name)
                m_page.setCurrentIndex(i);
        }
    }

    void act()
    {
        const int step = m_steps++ % 160;
        if (step < 50)
            search(step);
        else if (step < 120)
            read(step - 50);
        else if (step < 140)
            ask(step - 120);
        else
            cover(step - 140);
    }

    void search(int step)
    {
        static const QString typed = u"reference electrode"_s;
        if (step == 0)
            show(u"searchTab"_s);
        if (step < typed.size()) {
            m_field.setText(typed.left(step + 1));
        } else {
            m_found = std::max(m_found, m_hits.model()->rowCount());
            m_hits.setCurrentIndex(m_hits.model()->index(step % std::max(1, m_hits.model()->rowCount()), 0));
        }
    }

    void read(int step)
    {
        if (step == 0)
            show(u"tablesTab"_s);
        QScrollBar &bar = *m_grid.verticalScrollBar();
        if (step % 20 == 10) { // by id, by an index, by a column without one
            const int column = (m_sorted += 2) % std::max(1, m_grid.model()->columnCount());
            m_grid.horizontalHeader()->setSortIndicator(column, Qt::AscendingOrder);
            Q_EMIT m_grid.sortWanted(column, Qt::AscendingOrder);
        } else if (step % 3 == 0) {
            bar.setValue(static_cast<int>(static_cast<qint64>(step) * 7919 % 71 * bar.maximum() / 71));
        } else {
            bar.triggerAction(QAbstractSlider::SliderPageStepAdd);
        }
    }

    void ask(int step)
    {
        if (step == 0)
            show(u"consoleTab"_s);
        if (step == 2)
            m_sql.setPlainText(u"SELECT id, repo, title, first_message FROM github_items LIMIT 10000"_s);
        if (step == 4 && m_run.isEnabled())
            m_run.click();
    }

    void cover(int step)
    {
        if (step == 0)
            show(u"coverageTab"_s);
        if (step == 2 && m_coverage.isEnabled())
            m_coverage.click();
    }

    ui::InspectorPage &m_page;
    ui::TableGrid &m_grid;
    QLineEdit &m_field;
    QAbstractItemView &m_hits;
    QPlainTextEdit &m_sql;
    QAbstractButton &m_run;
    QAbstractButton &m_coverage;
    QTimer m_timer;
    int m_steps = 0;
    int m_sorted = -2;
    int m_found = 0;
};
} // namespace

InspectRun runInspectWindow(TimedApplication &application, const QString &database, const QString &folder,
                            std::chrono::seconds length)
{
    InspectRun run;
    const World world(folder, {});
    const QString place = store::databasePath(world.dataDir(), world.id(0));
    QDir().mkpath(QFileInfo(place).path());
    QFile::link(QFileInfo(database).absoluteFilePath(), place);
    QSettings file(folder + u"/lockkeeper.ini"_s, QSettings::IniFormat);
    QSettings state(folder + u"/window.ini"_s, QSettings::IniFormat);
    state.setValue(u"inspector/tab"_s, u"tablesTab"_s); // as it was left
    ui::Theme theme(application, state);
    app::Session session(world.settings(4), file, state, theme);
    session.begin();
    ui::MainWindow &window = session.window();
    const auto *tree = window.findChild<QTreeView *>(u"communityTree"_s);
    auto *page = window.findChild<ui::InspectorPage *>();
    auto *grid = window.findChild<ui::TableGrid *>();
    for (const QString &part :
         {u"searchField"_s, u"searchHits"_s, u"consoleEditor"_s, u"consoleRun"_s, u"coverageLook"_s}) {
        if (page == nullptr || page->findChild<QWidget *>(part) == nullptr)
            run.failures.append(u"The inspector has no %1."_s.arg(part));
    }
    QAction *view = window.findChild<QAction *>(u"inspectorView"_s);
    if (!run.failures.isEmpty() || grid == nullptr || view == nullptr ||
        !waitFor(60s, [&] { return tree->model()->rowCount() > 0 && view->isEnabled(); })) {
        run.failures.append(u"The window did not come up with its inspector."_s);
        return run;
    }
    (void)waitFor(500ms, [] { return false; }); // what it does at its start is over

    forgetPeak();
    const qint64 before = memory("VmRSS");
    application.forget();
    const Watchdog watchdog;
    const FirstRows rows(*grid);
    const Clock::time_point asked = Clock::now();
    view->trigger();
    if (!waitFor(60s, [&rows] { return rows.at() && rows.at()->time_since_epoch().count() > 0; })) {
        run.failures.append(u"No row of a table was painted."_s);
        return run;
    }
    run.openedMs = milliseconds(*rows.at() - asked);
    {
        const Reader reader(*page, length < 10s ? 20ms : 100ms); // every tab at least once
        (void)waitFor(length, [] { return false; });
        run.acts = reader.acts();
        if (length >= 10s && reader.found() == 0)
            run.failures.append(u"The window's search found nothing."_s);
    }
    run.deafness = watchdog.deafness();
    run.longestDispatchMs = application.longestMs();
    run.longestDispatch = application.longest();
    run.longestWaitMs = application.longestWaitMs();
    run.longestWait = application.longestWait();
    run.grownBytes = memory("VmHWM") - before;
    return run;
}

} // namespace lockkeeper::bench
