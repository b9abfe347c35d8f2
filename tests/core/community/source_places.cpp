// Where a configuration's sources stand.
#include "community/SourcePlaces.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {

QStringList placesIn(const QByteArray &text)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"config.yaml"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {u"not written"_s};
    file.close();
    QStringList lines;
    for (const community::SourcePlace &place : community::sourcePlaces(path))
        lines += u"%1:%2 %3 %4"_s.arg(place.line).arg(place.column).arg(place.key, place.text);
    return lines;
}

} // namespace

class SourcePlacesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySource()
    {
        const QByteArray text = "id: reef\n"
                                "mailman:\n"
                                "  - list_name: users\n"
                                "    base_url: https://l.example/pipermail/users/\n"
                                "discourse:\n"
                                "  - tags: [x]\n"
                                "    url: 'https://f.example'\n"
                                "github: {repos: [a/b, \"c/d\"]}\n"
                                "docstrings:\n"
                                "  repos:\n"
                                "    - repo: a/b\n"
                                "citations:\n"
                                "  queries:\n"
                                "    - Bücher, a query\n"
                                "  dois: [doi:10.5555/x]\n";
        QCOMPARE(placesIn(text), (QStringList{
                                     u"8:18 github.repos[0] a/b"_s,
                                     u"8:23 github.repos[1] c/d"_s,
                                     u"14:7 citations.queries[0] Bücher, a query"_s,
                                     u"15:10 citations.dois[0] doi:10.5555/x"_s,
                                     u"11:13 docstrings.repos[0].repo a/b"_s,
                                     u"7:10 discourse[0].url https://f.example"_s,
                                     u"4:15 mailman[0].base_url https://l.example/pipermail/users/"_s,
                                 }));
    }

    void whatIsNoConfiguration()
    {
        QCOMPARE(placesIn(""), QStringList());
        QCOMPARE(placesIn("github: [\n"), QStringList());
        QCOMPARE(placesIn("- a\n- b\n"), QStringList());
        QCOMPARE(placesIn("github: 7\ndiscourse: {url: x}\nmailman: [7, {base_url: [1]}]\n"), QStringList());
        QVERIFY(community::sourcePlaces(u"/nowhere/config.yaml"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SourcePlacesTest)
#include "source_places.moc"
