#include "demo/github/Json.h"

#include <QDateTime>
#include <QJsonArray>

#include <array>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

// FNV-1a: ids and colours that are the same in every run, which qHash does not promise.
quint32 stableNumber(const QString &text)
{
    quint32 hash = 2166136261U;
    for (const char c : text.toUtf8())
        hash = (hash ^ static_cast<quint8>(c)) * 16777619U;
    return hash;
}

QString nodeId(const QString &prefix, qint64 id)
{
    const QByteArray base64 = QByteArray::number(id).toBase64(QByteArray::OmitTrailingEquals);
    return prefix + QString::fromLatin1(base64);
}

QJsonValue time(qint64 seconds)
{
    if (seconds == 0)
        return QJsonValue::Null;
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

QJsonValue userJson(const QString &login, const Addresses &addresses, const QString &type = {})
{
    if (login.isEmpty())
        return QJsonValue::Null;
    const bool bot = login.endsWith("[bot]"_L1);
    const QString plain = bot ? login.chopped(5) : login;
    const auto id = static_cast<qint64>(stableNumber(login) % 90'000'000U) + 1000;
    const QString api = addresses.api + "/users/"_L1 + plain;
    return QJsonObject{
        {u"login"_s, login},
        {u"id"_s, id},
        {u"node_id"_s, nodeId(u"U_"_s, id)},
        {u"avatar_url"_s, u"%1/avatars/u/%2?v=4"_s.arg(addresses.web).arg(id)},
        {u"gravatar_id"_s, QString()},
        {u"url"_s, api},
        {u"html_url"_s, u"%1/%2%3"_s.arg(addresses.web, bot ? u"apps/"_s : QString(), plain)},
        {u"repos_url"_s, api + "/repos"_L1},
        {u"events_url"_s, api + "/events{/privacy}"_L1},
        {u"type"_s, !type.isEmpty() ? type
                    : bot           ? u"Bot"_s
                                    : u"User"_s},
        {u"user_view_type"_s, u"public"_s},
        {u"site_admin"_s, false},
    };
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray labelsJson(const QStringList &labels, const QString &api)
{
    QJsonArray list;
    for (const QString &label : labels) {
        const quint32 number = stableNumber(label);
        const auto id = static_cast<qint64>(number);
        list.append(QJsonObject{
            {u"id"_s, id},
            {u"node_id"_s, nodeId(u"LA_"_s, id)},
            {u"url"_s, api + "/labels/"_L1 + QString::fromLatin1(label.toUtf8().toPercentEncoding())},
            {u"name"_s, label},
            {u"color"_s, u"%1"_s.arg(number & 0xffffffU, 6, 16, '0'_L1)},
            {u"default"_s, label == "bug"_L1 || label == "documentation"_L1 || label == "question"_L1},
            {u"description"_s, QJsonValue::Null},
        });
    }
    return list;
}

QJsonObject reactionsJson(const QString &url, int total)
{
    QJsonObject reactions{{u"url"_s, url + "/reactions"_L1}, {u"total_count"_s, total}, {u"+1"_s, total}};
    for (const auto &name :
         {u"-1"_s, u"laugh"_s, u"hooray"_s, u"confused"_s, u"heart"_s, u"rocket"_s, u"eyes"_s})
        reactions.insert(name, 0);
    return reactions;
}

QJsonObject pullRequestJson(const GithubItem &item, const QString &api, const QString &html)
{
    return {
        {u"url"_s, u"%1/pulls/%2"_s.arg(api).arg(item.number)},
        {u"html_url"_s, html},
        {u"diff_url"_s, html + ".diff"_L1},
        {u"patch_url"_s, html + ".patch"_L1},
        {u"merged_at"_s, time(item.merged ? item.closedAt : 0)},
    };
}

} // namespace

QJsonObject repositoryJson(const GithubRepository &repository, const Addresses &addresses)
{
    const QString name = repository.fullName().section('/'_L1, 1);
    const QString api = addresses.api + "/repos/"_L1 + repository.fullName();
    const int open = repository.openCount();
    const auto &items = repository.items();
    const RepositoryDetails &details = repository.details();
    return {
        {u"id"_s, repository.id()},
        {u"node_id"_s, nodeId(u"R_"_s, repository.id())},
        {u"name"_s, name},
        {u"full_name"_s, repository.fullName()},
        {u"private"_s, false},
        {u"owner"_s, userJson(repository.fullName().section('/'_L1, 0, 0), addresses, u"Organization"_s)},
        {u"html_url"_s, addresses.web + '/'_L1 + repository.fullName()},
        {u"description"_s, textOrNull(details.description)},
        {u"homepage"_s, textOrNull(details.homepage)},
        {u"language"_s, textOrNull(details.languages.value(0))},
        {u"stargazers_count"_s, details.stars},
        {u"size"_s, 40 * static_cast<qint64>(items.size())},
        {u"fork"_s, false},
        {u"url"_s, api},
        {u"issues_url"_s, api + "/issues{/number}"_L1},
        {u"pulls_url"_s, api + "/pulls{/number}"_L1},
        {u"created_at"_s, time(items.empty() ? 0 : items.front().createdAt)},
        {u"has_issues"_s, true},
        {u"pushed_at"_s, time(repository.lastChange())},
        {u"archived"_s, details.archived},
        {u"disabled"_s, false},
        {u"visibility"_s, u"public"_s},
        {u"open_issues_count"_s, open},
        {u"open_issues"_s, open},
        {u"default_branch"_s, u"main"_s},
    };
}

QJsonObject languagesJson(const GithubRepository &repository)
{
    QJsonObject languages; // names and bytes
    qint64 bytes = 900'000;
    for (const QString &language : repository.details().languages) {
        languages.insert(language, bytes);
        bytes /= 4;
    }
    return languages;
}

QJsonObject ownerJson(const QString &login, const GithubOwner &owner, qsizetype repositories,
                      const Addresses &addresses)
{
    QJsonObject json = userJson(login, addresses, u"Organization"_s).toObject();
    json.insert(u"name"_s, textOrNull(owner.name));
    json.insert(u"blog"_s, owner.homepage);
    json.insert(u"bio"_s, textOrNull(owner.description));
    json.insert(u"public_repos"_s, repositories);
    return json;
}

QJsonObject itemJson(const GithubRepository &repository, const GithubItem &item, const Addresses &addresses)
{
    const Prose prose = repository.prose(item);
    const QString api = addresses.api + "/repos/"_L1 + repository.fullName();
    const QString url = u"%1/issues/%2"_s.arg(api).arg(item.number);
    const QString html =
        u"%1/%2/%3/%4"_s.arg(addresses.web, repository.fullName(), item.pullRequest ? u"pull"_s : u"issues"_s,
                             QString::number(item.number));
    const qint64 id = repository.id() * 1'000'000 + item.number;
    static const std::array roles{u"NONE"_s, u"CONTRIBUTOR"_s, u"MEMBER"_s, u"NONE"_s};
    const quint32 person = stableNumber(prose.author);

    QJsonObject json{
        {u"url"_s, url},
        {u"repository_url"_s, api},
        {u"labels_url"_s, url + "/labels{/name}"_L1},
        {u"comments_url"_s, url + "/comments"_L1},
        {u"events_url"_s, url + "/events"_L1},
        {u"timeline_url"_s, url + "/timeline"_L1},
        {u"html_url"_s, html},
        {u"id"_s, id},
        {u"node_id"_s, nodeId(item.pullRequest ? u"PR_"_s : u"I_"_s, id)},
        {u"number"_s, item.number},
        {u"title"_s, prose.title},
        {u"user"_s, userJson(prose.author, addresses)},
        {u"labels"_s, labelsJson(prose.labels, api)},
        {u"state"_s, item.open ? u"open"_s : u"closed"_s},
        {u"state_reason"_s, item.open || item.pullRequest ? QJsonValue() : QJsonValue(u"completed"_s)},
        {u"locked"_s, false},
        {u"active_lock_reason"_s, QJsonValue::Null},
        {u"assignee"_s, QJsonValue::Null},
        {u"assignees"_s, QJsonArray()},
        {u"milestone"_s, QJsonValue::Null},
        {u"comments"_s, item.comments},
        {u"created_at"_s, time(item.createdAt)},
        {u"updated_at"_s, time(item.updatedAt)},
        {u"closed_at"_s, time(item.open ? 0 : item.closedAt)},
        {u"author_association"_s, roles.at(person % roles.size())},
        {u"body"_s, prose.body ? QJsonValue(*prose.body) : QJsonValue()},
        {u"reactions"_s, reactionsJson(url, item.comments / 4)},
        {u"performed_via_github_app"_s, QJsonValue::Null},
    };
    if (item.pullRequest) {
        json.insert(u"draft"_s, item.draft);
        json.insert(u"pull_request"_s, pullRequestJson(item, api, html));
    }
    return json;
}

} // namespace lockkeeper::demo
