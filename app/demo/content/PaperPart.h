// Papers on the communities' tools: api.openalex.example, api.semanticscholar.example, eutils.pubmed.example.
#pragma once

#include "demo/Part.h"
#include "demo/papers/Shelf.h"

namespace lockkeeper::demo {

class PaperPart final : public Part
{
public:
    void begin(qint64 began) override;
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

private:
    Shelf m_shelf;
};

} // namespace lockkeeper::demo
