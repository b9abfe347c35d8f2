// The demo's proposals: every state is there, and days change what they should, the same way every time.
#include "demo/content/ProposalsPart.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper::demo;

namespace {
constexpr qint64 began = 1'790'000'000;
constexpr qint64 day = 24 * 3600;

std::optional<HttpAnswer> asked(ProposalsPart &part, const char *host, const QString &path)
{
    HttpRequest request;
    request.method = "GET";
    request.url = QUrl(path);
    request.headers = {{"Host", host}};
    return part.answer(request);
}

QByteArray list(ProposalsPart &part)
{
    return asked(part, "raw.github.example", u"/bids-standard/bids-website/main/data/beps/beps.yml"_s)->body;
}

// Open pull requests: number and commit.
QMap<int, QString> open(ProposalsPart &part)
{
    QMap<int, QString> heads;
    const auto answer = asked(part, "api.github.example",
                              u"/repos/bids-standard/bids-specification/pulls?state=open&per_page=100"_s);
    for (const QJsonValue &value : QJsonDocument::fromJson(answer->body).array())
        heads.insert(value.toObject().value("number"_L1).toInt(),
                     value.toObject().value("head"_L1).toObject().value("sha"_L1).toString());
    return heads;
}
} // namespace

class ProposalsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesLeadOn()
    {
        ProposalsPart part;
        part.begin(began);
        const QString pulls = u"/repos/bids-standard/bids-specification/pulls"_s;
        const auto page = [&](const QString &query) {
            return asked(part, "api.github.example", pulls + query);
        };
        const auto count = [](const HttpAnswer &answer) {
            return QJsonDocument::fromJson(answer.body).array().size();
        };
        QCOMPARE(count(*page({})), 6); // of thirty
        const auto first = page(u"?per_page=4"_s);
        QCOMPARE(count(*first), 4);
        const auto link = std::find_if(first->headers.cbegin(), first->headers.cend(),
                                       [](const auto &header) { return header.first == "Link"; });
        QVERIFY(link != first->headers.cend());
        QVERIFY2(link->second.contains("?per_page=4&page=2>; rel=\"next\""), link->second.constData());
        QCOMPARE(count(*page(u"?per_page=4&page=2"_s)), 2);
    }

    void everyStateIsThere()
    {
        ProposalsPart part;
        part.begin(began);
        QCOMPARE(list(part).count("-   number: "), 12);
        QCOMPARE(list(part).count("pull_request: https://github.example/"), 9); // three are drafts
        QCOMPARE(open(part).size(), 6);
        QJsonArray orphans;
        const auto answer = asked(part, "api.github.example",
                                  u"/repos/bids-standard/bids-specification/pulls?state=open&per_page=100"_s);
        for (const QJsonValue &value : QJsonDocument::fromJson(answer->body).array()) {
            if (value.toObject().value("head"_L1).toObject().value("repo"_L1).isNull())
                orphans.append(value);
        }
        QCOMPARE(orphans.size(), 1);
    }

    void whatIsListedIsServed()
    {
        ProposalsPart part;
        part.begin(began);
        const auto pulls = asked(part, "api.github.example",
                                 u"/repos/bids-standard/bids-specification/pulls?state=open&per_page=100"_s);
        const QJsonArray listed = QJsonDocument::fromJson(pulls->body).array();
        QVERIFY(listed.size() > 1);
        for (const QJsonValue &value : listed) {
            const QJsonObject pull = value.toObject();
            const QJsonObject head = pull.value("head"_L1).toObject();
            if (head.value("repo"_L1).isNull()) // of one, as above
                continue;
            const auto files =
                asked(part, "api.github.example",
                      u"/repos/bids-standard/bids-specification/pulls/%1/files?per_page=100"_s.arg(
                          pull.value("number"_L1).toInt()));
            const QJsonArray array = QJsonDocument::fromJson(files->body).array();
            QVERIFY(array.size() >= 2);
            for (const QJsonValue &file : array) {
                const auto raw = asked(
                    part, "raw.github.example",
                    u"/%1/%2/%3"_s.arg(head.value("repo"_L1).toObject().value("full_name"_L1).toString(),
                                       head.value("ref"_L1).toString(),
                                       file.toObject().value("filename"_L1).toString()));
                QCOMPARE(raw->status, 200);
                QVERIFY2(!raw->body.contains('{') || raw->body.contains("```json"), raw->body.constData());
            }
        }
    }

    void daysChangeSomeOfIt()
    {
        ProposalsPart part;
        part.begin(began);
        for (int step = 1; step <= 30; ++step) {
            const auto before = open(part);
            const qsizetype listed = list(part).count("-   number: ");
            part.passDays(step, began + (step - 1) * day, began + step * day);
            const auto after = open(part);
            QCOMPARE(list(part).count("-   number: "), listed + 1);
            QStringList changes;
            for (auto pull = before.cbegin(); pull != before.cend(); ++pull) {
                if (!after.contains(pull.key()))
                    changes.append(u"closed"_s);
                else if (after.value(pull.key()) != *pull)
                    changes.append(u"commit"_s);
            }
            changes.sort();
            QCOMPARE(changes, (QStringList{u"closed"_s, u"commit"_s}));
            QCOMPARE(after.size(), before.size());
        }
    }

    void theSameEveryTime()
    {
        ProposalsPart one;
        ProposalsPart other;
        for (ProposalsPart *part : {&one, &other}) {
            part->begin(began);
            part->passDays(1, began, began + day);
        }
        QCOMPARE(list(one), list(other));
        QCOMPARE(open(one), open(other));
    }

    void leavesTheRestToOthers()
    {
        ProposalsPart part;
        part.begin(began);
        QVERIFY(!asked(part, "api.github.example", u"/repos/strandform/strandform-spec/issues"_s));
        QVERIFY(!asked(part, "forum.harkwave.example", u"/latest.json"_s));
        QCOMPARE(asked(part, "raw.github.example", u"/nobody/nothing/main/README.md"_s)->status, 404);
    }
};

QTEST_GUILESS_MAIN(ProposalsTest)
#include "proposals.moc"
