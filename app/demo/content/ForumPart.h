// The communities' forums: forum.harkwave.example, discuss.strandform.example, forum.saltbell.example.
#pragma once

#include "demo/Part.h"
#include "demo/content/ForumHistory.h"
#include "demo/discourse/ForumSite.h"

#include <memory>
#include <vector>

namespace lockkeeper::demo {

class ForumPart final : public Part
{
public:
    ForumPart();

    void begin(qint64 began) override;
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

private:
    struct Forum
    {
        explicit Forum(const DemoForum &forum);

        QString host;
        ForumSite site;
        ForumHistory history; // of the site
    };
    std::vector<std::unique_ptr<Forum>> m_forums;
};

} // namespace lockkeeper::demo
