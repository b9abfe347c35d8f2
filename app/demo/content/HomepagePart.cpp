#include "demo/content/HomepagePart.h"

#include <QList>
#include <QPair>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::demo {

namespace {

struct Homepage
{
    QString host;
    QString title;
    QString sentence;
    QList<QPair<QString, QString>> links; // text and address
};

const QList<Homepage> &homepages()
{
    static const QList<Homepage> all{
        {u"saltbell.example"_s,
         u"Saltbell"_s,
         u"Listens to what was recorded under water."_s,
         {{u"Code"_s, u"https://github.example/saltbell-lab/saltbell"_s},
          {u"Issues"_s, u"https://github.example/saltbell-lab/saltbell/issues"_s},
          {u"Forum"_s, u"https://forum.saltbell.example/"_s},
          {u"Mailing list"_s, u"https://lists.saltbell.example/mailman/listinfo/saltbell-users"_s},
          {u"Cite us"_s, u"https://doi.org/10.5555/saltbell"_s}}},
        {u"harkwave.example"_s,
         u"Harkwave"_s,
         u"Cleans and analyses EEG and MEG recordings."_s,
         {{u"Code"_s, u"https://github.example/harkwave-lab"_s},
          {u"Forum"_s, u"https://forum.harkwave.example/"_s}}},
        {u"quillcue.example"_s,
         u"Quillcue"_s,
         u"Words for stimuli and responses."_s,
         {{u"Code"_s, u"https://github.example/quillcue"_s},
          {u"List"_s, u"https://lists.quillcue.example/pipermail/quillcue-discuss/"_s}}},
        {u"strandform.example"_s,
         u"Strandform"_s,
         u"A standard for folders of recordings."_s,
         {{u"Code"_s, u"https://github.example/strandform"_s},
          {u"Discussion"_s, u"https://discuss.strandform.example/"_s}}},
        {u"bids.example"_s,
         u"BIDS (made up)"_s,
         u"Proposals for a standard."_s,
         {{u"Code"_s, u"https://github.example/bids-demo"_s}}},
    };
    return all;
}

QByteArray pageOf(const Homepage &homepage)
{
    QStringList links;
    for (const auto &[text, address] : homepage.links)
        links += u"<li><a href=\"%1\">%2</a></li>"_s.arg(address, text);
    return u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title>"
           "<meta name=\"description\" content=\"%2\"></head>\n<body><h1>%1</h1><p>%2</p>"
           "<ul>%3</ul></body></html>\n"_s.arg(homepage.title, homepage.sentence, links.join(u'\n'))
               .toUtf8();
}

} // namespace

std::optional<HttpAnswer> HomepagePart::answer(const HttpRequest &request)
{
    if (!request.url.path().isEmpty() && request.url.path() != "/"_L1)
        return std::nullopt;
    for (const Homepage &homepage : homepages()) {
        if (homepage.host != request.host())
            continue;
        HttpAnswer answer{.status = 200, .headers = {}, .body = pageOf(homepage)};
        answer.set("Content-Type", "text/html; charset=utf-8");
        return answer;
    }
    return std::nullopt;
}

} // namespace lockkeeper::demo
