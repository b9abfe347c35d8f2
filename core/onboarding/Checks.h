// Asks the remotes about a form's answers: does it exist, what is it, how much is there.
//
// Every function returns at once, from any thread, the window's, too; the work is done on a small pool of its
// own. A future ends with one finding, or, when its stop token was asked to stop or this object goes, at once
// as cancelled without one: `then` is not called, `onCanceled` is. What cannot be asked (no network, a silent
// host, a limit) is Verdict::NotChecked, never an error: it must not keep anybody from saving.
//
// A continuation without a context runs on the thread that ended the check, and must not end this object.
//
// What was answered is kept for some minutes by address, and asked for conditionally after that. Requests go
// through the client, its paces and limits; a host that is limited is not waited for.
#pragma once

#include "community/Community.h"
#include "onboarding/Discovery.h"
#include "onboarding/Estimate.h"
#include "onboarding/Findings.h"

#include <QFuture>
#include <QString>

#include <chrono>
#include <memory>
#include <stop_token>

namespace lockkeeper::http {
class Client;
}

namespace lockkeeper::onboarding {

struct CheckLimits
{
    std::chrono::milliseconds patience{15'000}; // for one check, from the moment it begins
    std::chrono::seconds kept{300};             // an answer, before it is asked for again
    int atOnce = 8;                             // checks; more wait for their turn
};

class Checks final
{
public:
    explicit Checks(http::Client &client, CheckLimits limits = {}); // the client outlives it
    ~Checks(); // cancels all, and waits for its own threads
    Checks(const Checks &) = delete;
    Checks &operator=(const Checks &) = delete;

    // Each takes one to four requests. What the configuration's rules refuse is an error without a request.
    [[nodiscard]] QFuture<RepositoryFinding> repository(const QString &name, std::stop_token stop);
    // An empty branch means the default one, as the finding names it.
    [[nodiscard]] QFuture<DocstringFinding> docstrings(const community::DocstringRepository &entry,
                                                       std::stop_token stop);
    // Categories and tags that are configured and not there are a warning.
    [[nodiscard]] QFuture<ForumFinding> forum(const community::Forum &forum, std::stop_token stop);
    [[nodiscard]] QFuture<QueryFinding> query(Provider provider, const QString &query, std::stop_token stop);
    [[nodiscard]] QFuture<DoiFinding> doi(const QString &doi, std::stop_token stop);
    [[nodiscard]] QFuture<ListFinding> mailingList(const community::MailingList &list, std::stop_token stop);
    // One page at most is read of a site; an organisation takes two requests.
    [[nodiscard]] QFuture<Discovery> discover(const QString &pasted, std::stop_token stop);

    // Where repositories are seen on the web, for recognised(): "github.com", or an own GitHub's host.
    [[nodiscard]] QString githubHost() const;

    // Paces and limits as they are now: changes with every answer. Asks nobody.
    [[nodiscard]] Terms terms() const;

    // Forgets all answers: whoever asks to check again means it.
    void forget();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::onboarding
