#include "demo/beps/BepSite.h"

#include "demo/github/Answers.h"
#include "demo/github/Listing.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex();
}

QByteArray quoted(const QString &text)
{
    QString inside = text;
    return '\'' + inside.replace(u"'"_s, u"''"_s).toUtf8() + '\'';
}

HttpAnswer missingFile()
{
    HttpAnswer answer{.status = 404, .body = "404: Not Found"};
    answer.set("Content-Type", "text/plain; charset=utf-8");
    return answer;
}

QJsonObject pullJson(const BepPull &pull)
{
    QJsonValue repository; // null: the fork was deleted
    if (!pull.repository.isEmpty())
        repository = QJsonObject{{u"full_name"_s, pull.repository}};
    return {
        {u"number"_s, pull.number},
        {u"state"_s, pull.open ? u"open"_s : u"closed"_s},
        {u"merged"_s, pull.merged},
        {u"updated_at"_s, QDateTime::fromSecsSinceEpoch(pull.updatedAt, Qt::UTC).toString(Qt::ISODate)},
        {u"head"_s, QJsonObject{{u"ref"_s, pull.branch}, {u"sha"_s, pull.head()}, {u"repo"_s, repository}}}};
}

QJsonArray filesJson(const BepPull &pull)
{
    QJsonArray files;
    for (auto file = pull.files.cbegin(); file != pull.files.cend(); ++file)
        files.append(QJsonObject{{u"filename"_s, file.key()},
                                 {u"status"_s, u"modified"_s},
                                 {u"sha"_s, QString::fromLatin1(gitBlobId(*file))}});
    for (const QString &path : pull.removed)
        files.append(QJsonObject{{u"filename"_s, path}, {u"status"_s, u"removed"_s}});
    return files;
}

// The page that was asked for, with the way to the others.
HttpAnswer page(const HttpRequest &request, const QJsonArray &all)
{
    const Listing listing = parseListing(request);
    QUrl url(request.origin());
    url.setPath(request.url.path());
    QJsonArray part;
    const qsizetype first = qsizetype{listing.page - 1} * listing.perPage;
    for (qsizetype i = first; i < std::min<qsizetype>(all.size(), first + listing.perPage); ++i)
        part.append(all.at(i));
    HttpAnswer answer = answers::json(200, QJsonDocument(part));
    if (const QByteArray link = linkHeader(url, request, listing, all.size()); !link.isEmpty())
        answer.set("Link", link);
    return answer;
}

HttpAnswer tagged(const HttpRequest &request, HttpAnswer answer)
{
    if (answer.status != 200)
        return answer;
    const QByteArray etag = '"' + digest(answer.body) + '"';
    if (request.header("If-None-Match") == etag) {
        HttpAnswer unchanged{.status = 304};
        unchanged.set("ETag", etag);
        return unchanged;
    }
    answer.set("ETag", etag);
    return answer;
}

} // namespace

QByteArray gitBlobId(const QByteArray &bytes)
{
    return digest("blob " + QByteArray::number(bytes.size()) + '\0' + bytes);
}

QString BepPull::head() const
{
    QByteArray all = branch.toUtf8();
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        all += '\0' + file.key().toUtf8() + '\0' + *file;
    for (const QString &path : removed)
        all += '\1' + path.toUtf8();
    return QString::fromLatin1(digest(all));
}

void BepSite::put(const BepProposal &proposal)
{
    const std::scoped_lock lock(m_mutex);
    m_proposals.insert(proposal.number, proposal);
}

void BepSite::remove(const QString &number)
{
    const std::scoped_lock lock(m_mutex);
    m_proposals.remove(number);
}

void BepSite::put(const BepPull &pull)
{
    const std::scoped_lock lock(m_mutex);
    m_pulls.insert_or_assign(pull.number, pull);
}

void BepSite::changePull(int number, const std::function<void(BepPull &)> &edit)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto pull = m_pulls.find(number); pull != m_pulls.end())
        edit(pull->second);
}

void BepSite::removePull(int number)
{
    const std::scoped_lock lock(m_mutex);
    m_pulls.erase(number);
}

void BepSite::setList(const QByteArray &yaml)
{
    const std::scoped_lock lock(m_mutex);
    m_list = yaml;
}

void BepSite::setWebAddress(const QString &web)
{
    const std::scoped_lock lock(m_mutex);
    m_web = web;
}

void BepSite::setInterceptor(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

HttpAnswer BepSite::handle(const HttpRequest &request)
{
    Interceptor interceptor;
    {
        const std::scoped_lock lock(m_mutex);
        interceptor = m_interceptor;
    }
    if (interceptor) {
        if (std::optional<HttpAnswer> instead = interceptor(request))
            return *std::move(instead);
    }
    const std::scoped_lock lock(m_mutex);
    return tagged(request, answer(request));
}

HttpAnswer BepSite::answer(const HttpRequest &request) const
{
    const QString path = request.url.path(QUrl::FullyDecoded);
    const QString api = u"/repos/bids-standard/bids-specification/pulls"_s;
    if (path == api || path.startsWith(api + u'/'))
        return pulls(request, path.mid(api.size()).split(u'/', Qt::SkipEmptyParts));
    return path.startsWith("/repos/"_L1) ? answers::notFound() : file(path.mid(1));
}

HttpAnswer BepSite::pulls(const HttpRequest &request, const QStringList &below) const
{
    if (below.isEmpty()) {
        QJsonArray open;
        for (const auto &[number, pull] : m_pulls) {
            if (pull.open || request.query("state") == "all"_L1)
                open.append(pullJson(pull));
        }
        return page(request, open);
    }
    const auto found = m_pulls.find(below.first().toInt());
    if (found == m_pulls.cend() || below.size() > 2)
        return answers::notFound();
    const BepPull &pull = found->second;
    if (below.size() == 1)
        return answers::json(200, QJsonDocument(pullJson(pull)));
    return below.at(1) == "files"_L1 ? page(request, filesJson(pull)) : answers::notFound();
}

HttpAnswer BepSite::file(const QString &path) const
{
    std::optional<QByteArray> bytes;
    if (path == "bids-standard/bids-website/main/data/beps/beps.yml"_L1)
        bytes = list();
    for (const auto &[number, pull] : m_pulls) {
        if (pull.repository.isEmpty())
            continue;
        for (const QString &revision : {pull.branch, pull.head()}) {
            const QString root = pull.repository + u'/' + revision + u'/';
            if (path.startsWith(root) && pull.files.contains(path.mid(root.size())))
                bytes = pull.files.value(path.mid(root.size()));
        }
    }
    if (!bytes)
        return missingFile();
    HttpAnswer answer{.status = 200, .body = *bytes};
    answer.set("Content-Type", "text/plain; charset=utf-8");
    return answer;
}

QByteArray BepSite::list() const
{
    if (!m_list.isNull())
        return m_list;
    QByteArray yaml = "---\n# The proposals that are under way\n";
    for (const BepProposal &bep : m_proposals) {
        yaml += "\n-   number: " + quoted(bep.number) + "\n    title: " + quoted(bep.title) + '\n';
        yaml += "    google_doc: " + bep.googleDoc.toUtf8() + '\n';
        if (bep.pull > 0)
            yaml += "    pull_request: " + m_web.toUtf8() + "/bids-standard/bids-specification/pull/" +
                    QByteArray::number(bep.pull) + '\n';
        if (!bep.htmlPreview.isEmpty())
            yaml += "    html_preview: " + bep.htmlPreview.toUtf8() + '\n';
        yaml += "    leads:\n";
        for (const QString &lead : bep.leads)
            yaml += "    -   given-names: " + quoted(lead.section(u' ', 0, 0)) +
                    "\n        family-names: " + quoted(lead.section(u' ', 1)) + '\n';
    }
    return yaml;
}

} // namespace lockkeeper::demo
