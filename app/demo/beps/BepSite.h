// The remotes of BIDS extension proposals on the loopback, for the demo and the tests: beps.yml and the
// forks' files as raw.githubusercontent.com gives them, and GitHub's pull requests of
// bids-standard/bids-specification. Every function may be called from any thread.
#pragma once

#include "demo/HttpServer.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <mutex>
#include <optional>

namespace lockkeeper::demo {

struct BepProposal
{
    QString number; // "004"
    QString title;
    QStringList leads = {}; // "Given Family"
    int pull = 0;           // 0: none
    QString googleDoc = {};
    QString htmlPreview = {};
};

struct BepPull
{
    int number = 0;
    bool open = true;
    bool merged = false;
    QString repository = {}; // owner/name of the head; empty: the fork was deleted
    QString branch = {};
    QMap<QString, QByteArray> files = {}; // changed, by path
    QStringList removed = {};             // paths that it removes
    qint64 updatedAt = 0;                 // epoch seconds

    [[nodiscard]] QString head() const; // commit: another for other files
};

class BepSite final
{
public:
    // Gives an answer instead of the site's own, or nothing to let that one pass.
    using Interceptor = std::function<std::optional<HttpAnswer>(const HttpRequest &)>;

    void put(const BepProposal &proposal); // new, or in place of the one with its number
    void remove(const QString &number);
    void put(const BepPull &pull);
    void changePull(int number, const std::function<void(BepPull &)> &edit);
    void removePull(int number);
    // Instead of the list that the proposals make: as it is, in any form.
    void setList(const QByteArray &yaml);
    void setWebAddress(const QString &web); // of pull requests' pages, default "https://github.com"
    void setInterceptor(Interceptor interceptor);

    // What both hosts would say: paths below /repos/ are the API's, all others name files.
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request);

private:
    [[nodiscard]] HttpAnswer answer(const HttpRequest &request) const;
    [[nodiscard]] HttpAnswer file(const QString &path) const;
    [[nodiscard]] HttpAnswer pulls(const HttpRequest &request, const QStringList &below) const;
    [[nodiscard]] QByteArray list() const;

    mutable std::mutex m_mutex;
    QMap<QString, BepProposal> m_proposals;
    std::map<int, BepPull, std::greater<>> m_pulls; // newest first, as GitHub lists them
    QByteArray m_list;
    QString m_web = QStringLiteral("https://github.com");
    Interceptor m_interceptor;
};

// The id that git gives a file with these bytes.
[[nodiscard]] QByteArray gitBlobId(const QByteArray &bytes);

} // namespace lockkeeper::demo
