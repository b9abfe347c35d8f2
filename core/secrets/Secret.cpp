#include "secrets/Secret.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::secrets {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::secrets)
};
} // namespace

SecretWords wordsOf(Secret secret)
{
    switch (secret) {
    case Secret::GitHub:
        return {
            .id = u"github"_s,
            .endpoint = u"github"_s,
            .variable = "GITHUB_TOKEN",
            .title = Tr::tr("&GitHub’s token"),
            .toolTip = Tr::tr(
                "5,000 requests an hour instead of 60. Made on GitHub under Settings, Developer settings; it "
                "needs no permission to read what is public."),
            .words = Tr::tr("personal access pat secret key")};
    case Secret::SemanticScholar:
        return {.id = u"semanticscholar"_s,
                .endpoint = u"semanticscholar"_s,
                .variable = "SEMANTIC_SCHOLAR_API_KEY",
                .title = Tr::tr("&Semantic Scholar’s key"),
                .toolTip = Tr::tr(
                    "A share of the requests of one’s own, instead of that of everybody without a key."),
                .words = Tr::tr("token secret api papers")};
    case Secret::PubMed:
        return {.id = u"pubmed"_s,
                .endpoint = u"pubmed"_s,
                .variable = "PUBMED_API_KEY",
                .title = Tr::tr("&PubMed’s key"),
                .toolTip = Tr::tr(
                    "Ten requests a second instead of three. Made in the settings of an NCBI account."),
                .words = Tr::tr("token secret api papers ncbi")};
    case Secret::OpenAlex:
        return {.id = u"openalex"_s,
                .endpoint = u"openalex"_s,
                .variable = "OPENALEX_API_KEY",
                .title = Tr::tr("&OpenAlex’s key"),
                .toolTip = Tr::tr(
                    "More requests a day than without one. Made in the settings of an OpenAlex account."),
                .words = Tr::tr("token secret api papers")};
    case Secret::OpenAlexEmail:
        return {.id = u"openalex-email"_s,
                .endpoint = u"openalex"_s,
                .variable = "OPENALEX_EMAIL",
                .title = Tr::tr("OpenAlex’s &e-mail address"),
                .toolTip = Tr::tr(
                    "Whom OpenAlex may ask about our requests; without it the contact address counts."),
                .words = Tr::tr("mailto contact polite papers"),
                .hidden = false};
    case Secret::ProxyPassword:
        return {.id = u"proxy"_s,
                .endpoint = {},
                .variable = nullptr,
                .title = Tr::tr("P&roxy’s password"),
                .toolTip = Tr::tr("For the proxy and its user on the page “Network”, where it asks for one."),
                .words = Tr::tr("secret network socks http")};
    }
    return {};
}

QString keepingName(Keeping keeping)
{
    switch (keeping) {
    case Keeping::Environment:
        return u"environment"_s;
    case Keeping::Session:
        return u"session"_s;
    case Keeping::Keyring:
        return u"keyring"_s;
    case Keeping::File:
        return u"file"_s;
    case Keeping::Nowhere:
        break;
    }
    return {};
}

Keeping keepingNamed(const QString &name)
{
    for (const Keeping one : {Keeping::Environment, Keeping::Session, Keeping::Keyring, Keeping::File}) {
        if (keepingName(one) == name)
            return one;
    }
    return Keeping::Nowhere;
}

} // namespace lockkeeper::secrets
