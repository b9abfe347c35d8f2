#include "cli/InspectOutput.h"

#include "base/Format.h"
#include "cli/Console.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr auto boldOn = "\x1b[1m"_L1;
constexpr auto boldOff = "\x1b[22m"_L1;
constexpr int snippetIndent = 4;

// A part of a text, with what is marked in bold.
QString withMarks(const QString &text, qsizetype start, qsizetype end, const QList<inspect::TextMark> &marks)
{
    QString result;
    qsizetype at = start;
    for (const inspect::TextMark &mark : marks) {
        const qsizetype from = std::clamp(mark.start, at, end);
        const qsizetype to = std::clamp(mark.start + mark.length, from, end);
        if (from == to)
            continue;
        result += printable(text.sliced(at, from - at)) + boldOn + printable(text.sliced(from, to - from)) +
                  boldOff;
        at = to;
    }
    return result + printable(text.sliced(at, end - at));
}

// Broken between words, as wrapped() does: marks take no columns.
QStringList markedLines(const QString &text, const QList<inspect::TextMark> &marks, int columns)
{
    QStringList lines;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = text.indexOf(u' ', start);
        end = end < 0 ? text.size() : end;
        for (qsizetype next = end; next < text.size();) {
            next = text.indexOf(u' ', next + 1);
            next = next < 0 ? text.size() : next;
            if (columnsOf(text.sliced(start, next - start)) > columns)
                break;
            end = next;
        }
        lines += withMarks(text, start, end, marks);
        start = end + 1;
    }
    return lines;
}

QString factsOf(const inspect::Hit &hit)
{
    QStringList facts;
    const bool numbered = hit.number != 0 && hit.source == "github"_L1;
    facts += numbered ? u"%1#%2"_s.arg(hit.origin).arg(hit.number) : hit.origin;
    for (const QString &fact : {hit.type, hit.status, hit.language, hit.time.left(10)})
        facts += fact;
    facts.removeAll(QString());
    return printable(facts.join(", "_L1));
}

QString foundText(const SearchResults &results)
{
    if (results.hits.isEmpty()) {
        QStringList words;
        for (const inspect::SearchTerm &term : results.text.wanted)
            words += u"“%1”"_s.arg(term.text);
        // It may lie where nobody could look.
        if (!results.failed.isEmpty())
            return Tr::tr("No hit for %1, but not everything could be searched.").arg(words.join(", "_L1));
        return words.size() == 1 ? Tr::tr("Nothing found with %1.").arg(words.first())
                                 : Tr::tr("Nothing found that has all of %1.").arg(words.join(", "_L1));
    }
    const int count = int(results.hits.size());
    return results.more ? Tr::tr("The best %Ln hits; --limit shows more.", nullptr, count)
                        : Tr::tr("%Ln hits.", nullptr, count);
}

} // namespace

QStringList searchLines(const SearchResults &results, int columns, bool marks)
{
    QStringList lines;
    const QString indent(snippetIndent, u' ');
    for (const inspect::Hit &hit : results.hits) {
        lines +=
            withMarks(hit.title, 0, hit.title.size(), marks ? hit.titleMarks : QList<inspect::TextMark>());
        lines += "  "_L1 + factsOf(hit);
        for (const QString &line :
             markedLines(hit.snippet, marks ? hit.snippetMarks : QList<inspect::TextMark>(),
                         std::max(20, columns - snippetIndent)))
            lines += indent + line;
        if (!hit.url.isEmpty())
            lines += "  "_L1 + printable(hit.url);
        lines += "  "_L1 + u"%1: %2 id:%3"_s.arg(hit.ref.place.community, hit.ref.table).arg(hit.ref.id);
        lines += QString();
    }
    lines += printable(foundText(results));
    if (results.hits.isEmpty() && results.filtered)
        lines += Tr::tr("Without --source, --origin, --type and the like there may be some.");
    if (!results.text.leftOut.isEmpty())
        lines += printable(Tr::tr("Left out: %1").arg(results.text.leftOut.join(u' ')));
    return lines;
}

} // namespace lockkeeper::cli
