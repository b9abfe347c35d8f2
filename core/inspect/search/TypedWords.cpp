#include "inspect/search/TypedWords.h"

#include <QLatin1StringView>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

constexpr auto titlePrefix = "title:"_L1;

// Also those that text processors make of them.
bool isQuote(QChar character)
{
    return character == u'"' || character == u'“' || character == u'”' || character == u'„';
}

class WordReader final
{
public:
    explicit WordReader(const QString &text)
        : m_text(text)
    {
    }

    QList<TypedWord> read()
    {
        while (true) {
            while (m_at < m_text.size() && m_text.at(m_at).isSpace())
                ++m_at;
            if (m_at >= m_text.size())
                return std::exchange(m_words, {});
            readOne();
        }
    }

private:
    [[nodiscard]] bool endsAt(qsizetype at) const { return at >= m_text.size() || m_text.at(at).isSpace(); }

    void readOne()
    {
        const qsizetype start = m_at;
        TypedWord word;
        // "--deep" is an option somebody looks for, "a-b" one word.
        if (m_text.at(m_at) == u'-' && !endsAt(m_at + 1) && m_text.at(m_at + 1) != u'-') {
            word.unwanted = true;
            ++m_at;
        }
        if (QStringView(m_text).sliced(m_at).startsWith(titlePrefix, Qt::CaseInsensitive))
            readTitle(word);
        if (isQuote(m_text.at(m_at)))
            readPhrase(word);
        else
            readWord(word);
        word.typed = m_text.sliced(start, m_at - start);
        if (!word.text.isEmpty())
            m_words.append(word);
    }

    // Also "title: word", as it is written elsewhere.
    void readTitle(TypedWord &word)
    {
        const qsizetype after = m_at + titlePrefix.size();
        qsizetype next = after;
        while (next < m_text.size() && m_text.at(next).isSpace())
            ++next;
        if (next == m_text.size() || (next > after && m_text.at(next) == u'-'))
            return;
        word.titleOnly = true;
        m_at = next;
    }

    void readPhrase(TypedWord &word)
    {
        const qsizetype start = ++m_at;
        while (m_at < m_text.size() && !isQuote(m_text.at(m_at)))
            ++m_at;
        word.phrase = true;
        word.text = m_text.sliced(start, m_at - start).trimmed();
        word.open = m_at == m_text.size() && !word.text.isEmpty() && !m_text.back().isSpace();
        if (m_at < m_text.size())
            ++m_at;
        takeStar(word);
    }

    // The * that follows a phrase, as FTS5 writes it.
    void takeStar(TypedWord &word)
    {
        if (m_at < m_text.size() && m_text.at(m_at) == u'*' && endsAt(m_at + 1)) {
            word.star = true;
            ++m_at;
        }
    }

    void readWord(TypedWord &word)
    {
        const qsizetype start = m_at;
        while (!endsAt(m_at) && !isQuote(m_text.at(m_at)))
            ++m_at;
        word.text = m_text.sliced(start, m_at - start);
        word.open = m_at == m_text.size();
        if (word.text.size() > 1 && word.text.endsWith(u'*')) {
            word.text.chop(1);
            word.star = true;
        }
    }

    const QString &m_text;
    qsizetype m_at = 0;
    QList<TypedWord> m_words;
};

std::optional<ItemNumber::Kind> kindOf(const QString &word)
{
    const QString lower = word.toLower();
    if (lower == "pr"_L1 || lower == "pull"_L1)
        return ItemNumber::Kind::PullRequest;
    if (lower == "issue"_L1)
        return ItemNumber::Kind::Issue;
    if (lower == "bep"_L1)
        return ItemNumber::Kind::Bep;
    if (lower == "topic"_L1)
        return ItemNumber::Kind::Topic;
    return lower == "gh"_L1 ? std::optional(ItemNumber::Kind::Any) : std::nullopt;
}

// In one word: "#2022", "GH-2022", "PR#2022", "BEP032", "mne-python#2022".
std::optional<ItemNumber> numberOf(const QString &word)
{
    static const QRegularExpression plain(u"^#0*(\\d{1,18})$"_s);
    static const QRegularExpression named(u"^([a-z]+)[-#]?0*(\\d{1,18})$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ofOrigin(u"^((?:[\\w.-]+/)?[\\w.-]+)#0*(\\d{1,18})$"_s);
    if (const auto found = plain.match(word); found.hasMatch())
        return ItemNumber{.number = found.capturedView(1).toLongLong(), .origin = {}};
    if (const auto found = named.match(word); found.hasMatch()) {
        if (const auto kind = kindOf(found.captured(1)))
            return ItemNumber{.kind = *kind, .number = found.capturedView(2).toLongLong(), .origin = {}};
    }
    if (const auto found = ofOrigin.match(word); found.hasMatch())
        return ItemNumber{.number = found.capturedView(2).toLongLong(), .origin = found.captured(1)};
    return {};
}

// "pull request 2022"
bool isRequest(ItemNumber::Kind before, const QString &word)
{
    return before == ItemNumber::Kind::PullRequest && word.compare("request"_L1, Qt::CaseInsensitive) == 0;
}

// Without what an address was pasted with: "<https://…>", "(https://…),".
QString bare(QString text)
{
    while (!text.isEmpty() && QStringView(u"<([").contains(text.front()))
        text.remove(0, 1);
    while (!text.isEmpty() && QStringView(u">)],.;").contains(text.back()))
        text.chop(1);
    return text;
}

bool isPlain(const TypedWord &word)
{
    return !word.unwanted && !word.phrase && !word.titleOnly && !word.star;
}

} // namespace

QList<TypedWord> typedWords(const QString &text)
{
    return WordReader(text).read();
}

std::optional<ItemNumber> takeNumber(QList<TypedWord> &words)
{
    static const QRegularExpression digits(u"^#?0*(\\d{1,18})$"_s);
    bool before = false; // "PR", before its number
    ItemNumber::Kind kind = ItemNumber::Kind::Any;
    qsizetype first = 0; // where that stands
    for (qsizetype i = 0; i < words.size(); ++i) {
        const TypedWord &word = words.at(i);
        if (!isPlain(word)) {
            before = false;
            continue;
        }
        std::optional<ItemNumber> number = numberOf(word.text);
        if (const auto found = digits.match(word.text); before && found.hasMatch())
            number = ItemNumber{.kind = kind, .number = found.capturedView(1).toLongLong(), .origin = {}};
        else
            first = before && isRequest(kind, word.text) ? first : i;
        if (number) {
            for (qsizetype j = first; j <= i; ++j)
                words[j].ofNumber = true;
            return number;
        }
        if (first == i) {
            const std::optional<ItemNumber::Kind> told = kindOf(word.text);
            before = told.has_value();
            kind = told.value_or(ItemNumber::Kind::Any);
        }
    }
    return {};
}

QString takeAddress(QList<TypedWord> &words)
{
    static const QRegularExpression doi(u"^(?:doi:)?(10\\.\\d{4,9}/\\S+)$"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    // As browsers show it, without what it begins with.
    static const QRegularExpression shown(
        u"^(?:www\\.)?(?:github\\.com|(?:dx\\.)?doi\\.org|pubmed\\.ncbi\\.nlm\\.nih\\.gov)/\\S+$"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (TypedWord &word : words) {
        const QString text = isPlain(word) ? bare(word.text) : QString();
        QString address;
        if (text.startsWith("https://"_L1, Qt::CaseInsensitive) ||
            text.startsWith("http://"_L1, Qt::CaseInsensitive))
            address = text;
        else if (const auto found = doi.match(text); found.hasMatch())
            address = "https://doi.org/"_L1 + found.captured(1);
        else if (shown.match(text).hasMatch())
            address = "https://"_L1 + text;
        if (!address.isEmpty()) {
            word.ofNumber = true;
            return address;
        }
    }
    return {};
}

} // namespace lockkeeper::inspect
