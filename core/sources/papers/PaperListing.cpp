#include "sources/papers/PaperListing.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

PaperPage pageOf(const QJsonArray &listed, qsizetype first, qsizetype most,
                 ReadPaper (*read)(const QJsonValue &))
{
    PaperPage page;
    page.listed = std::min(listed.size(), most);
    for (qsizetype i = 0; i < page.listed; ++i) {
        ReadPaper paper = read(listed.at(i));
        if (!paper.id.isNull())
            page.ids.append(paper.id);
        if (paper.row)
            page.papers.push_back(std::move(*paper.row));
        else if (!paper.reason.isNull())
            page.malformed.push_back({.key = paper.id.isNull() ? u"place %1"_s.arg(first + i + 1) : paper.id,
                                      .reason = paper.reason});
    }
    return page;
}

} // namespace lockkeeper::sources::papers
