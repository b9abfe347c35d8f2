// `search` and `show`: their arguments, and what the program says to them on real databases.
#include "cli/Arguments.h"
#include "cli/InspectOutput.h"
#include "inspect/item/FindItem.h"
#include "tests/support/KnowledgeRows.h"
#include "tests/support/OtherProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using cli::WrongUse;
using tests::Sqlite;

namespace {
struct Outcome
{
    int code = -1;
    QString out;
    QString errors;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};
} // namespace

class InspectCommandsTest final : public QObject
{
    Q_OBJECT

private:
    cli::ParsedArguments parse(const QStringList &words) const
    {
        const QSettings none(m_folder.filePath(u"none.ini"_s), QSettings::IniFormat);
        return cli::parseArguments(QStringList{u"lockkeeper-cli"_s} + words, none);
    }
    Outcome run(const QStringList &words) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_folder.path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
        process.setProcessEnvironment(environment);
        process.start(QLatin1StringView(LOCKKEEPER_BIN) + u"/lockkeeper-cli"_s,
                      words + QStringList{u"--data-dir"_s, m_folder.path(), u"--communities"_s,
                                          m_folder.filePath(u"communities"_s)},
                      QIODevice::ReadOnly);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    [[nodiscard]] QString pathOf(const QString &community) const
    {
        return m_folder.filePath(u"knowledge/%1.db"_s.arg(community));
    }
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DATA_DIR");
        qunsetenv("LOCKKEEPER_COMMUNITIES");
        QVERIFY(QDir(m_folder.path()).mkpath(u"knowledge"_s));
        QVERIFY(QDir(m_folder.path()).mkpath(u"communities"_s));
        for (const QString &id : {u"mne"_s, u"eeglab"_s}) {
            QVERIFY(store::Database::open(pathOf(id), std::chrono::seconds(5)));
            Sqlite file(pathOf(id));
            QCOMPARE(file.value(u"PRAGMA journal_mode=DELETE"_s), u"delete"_s);
        }
        Sqlite mne(pathOf(u"mne"_s));
        QVERIFY(tests::addOthers(mne));
        QVERIFY(tests::addItem(mne, u"mne-tools/mne-python"_s, u"pr"_s, 2022, u"Drop epochs"_s,
                               u"Their text\nhas \x1b[31mlines"_s));
        Sqlite eeglab(pathOf(u"eeglab"_s));
        QVERIFY(tests::addItem(eeglab, u"sccn/eeglab"_s, u"issue"_s, 7, u"Reject epochs"_s, {}));
    }

    void searching()
    {
        const cli::ParsedArguments parsed =
            parse({u"search"_s, u"drop"_s, u"epochs -raw"_s, u"--status"_s, u"open"_s, u"--limit"_s, u"7"_s,
                   u"--source"_s, u"github"_s, u"--origin"_s, u"a/b"_s, u"--type"_s, u"pr"_s, u"--language"_s,
                   u"python"_s, u"--since"_s, u"2024-01-31"_s, u"--community"_s, u"mne"_s});
        const auto *arguments = std::get_if<cli::Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(arguments->command, cli::CommandId::Search);
        QCOMPARE(arguments->searchText, u"drop epochs -raw"_s);
        QCOMPARE(arguments->limit, std::optional<qint64>(7));
        QCOMPARE(arguments->communities, QStringList{u"mne"_s});
        QCOMPARE(arguments->filters, (inspect::SearchFilters{.sources = {u"github"_s},
                                                             .origin = u"a/b"_s,
                                                             .language = u"python"_s,
                                                             .status = u"open"_s,
                                                             .type = u"pr"_s,
                                                             .since = {2024, 1, 31}}));
    }
    void showing()
    {
        const cli::ParsedArguments parsed =
            parse({u"show"_s, u"--community"_s, u"mne"_s, u"papers"_s, u"pubmed"_s, u"1"_s});
        const auto *arguments = std::get_if<cli::Arguments>(&parsed);
        QVERIFY(arguments);
        QCOMPARE(arguments->table, u"papers"_s);
        QCOMPARE(arguments->key, (QStringList{u"pubmed"_s, u"1"_s}));
    }
    void wrongInspecting_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing to look for") << QStringList{u"search"_s} << u"look for"_s;
        QTest::newRow("no word") << QStringList{u"search"_s, u"?!"_s} << u"no word"_s;
        QTest::newRow("unwanted alone")
            << QStringList{u"search"_s, u"--"_s, u"-raw"_s} << u"must not occur"_s;
        QTest::newRow("outside of quotes")
            << QStringList{u"search"_s, u"epochs"_s, u"-raw"_s} << u"in quotes"_s;
        QTest::newRow("no day") << QStringList{u"search"_s, u"x"_s, u"--since"_s, u"2024"_s} << u"--since"_s;
        QTest::newRow("no limit") << QStringList{u"search"_s, u"x"_s, u"--limit"_s, u"0"_s} << u"--limit"_s;
        QTest::newRow("kind") << QStringList{u"search"_s, u"x"_s, u"--source"_s, u"githbu"_s} << u"github"_s;
        QTest::newRow("no community") << QStringList{u"show"_s, u"papers"_s, u"1"_s} << u"--community"_s;
        QTest::newRow("two communities")
            << QStringList{u"show"_s, u"--community"_s, u"a"_s, u"--community"_s, u"b"_s, u"papers"_s, u"1"_s}
            << u"--community"_s;
        QTest::newRow("no key") << QStringList{u"show"_s, u"--community"_s, u"a"_s, u"papers"_s} << u"key"_s;
    }
    void wrongInspecting()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, told);
        const cli::ParsedArguments parsed = parse(words);
        const auto *wrong = std::get_if<WrongUse>(&parsed);
        QVERIFY(wrong);
        QVERIFY2((wrong->text + wrong->hint).contains(told), qPrintable(wrong->text + wrong->hint));
    }

    void findsInAllCommunities()
    {
        const Outcome all = run({u"search"_s, u"epochs -cortex"_s, u"--json"_s});
        QCOMPARE(all.code, 0);
        QStringList found;
        for (const QJsonValue &hit : all.json().value("hits"_L1).toArray())
            found += hit["community"_L1].toString() + u' ' + hit["table"_L1].toString();
        QVERIFY(found.contains(u"eeglab github_items"_s) && found.contains(u"mne mailing_list_messages"_s));
        QVERIFY(!found.contains(u"mne papers"_s));
        QVERIFY(all.json().value("errors"_L1).toArray().isEmpty());

        const Outcome one = run({u"search"_s, u"#2022 drop"_s, u"--community"_s, u"mne"_s, u"--source"_s,
                                 u"github"_s, u"--json"_s});
        const QJsonObject hit = one.json().value("hits"_L1).toArray().first().toObject();
        QCOMPARE(hit["number"_L1].toInt(), 2022);
        QVERIFY(hit["exact"_L1].toBool());
        const QJsonObject mark = hit["title_marks"_L1].toArray().first().toObject();
        QCOMPARE(hit["title"_L1].toString().mid(mark["start"_L1].toInt(), mark["length"_L1].toInt()),
                 u"Drop"_s);
    }
    void textIsPlainBesideATerminal()
    {
        const Outcome text = run({u"search"_s, u"drop epochs"_s, u"--type"_s, u"pr"_s});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.startsWith("Drop epochs\n  mne-tools/mne-python#2022, pr, open, 2024-01-01\n"_L1),
                 qPrintable(text.out));
        QVERIFY(text.out.contains("\n  mne: github_items id:1\n"_L1));
        QVERIFY(text.out.endsWith("\n1 hit.\n"_L1));
        QVERIFY(!text.out.contains(u'\x1b')); // also what stood in the text
        QCOMPARE(run({u"search"_s, u"drop"_s, u"--quiet"_s}).out, QString());
        QVERIFY(run({u"search"_s, u"drop"_s, u"--limit"_s, u"1"_s}).out.contains("--limit"_L1));
    }
    void marksAreBold()
    {
        cli::SearchResults results;
        inspect::Hit hit;
        hit.title = u"Drop epochs now"_s;
        hit.titleMarks = {{.start = 5, .length = 6}};
        hit.snippet = u"one two three four five six seven"_s;
        hit.snippetMarks = {{.start = 4, .length = 9}};
        results.hits = {hit};
        const QStringList bold = cli::searchLines(results, 24, true);
        QCOMPARE(bold.value(0), u"Drop \x1b[1mepochs\x1b[22m now"_s);
        QVERIFY(bold.contains(u"    one \x1b[1mtwo three\x1b[22m four"_s));
        QVERIFY(bold.contains(u"    five six seven"_s));
        QVERIFY(cli::searchLines(results, 24, false).contains(u"    one two three four"_s));
    }
    void nothingFoundIsSaid()
    {
        const Outcome nothing = run({u"search"_s, u"drop electrodes ++"_s});
        QCOMPARE(nothing.code, 0);
        QCOMPARE(nothing.out, u"Nothing found that has all of “drop”, “electrodes”.\nLeft out: ++\n"_s);
        const Outcome filtered = run({u"search"_s, u"epochs"_s, u"--status"_s, u"opn"_s});
        QCOMPARE(filtered.out,
                 u"Nothing found with “epochs”.\nWithout --source, --origin, --type and the like "
                 "there may be some.\n"_s);
    }
    void aLockedDatabaseIsTold()
    {
        tests::OtherProgram other(pathOf(u"mne"_s));
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        const Outcome beside = run({u"search"_s, u"epochs"_s, u"--json"_s, u"--busy-timeout"_s, u"200"_s});
        QCOMPARE(beside.code, 1);
        QCOMPARE(beside.json().value("hits"_L1).toArray().size(), 1); // of the other community
        const QJsonObject error = beside.json().value("errors"_L1).toArray().first().toObject();
        QCOMPARE(error["community"_L1].toString(), u"mne"_s);
        QCOMPARE(error["error"_L1]["kind"_L1].toString(), u"locked"_s);
        QVERIFY(beside.errors.startsWith("mne: "_L1));
        // Locked is not empty.
        const Outcome alone = run({u"search"_s, u"drop electrodes"_s, u"--community"_s, u"mne"_s,
                                   u"--origin"_s, u"mne-python"_s, u"--busy-timeout"_s, u"200"_s});
        QCOMPARE(alone.code, 1);
        QCOMPARE(alone.out, u"No hit for “drop”, “electrodes”, but not everything could be searched.\n"
                            "Without --source, --origin, --type and the like there may be some.\n"_s);
        QVERIFY(other.run(u"ROLLBACK"_s));
    }
    void origins_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told"); // origins of the hits, or what is said
        QTest::newRow("whole") << u"sccn/eeglab"_s << u"sccn/eeglab"_s;
        QTest::newRow("its last part, in other letters") << u"MNE-Python"_s << u"mne-tools/mne-python"_s;
        QTest::newRow("a part") << u"tools/mne"_s << u"mne-tools/mne-python"_s;
        QTest::newRow("misspelt") << u"mne-tools/mne-pyton"_s << u"Did you mean “mne-tools/mne-python”?"_s;
        QTest::newRow("none") << u"zzz"_s << u"There is no repository, forum, list or provider “zzz”."_s;
        QTest::newRow("several") << u"e"_s << u"One of: "_s;
    }
    void origins()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, told);
        const Outcome outcome = run({u"search"_s, u"epochs"_s, u"--origin"_s, typed, u"--json"_s});
        if (outcome.code == 2) {
            QVERIFY2(outcome.errors.contains(told), qPrintable(outcome.errors));
            QCOMPARE(outcome.out, QString());
            return;
        }
        QCOMPARE(outcome.code, 0);
        QStringList found;
        for (const QJsonValue &hit : outcome.json().value("hits"_L1).toArray())
            found += hit["origin"_L1].toString();
        found.removeDuplicates();
        QCOMPARE(found, QStringList{told});
    }

    void keys_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("title");
        const auto row = [](const QStringList &words, const QString &title) {
            QTest::newRow(qPrintable(words.join(u' '))) << words << title;
        };
        const QString github = u"github_items"_s;
        row({github, u"mne-tools/mne-python#2022"_s}, u"Drop epochs"_s);
        row({github, u"mne-python#2022"_s}, u"Drop epochs"_s);
        row({github, u"#2022"_s}, u"Drop epochs"_s);
        row({github, u"id:1"_s}, u"Drop epochs"_s);
        row({github, u"2022"_s}, u"Drop epochs"_s);
        row({github, u"mne-tools/mne-python"_s, u"2022"_s}, u"Drop epochs"_s);
        row({github, u"mne-tools/mne-python"_s, u"pr"_s, u"2022"_s}, u"Drop epochs"_s);
        row({github, u"mne-tools/mne-python:pr:2022"_s}, u"Drop epochs"_s);
        row({github, u"https://github.com/mne-tools/mne-python/pull/2022"_s}, u"Drop epochs"_s);
        row({u"papers"_s, u"pubmed"_s, u"77"_s}, u"Epochs of the visual cortex."_s);
        row({u"papers"_s, u"pubmed: 77"_s}, u"Epochs of the visual cortex."_s);
        row({u"papers"_s, u"W1"_s}, u"Epochs of the Visual-Cortex"_s);
        row({u"docstrings"_s, u"mne/epochs.py: Epochs.drop"_s}, u"Epochs.drop"_s);
        row({u"docstrings"_s, u"sccn/eeglab:pop_epoch.m:pop_epoch"_s}, u"pop_epoch"_s);
        row({u"discourse_topics"_s, u"https://forum.example"_s, u"2022"_s}, u"Help"_s);
        row({u"discourse_topics"_s, u"https://forum.example/t/2022"_s}, u"Help"_s);
        row({u"discourse_topics"_s, u"https://forum.example:2022"_s}, u"Help"_s);
        row({u"mailing_list_messages"_s, u"eeglablist"_s, u"000012"_s}, u"Re: epochs"_s);
        row({u"bep_items"_s, u"32"_s}, u"Microelectrodes"_s);
        row({u"bep_items"_s, u"BEP 032"_s}, u"Microelectrodes"_s);
    }
    void keys()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, title);
        const inspect::Place place{.community = u"mne"_s, .name = {}, .database = pathOf(u"mne"_s)};
        const Result<inspect::ItemRef> ref = inspect::findItem(place, words.first(), words.sliced(1), {});
        QVERIFY2(ref, ref ? "" : qPrintable(ref.error().text));
        const Result<inspect::Item> item = inspect::readItem(*ref, {});
        QVERIFY(item);
        QCOMPARE(item->title, title);
        // Its own name finds it again.
        const Result<inspect::ItemRef> again =
            inspect::findItem(place, words.first(), {inspect::itemName(*item)}, {});
        QVERIFY2(again, qPrintable(inspect::itemName(*item)));
        QCOMPARE(again->id, ref->id);
    }
    void showsAnItem()
    {
        const Outcome text =
            run({u"show"_s, u"--community"_s, u"mne"_s, u"github_items"_s, u"#2022"_s, u"--verbose"_s});
        QCOMPARE(text.code, 0);
        QVERIFY(text.out.startsWith("mne-tools/mne-python#2022\n"_L1));
        QVERIFY(text.out.contains("\nfirst_message:\nTheir text\nhas "_L1));
        QVERIFY(!text.out.contains(u'\x1b'));
        QVERIFY(text.out.contains("drop, epochs"_L1));
        const QJsonObject object =
            run({u"show"_s, u"--community"_s, u"mne"_s, u"papers"_s, u"W1"_s, u"--json"_s}).json();
        QCOMPARE(object["fields"_L1]["external_id"_L1].toString(), u"W1"_s);
        QVERIFY(object["fields"_L1]["first_message"_L1].isString());
        QVERIFY(object["first_written"_L1].isNull());
        QCOMPARE(object["same"_L1].toArray().first()["origin"_L1].toString(), u"pubmed"_s);
        QVERIFY(object["terms"_L1].toArray().size() > 3);
    }
    // As in a file that was recovered without its runs.
    void aRunThatIsLostHasNoName()
    {
        Sqlite file(pathOf(u"mne"_s));
        QCOMPARE(
            file.execute(u"INSERT INTO lockkeeper_written SELECT 1, id, 7, 1700000000000, 7, 1700000000000 "
                         "FROM github_items WHERE number = 2022"_s),
            0);
        const QStringList words{u"show"_s, u"--community"_s, u"mne"_s, u"github_items"_s, u"#2022"_s};
        const Outcome text = run(words);
        QVERIFY(text.out.contains("first written"_L1));
        QVERIFY(!text.out.contains("by the run of"_L1));
        const QJsonObject written =
            run(words + QStringList{u"--json"_s}).json()["last_written"_L1].toObject();
        QCOMPARE(written["at"_L1].toString(), u"2023-11-14T22:13:20+00:00"_s);
        QVERIFY(written["run"_L1].isNull());
        QCOMPARE(file.execute(u"DELETE FROM lockkeeper_written"_s), 0);
    }
    void showsWhatIsMeant_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("told");
        QTest::newRow("table") << QStringList{u"paper"_s, u"W1"_s} << u"Did you mean “papers”?"_s;
        QTest::newRow("source") << QStringList{u"github"_s, u"#1"_s} << u"Did you mean “github_items”?"_s;
        QTest::newRow("any word") << QStringList{u"xyzzyxyzzy"_s, u"#1"_s} << u"mailing_list_messages"_s;
        QTest::newRow("origin") << QStringList{u"github_items"_s, u"mne-tools/mne-pyton#2022"_s}
                                << u"Did you mean “mne-tools/mne-python”?"_s;
        QTest::newRow("no such number") << QStringList{u"github_items"_s, u"mne-python#4711"_s}
                                        << u"Its key is: repo, item_type, number"_s;
        QTest::newRow("key") << QStringList{u"papers"_s, u"W99"_s} << u"source, external_id"_s;
        QTest::newRow("too many words")
            << QStringList{u"papers"_s, u"a"_s, u"b"_s, u"c"_s} << u"source, external_id"_s;
        QTest::newRow("row") << QStringList{u"papers"_s, u"id:4711"_s} << u"id:4711"_s;
    }
    void showsWhatIsMeant()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, told);
        const Outcome outcome = run(QStringList{u"show"_s, u"--community"_s, u"mne"_s} + words);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.errors.contains(told), qPrintable(outcome.errors));
        QCOMPARE(outcome.out, QString());
    }
};

QTEST_GUILESS_MAIN(InspectCommandsTest)
#include "cli_inspect.moc"
