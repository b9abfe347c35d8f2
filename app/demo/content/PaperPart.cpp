#include "demo/content/PaperPart.h"

#include "demo/papers/Services.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

void PaperPart::begin(qint64 began)
{
    m_shelf.add(u"harkwave"_s, {{u"tool"_s, 64}, {u"method"_s, 36}, {u"both"_s, 22}}, began);
    m_shelf.add(u"quillcue"_s, {{u"tool"_s, 72}}, began);
    m_shelf.add(u"strandform"_s, {{u"tool"_s, 84}}, began);
    m_shelf.add(u"saltbell"_s, {{u"tool"_s, 40}}, began);
}

void PaperPart::passDays(int step, qint64 from, qint64 to)
{
    m_shelf.passDays(step, from, to);
}

std::optional<HttpAnswer> PaperPart::answer(const HttpRequest &request)
{
    const QString host = request.host();
    if (host == "api.openalex.example"_L1)
        return openAlexAnswer(m_shelf, request);
    if (host == "api.semanticscholar.example"_L1)
        return scholarAnswer(m_shelf, request);
    if (host == "eutils.pubmed.example"_L1)
        return pubmedAnswer(m_shelf, request, u"/entrez/eutils"_s);
    return std::nullopt;
}

} // namespace lockkeeper::demo
