// The recorded lists, through the real client into a real database. The same forms stand in the other tests
// with data written for them.
#include "BepFixture.h"
#include "sources/beps/BepList.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using lockkeeper::tests::BepFixture;
using lockkeeper::tests::SyncOutcome;

namespace {
const QString samples = QStringLiteral(LOCKKEEPER_SAMPLES "/bids/");

QByteArray sample(const QString &name)
{
    QFile file(samples + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The values of a key, read with nothing of ours.
QStringList valuesOf(const QByteArray &yaml, const QString &key)
{
    QStringList values;
    const QRegularExpression form(u"^(?:-  |   ) %1: +(\\S.*)$"_s.arg(key),
                                  QRegularExpression::MultilineOption);
    for (auto match = form.globalMatch(QString::fromUtf8(yaml)); match.hasNext();)
        values.append(match.next().captured(1).trimmed());
    return values;
}
} // namespace

class BepSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(samples + u"beps.yml"_s))
            QSKIP("skipped: no samples");
    }
    void everyProposalIsStored();
    void otherProposals();
};

void BepSamplesTest::everyProposalIsStored()
{
    BepFixture fixture;
    const QByteArray yaml = sample(u"beps.yml"_s);
    fixture.site().setList(yaml);
    const QStringList pulls = valuesOf(yaml, u"pull_request"_s);
    QCOMPARE(pulls.size(), 14);
    for (const QString &pull : pulls) { // half of them open, each over one file
        const int number = pull.section(u'/', -1).toInt();
        fixture.site().put(demo::BepPull{.number = number,
                                         .open = number % 2 == 0,
                                         .repository = u"a/b"_s,
                                         .branch = u"bep-%1"_s.arg(number),
                                         .files = {{u"src/a.md"_s, "text\n"}}});
    }
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.skipped, 0);
    QStringList numbers = valuesOf(yaml, u"number"_s);
    numbers.replaceInStrings(u"'"_s, QString());
    numbers.sort();
    QCOMPARE(fixture.rows(u"SELECT bep_number FROM bep_items ORDER BY bep_number"_s), numbers);
    QCOMPARE(fixture.value(u"SELECT count(pull_request_number) FROM bep_items"_s), u"14"_s);
    qsizetype open = 0;
    for (const QString &pull : pulls)
        open += pull.section(u'/', -1).toInt() % 2 == 0 ? 1 : 0;
    QCOMPARE(
        fixture.value(u"SELECT count(*) FROM bep_items WHERE status = 'proposed' AND content IS NOT NULL"_s),
        QString::number(open));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items WHERE title = '' OR leads LIKE '%\" \"%'"_s),
             u"0"_s);
    QCOMPARE(fixture.value(u"SELECT leads, google_doc_url FROM bep_items WHERE bep_number = '004'"_s),
             u"NULL|https://docs.google.com/document/d/1kyw9mGgacNqeMbp4xZet3RnDhcMmf4_BmRgKaOkO2Sc/"_s);
    QCOMPARE(run.requests, 2 + (14 - open) + 2 * open);
    QCOMPARE(fixture.sync().requests, 2);
}

void BepSamplesTest::otherProposals()
{
    const sources::beps::BepList list = sources::beps::readBepList(sample(u"beps_other.yml"_s));
    QCOMPARE(list.problem, QString());
    QVERIFY(list.malformed.empty());
    QCOMPARE(list.entries.front().row.leads, u"[\"Steven Giavasis\"]"_s);
}

QTEST_GUILESS_MAIN(BepSamplesTest)
#include "beps_samples.moc"
