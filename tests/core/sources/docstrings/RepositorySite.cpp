#include "RepositorySite.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <archive.h>
#include <archive_entry.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

namespace {
la_ssize_t append(archive *, void *bytes, const void *data, size_t size)
{
    static_cast<QByteArray *>(bytes)->append(static_cast<const char *>(data), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

demo::HttpAnswer json(const QJsonObject &object, int status = 200)
{
    demo::HttpAnswer answer{.status = status, .headers = {}, .body = QJsonDocument(object).toJson()};
    answer.set("Content-Type", "application/json; charset=utf-8");
    return answer;
}
} // namespace

QByteArray tarball(const QList<TarEntry> &entries, bool packed)
{
    QByteArray bytes;
    archive *writer = archive_write_new();
    archive_write_set_format_pax_restricted(writer); // as git archive does
    if (packed)
        archive_write_add_filter_gzip(writer);
    archive_write_open(writer, &bytes, nullptr, append, nullptr);
    for (const TarEntry &entry : entries) {
        archive_entry *header = archive_entry_new();
        archive_entry_set_pathname(header, entry.name.constData());
        archive_entry_set_perm(header, 0644);
        if (entry.linkTo.isEmpty()) {
            archive_entry_set_filetype(header, AE_IFREG);
            archive_entry_set_size(header, entry.content.size());
        } else {
            archive_entry_set_filetype(header, AE_IFLNK);
            archive_entry_set_symlink(header, entry.linkTo.constData());
        }
        archive_write_header(writer, header);
        archive_write_data(writer, entry.content.constData(), static_cast<size_t>(entry.content.size()));
        archive_entry_free(header);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    return bytes;
}

RepositorySite::RepositorySite(const QString &repository)
    : m_repository(repository)
    , m_job([this](const demo::HttpRequest &request) { return handle(request); })
{
}

void RepositorySite::put(const QByteArray &path, const QByteArray &content)
{
    const std::scoped_lock lock(m_mutex);
    m_files.insert(path, content);
}

void RepositorySite::remove(const QByteArray &path)
{
    const std::scoped_lock lock(m_mutex);
    m_files.remove(path);
}

QString RepositorySite::sha()
{
    const std::scoped_lock lock(m_mutex);
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
        hash.addData(it.key() + '\0');
        hash.addData(it.value() + '\0');
    }
    return QString::fromLatin1(hash.result().toHex());
}

QByteArray RepositorySite::archive()
{
    const QByteArray top = "org-tool-" + sha().left(7).toLatin1() + '/';
    QList<TarEntry> entries;
    const std::scoped_lock lock(m_mutex);
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it)
        entries.append({.name = top + it.key(), .content = it.value(), .linkTo = {}});
    return tarball(entries);
}

void RepositorySite::setInterceptor(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

demo::HttpAnswer RepositorySite::handle(const demo::HttpRequest &request)
{
    Interceptor interceptor;
    {
        const std::scoped_lock lock(m_mutex);
        interceptor = m_interceptor;
    }
    if (interceptor) {
        if (std::optional<demo::HttpAnswer> answer = interceptor(request))
            return *answer;
    }
    return answer(request);
}

demo::HttpAnswer RepositorySite::answer(const demo::HttpRequest &request)
{
    const QString path = request.url.path();
    const QString now = sha();
    if (path == "/codeload/"_L1 + now) {
        demo::HttpAnswer answer{.body = archive()};
        answer.set("Content-Type", "application/x-gzip");
        return answer;
    }
    const QString name = m_newName.isEmpty() ? m_repository : m_newName;
    if (!m_newName.isEmpty() && path.startsWith("/repos/"_L1 + m_repository + u'/')) {
        demo::HttpAnswer answer{.status = 301};
        answer.set("Location", "/repositories/7" + path.mid(7 + m_repository.size()).toLatin1());
        return answer;
    }
    const QString base = m_newName.isEmpty() ? "/repos/"_L1 + m_repository : u"/repositories/7"_s;
    if (path == base)
        return json({{u"full_name"_s, name}, {u"default_branch"_s, m_branch}});
    if (path == base + "/commits/"_L1 + m_branch) {
        const QByteArray etag = "W/\"" + now.toLatin1() + '"';
        if (request.header("if-none-match") == etag)
            return demo::HttpAnswer{.status = 304};
        demo::HttpAnswer answer =
            json({{u"sha"_s, now}, {u"html_url"_s, u"https://github.com/%1/commit/%2"_s.arg(name, now)}});
        answer.set("ETag", etag);
        return answer;
    }
    if (path.startsWith(base + "/commits/"_L1))
        return json({{u"message"_s, u"No commit found for SHA"_s}}, 422);
    if (path == base + "/tarball/"_L1 + now) {
        demo::HttpAnswer answer{.status = 302};
        answer.set("Location", "/codeload/" + now.toLatin1());
        return answer;
    }
    return json({{u"message"_s, u"Not Found"_s}}, 404);
}

QList<sources::Remote> RepositorySite::remotes(const QStringList &languages) const
{
    community::Community community;
    community.docstrings = {{.repository = m_repository, .branch = m_configured, .languages = languages}};
    return sources::docstrings::source().remotes(community);
}

QList<SyncOutcome> RepositorySite::syncAll(const QStringList &languages, bool full)
{
    QList<SyncOutcome> outcomes;
    for (const sources::Remote &remote : remotes(languages))
        outcomes.append(m_job.run(remote, full));
    return outcomes;
}

SyncOutcome RepositorySite::sync(const QString &language, bool full, std::optional<qint64> limit,
                                 std::stop_token stop)
{
    return m_job.run(remotes({language}).first(), full, limit, std::move(stop));
}

QStringList RepositorySite::paths()
{
    QStringList paths;
    for (const demo::HttpRequest &request : m_job.server().requests())
        paths.append(request.url.path());
    m_job.server().clearRequests();
    return paths;
}

} // namespace lockkeeper::tests
