#include "inspect/search/SearchText.h"

#include "base/Text.h"
#include "inspect/search/TypedWords.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

// What FTS5's default tokenizer makes words of: letters, digits and private use
// (sqlite.org/fts5.html, 4.3.1). Where its tables are older than Qt's, FTS5 itself drops the term: see
// match().
bool isOfFtsWord(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
    case QChar::Other_PrivateUse:
        return true;
    default:
        return false;
    }
}

// Characters of the last word in it: 0 where there is none.
int lengthOfLastWord(const QString &text)
{
    int length = 0;
    bool inWord = false;
    for (const char32_t character : text.toStdU32String()) {
        const bool of = isOfFtsWord(character);
        if (of)
            length = inWord ? length + 1 : 1;
        inWord = of || (inWord && QChar::category(character) == QChar::Mark_NonSpacing);
    }
    return length;
}

QString ftsString(const QString &text)
{
    return u'"' + QString(text).replace(u'"', "\"\""_L1) + u'"';
}

QString expression(const SearchTerm &term, const QString &titleColumn)
{
    QString one = term.titleOnly ? ftsString(titleColumn) + " : "_L1 : QString();
    one += ftsString(term.text);
    return term.prefix ? one + " *"_L1 : one;
}

QString expressions(const QList<SearchTerm> &terms, const QString &titleColumn, QLatin1StringView by)
{
    QStringList all;
    for (const SearchTerm &term : terms)
        all.append(expression(term, titleColumn));
    return all.join(by);
}

QString everyTerm(const QList<SearchTerm> &wanted, const QList<SearchTerm> &unwanted,
                  const QString &titleColumn)
{
    if (wanted.isEmpty())
        return {};
    // No AND between them: a term that FTS5 finds no word in is dropped so, with AND it would match nothing.
    const QString all = expressions(wanted, titleColumn, " "_L1);
    return unwanted.isEmpty() ? all
                              : u"(%1) NOT (%2)"_s.arg(all, expressions(unwanted, titleColumn, " OR "_L1));
}

} // namespace

QString SearchText::match(const QString &titleColumn) const
{
    return everyTerm(wanted, unwanted, titleColumn);
}

QString SearchText::matchBesideNumber(const QString &titleColumn) const
{
    QList<SearchTerm> others = wanted;
    others.removeIf([](const SearchTerm &term) { return term.ofNumber; });
    return everyTerm(others, unwanted, titleColumn);
}

SearchText parseSearchText(const QString &typed, LastWord lastWord)
{
    SearchText text;
    const QString whole = cleaned(typed);
    const QString read = cutTo(whole, SearchText::maxLength);
    QList<TypedWord> words = typedWords(read);
    text.number = takeNumber(words);
    text.address = takeAddress(words);
    for (const TypedWord &word : std::as_const(words)) {
        const int last = lengthOfLastWord(word.text);
        const bool tooMany = text.wanted.size() + text.unwanted.size() >= SearchText::maxTerms;
        if (last == 0 || tooMany) {
            text.leftOut.append(word.typed);
            continue;
        }
        // One letter begins nearly every item's words: what is meant by it is the letter.
        const bool begun = lastWord == LastWord::Begun && word.open && last > 1;
        const SearchTerm term{.text = word.text,
                              .titleOnly = word.titleOnly,
                              .prefix = word.star || begun,
                              .ofNumber = word.ofNumber};
        (word.unwanted ? text.unwanted : text.wanted).append(term);
    }
    if (whole.size() > read.size())
        text.leftOut.append(u"…"_s);
    if (!text.wanted.isEmpty())
        text.kind = SearchText::Kind::Question;
    else if (!text.unwanted.isEmpty())
        text.kind = SearchText::Kind::OnlyUnwanted;
    else
        text.kind = text.leftOut.isEmpty() ? SearchText::Kind::Empty : SearchText::Kind::NoWords;
    return text;
}

} // namespace lockkeeper::inspect
