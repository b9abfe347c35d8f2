#include "demo/code/CodeSite.h"

#include "demo/code/Tarball.h"
#include "demo/github/Answers.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {
QString originOf(const HttpRequest &request, const char *host)
{
    return request.origin().section(u"://"_s, 0, 0) + u"://"_s + QString::fromLatin1(host);
}
} // namespace

void CodeSite::setFiles(const QString &repository, CodeFiles files)
{
    const std::scoped_lock lock(m_mutex);
    made(repository).files = std::move(files);
}

CodeSite::Repository &CodeSite::made(const QString &name)
{
    Repository &repository = m_repositories[name];
    if (repository.id == 0) {
        repository.name = name;
        repository.id = m_repositories.size();
    }
    return repository;
}

void CodeSite::put(const QString &repository, const QByteArray &path, const QByteArray &content)
{
    const std::scoped_lock lock(m_mutex);
    made(repository).files.insert(path, content);
}

void CodeSite::remove(const QString &repository, const QByteArray &path)
{
    const std::scoped_lock lock(m_mutex);
    made(repository).files.remove(path);
}

void CodeSite::setDefaultBranch(const QString &repository, const QString &branch)
{
    const std::scoped_lock lock(m_mutex);
    made(repository).branch = branch;
}

void CodeSite::rename(const QString &repository, const QString &newName)
{
    const std::scoped_lock lock(m_mutex);
    made(repository).name = newName;
}

QString CodeSite::commit(const QString &repository) const
{
    const std::scoped_lock lock(m_mutex);
    return commitOf(m_repositories.value(repository));
}

QString CodeSite::commitOf(const Repository &repository)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (auto it = repository.files.cbegin(); it != repository.files.cend(); ++it) {
        hash.addData(it.key() + '\0');
        hash.addData(it.value() + '\0');
    }
    return QString::fromLatin1(hash.result().toHex());
}

const CodeSite::Repository *CodeSite::find(const QString &name) const
{
    for (const Repository &repository : m_repositories) {
        if (repository.name == name)
            return &repository;
    }
    return nullptr;
}

std::optional<HttpAnswer> CodeSite::answer(const HttpRequest &request) const
{
    const std::scoped_lock lock(m_mutex);
    if (request.method != "GET")
        return std::nullopt;
    if (request.host() == QLatin1StringView(apiHost))
        return apiAnswer(request);
    if (request.host() == QLatin1StringView(archiveHost))
        return archiveAnswer(request.url.path());
    return std::nullopt;
}

std::optional<HttpAnswer> CodeSite::apiAnswer(const HttpRequest &request) const
{
    const QString path = request.url.path();
    if (path.startsWith("/repositories/"_L1)) {
        const QString id = path.section(u'/', 2, 2);
        for (const Repository &repository : m_repositories) {
            if (QString::number(repository.id) == id)
                return ofRepository(repository, path.section(u'/', 3), request);
        }
        return std::nullopt;
    }
    const QString name = path.section(u'/', 2, 3);
    if (!path.startsWith("/repos/"_L1))
        return std::nullopt;
    if (const Repository *repository = find(name))
        return ofRepository(*repository, path.section(u'/', 4), request);
    const auto moved = m_repositories.constFind(name);
    if (moved == m_repositories.cend())
        return std::nullopt;
    QUrl location(request.origin());
    location.setPath(u"/repositories/%1/%2"_s.arg(moved->id).arg(path.section(u'/', 4)));
    return answers::moved(location);
}

std::optional<HttpAnswer> CodeSite::ofRepository(const Repository &repository, const QString &rest,
                                                 const HttpRequest &request)
{
    const QString commit = commitOf(repository);
    if (rest.isEmpty())
        return answers::json(200, QJsonDocument(QJsonObject{{u"full_name"_s, repository.name},
                                                            {u"default_branch"_s, repository.branch}}));
    if (rest == "commits/"_L1 + repository.branch) {
        const QByteArray etag = "W/\"" + commit.toLatin1() + '"';
        if (request.header("if-none-match") == etag)
            return HttpAnswer{.status = 304};
        HttpAnswer answer = answers::json(
            200, QJsonDocument(QJsonObject{{u"sha"_s, commit},
                                           {u"html_url"_s, u"https://github.example/%1/commit/%2"_s.arg(
                                                               repository.name, commit)}}));
        answer.set("ETag", etag);
        return answer;
    }
    if (rest.startsWith("commits/"_L1))
        return answers::json(
            422, QJsonDocument(QJsonObject{{u"message"_s, u"No commit found for SHA: "_s + rest.mid(8)}}));
    if (rest != "tarball/"_L1 + commit)
        return rest.startsWith("tarball/"_L1) ? std::optional(answers::notFound()) : std::nullopt;
    HttpAnswer answer{.status = 302};
    answer.set("Location", originOf(request, archiveHost).toLatin1() + '/' + repository.name.toLatin1() +
                               "/legacy.tar.gz/" + commit.toLatin1());
    return answer;
}

std::optional<HttpAnswer> CodeSite::archiveAnswer(const QString &path) const
{
    const QString name = path.section(u'/', 1, 2);
    const Repository *repository = find(name);
    if (!repository || path != u"/%1/legacy.tar.gz/%2"_s.arg(name, commitOf(*repository)))
        return answers::notFound();
    QByteArray top = name.toLatin1() + '-' + commitOf(*repository).left(7).toLatin1() + '/';
    top.replace(name.indexOf(u'/'), 1, "-");
    QList<TarEntry> entries;
    for (auto it = repository->files.cbegin(); it != repository->files.cend(); ++it)
        entries.append({.name = top + it.key(), .content = it.value()});
    HttpAnswer answer{.body = tarball(entries)};
    answer.set("Content-Type", "application/x-gzip");
    return answer;
}

} // namespace lockkeeper::demo
