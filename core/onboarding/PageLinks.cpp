#include "onboarding/PageLinks.h"

#include "http/Origin.h"
#include "onboarding/RepositoryFacts.h"
#include "sources/mailman/HtmlTokens.h"
#include "text/html/Entities.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
using sources::mailman::HtmlToken;
using sources::mailman::HtmlTokens;

constexpr qsizetype mostLinks = 2000;

// The text up to the closing tag of an element that holds nothing but text.
QString textInside(HtmlTokens &tokens, const QString &name)
{
    QString text;
    HtmlToken token;
    while (tokens.next(token)) {
        if (token.kind == HtmlToken::Kind::Close && token.name == name)
            break;
        if (token.kind == HtmlToken::Kind::Text)
            text += token.text;
    }
    return oneLine(text::decodedEntities(text));
}

void readMeta(const HtmlToken &tag, PageFacts &facts)
{
    using sources::mailman::attribute;
    const QString name = attribute(tag, "name"_L1).toLower();
    if (name == "generator"_L1)
        facts.generator = oneLine(attribute(tag, "content"_L1));
    else if (name == "description"_L1)
        facts.description = oneLine(attribute(tag, "content"_L1));
    if (attribute(tag, "id"_L1) == "data-discourse-setup"_L1)
        facts.basePath = attribute(tag, "data-base-uri"_L1);
}
} // namespace

PageFacts readHomepage(const QString &html, const QUrl &page)
{
    PageFacts facts;
    QSet<QUrl> known;
    HtmlTokens tokens(html);
    HtmlToken token;
    while (tokens.next(token)) {
        if (token.kind != HtmlToken::Kind::Open)
            continue;
        if (token.name == "script"_L1 || token.name == "style"_L1) {
            tokens.skipElement(token.name);
        } else if (token.name == "title"_L1 && facts.title.isEmpty()) {
            facts.title = textInside(tokens, token.name);
        } else if (token.name == "meta"_L1) {
            readMeta(token, facts);
        } else if (token.name == "a"_L1 && facts.links.size() < mostLinks) {
            const QString href = sources::mailman::attribute(token, "href"_L1).trimmed();
            QUrl link = page.resolved(QUrl(href, QUrl::TolerantMode));
            link = link.adjusted(QUrl::RemoveFragment | QUrl::RemoveUserInfo);
            if (href.isEmpty() || !http::isHttpUrl(link) || known.contains(link))
                continue;
            known.insert(link);
            facts.links.append(link);
        }
    }
    return facts;
}

QString titleOf(const QString &html)
{
    return readHomepage(html, QUrl()).title;
}

} // namespace lockkeeper::onboarding
