// What is typed into a search field, and what FTS5 is asked for it: never a syntax error.
#include "inspect/search/SearchText.h"
#include "tests/support/Sqlite.h"

#include <QRandomGenerator>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using inspect::ItemNumber;
using inspect::LastWord;
using inspect::parseSearchText;
using inspect::SearchText;
using tests::Sqlite;

class SearchTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void kinds_data();
    void kinds();
    void numbers_data();
    void numbers();
    void addresses_data();
    void addresses();
    void lastWordIsABeginning();
    void leavesOutWhatCannotBe();
    void neverASyntaxError();

private:
    // The titles of the rows found; "error: …" where SQLite refuses.
    QString ask(const QString &match);

    Sqlite m_database{u":memory:"_s};
};

void SearchTextTest::initTestCase()
{
    QCOMPARE(m_database.execute(u"CREATE VIRTUAL TABLE f USING fts5(title, text)"_s), SQLITE_OK);
    QCOMPARE(m_database.execute(u"INSERT INTO f VALUES"
                                "('Epochs', 'the red fox and the mne-python reader'),"
                                "('Reader', 'epochs of a quick red car, #2022'),"
                                "('Größe', 'said \"red\" and then fox'),"
                                "('R & C++', 'AND OR NOT NEAR'),"
                                "('über 我们', 'café'),"
                                "('Fox', 'a')"_s),
             SQLITE_OK);
}

QString SearchTextTest::ask(const QString &match)
{
    sqlite3_stmt *statement = nullptr;
    QStringList titles;
    int code = sqlite3_prepare_v2(m_database.handle(), "SELECT title FROM f WHERE f MATCH ? ORDER BY rowid",
                                  -1, &statement, nullptr);
    const QByteArray text = match.toUtf8();
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW)
            titles += QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? titles.join(u", ") : u"error: "_s + m_database.error();
}

void SearchTextTest::finds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("found");
    QTest::newRow("one word") << u"epochs"_s << u"Epochs, Reader"_s;
    QTest::newRow("all words") << u"red fox"_s << u"Epochs, Größe"_s;
    QTest::newRow("phrase") << u"\"red fox\""_s << u"Epochs"_s;
    QTest::newRow("typographic quotes") << u"“red fox”"_s << u"Epochs"_s;
    QTest::newRow("unbalanced quote") << u"car \"quick red"_s << u"Reader"_s;
    QTest::newRow("quote within a word") << u"fox\"red fox"_s << u"Epochs"_s;
    QTest::newRow("not") << u"fox -car -python"_s << u"Größe, Fox"_s;
    QTest::newRow("not a phrase") << u"red -\"red fox\""_s << u"Reader, Größe"_s;
    QTest::newRow("hyphen within a word") << u"mne-python"_s << u"Epochs"_s;
    QTest::newRow("an option") << u"--reader"_s << u"Epochs, Reader"_s;
    QTest::newRow("title") << u"title:fox"_s << u"Fox"_s;
    QTest::newRow("title phrase") << u"Title:\"reader\""_s << u"Reader"_s;
    QTest::newRow("not in the title") << u"epochs -title:epochs"_s << u"Reader"_s;
    QTest::newRow("title, and a blank") << u"title: fox"_s << u"Fox"_s;
    QTest::newRow("title alone is a word") << u"title:"_s << QString();
    QTest::newRow("star") << u"epo*"_s << u"Epochs, Reader"_s;
    QTest::newRow("phrase with a star") << u"\"quick re\"*"_s << u"Reader"_s;
    QTest::newRow("without a star it is whole") << u"epo"_s << QString();
    QTest::newRow("operators are words") << u"AND OR"_s << u"R & C++"_s;
    QTest::newRow("near is a word") << u"NEAR NOT"_s << u"R & C++"_s;
    QTest::newRow("signs beside a word") << u"C++"_s << u"R & C++"_s;
    QTest::newRow("signs alone are left out") << u"& fox !!"_s << u"Epochs, Größe, Fox"_s;
    QTest::newRow("brackets") << u"(red) {fox}"_s << u"Epochs, Größe"_s;
    QTest::newRow("column syntax is none") << u"text:red"_s << QString();
    QTest::newRow("accents") << u"grosse größe"_s << QString();
    QTest::newRow("accents fold") << u"cafe uber"_s << u"über 我们"_s;
    QTest::newRow("number in a text") << u"#2022"_s << u"Reader"_s;
    QTest::newRow("one letter") << u"a"_s << u"Reader, Fox"_s;
}

void SearchTextTest::finds()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, found);
    QCOMPARE(ask(parseSearchText(typed).match(u"title"_s)), found);
}

void SearchTextTest::kinds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<SearchText::Kind>("kind");
    QTest::newRow("nothing") << QString() << SearchText::Kind::Empty;
    QTest::newRow("space") << u" \t\n"_s << SearchText::Kind::Empty;
    QTest::newRow("quotes") << u"\"\""_s << SearchText::Kind::Empty;
    QTest::newRow("signs") << u"?!"_s << SearchText::Kind::NoWords;
    QTest::newRow("minus") << u"-"_s << SearchText::Kind::NoWords;
    QTest::newRow("NUL") << QString(QChar(u'\0')) << SearchText::Kind::Empty;
    QTest::newRow("emoji") << u"🎉"_s << SearchText::Kind::NoWords;
    QTest::newRow("unwanted") << u"-fox -\"red car\""_s << SearchText::Kind::OnlyUnwanted;
    QTest::newRow("word") << u"fox"_s << SearchText::Kind::Question;
}

void SearchTextTest::kinds()
{
    QFETCH(const QString, typed);
    QFETCH(const SearchText::Kind, kind);
    const SearchText text = parseSearchText(typed);
    QCOMPARE(text.kind, kind);
    QCOMPARE(text.match(u"title"_s).isEmpty(), kind != SearchText::Kind::Question);
}

void SearchTextTest::numbers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind"); // -1: no number
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("origin");
    using Kind = ItemNumber::Kind;
    const auto row = [](const char *typed, int kind, qint64 number = 0, const QString &origin = {}) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << kind << number << origin;
    };
    row("#2022", int(Kind::Any), 2022);
    row("epochs #2022 reader", int(Kind::Any), 2022);
    row("GH-2022", int(Kind::Any), 2022);
    row("PR 2022", int(Kind::PullRequest), 2022);
    row("pr #2022", int(Kind::PullRequest), 2022);
    row("PR#2022", int(Kind::PullRequest), 2022);
    row("pull request 2022", int(Kind::PullRequest), 2022);
    row("Issue 2022 epochs", int(Kind::Issue), 2022);
    row("BEP 32", int(Kind::Bep), 32);
    row("bep032", int(Kind::Bep), 32);
    row("topic 7", int(Kind::Topic), 7);
    row("mne-tools/mne-python#2022", int(Kind::Any), 2022, u"mne-tools/mne-python"_s);
    row("mne-python#12", int(Kind::Any), 12, u"mne-python"_s);
    row("2022", -1);
    row("epochs 2022", -1);
    row("PR epochs 2022", -1);
    row("-#2022 epochs", -1);
    row("\"#2022\"", -1);
    row("#99999999999999999999", -1);
    row("#12a", -1);
    row("PR", -1);
}

void SearchTextTest::numbers()
{
    QFETCH(const QString, typed);
    QFETCH(const int, kind);
    QFETCH(const qint64, number);
    QFETCH(const QString, origin);
    const std::optional<ItemNumber> found = parseSearchText(typed).number;
    QCOMPARE(found.has_value(), kind >= 0);
    if (found)
        QCOMPARE(*found, (ItemNumber{.kind = ItemNumber::Kind(kind), .number = number, .origin = origin}));
}

void SearchTextTest::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("address");
    const QString issue = u"https://github.com/a/b/issues/3"_s;
    QTest::newRow("plain") << issue << issue;
    QTest::newRow("in brackets") << u"<%1>"_s.arg(issue) << issue;
    QTest::newRow("ends a sentence") << u"see %1)."_s.arg(issue) << issue;
    QTest::newRow("DOI") << u"doi:10.1016/j.neuro.2020.1"_s << u"https://doi.org/10.1016/j.neuro.2020.1"_s;
    QTest::newRow("bare DOI") << u"10.1016/J.neuro.2020.1"_s << u"https://doi.org/10.1016/J.neuro.2020.1"_s;
    QTest::newRow("unwanted") << u"fox -https://github.com/a/b"_s << QString();
    QTest::newRow("none") << u"github.com fox"_s << QString();
}

void SearchTextTest::addresses()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, address);
    QCOMPARE(parseSearchText(typed).address, address);
}

void SearchTextTest::lastWordIsABeginning()
{
    const auto found = [this](const QString &typed) {
        return ask(parseSearchText(typed, LastWord::Begun).match(u"title"_s));
    };
    QCOMPARE(found(u"epo"_s), u"Epochs, Reader"_s);
    QCOMPARE(found(u"epo "_s), QString()); // the word is typed to its end
    QCOMPARE(found(u"epo fox"_s), QString());
    QCOMPARE(found(u"\"quick re"_s), u"Reader"_s);
    QCOMPARE(found(u"\"quick re\""_s), QString());
    QCOMPARE(found(u"c"_s), u"R & C++"_s); // one letter is itself
    QCOMPARE(found(u"red -fo"_s), u"Reader"_s);
    QCOMPARE(found(u"mne-pyt"_s), u"Epochs"_s);
}

void SearchTextTest::leavesOutWhatCannotBe()
{
    QCOMPARE(parseSearchText(u"& fox -?"_s).leftOut, (QStringList{u"&"_s, u"-?"_s}));
    QVERIFY(parseSearchText(u"fox \"\" red"_s).leftOut.isEmpty());
    QString many;
    for (int i = 0; i <= SearchText::maxTerms; ++i)
        many += u"w%1 "_s.arg(i);
    const SearchText cut = parseSearchText(many);
    QCOMPARE(cut.wanted.size(), SearchText::maxTerms);
    QCOMPARE(cut.leftOut, QStringList{u"w%1"_s.arg(SearchText::maxTerms)});
    const SearchText endless = parseSearchText(QString(100'000, u'x'));
    QCOMPARE(endless.leftOut, QStringList{u"…"_s});
    QCOMPARE(endless.wanted.first().text.size(), SearchText::maxLength);
}

void SearchTextTest::neverASyntaxError()
{
    const QStringList pieces{u"\""_s,
                             u"'"_s,
                             u"*"_s,
                             u"^"_s,
                             u"("_s,
                             u")"_s,
                             u"{"_s,
                             u"}"_s,
                             u"-"_s,
                             u"+"_s,
                             u":"_s,
                             u"title:"_s,
                             u"text :"_s,
                             u"NEAR("_s,
                             u", 5)"_s,
                             u" AND "_s,
                             u" OR "_s,
                             u" NOT "_s,
                             u" "_s,
                             u"\n"_s,
                             u"#2022"_s,
                             u"fox"_s,
                             u"ü"_s,
                             u"我"_s,
                             u"🎉"_s,
                             u"\\"_s,
                             u"%"_s,
                             u";"_s,
                             u"--"_s,
                             u"“"_s,
                             QString(QChar(u'\0')),
                             QString(QChar(0xD800)),
                             QString(QChar(0xDFFF)),
                             QString(QChar(0xFDD0)),
                             u"\u0301"_s,
                             u"\u200b"_s,
                             QString::fromUcs4(U"\U0001F1E6"),
                             u"x"_s.repeated(300)};
    QRandomGenerator random(20260130);
    int answered = 0;
    for (int round = 0; round < 20'000 / (LOCKKEEPER_SANITIZED ? 4 : 1); ++round) {
        QString typed;
        for (quint32 i = random.bounded(14U); i > 0; --i) {
            typed += random.bounded(4) == 0 ? QString(QChar(char16_t(random.bounded(0x10000))))
                                            : pieces.at(random.bounded(int(pieces.size())));
        }
        const SearchText text = parseSearchText(typed, round % 2 == 0 ? LastWord::Begun : LastWord::Whole);
        for (const QString &match : {text.match(u"title"_s), text.matchBesideNumber(u"title"_s)}) {
            if (match.isEmpty())
                continue;
            const QString found = ask(match);
            QVERIFY2(!found.startsWith("error"_L1), qPrintable(typed + u" → "_s + match + u": "_s + found));
            answered += found.isEmpty() ? 0 : 1;
        }
    }
    QVERIFY(answered > 100 / (LOCKKEEPER_SANITIZED ? 4 : 1)); // they were questions
}

QTEST_GUILESS_MAIN(SearchTextTest)
#include "searchtext.moc"
