#include "onboarding/Findings.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

QString providerName(Provider provider)
{
    switch (provider) {
    case Provider::OpenAlex:
        return u"OpenAlex"_s;
    case Provider::SemanticScholar:
        return u"Semantic Scholar"_s;
    case Provider::PubMed:
        break;
    }
    return u"PubMed"_s;
}

QString providerKey(Provider provider)
{
    switch (provider) {
    case Provider::OpenAlex:
        return u"openalex"_s;
    case Provider::SemanticScholar:
        return u"semanticscholar"_s;
    case Provider::PubMed:
        break;
    }
    return u"pubmed"_s;
}

QString docstringKey(const QString &repository, const QString &branch)
{
    return repository + u'@' + branch;
}

QString queryKey(Provider provider, const QString &query)
{
    return providerKey(provider) + u':' + query;
}

} // namespace lockkeeper::onboarding
