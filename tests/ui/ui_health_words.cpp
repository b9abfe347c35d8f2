// What the health page says and shows, without a database: states, tasks, failures, growth.
#include "resources/Translations.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Palettes.h"
#include "ui/health/DatabaseState.h"
#include "ui/health/HealthFacts.h"
#include "ui/health/HealthTables.h"
#include "ui/health/HealthTasks.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

class UiHealthWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void everyStateHasItsOwnLook();
    void everyTaskHasItsOwnKey();
    void onlyReadersRunBesideASync();
    void whatFailedSaysWhatStays();
    void nothingFromOutsideIsMarkup();
    void growthInWords();
    void buttonsFlow();
};

void UiHealthWords::everyStateHasItsOwnLook()
{
    QSet<QString> words;
    int states = 0;
    for (int state = static_cast<int>(DatabaseState::NotRead);
         state <= static_cast<int>(DatabaseState::Damaged); ++state, ++states) {
        const StateLook look = databaseLook(static_cast<DatabaseState>(state));
        QVERIFY(!look.icon.isEmpty());
        words.insert(look.word);
    }
    QCOMPARE(words.size(), states);
}

void UiHealthWords::everyTaskHasItsOwnKey()
{
    QSet<QChar> keys{u'F', u'S', u'V', u'T', u'H'}; // the menus'
    for (const HealthTask task : healthTasks) {
        const TaskWords words = taskWords(task);
        const QChar key = words.button.at(words.button.indexOf('&'_L1) + 1).toUpper();
        QVERIFY2(!keys.contains(key), qPrintable(words.button));
        keys.insert(key);
        QVERIFY(!words.toolTip.isEmpty() && !words.title.isEmpty());
    }
}

// What writes, or keeps a reading transaction open, would meet our own writers past the gate.
void UiHealthWords::onlyReadersRunBesideASync()
{
    for (const HealthTask task : healthTasks) {
        const bool reads =
            task == HealthTask::Check || task == HealthTask::CheckDeep || task == HealthTask::BackUp;
        QVERIFY2(worksAlone(task) == !reads, qPrintable(taskWords(task).title));
    }
}

void UiHealthWords::whatFailedSaysWhatStays()
{
    const Error locked{
        .kind = ErrorKind::Locked, .text = u"mne.db is locked."_s, .hint = u"End it."_s, .url = {}};
    const Error full{.kind = ErrorKind::DiskFull, .text = u"The disk is full."_s, .hint = {}, .url = {}};
    for (const HealthTask task : {HealthTask::Optimise, HealthTask::Rebuild}) {
        for (const Error &error : {cancelledError(), locked, full}) {
            const QString text = failedReport(task, error).text;
            QVERIFY2(text.contains(u"What was done until then stays."_s) && !text.contains(u"as it was"_s) &&
                         !text.contains(u"Nothing was changed"_s),
                     qPrintable(text));
        }
    }
    QCOMPARE(failedReport(HealthTask::Compact, cancelledError()).text,
             u"Stopped. The database is as it was."_s);
    QCOMPARE(failedReport(HealthTask::Compact, locked).text,
             u"mne.db is locked. Nothing was changed. Try again once it is free."_s);
}

void UiHealthWords::nothingFromOutsideIsMarkup()
{
    DatabaseRow row;
    row.read = true;
    row.health.exists = true;
    row.health.path = u"/data/<b>x</b>.db"_s;
    row.health.error = Error{.kind = ErrorKind::Corrupt, .text = u"<i>no</i>"_s, .hint = {}, .url = {}};
    row.health.users = {{.pid = 1, .started = 1, .program = "<u>p</u>"}};
    const QString html = healthHtml(u"<script>"_s, row, u"3.40.1"_s, tones(darkPalette()));
    for (const QString &tag : {u"<b>x"_s, u"<i>"_s, u"<u>"_s, u"<script>"_s})
        QVERIFY2(!html.contains(tag), qPrintable(tag));
}

void UiHealthWords::growthInWords()
{
    QCOMPARE(growthText({}), QString());
    const QDateTime now = QDateTime::currentDateTime();
    const auto point = [&now](int days, qint64 mib) {
        return SizePoint{.at = now.addDays(-days).toUTC(), .bytes = mib << 20};
    };
    QVERIFY(growthText({point(9, 10), point(5, 12), point(1, 16)}, now)
                .startsWith(u"6.0 MiB more in 3 runs: 10 MiB → 16 MiB, since "_s));
    QVERIFY(growthText({point(9, 16), point(1, 10)}, now).startsWith(u"6.0 MiB less in 2 runs"_s));
    QVERIFY(growthText({point(9, 16), point(1, 16)}, now).startsWith(u"As large as before in 2 runs"_s));
    QVERIFY(growthText({point(0, 3)}, now).startsWith(u"3.0 MiB after the run of today"_s));
}

void UiHealthWords::buttonsFlow()
{
    QWidget parent;
    auto *layout = new FlowLayout(&parent);
    layout->setContentsMargins(5, 5, 5, 5);
    layout->setSpacing(4);
    for (int i = 0; i < 6; ++i) {
        auto *child = new QWidget(&parent);
        child->setFixedSize(90, 20);
        layout->addWidget(child);
    }
    QCOMPARE(layout->heightForWidth(600), 30); // 6 * 90 + 5 * 4 + 10 = 570: one line
    QCOMPARE(layout->heightForWidth(570), 30);
    QCOMPARE(layout->heightForWidth(569), 54);
    QCOMPARE(layout->heightForWidth(100), 6 * 20 + 5 * 4 + 10);
    parent.resize(300, 200);
    parent.show();
    QList<QRect> all;
    for (int i = 0; i < 6; ++i) {
        const QRect one = layout->itemAt(i)->geometry();
        QVERIFY(parent.rect().contains(one));
        for (const QRect &other : std::as_const(all))
            QVERIFY(!other.intersects(one));
        all.append(one);
    }
}

QTEST_MAIN(UiHealthWords)
#include "ui_health_words.moc"
