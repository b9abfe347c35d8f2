#include "demo/content/ForumPart.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

const QList<DemoForum> &forums()
{
    static const QList<DemoForum> all{
        {.community = u"harkwave"_s,
         .host = u"forum.harkwave.example"_s,
         .title = u"Harkwave Forum"_s,
         .topics = 70,
         .categories = {{.id = 2, .slug = u"help"_s, .name = u"Help"_s},
                        {.id = 3, .slug = u"show-and-tell"_s, .name = u"Show & tell"_s},
                        {.id = 5, .slug = u"development"_s, .name = u"Development"_s}},
         .tags = {u"eeg"_s, u"meg"_s, u"filtering"_s, u"ica"_s}},
        {.community = u"strandform"_s,
         .host = u"discuss.strandform.example"_s,
         .title = u"Discuss Strandform"_s,
         .topics = 40,
         .categories = {{.id = 2, .slug = u"datasets"_s, .name = u"Datasets"_s},
                        {.id = 3, .slug = u"validator"_s, .name = u"Validator"_s},
                        {.id = 4, .slug = u"meetings"_s, .name = u"Meetings"_s},
                        {.id = 6, .slug = u"off-topic"_s, .name = u"Off topic"_s}},
         .tags = {u"naming"_s, u"metadata"_s, u"conversion"_s}},
        {.community = u"saltbell"_s,
         .host = u"forum.saltbell.example"_s,
         .title = u"Saltbell Forum"_s,
         .topics = 35,
         .categories = {{.id = 2, .slug = u"recorders"_s, .name = u"Recorders"_s},
                        {.id = 3, .slug = u"analysis"_s, .name = u"Analysis"_s},
                        {.id = 4, .slug = u"at-sea"_s, .name = u"At sea"_s}},
         .tags = {u"clicks"_s, u"calibration"_s, u"ships"_s}},
    };
    return all;
}

} // namespace

ForumPart::Forum::Forum(const DemoForum &forum)
    : host(forum.host)
    , history(forum, site)
{
}

ForumPart::ForumPart()
{
    for (const DemoForum &forum : forums())
        m_forums.push_back(std::make_unique<Forum>(forum));
}

void ForumPart::begin(qint64 began)
{
    for (const auto &forum : m_forums)
        forum->history.begin(began);
}

void ForumPart::passDays(int step, qint64 from, qint64 to)
{
    for (const auto &forum : m_forums)
        forum->history.passDays(step, from, to);
}

std::optional<HttpAnswer> ForumPart::answer(const HttpRequest &request)
{
    for (const auto &forum : m_forums) {
        if (forum->host == request.host())
            return forum->site.answer(request);
    }
    return std::nullopt;
}

} // namespace lockkeeper::demo
