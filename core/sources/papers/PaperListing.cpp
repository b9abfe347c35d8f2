#include "sources/papers/PaperListing.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};
} // namespace

Error badAnswer(const http::Response &response, const QString &expected)
{
    return {.kind = ErrorKind::BadAnswer,
            .text = Tr::tr("The answer from %1 (status %2) is not what was expected: %3.")
                        .arg(response.url.host())
                        .arg(response.status)
                        .arg(expected),
            .hint = Tr::tr("Nothing of it was written; try again later."),
            .url = response.url.toDisplayString(QUrl::RemoveUserInfo),
            .status = response.status};
}

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
