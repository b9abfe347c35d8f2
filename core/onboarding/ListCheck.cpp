#include "onboarding/ListCheck.h"

#include "base/Format.h"
#include "community/Rules.h"
#include "onboarding/Asker.h"
#include "onboarding/GithubRepository.h"
#include "onboarding/PageLinks.h"
#include "sources/mailman/ArchiveIndex.h"
#include "sources/mailman/Page.h"
#include "sources/mailman/PeriodListing.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
namespace mailman = sources::mailman;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

QUrl withSlash(QUrl url)
{
    if (const QString path = url.path(QUrl::FullyEncoded); !path.endsWith(u'/'))
        url.setPath(path + u'/', QUrl::TolerantMode);
    return url;
}

void noArchive(ListFinding &finding, const QString &html)
{
    finding.verdict = Verdict::Error;
    finding.text = Tr::tr("There is no pipermail archive at %1.").arg(finding.url.toDisplayString());
    const bool isNewer = html.contains("hyperkitty"_L1, Qt::CaseInsensitive);
    const bool isPrivate = html.contains("private archive"_L1, Qt::CaseInsensitive);
    finding.hint = isNewer ? Tr::tr("It is an archive of Mailman 3 (HyperKitty), which cannot be read yet.")
                   : isPrivate ? Tr::tr("A private archive cannot be read.")
                               : Tr::tr("Its address ends with /pipermail/ and the list's name.");
}

// The index, or, in `finding`, why there is none.
std::optional<mailman::Page> askIndex(Asker &asker, ListFinding &finding)
{
    const Result<http::Response> response = asker.ask(pageRequest(finding.url));
    if (!response) {
        if (response.error().kind == ErrorKind::Gone)
            noArchive(finding, {});
        else
            asker.leaveOpen(finding, response.error());
        return {};
    }
    Result<mailman::Page> page = mailman::readPage(*response);
    if (!page) {
        if (mailman::breaksOff(*response))
            asker.leaveOpen(finding, page.error());
        else
            noArchive(finding, {});
        return {};
    }
    finding.url = withSlash(response->url.adjusted(QUrl::RemoveFilename | QUrl::RemoveQuery |
                                                   QUrl::RemoveFragment | QUrl::RemoveUserInfo));
    return std::move(*page);
}

// "The mne-analysis Archives", as pipermail heads its index; else the name of its folder.
QString nameOf(const QString &html, const QUrl &archive)
{
    static const QRegularExpression heading(u"\\AThe (\\S.*) Archives\\z"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = heading.match(titleOf(html));
    return match.hasMatch() ? match.captured(1) : archive.path().section(u'/', -2, -2);
}

// One period's messages stand for those of all: the newest that is over, which is the most like the others.
qint64 reckonMessages(Asker &asker, const ListFinding &finding, const QList<mailman::Period> &wanted)
{
    if (wanted.isEmpty())
        return 0;
    const mailman::Period &period = wanted.at(std::max<qsizetype>(0, wanted.size() - 2));
    const Result<http::Response> response =
        asker.ask(pageRequest(finding.url.resolved(QUrl(period.name + "/thread.html"_L1))));
    if (!response)
        return -1;
    const Result<mailman::Page> page = mailman::readPage(*response);
    if (!page)
        return -1;
    const mailman::PeriodListing listing = mailman::readListing(page->html);
    return static_cast<qint64>(listing.messages.size()) * wanted.size();
}

void judge(ListFinding &finding)
{
    finding.verdict = Verdict::Fine;
    const QString span = finding.periods == 1
                             ? finding.firstPeriod
                             : Tr::tr("%1 to %2").arg(finding.firstPeriod, finding.lastPeriod);
    finding.text = Tr::tr("%1: %2.").arg(Tr::tr("%Ln period(s)", nullptr, finding.periods), span);
    if (finding.periodsWanted == 0) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("Nothing is as new as the start year. %1").arg(finding.text);
        return;
    }
    if (finding.periodsWanted < finding.periods)
        finding.text += u' ' + Tr::tr("%Ln of them from the start year on.", nullptr, finding.periodsWanted);
    if (finding.messages >= 0)
        finding.text += u' ' + Tr::tr("About %1 messages.").arg(formatNumber(finding.messages));
}
} // namespace

http::Request pageRequest(const QUrl &url)
{
    http::Request request;
    request.url = url;
    request.endpoint = u"mailman"_s;
    request.headers = {{"Accept", "text/html"}};
    return request;
}

ListFinding checkList(Asker &asker, const community::MailingList &list)
{
    ListFinding finding;
    const Result<QUrl> url = community::checkedBaseUrl(list.baseUrl.toString());
    if (!url) {
        refuse(finding, url.error());
        return finding;
    }
    finding.url = withSlash(*url);
    const QUrl asked = finding.url;
    const std::optional<mailman::Page> page = askIndex(asker, finding);
    if (!page)
        return finding;
    const mailman::ArchiveIndex index = mailman::readIndex(page->html, finding.url);
    if (index.periods.isEmpty() && !index.isEmpty) {
        noArchive(finding, page->html);
        return finding;
    }
    finding.name = nameOf(page->html, finding.url);
    if (index.periods.isEmpty()) {
        finding.verdict = Verdict::Warning;
        finding.messages = 0;
        finding.text = Tr::tr("The archive is there, but nobody has posted yet.");
        return finding;
    }
    finding.periods = static_cast<int>(index.periods.size());
    finding.firstPeriod = index.periods.first().name;
    finding.lastPeriod = index.periods.last().name;
    finding.begin = index.periods.first().begin;
    finding.newest = index.periods.last().begin;
    QList<mailman::Period> wanted = index.periods;
    wanted.removeIf([&list](const mailman::Period &period) { return period.begin.year() < list.startYear; });
    finding.periodsWanted = static_cast<int>(wanted.size());
    finding.messages = reckonMessages(asker, finding, wanted);
    judge(finding);
    if (finding.url != asked && finding.verdict == Verdict::Fine) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("It is at %1 now. %2").arg(finding.url.toDisplayString(), finding.text);
        finding.hint = Tr::tr("Take the new address.");
    }
    return finding;
}

} // namespace lockkeeper::onboarding
