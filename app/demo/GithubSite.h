// GitHub's issues API on the loopback, for the demo, the tests and the benchmarks: a handler for HttpServer
// with content that can be changed and faults that can be ordered. Every function may be called from any
// thread.
//
//   GithubSite site;
//   site.addGenerated({.fullName = u"org/repo"_s, .items = 250});
//   HttpServer server([&site](const HttpRequest &request) { return site.handle(request); });
#pragma once

#include "demo/HttpServer.h"
#include "demo/github/Answers.h"
#include "demo/github/Directory.h"
#include "demo/github/Generated.h"
#include "demo/github/Item.h"
#include "demo/github/RequestQuota.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lockkeeper::demo {

class GithubSite final
{
public:
    // Gives an answer instead of the site's own, or nothing to let that one pass. It may call the site,
    // answer() too.
    using Interceptor = std::function<std::optional<HttpAnswer>(const HttpRequest &)>;
    // Both are copied before they are called: state belongs behind a shared pointer.
    using Delay = std::function<std::chrono::milliseconds(const HttpRequest &)>;

    struct Counts
    {
        int requests = 0;
        int authorized = 0;  // carried an Authorization header
        int notModified = 0; // answered with 304
        int refused = 0;     // the quota was used up
    };

    GithubSite();
    ~GithubSite();
    GithubSite(const GithubSite &) = delete;
    GithubSite &operator=(const GithubSite &) = delete;

    // The server's handler: faults first, then the delay, then answer().
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request);
    // What GitHub would say; an interceptor changes it on its way.
    [[nodiscard]] HttpAnswer answer(const HttpRequest &request);

    // Content. Names are `owner/name`, upper and lower case alike; unknown repositories and items: false, or
    // nothing.
    qint64 addRepository(const QString &fullName, const ProseWriter &writer = {},
                         std::vector<GithubItem> items = {});
    qint64 addGenerated(const GeneratedRepository &wanted);
    bool renameRepository(const QString &from, const QString &to); // 301 for the old name from now on
    bool removeRepository(const QString &fullName);                // 404 from now on
    bool describe(const QString &fullName, const RepositoryDetails &details);
    void describeOwner(const QString &login, const GithubOwner &owner);
    int addItem(const QString &fullName, GithubItem item); // its number; 0: no such repository
    bool changeItem(const QString &fullName, int number, const std::function<void(GithubItem &)> &edit);
    bool editItem(const QString &fullName, int number, Prose prose, qint64 at);
    bool closeItem(const QString &fullName, int number, qint64 at);
    bool commentOn(const QString &fullName, int number,
                   qint64 at);                            // moves nothing but updated_at and the count
    bool deleteItem(const QString &fullName, int number); // out of the listing, 404
    [[nodiscard]] std::optional<GithubItem> item(const QString &fullName, int number) const;
    [[nodiscard]] std::optional<Prose> prose(const QString &fullName, int number) const;
    [[nodiscard]] std::vector<GithubItem> items(const QString &fullName) const; // by number

    // Behaviour.
    void setWebAddress(const QString &web);       // where html_url points, default "https://github.com"
    void setLimits(const QuotaLimits &limits);    // begins a new hour
    void setInterceptor(Interceptor interceptor); // nothing: none
    void answerNext(HttpAnswer answer);           // once, before the interceptor; several wait in line
    void setDelay(Delay delay);
    void setDelay(std::chrono::milliseconds delay);

    [[nodiscard]] Counts counts() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::demo
