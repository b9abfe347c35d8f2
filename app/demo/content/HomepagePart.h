// The communities' homepages, with what a project's page links to: saltbell.example and the others.
#pragma once

#include "demo/Part.h"

namespace lockkeeper::demo {

class HomepagePart final : public Part
{
public:
    void begin(qint64) override {}
    void passDays(int, qint64, qint64) override {}
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;
};

} // namespace lockkeeper::demo
