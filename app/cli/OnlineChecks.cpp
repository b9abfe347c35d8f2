#include "cli/OnlineChecks.h"

#include "cli/Interrupt.h"
#include "community/Rules.h"
#include "community/SourcePlaces.h"
#include "onboarding/Checks.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <tuple>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

using onboarding::Finding;
using onboarding::Verdict;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// All checks of a run: begun one after the other, gathered as they end, on the main thread.
class OnlineRun final
{
public:
    OnlineRun(http::Client &client, QEventLoop &loop, std::chrono::milliseconds patience)
        : m_checks(client, {.patience = patience})
        , m_loop(loop)
    {
    }

    void begin(const community::LoadedCommunity &loaded);
    void stop() { m_stop.request_stop(); }
    [[nodiscard]] bool isOver() const { return m_pending == 0; }
    [[nodiscard]] QList<OnlineFinding> findings() const { return m_findings; }

private:
    // `same` tells whether a place's text is the item's.
    using Same = std::function<bool(const QString &)>;

    [[nodiscard]] OnlineFinding placed(const QString &keys, const QString &about, const Same &same) const;
    template <typename T>
    void watch(const OnlineFinding &place, QFuture<T> future);

    onboarding::Checks m_checks;
    QEventLoop &m_loop;
    std::stop_source m_stop;
    QString m_file;
    QList<community::SourcePlace> m_places; // of that file
    QList<OnlineFinding> m_findings;
    int m_pending = 0;
};

OnlineFinding OnlineRun::placed(const QString &keys, const QString &about, const Same &same) const
{
    OnlineFinding finding;
    finding.file = m_file;
    finding.about = about;
    const auto place =
        std::find_if(m_places.cbegin(), m_places.cend(), [&](const community::SourcePlace &one) {
            return one.key.startsWith(keys) && same(one.text);
        });
    if (place == m_places.cend())
        return finding;
    finding.line = place->line;
    finding.column = place->column;
    finding.key = place->key;
    return finding;
}

template <typename T>
void OnlineRun::watch(const OnlineFinding &place, QFuture<T> future)
{
    ++m_pending;
    const auto ended = [this] {
        if (--m_pending == 0)
            m_loop.quit();
    };
    future
        .then(&m_loop,
              [this, place, ended](const T &found) {
                  OnlineFinding finding = place;
                  finding.finding = found;
                  m_findings.append(finding);
                  ended();
              })
        .onCanceled(&m_loop, ended);
}

void OnlineRun::begin(const community::LoadedCommunity &loaded)
{
    const std::stop_token stop = m_stop.get_token();
    const community::Community &community = *loaded.community;
    m_file = loaded.file;
    m_places = community::sourcePlaces(loaded.file);
    const auto checkedAs = [](auto rule, const auto &value) -> Same {
        return [rule, value](const QString &text) {
            const auto checked = rule(text);
            return checked && *checked == value;
        };
    };
    for (const QString &name : community.githubRepositories)
        watch(placed(u"github.repos["_s, name, checkedAs(community::checkedRepository, name)),
              m_checks.repository(name, stop));
    for (const QString &query : community.citationQueries) {
        for (const onboarding::Provider provider : onboarding::providers)
            watch(placed(u"citations.queries["_s, onboarding::queryKey(provider, query),
                         [query](const QString &text) { return text == query; }),
                  m_checks.query(provider, query, stop));
    }
    for (const QString &doi : community.citationDois)
        watch(placed(u"citations.dois["_s, doi, checkedAs(community::checkedDoi, doi)),
              m_checks.doi(doi, stop));
    for (const community::DocstringRepository &entry : community.docstrings)
        watch(placed(u"docstrings.repos["_s, onboarding::docstringKey(entry.repository, entry.branch),
                     checkedAs(community::checkedRepository, entry.repository)),
              m_checks.docstrings(entry, stop));
    for (const community::Forum &forum : community.forums)
        watch(placed(u"discourse["_s, forum.url.toString(), checkedAs(community::checkedBaseUrl, forum.url)),
              m_checks.forum(forum, stop));
    for (const community::MailingList &list : community.mailingLists) {
        const QUrl base = list.baseUrl.adjusted(QUrl::StripTrailingSlash);
        watch(placed(u"mailman["_s, list.baseUrl.toString(), checkedAs(community::checkedBaseUrl, base)),
              m_checks.mailingList(list, stop));
    }
}
} // namespace

QString OnlineFinding::describe() const
{
    QString text = file;
    if (line > 0)
        text += u':' + QString::number(line) + u':' + QString::number(column);
    text += ": "_L1;
    if (!key.isEmpty())
        text += key + ": "_L1;
    return text + about + ": "_L1 + finding.text;
}

int OnlineFindings::count(Verdict verdict) const
{
    return static_cast<int>(std::count_if(all.cbegin(), all.cend(), [verdict](const OnlineFinding &one) {
        return one.finding.verdict == verdict;
    }));
}

OnlineFindings checkOnline(http::Client &client, const QList<community::LoadedCommunity> &files,
                           std::chrono::milliseconds patience)
{
    QEventLoop loop;
    OnlineRun run(client, loop, patience);
    OnlineFindings found;
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &loop, [&] {
        found.isInterrupted = true;
        run.stop();
    });
    for (const community::LoadedCommunity &file : files) {
        if (!file.broken())
            run.begin(file);
    }
    if (!run.isOver())
        loop.exec();
    found.all = run.findings();
    QHash<QString, qsizetype> order;
    for (const community::LoadedCommunity &file : files)
        order.insert(file.file, order.size());
    std::stable_sort(found.all.begin(), found.all.end(), [&order](const auto &a, const auto &b) {
        return std::tuple(order.value(a.file), a.line, a.column, a.about) <
               std::tuple(order.value(b.file), b.line, b.column, b.about);
    });
    return found;
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fine:
        return u"fine"_s;
    case Verdict::Warning:
        return u"warning"_s;
    case Verdict::Error:
        return u"error"_s;
    case Verdict::NotChecked:
        break;
    }
    return u"not_checked"_s;
}

} // namespace lockkeeper::cli
