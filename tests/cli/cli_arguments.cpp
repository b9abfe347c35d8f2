// The command line as the interface document has it: what is accepted, what is refused and with which help.
#include "cli/Arguments.h"

#include "sync/Plan.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using cli::Arguments;
using cli::Information;
using cli::WrongUse;

class ArgumentsTest final : public QObject
{
    Q_OBJECT

private:
    cli::ParsedArguments parse(const QStringList &words) const
    {
        const QSettings none(m_dir.filePath(u"none.ini"_s), QSettings::IniFormat);
        return cli::parseArguments(QStringList{u"lockkeeper-cli"_s} + words, none);
    }
    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DATA_DIR");
        qunsetenv("LOCKKEEPER_COMMUNITIES");
    }

    void everythingOfSync()
    {
        const cli::ParsedArguments parsed = parse({u"sync"_s,
                                                   u"--community"_s,
                                                   u"mne"_s,
                                                   u"--community"_s,
                                                   u"bids"_s,
                                                   u"--community"_s,
                                                   u"mne"_s,
                                                   u"--source"_s,
                                                   u"github"_s,
                                                   u"--full"_s,
                                                   u"--limit"_s,
                                                   u"7"_s,
                                                   u"--jobs=3"_s,
                                                   u"--data-dir"_s,
                                                   u"/d"_s,
                                                   u"--communities"_s,
                                                   u"/c"_s,
                                                   u"--endpoint"_s,
                                                   u"github=http://127.0.0.1:9"_s,
                                                   u"--pace"_s,
                                                   u"github=12.5"_s,
                                                   u"--timeout"_s,
                                                   u"2.5"_s,
                                                   u"--busy-timeout"_s,
                                                   u"1500"_s,
                                                   u"--json"_s,
                                                   u"--verbose"_s});
        const auto *arguments = std::get_if<Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(arguments->command, cli::CommandId::Sync);
        QCOMPARE(arguments->communities, QStringList({u"mne"_s, u"bids"_s}));
        QCOMPARE(arguments->kinds, QStringList{u"github"_s});
        QVERIFY(arguments->full);
        QCOMPARE(arguments->limit, std::optional<qint64>(7));
        QVERIFY(arguments->json);
        QCOMPARE(arguments->verbosity, cli::Verbosity::Verbose);
        const app::Settings &settings = arguments->settings;
        QCOMPARE(settings.jobs, 3);
        QCOMPARE(settings.dataDir, u"/d"_s);
        QCOMPARE(settings.communitiesDir, u"/c"_s);
        QVERIFY(settings.communitiesChosen);
        QCOMPARE(settings.endpoints.url(u"github"_s), QUrl(u"http://127.0.0.1:9"_s));
        QCOMPARE(settings.endpoints.pace(u"github"_s), 12.5);
        QCOMPARE(settings.timeout, std::chrono::milliseconds(2500));
        QCOMPARE(settings.busyTimeout, std::chrono::milliseconds(1500));
        QVERIFY(!settings.demo);
    }

    void defaults()
    {
        const cli::ParsedArguments parsed = parse({u"sync"_s});
        const auto *arguments = std::get_if<Arguments>(&parsed);
        QVERIFY(arguments);
        QVERIFY(arguments->communities.isEmpty());
        QVERIFY(arguments->kinds.isEmpty());
        QVERIFY(!arguments->full);
        QVERIFY(!arguments->limit);
        QVERIFY(!arguments->json);
        QCOMPARE(arguments->verbosity, cli::Verbosity::Normal);
    }

    void optionsMayStandBeforeTheCommand()
    {
        const cli::ParsedArguments parsed = parse({u"--json"_s, u"--data-dir"_s, u"/d"_s, u"status"_s});
        const auto *arguments = std::get_if<Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(arguments->command, cli::CommandId::Status);
        QVERIFY(arguments->json);
    }

    void pathsOfValidate()
    {
        const cli::ParsedArguments parsed = parse({u"validate"_s, u"a"_s, u"b/c"_s});
        const auto *arguments = std::get_if<Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(arguments->paths, QStringList({u"a"_s, u"b/c"_s}));
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("told"); // in the sentence
        QTest::addColumn<QString>("hint");

        QTest::newRow("nothing") << QStringList{} << u"No command"_s << u"--help"_s;
        QTest::newRow("command") << QStringList{u"snyc"_s} << u"“snyc”"_s << u"“sync”"_s;
        QTest::newRow("command, far off")
            << QStringList{u"frobnicate"_s} << u"“frobnicate”"_s << u"sync, status"_s;
        QTest::newRow("option") << QStringList{u"sync"_s, u"--comunity"_s, u"mne"_s} << u"“--comunity”"_s
                                << u"“--community”"_s;
        QTest::newRow("option before the command")
            << QStringList{u"--dta-dir"_s, u"/d"_s, u"sync"_s} << u"“--dta-dir”"_s << u"“--data-dir”"_s;
        QTest::newRow("short option") << QStringList{u"sync"_s, u"-q"_s} << u"“-q”"_s << QString();
        QTest::newRow("another command's option")
            << QStringList{u"status"_s, u"--full"_s} << u"“--full”"_s << QString();
        QTest::newRow("no value") << QStringList{u"sync"_s, u"--limit"_s} << u"--limit"_s << QString();
        QTest::newRow("value for a flag")
            << QStringList{u"sync"_s, u"--json=1"_s} << u"--json"_s << QString();
        QTest::newRow("option as value")
            << QStringList{u"sync"_s, u"--data-dir"_s, u"--json"_s} << u"needs a value"_s << QString();
        QTest::newRow("argument") << QStringList{u"sync"_s, u"mne"_s} << u"“mne”"_s << u"--community mne"_s;
        QTest::newRow("no path") << QStringList{u"validate"_s} << u"needs a file"_s << u"PATH"_s;
        QTest::newRow("both choices") << QStringList{u"sync"_s, u"--all"_s, u"--community"_s, u"mne"_s}
                                      << u"exclude each other"_s << QString();
        QTest::newRow("quiet and verbose")
            << QStringList{u"sync"_s, u"--quiet"_s, u"--verbose"_s} << u"exclude each other"_s << QString();
        for (const QString &id : {u"../x"_s, u"a/b"_s, u"MNE"_s, u"-"_s, u""_s, u"a--b"_s, u"mne.db"_s})
            QTest::addRow("community '%s'", qPrintable(id))
                << QStringList{u"sync"_s, u"--community="_s + id} << u"“"_s + id + u"”"_s << u"lower-case"_s;
        QTest::newRow("kinds with a comma")
            << QStringList{u"sync"_s, u"--source"_s, u"papers,github"_s} << u"“papers,github”"_s
            << u"Name each by itself: --source papers --source github"_s;
        QTest::newRow("communities with a comma")
            << QStringList{u"sync"_s, u"--community"_s, u"mne,bids"_s} << u"“mne,bids”"_s
            << u"Name each by itself: --community mne --community bids"_s;
        QTest::newRow("kinds side by side") << QStringList{u"sync"_s, u"--source"_s, u"papers"_s, u"github"_s}
                                            << u"“github”"_s << u"--source github"_s;
        QTest::newRow("kind") << QStringList{u"sync"_s, u"--source"_s, u"githib"_s} << u"“githib”"_s
                              << u"“github”"_s;
        QTest::newRow("kind, far off")
            << QStringList{u"sync"_s, u"--source"_s, u"telepathy"_s} << u"“telepathy”"_s << u"mailman"_s;
        QTest::newRow("faq is no kind")
            << QStringList{u"sync"_s, u"--source"_s, u"faq"_s} << u"Unknown kind"_s << QString();
        for (const QString &value : {u"0"_s, u"-1"_s, u"ten"_s, u"1.5"_s, u"99999999999999999999"_s})
            QTest::addRow("limit %s", qPrintable(value))
                << QStringList{u"sync"_s, u"--limit"_s, value} << u"“"_s + value + u"”"_s << QString();
        for (const QString &value : {u"0"_s, u"65"_s, u"many"_s})
            QTest::addRow("jobs %s", qPrintable(value))
                << QStringList{u"sync"_s, u"--jobs"_s, value} << u"“"_s + value + u"”"_s << QString();
        for (const QString &value : {u"0"_s, u"-2"_s, u"nan"_s, u"inf"_s, u"soon"_s, u"1e9"_s})
            QTest::addRow("timeout %s", qPrintable(value))
                << QStringList{u"sync"_s, u"--timeout"_s, value} << u"--timeout"_s << QString();
        for (const QString &value : {u"-1"_s, u"1.5"_s, u"later"_s, u"3600001"_s})
            QTest::addRow("busy timeout %s", qPrintable(value))
                << QStringList{u"sync"_s, u"--busy-timeout"_s, value} << u"--busy-timeout"_s << QString();
        QTest::newRow("no pace") << QStringList{u"sync"_s, u"--pace"_s, u"github=0"_s} << u"above 0"_s
                                 << QString();
        QTest::newRow("empty folder")
            << QStringList{u"sync"_s, u"--data-dir"_s, u""_s} << u"--data-dir"_s << QString();
        QTest::newRow("demo with communities")
            << QStringList{u"sync"_s, u"--demo"_s, u"--communities"_s, u"/c"_s} << u"--communities"_s
            << QString();
        QTest::newRow("demo with an endpoint")
            << QStringList{u"sync"_s, u"--demo"_s, u"--endpoint"_s, u"github=http://127.0.0.1:9"_s}
            << u"--endpoint"_s << QString();
    }
    void refused()
    {
        QFETCH(QStringList, words);
        const cli::ParsedArguments parsed = parse(words);
        const auto *wrong = std::get_if<WrongUse>(&parsed);
        QVERIFY(wrong);
        QFETCH(QString, told);
        QFETCH(QString, hint);
        QVERIFY2(wrong->text.contains(told), qPrintable(wrong->text));
        QVERIFY2(wrong->hint.contains(hint), qPrintable(wrong->hint));
    }

    void everySourceIsBuiltIn()
    {
        for (const QString &kind : cli::interfaceKinds()) {
            QVERIFY2(sync::sourceKinds().contains(kind), qPrintable(kind));
            const cli::ParsedArguments parsed = parse({u"sync"_s, u"--source"_s, kind});
            QVERIFY2(std::holds_alternative<Arguments>(parsed), qPrintable(kind));
        }
    }

    void history()
    {
        const Arguments usual = std::get<Arguments>(parse({u"history"_s}));
        QCOMPARE(usual.command, cli::CommandId::History);
        QCOMPARE(usual.last, 30);
        QVERIFY(!usual.compared);
        const Arguments some =
            std::get<Arguments>(parse({u"history"_s, u"--community"_s, u"mne"_s, u"--last"_s, u"3"_s}));
        QCOMPARE(some.last, 3);
        QCOMPARE(some.communities, QStringList{u"mne"_s});
        for (const QStringList &words : {QStringList{u"history"_s, u"--compare"_s, u"12"_s, u"15"_s},
                                         QStringList{u"--compare"_s, u"#12"_s, u"history"_s, u"#15"_s}})
            QVERIFY(std::get<Arguments>(parse(words)).compared == std::pair(qint64{12}, qint64{15}));
    }

    void wrongHistory_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("none") << QStringList{u"--last"_s, u"0"_s};
        QTest::newRow("not a number") << QStringList{u"--last"_s, u"x"_s};
        QTest::newRow("all") << QStringList{u"--all"_s};
        QTest::newRow("an argument") << QStringList{u"mne"_s};
        QTest::newRow("one run") << QStringList{u"--compare"_s, u"12"_s};
        QTest::newRow("three runs") << QStringList{u"--compare"_s, u"12"_s, u"13"_s, u"14"_s};
        QTest::newRow("no run") << QStringList{u"--compare"_s, u"12"_s, u"x"_s};
        QTest::newRow("both") << QStringList{u"--compare"_s, u"12"_s, u"13"_s, u"--last"_s, u"3"_s};
    }
    void wrongHistory()
    {
        QFETCH(QStringList, words);
        QVERIFY(std::holds_alternative<WrongUse>(parse(QStringList{u"history"_s} + words)));
    }

    void healthWork_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("work");
        const auto row = [](const char *name, const QStringList &words, cli::HealthWork work) {
            QTest::newRow(name) << words << static_cast<int>(work);
        };
        row("look", {}, cli::HealthWork::Look);
        row("deep", {u"--deep"_s, u"--json"_s}, cli::HealthWork::DeepCheck);
        row("optimize", {u"--optimize"_s, u"--all"_s}, cli::HealthWork::Optimize);
        row("compact", {u"--compact"_s}, cli::HealthWork::Compact);
        row("rebuild", {u"--rebuild-index"_s}, cli::HealthWork::RebuildIndex);
        row("recover", {u"--community"_s, u"mne"_s, u"--recover"_s, u"/of-nobody.db"_s},
            cli::HealthWork::Recover);
        row("rehearse", {u"--rehearse"_s}, cli::HealthWork::Rehearse);
    }
    void healthWork()
    {
        QFETCH(const QStringList, words);
        QFETCH(const int, work);
        const cli::ParsedArguments parsed = parse(QStringList{u"health"_s} + words);
        const auto *arguments = std::get_if<Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(static_cast<int>(arguments->healthWork), work);
        if (arguments->healthWork == cli::HealthWork::Recover)
            QCOMPARE(arguments->file, u"/of-nobody.db"_s);
    }

    void wrongHealth_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("told");
        QTest::newRow("two at once") << QStringList{u"--deep"_s, u"--compact"_s}
                                     << QStringList{u"--deep"_s, u"--compact"_s};
        QTest::newRow("rehearsing a check")
            << QStringList{u"--deep"_s, u"--rehearse"_s} << QStringList{u"--deep"_s, u"--rehearse"_s};
        QTest::newRow("writers of nothing")
            << QStringList{u"--writers"_s, u"3"_s} << QStringList{u"--rehearse"_s};
        QTest::newRow("recover all") << QStringList{u"--recover"_s, u"/nowhere/new.db"_s}
                                     << QStringList{u"--community"_s};
        QTest::newRow("recover two") << QStringList{u"--recover"_s, u"/nowhere/new.db"_s, u"--community"_s,
                                                    u"mne"_s,       u"--community"_s,     u"bids"_s}
                                     << QStringList{u"--community"_s};
        QTest::newRow("recover onto something") << QStringList{u"--community"_s, u"mne"_s, u"--recover"_s,
                                                               QCoreApplication::applicationFilePath()}
                                                << QStringList{QCoreApplication::applicationFilePath()};
        QTest::newRow("recover into no folder")
            << QStringList{u"--community"_s, u"mne"_s, u"--recover"_s, u"/nowhere/new.db"_s}
            << QStringList{u"/nowhere"_s};
        QTest::newRow("recover without a name")
            << QStringList{u"--community"_s, u"mne"_s, u"--recover"_s, u""_s} << QStringList{u"--recover"_s};
    }
    void wrongHealth()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QStringList, told);
        const cli::ParsedArguments parsed = parse(QStringList{u"health"_s} + words);
        const auto *wrong = std::get_if<WrongUse>(&parsed);
        QVERIFY(wrong);
        for (const QString &word : told)
            QVERIFY2(wrong->text.contains(word), qPrintable(wrong->text));
    }

    void rehearsal()
    {
        const cli::ParsedArguments parsed = parse({u"health"_s, u"--rehearse"_s, u"--community"_s, u"mne"_s,
                                                   u"--writers"_s, u"8"_s, u"--seconds"_s, u"0.5"_s});
        const auto *arguments = std::get_if<Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(arguments->command, cli::CommandId::Health);
        QCOMPARE(arguments->communities, QStringList{u"mne"_s});
        QCOMPARE(arguments->rehearsal.writers, 8);
        QCOMPARE(arguments->rehearsal.eachRegime.count(), 500);
        const cli::ParsedArguments usual = parse({u"health"_s, u"--rehearse"_s});
        QCOMPARE(std::get<Arguments>(usual).rehearsal.writers, 4);
        QCOMPARE(std::get<Arguments>(usual).rehearsal.eachRegime.count(), 6000);
    }

    void rehearsalOutOfBounds_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        for (const QString &value : {u"0"_s, u"33"_s, u"-1"_s, u"2.5"_s, u"many"_s})
            QTest::addRow("writers %s", qPrintable(value)) << u"--writers"_s << value;
        for (const QString &value : {u"0"_s, u"61"_s, u"nan"_s, u"inf"_s, u"soon"_s})
            QTest::addRow("seconds %s", qPrintable(value)) << u"--seconds"_s << value;
    }
    void rehearsalOutOfBounds()
    {
        QFETCH(const QString, option);
        QFETCH(const QString, value);
        const cli::ParsedArguments parsed = parse({u"health"_s, u"--rehearse"_s, option + u'=' + value});
        const auto *wrong = std::get_if<WrongUse>(&parsed);
        QVERIFY(wrong);
        QVERIFY2(wrong->text.contains(value) && wrong->text.contains(option), qPrintable(wrong->text));
    }

    void helpNamesEverything()
    {
        const cli::ParsedArguments parsed = parse({u"--help"_s});
        const auto *help = std::get_if<Information>(&parsed);
        QVERIFY(help);
        QStringList words{u"GITHUB_TOKEN"_s, u"DATA_DIR"_s, u"LOCKKEEPER_COMMUNITIES"_s,
                          u"NO_COLOR"_s,     u"130"_s,      u"Examples"_s,
                          u"--json"_s,       u"--version"_s};
        for (const cli::Command &command : cli::commands()) {
            words += u"  "_s + command.name + u' ';
            for (const QCommandLineOption &option : command.options)
                words += u"--"_s + option.names().last();
        }
        for (const QCommandLineOption &option : app::sharedOptions())
            words += u"--"_s + option.names().last();
        for (const QString &word : words)
            QVERIFY2(help->text.contains(word), qPrintable(word));
        for (const QString &line : help->text.split(u'\n'))
            QVERIFY2(line.size() <= 110, qPrintable(line));
    }

    void helpOfACommand()
    {
        for (const QStringList &words :
             {QStringList{u"sync"_s, u"--help"_s}, QStringList{u"-h"_s, u"sync"_s}}) {
            const cli::ParsedArguments parsed = parse(words);
            const auto *help = std::get_if<Information>(&parsed);
            QVERIFY(help);
            QVERIFY(help->text.startsWith(u"Usage: lockkeeper-cli sync"_s));
            QVERIFY(help->text.contains(u"--limit N"_s));
            QCOMPARE(std::get<Information>(parse({u"help"_s, u"sync"_s})).text, help->text);
        }
        QCOMPARE(std::get<Information>(parse({u"help"_s})).text,
                 std::get<Information>(parse({u"--help"_s})).text);
        QVERIFY(std::get<WrongUse>(parse({u"help"_s, u"snyc"_s})).hint.contains(u"sync"_s));
        const cli::ParsedArguments parsed = parse({u"status"_s, u"--help"_s});
        QVERIFY(!std::get<Information>(parsed).text.contains(u"--limit"_s));
    }

    void version()
    {
        const cli::ParsedArguments parsed = parse({u"--version"_s});
        const auto *version = std::get_if<Information>(&parsed);
        QVERIFY(version);
        QVERIFY(version->text.contains(QLatin1StringView(qVersion())));
        QVERIFY(version->text.contains(u"SQLite 3."_s));
    }
};

QTEST_GUILESS_MAIN(ArgumentsTest)
#include "cli_arguments.moc"
