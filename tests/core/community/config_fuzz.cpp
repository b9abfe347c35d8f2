// Random damage to a good configuration, the same in every run: whatever comes of it, the loader answers, and
// a broken community always says why.
#include "Scratch.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::community;

class TestConfigFuzz final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bytes();
    void pieces();
    void cut();

private:
    void check(const QByteArray &text);

    QByteArray m_good;
    Scratch m_scratch;
    int m_broken = 0;
};

void TestConfigFuzz::initTestCase()
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA) + u"/communities/tide-pool/config.yaml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_good = file.readAll();
    QVERIFY(!loadFile(m_scratch.write(u"tide-pool"_s, m_good)).broken());
}

void TestConfigFuzz::check(const QByteArray &text)
{
    const LoadedCommunity loaded = loadFile(m_scratch.write(u"tide-pool"_s, text));
    const auto isError = [](const Problem &p) {
        return p.severity == Problem::Severity::Error;
    };
    QCOMPARE(loaded.broken(), std::any_of(loaded.problems.begin(), loaded.problems.end(), isError));
    m_broken += loaded.broken() ? 1 : 0;
    const auto lines = text.count('\n') + 1;
    for (const Problem &problem : loaded.problems) {
        QVERIFY(!problem.text.isEmpty());
        QVERIFY(problem.text.size() < 500);
        QVERIFY(problem.line >= 0 && problem.line <= lines);
        QVERIFY((problem.line == 0) == (problem.column == 0));
    }
    if (!loaded.broken())
        QCOMPARE(loaded.community->id, u"tide-pool"_s);
}

// Some bytes replaced by others that mean something to YAML.
void TestConfigFuzz::bytes()
{
    QRandomGenerator random(20240229);
    const QByteArray palette = QByteArrayLiteral("\n\t :-[]{},&*#?|>'\"%@!`~<\\/.0aZ\x7F\x80\xC3\xFF\x01");
    for (int round = 0; round < 400; ++round) {
        QByteArray text = m_good;
        for (int i = random.bounded(1, 6); i > 0; --i)
            text[random.bounded(int(text.size()))] = palette.at(random.bounded(int(palette.size())));
        check(text);
        if (QTest::currentTestFailed())
            QFAIL(text.constData());
    }
    QVERIFY(m_broken > 100); // the damage is damage
}

// Pieces removed, doubled and moved, across the structure.
void TestConfigFuzz::pieces()
{
    QRandomGenerator random(1582);
    for (int round = 0; round < 300; ++round) {
        QByteArray text = m_good;
        for (int i = random.bounded(1, 4); i > 0; --i) {
            const int from = random.bounded(int(text.size()));
            const QByteArray piece = text.mid(from, random.bounded(1, 80));
            if (random.bounded(3) > 0)
                text.remove(from, piece.size());
            if (random.bounded(3) > 0)
                text.insert(random.bounded(int(text.size())), piece);
        }
        check(text);
        if (QTest::currentTestFailed())
            QFAIL(text.constData());
    }
}

// Cut off anywhere, as a crash or a full disk leaves a file.
void TestConfigFuzz::cut()
{
    for (qsizetype size = 0; size < m_good.size(); size += 7) {
        check(m_good.first(size));
        if (QTest::currentTestFailed())
            QFAIL(QByteArray::number(size).constData());
    }
}

QTEST_GUILESS_MAIN(TestConfigFuzz)
#include "config_fuzz.moc"
