#include "demo/content/Phrasebook.h"

#include <QRegularExpression>

#include <tuple>
#include <utility>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 8; // a list that names itself ends here
constexpr auto longer = "-long"_L1;
constexpr auto arrow = " => "_L1;

// {word}, {^word}, {word#b}, {3..9}, {3..9#b}; other braces are part of the text.
const QRegularExpression &placeholder()
{
    static const QRegularExpression pattern(
        u"\\{(?<up>\\^)?(?:(?<name>[a-z][a-z-]*)|(?<first>\\d+)\\.\\.(?<last>\\d+))(?:#(?<variant>[a-z]))?\\}"_s);
    return pattern;
}

// "short => longer"; most phrases have no longer form.
std::pair<QString, QString> forms(const QString &phrase)
{
    const qsizetype at = phrase.indexOf(arrow);
    return at < 0 ? std::pair(phrase, QString()) : std::pair(phrase.left(at), phrase.mid(at + arrow.size()));
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

void Phrasebook::read(const QString &text)
{
    static const QRegularExpression heading(u"^(\\[\\[?)([a-z][a-z0-9.-]*)\\]\\]?$"_s);
    QString name;
    bool long_ = false;
    QString passage;
    const auto endPassage = [&] {
        if (const QString whole = passage.trimmed(); !whole.isEmpty())
            m_lists[name].append(whole);
        passage.clear();
    };
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(";;"_L1))
            continue;
        if (const auto match = heading.match(line); match.hasMatch()) {
            endPassage();
            long_ = match.captured(1).size() == 2;
            name = match.captured(2);
        } else if (!long_ || line == "%%"_L1) {
            endPassage();
            if (!long_)
                passage = line;
        } else {
            passage += line + u'\n';
        }
    }
    endPassage();
}

QStringList Phrasebook::list(const QString &area, const QString &name) const
{
    const auto own = m_lists.constFind(area + u'.' + name);
    return own != m_lists.constEnd() ? *own : m_lists.value(name);
}

Speaker::Speaker(const Phrasebook &book, QString area, Dice dice)
    : m_book(book)
    , m_area(std::move(area))
    , m_dice(dice)
{
}

QString Speaker::say(const QString &list)
{
    return filled(pick(list), 0);
}

QString Speaker::pick(const QString &list)
{
    const QStringList phrases = m_book.list(m_area, list);
    return phrases.isEmpty() ? QString() : phrases.at(m_dice.below(phrases.size()));
}

QString Speaker::filled(const QString &phrase, int depth)
{
    if (depth > deepest)
        return phrase;
    QString text;
    qsizetype copied = 0;
    for (auto it = placeholder().globalMatch(phrase); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        text += QStringView(phrase).mid(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        QString word;
        if (match.capturedLength(u"name"_s) > 0) {
            word = meaning(match.captured(u"name"_s), match.captured(u"variant"_s), depth + 1);
            if (word.isEmpty())
                word = match.captured(); // not ours: braces of a code example
        } else {
            const QString key = match.captured();
            word = m_known.value(key);
            if (word.isEmpty()) {
                word = QString::number(m_dice.between(match.captured(u"first"_s).toLongLong(),
                                                      match.captured(u"last"_s).toLongLong()));
                m_known.insert(key, word);
            }
        }
        text += match.capturedLength(u"up"_s) > 0 ? capitalised(word) : word;
    }
    return text + phrase.mid(copied);
}

QString Speaker::meaning(const QString &name, const QString &variant, int depth)
{
    const QString key = variant.isEmpty() ? name : name + u'#' + variant;
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    const QString other = variant.isEmpty() ? QString() : meaning(name, {}, depth);
    if (variant.isEmpty() && name.endsWith(longer)) { // said together with its short form
        (void)meaning(name.chopped(longer.size()), {}, depth);
        return m_known.value(key);
    }
    auto [phrase, explanation] = forms(pick(name));
    for (int tries = 0; tries < 5 && phrase == other; ++tries)
        std::tie(phrase, explanation) = forms(pick(name));
    const QString word = filled(phrase, depth);
    if (!word.isEmpty())
        m_known.insert(key, word);
    if (!explanation.isEmpty())
        m_known.insert(key + longer, filled(explanation, depth));
    return word;
}

} // namespace lockkeeper::demo
