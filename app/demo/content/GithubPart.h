// The communities' issues and pull requests: api.github.example.
#pragma once

#include "demo/GithubSite.h"
#include "demo/Part.h"

namespace lockkeeper::demo {

class GithubPart final : public Part
{
public:
    GithubPart();

    void begin(qint64 began) override;
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

private:
    GithubSite m_site;
};

} // namespace lockkeeper::demo
