// Texts side by side: lines that stand beside each other, and the words that differ.
#include "ui/history/TextDiff.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::ui;

namespace {
// "=line", "-line", "+line" or "-line|+line" of each row; what differs of a line in brackets.
QString marked(const SideLine &line)
{
    QString text;
    qsizetype place = 0;
    for (const SideMark &mark : line.marks) {
        text += line.text.sliced(place, mark.start - place) + u'[' +
                line.text.sliced(mark.start, mark.length) + u']';
        place = mark.start + mark.length;
    }
    return text + line.text.sliced(place);
}

QStringList words(const QString &before, const QString &after)
{
    QStringList rows;
    for (const SideRow &row : sideBySide(before, after)) {
        if (!row.before.differs)
            rows.append(u'=' + row.before.text);
        else if (!row.after.there)
            rows.append(u'-' + row.before.text);
        else if (!row.before.there)
            rows.append(u'+' + row.after.text);
        else
            rows.append(u'-' + marked(row.before) + u"|+"_s + marked(row.after));
    }
    return rows;
}
} // namespace

class UiTextDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesStandBesideEachOther();
    void wordsAreMarked();
    void nothingIsNoLine();
    void bothSidesAreWhole();
    void longTextsAreQuick();
    void allLinesShareWhatMayBeCompared();
};

void UiTextDiff::linesStandBesideEachOther()
{
    QCOMPARE(words(u"a\nb\nc"_s, u"a\nb\nc"_s), (QStringList{u"=a"_s, u"=b"_s, u"=c"_s}));
    QCOMPARE(words(u"a\nb\nc"_s, u"a\nc"_s), (QStringList{u"=a"_s, u"-b"_s, u"=c"_s}));
    QCOMPARE(words(u"a\nc"_s, u"a\nb\nc"_s), (QStringList{u"=a"_s, u"+b"_s, u"=c"_s}));
    QCOMPARE(words(u"x\na\nb\ny"_s, u"a\nz\nb"_s),
             (QStringList{u"-x"_s, u"=a"_s, u"+z"_s, u"=b"_s, u"-y"_s}));
}

void UiTextDiff::wordsAreMarked()
{
    QCOMPARE(words(u"the quick fox"_s, u"the slow fox"_s),
             (QStringList{u"-the [quick] fox|+the [slow] fox"_s}));
    QCOMPARE(words(u"one two three"_s, u"one three"_s), (QStringList{u"-one [two ]three|+one three"_s}));
    QCOMPARE(words(u"ärger 𝄞x!"_s, u"ärger 𝄞y!"_s), (QStringList{u"-ärger [𝄞x]!|+ärger [𝄞y]!"_s}));
}

void UiTextDiff::nothingIsNoLine()
{
    QVERIFY(sideBySide({}, {}).isEmpty());
    QCOMPARE(words({}, u"a\nb"_s), (QStringList{u"+a"_s, u"+b"_s}));
    QCOMPARE(words(u"a"_s, {}), (QStringList{u"-a"_s}));
}

void UiTextDiff::bothSidesAreWhole()
{
    quint32 seed = 7;
    const auto next = [&seed] {
        return seed = seed * 1664525 + 1013904223;
    };
    for (int round = 0; round < 300; ++round) {
        QString texts[2];
        for (QString &text : texts) {
            for (quint32 i = next() >> 28; i > 0; --i)
                text += QLatin1StringView("ab \n").at((next() >> 20) % 4);
        }
        QStringList before;
        QStringList after;
        for (const SideRow &row : sideBySide(texts[0], texts[1])) {
            QVERIFY(row.before.there || row.after.there);
            QCOMPARE(row.before.differs, row.after.differs);
            if (!row.before.differs)
                QCOMPARE(row.before.text, row.after.text);
            if (row.before.there)
                before.append(row.before.text);
            if (row.after.there)
                after.append(row.after.text);
        }
        QCOMPARE(before.join(u'\n'), texts[0]);
        QCOMPARE(after.join(u'\n'), texts[1]);
    }
}

void UiTextDiff::longTextsAreQuick()
{
    QString one;
    QString other;
    for (int i = 0; i < 100'000; ++i) {
        one += u"line %1\n"_s.arg(i);
        other += u"other %1\n"_s.arg(i);
    }
    QCOMPARE(sideBySide(one, other).size(), 100'001); // no table of ten thousand million cells
}

// Each line by itself is short enough: all together would keep the window for seconds.
void UiTextDiff::allLinesShareWhatMayBeCompared()
{
    QStringList one;
    QStringList other;
    for (int line = 0; line < 400; ++line) {
        QStringList words;
        QStringList otherWords;
        for (int word = 0; word < 200; ++word) {
            words.append(word % 2 == 0 ? u"old"_s : u"same"_s);
            otherWords.append(word % 2 == 0 ? u"new"_s : u"same"_s);
        }
        one.append(words.join(u' '));
        other.append(otherWords.join(u' '));
    }
    const QList<SideRow> rows = sideBySide(one.join(u'\n'), other.join(u'\n'));
    QCOMPARE(rows.size(), 400);
    QCOMPARE(rows.constFirst().before.marks.size(), 100); // word by word
    QCOMPARE(rows.constLast().before.marks.size(), 1);    // as a whole, but for what both end with
    QVERIFY(rows.constLast().before.differs);
}

QTEST_GUILESS_MAIN(UiTextDiff)
#include "ui_textdiff.moc"
