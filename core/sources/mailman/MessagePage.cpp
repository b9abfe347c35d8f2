#include "sources/mailman/MessagePage.h"

#include "sources/mailman/HtmlTokens.h"
#include "sources/mailman/MailBody.h"
#include "sources/mailman/MailDate.h"
#include "sources/mailman/MailHeaders.h"
#include "text/html/Entities.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::mailman)
};

constexpr qsizetype longestField = 4'000;
constexpr qsizetype longestBody = 1'000'000; // characters that are read; the database keeps far fewer

// The message id in "mailto:list%40host?Subject=…&In-Reply-To=…". Mailman 2.1 wrote there what the message
// itself answers to, bare; since about 2.1.15 it is the message's own id, in angle brackets (HyperArch.py,
// as_html(): url_quote(self.in_reply_to), later url_quote(self._message_id)).
struct LinkedId
{
    QString id;
    bool isOwn = false;
};

LinkedId linkedId(const QString &href)
{
    const qsizetype at = href.indexOf("In-Reply-To="_L1, 0, Qt::CaseInsensitive);
    if (!href.startsWith("mailto:"_L1, Qt::CaseInsensitive) || at < 0)
        return {};
    const QString value = href.mid(at + 12).section(u'&', 0, 0);
    LinkedId linked{.id = QUrl::fromPercentEncoding(value.toUtf8()).simplified()};
    if (linked.id.startsWith(u'<'))
        linked = {.id = linked.id.mid(1).section(u'>', 0, 0), .isOwn = true};
    return linked.id.size() > longestId ? LinkedId() : linked;
}

// Follows the page from its head to the end of the article.
class Reader final
{
public:
    void take(const HtmlToken &token)
    {
        switch (token.kind) {
        case HtmlToken::Kind::Comment:
            comment(token.text.trimmed());
            break;
        case HtmlToken::Kind::Text:
            if (m_into != nullptr)
                append(token.text);
            break;
        case HtmlToken::Kind::Open:
            open(token);
            break;
        case HtmlToken::Kind::Close:
            close(token);
            break;
        }
    }

    [[nodiscard]] std::optional<Letter> letter(QString &problem) const
    {
        if (m_subjectState == Field::Missing || !m_bodyBegan) {
            problem = Tr::tr("it is no page of a message");
            return {};
        }
        if (!m_bodyEnded) {
            problem = Tr::tr("the page breaks off");
            return {};
        }
        Letter letter;
        letter.subject = m_subject.simplified();
        letter.author = makeAuthor(m_author, m_email);
        letter.date = readMailDate(m_date);
        letter.body = storedBody(m_body);
        letter.messageId = m_messageId;
        letter.parents = m_parents;
        return letter;
    }

private:
    enum class Field { Missing, Begun };

    void comment(QStringView text)
    {
        if (text == "beginarticle"_L1 && !m_bodyBegan) {
            m_marked = m_bodyBegan = true;
            m_into = &m_body;
        } else if (text == "endarticle"_L1 && m_marked) {
            m_bodyEnded = true;
            m_into = nullptr;
        }
    }
    void open(const HtmlToken &token)
    {
        if (m_bodyBegan && !m_bodyEnded) {
            if (m_marked && (token.name == "p"_L1 || token.name == "br"_L1))
                m_body += u'\n';
        } else if (token.name == "h1"_L1) {
            begin(m_subjectState, m_subject);
        } else if (m_subjectState == Field::Missing || m_bodyEnded) {
            if (token.name == "link"_L1)
                learnFrom(attribute(token, "href"_L1));
        } else if (token.name == "b"_L1) {
            begin(m_authorState, m_author);
        } else if (token.name == "a"_L1 && m_dateState == Field::Missing) {
            const QString href = attribute(token, "href"_L1);
            if (href.startsWith("mailto:"_L1, Qt::CaseInsensitive)) {
                begin(m_emailState, m_email);
                learnFrom(href);
            }
        } else if (token.name == "i"_L1) {
            begin(m_dateState, m_date);
        } else if (token.name == "pre"_L1) { // an archive made before there were marks
            m_bodyBegan = true;
            m_into = &m_body;
        }
    }
    void close(const HtmlToken &token)
    {
        const bool within = m_bodyBegan && !m_bodyEnded;
        if (within && !m_marked && token.name == "pre"_L1) {
            m_bodyEnded = true;
            m_into = nullptr;
        } else if (!within && (token.name == "h1"_L1 || token.name == "b"_L1 || token.name == "a"_L1 ||
                               token.name == "i"_L1)) {
            m_into = nullptr;
        }
    }
    void learnFrom(const QString &href)
    {
        const LinkedId linked = linkedId(href);
        if (linked.id.isEmpty() || !m_messageId.isEmpty() || !m_parents.isEmpty())
            return;
        if (linked.isOwn)
            m_messageId = linked.id;
        else
            m_parents = {linked.id};
    }
    void append(QStringView html)
    {
        const qsizetype room = (m_into == &m_body ? longestBody : longestField) - m_into->size();
        if (room > 0)
            *m_into += text::decodedEntities(html.first(std::min(room, html.size())).toString());
    }
    // The first of its kind counts: below follow links with the same tags.
    void begin(Field &state, QString &text)
    {
        m_into = nullptr;
        if (state == Field::Missing) {
            state = Field::Begun;
            m_into = &text;
        }
    }

    QString m_subject;
    QString m_author;
    QString m_email;
    QString m_date;
    QString m_body;
    QString m_messageId;
    QStringList m_parents;
    QString *m_into = nullptr; // where text goes now
    Field m_subjectState = Field::Missing;
    Field m_authorState = Field::Missing;
    Field m_emailState = Field::Missing;
    Field m_dateState = Field::Missing;
    bool m_marked = false;
    bool m_bodyBegan = false;
    bool m_bodyEnded = false;
};
} // namespace

std::optional<Letter> readMessagePage(const QString &html, QString &problem)
{
    Reader reader;
    HtmlTokens tokens(html);
    HtmlToken token;
    while (tokens.next(token))
        reader.take(token);
    return reader.letter(problem);
}

} // namespace lockkeeper::sources::mailman
