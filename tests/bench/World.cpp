#include "tests/bench/World.h"

#include "store/Databases.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
constexpr double requestsPerSecond = 5000; // as fast as the loopback goes

QString repository(const QString &community, int number)
{
    return u"%1/repository-%2"_s.arg(community).arg(number);
}
} // namespace

World::World(const QString &folder, const Size &size)
    : m_folder(folder)
    , m_size(size)
    , m_server([this](const demo::HttpRequest &request) { return m_site.handle(request); })
{
    m_site.setLimits({.anonymous = 10'000'000, .authorized = 10'000'000});
    m_site.setDelay(size.latency);
    for (int community = 0; community < size.communities; ++community) {
        for (int number = 0; number < size.repositories; ++number)
            m_site.addGenerated({.fullName = repository(id(community), number),
                                 .items = size.items,
                                 .bodyCharacters = size.bodyCharacters});
    }
    writeConfigurations();
}

QString World::id(int community) const
{
    return u"community-%1"_s.arg(community + 1, 2, 10, QChar(u'0'));
}

qint64 World::items() const
{
    return qint64{m_size.communities} * m_size.repositories * m_size.items;
}

void World::writeConfigurations() const
{
    for (int community = 0; community < m_size.communities; ++community) {
        const QString name = id(community);
        QDir().mkpath(communitiesDir() + u'/' + name);
        QFile file(u"%1/%2/config.yaml"_s.arg(communitiesDir(), name));
        if (!file.open(QIODevice::WriteOnly))
            continue; // the run then misses a community, and says so
        QString text = u"id: %1\nname: Community %2\ngithub:\n  repos:\n"_s.arg(name).arg(community + 1);
        for (int number = 0; number < m_size.repositories; ++number)
            text += u"    - %1\n"_s.arg(repository(name, number));
        file.write(text.toUtf8());
    }
}

app::Settings World::settings(int jobs) const
{
    app::Settings settings;
    settings.dataDir = dataDir();
    settings.communitiesDir = communitiesDir();
    settings.communitiesChosen = true;
    settings.jobs = jobs;
    (void)settings.endpoints.setUrl(u"github"_s, githubUrl());
    (void)settings.endpoints.setPace(u"github"_s, requestsPerSecond);
    return settings;
}

qint64 World::storedRows() const
{
    qint64 rows = 0;
    for (int community = 0; community < m_size.communities; ++community) {
        const QString path = store::databasePath(dataDir(), id(community));
        if (QFile::exists(path))
            rows += tests::Sqlite(path, 30'000).value(u"SELECT count(*) FROM github_items"_s).toLongLong();
    }
    return rows;
}

} // namespace lockkeeper::bench
