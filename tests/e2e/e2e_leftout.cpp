// What the commands on databases say of communities that have no database yet, and of those whose
// configuration is broken: both are told, and only the latter is a failure.
#include "tests/e2e/Program.h"

#include "store/Database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

class EndToEndLeftOutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_program = std::make_unique<Program>();
        for (const QString &id : {u"mne"_s, u"bids"_s})
            m_program->addCommunity(id, {u"o/"_s + id});
        QVERIFY(store::Database::open(m_program->database(u"mne"_s), std::chrono::seconds(5)));
    }

    void noDatabaseYet_data() { commands(); }
    void noDatabaseYet()
    {
        QFETCH(const QStringList, words);
        const Outcome text = run(words);
        QVERIFY2(text.exitCode == 0, text.all().constData());
        const bool table = words == QStringList(u"health"_s);
        QVERIFY2((table ? text.out : text.err).contains("bids: no database yet; the first sync makes it\n"),
                 text.all().constData());
        QVERIFY2(!text.all().contains("mne: no database"), text.all().constData());
        QVERIFY2(!run(words + QStringList(u"--quiet"_s)).all().contains("bids"), "it is no error");

        const Outcome json = run(words + QStringList(u"--json"_s));
        QVERIFY2(json.exitCode == 0 && json.err.isEmpty(), json.all().constData());
        const QJsonObject object = QJsonDocument::fromJson(json.out).object();
        const QJsonArray without = object.value("without_database"_L1).toArray();
        QCOMPARE(without.size(), 1);
        QCOMPARE(without.at(0)["community"_L1].toString(), u"bids"_s);
        QCOMPARE(without.at(0)["path"_L1].toString(), m_program->database(u"bids"_s));
        QCOMPARE(object.value("broken_configurations"_L1).toArray(), QJsonArray());
        QVERIFY(!QFile::exists(m_program->database(u"bids"_s)));
    }

    void brokenConfiguration_data() { commands(); }
    void brokenConfiguration()
    {
        QFETCH(const QStringList, words);
        breakConfiguration(u"mne"_s);
        const Outcome text = run(words);
        QVERIFY2(text.exitCode == 1, text.all().constData());
        QVERIFY2(text.err.contains("mne/config.yaml:") &&
                     text.err.contains("mne: its configuration is broken\n"),
                 text.all().constData());
        const Outcome quiet = run(words + QStringList(u"--quiet"_s));
        QVERIFY2(quiet.exitCode == 1 && quiet.err.contains("mne/config.yaml:"), quiet.all().constData());
        const Outcome json = run(words + QStringList(u"--json"_s));
        QCOMPARE(json.exitCode, 1);
        const QJsonObject object = QJsonDocument::fromJson(json.out).object();
        const QJsonArray broken = object.value("broken_configurations"_L1).toArray();
        QCOMPARE(broken.size(), 1);
        QCOMPARE(broken.at(0)["community"_L1].toString(), u"mne"_s);
        QVERIFY(!broken.at(0)["problems"_L1].toArray().isEmpty());
        QVERIFY(
            json.out.contains(m_program->database(u"mne"_s).toUtf8())); // what is there is done nevertheless
        const Outcome other = run(words + QStringList{u"--community"_s, u"bids"_s});
        QVERIFY2(other.exitCode == 2 && !other.err.contains("mne"), other.all().constData());
    }

    void brokenAndWithout()
    {
        breakConfiguration(u"bids"_s);
        const Outcome outcome = run({u"health"_s});
        QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
        QVERIFY2(outcome.err.contains("bids/config.yaml:") && outcome.out.contains("bids: no database yet"),
                 outcome.all().constData());
    }

    void status()
    {
        QCOMPARE(run({u"status"_s}).exitCode, 0);
        breakConfiguration(u"bids"_s);
        QCOMPARE(run({u"status"_s}).exitCode, 1);
        const Outcome quiet = run({u"status"_s, u"--quiet"_s});
        QVERIFY2(quiet.exitCode == 1 && quiet.err.contains("bids/config.yaml:"), quiet.all().constData());
        const Outcome json = run({u"status"_s, u"--json"_s});
        const QJsonArray all = QJsonDocument::fromJson(json.out).object().value("communities"_L1).toArray();
        QCOMPARE(all.at(0)["problems"_L1].toArray().size(), 1);
        QCOMPARE(all.at(1)["problems"_L1].toArray(), QJsonArray());
    }

private:
    void commands()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("health") << QStringList{u"health"_s};
        QTest::newRow("optimize") << QStringList{u"health"_s, u"--optimize"_s};
        QTest::newRow("migrate") << QStringList{u"migrate"_s, u"--to"_s, u"delete"_s};
        QTest::newRow("dry run") << QStringList{u"migrate"_s, u"--dry-run"_s};
        QTest::newRow("backup") << QStringList{u"backup"_s, u"--to"_s, m_folder.path()};
        QTest::newRow("checkpoint") << QStringList{u"checkpoint"_s};
    }
    [[nodiscard]] Outcome run(const QStringList &words) const
    {
        return m_program->run(words + QStringList{u"--communities"_s, m_program->communitiesDir(),
                                                  u"--data-dir"_s, m_program->dataDir()});
    }
    void breakConfiguration(const QString &id) const
    {
        m_program->writeFile(u"%1/%2/config.yaml"_s.arg(m_program->communitiesDir(), id),
                             "id: " + id.toUtf8() + "\nname: 3\ngithub:\n  repos: nonsense\n");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(EndToEndLeftOutTest)
#include "e2e_leftout.moc"
