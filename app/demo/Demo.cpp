#include "demo/Demo.h"

#include "demo/HttpServer.h"
#include "demo/content/Calendar.h"
#include "demo/content/Communities.h"
#include "demo/content/Dice.h"
#include "demo/content/World.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <algorithm>
#include <mutex>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcDemo, "lockkeeper.demo")

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Demo)
};

QString communitiesIn(const QString &dataDir)
{
    return dataDir + u"/demo-communities"_s;
}

} // namespace

class Demo::Private final
{
public:
    Result<void> prepare(const DemoOptions &options);
    Result<void> addStep(); // to the file first: a start after a crash must not be behind what was served

    [[nodiscard]] QString communities() const { return communitiesIn(dataDir); }
    [[nodiscard]] QString calendarFile() const { return communities() + u"/demo-calendar.json"_s; }

    std::unique_ptr<QTemporaryDir> temporary;
    QString dataDir;
    std::mutex mutex; // of the calendar
    Calendar calendar;
    std::unique_ptr<World> world;
    std::unique_ptr<HttpServer> server; // ends before the world it asks
};

Result<void> Demo::Private::prepare(const DemoOptions &options)
{
    dataDir = QDir::cleanPath(options.dataDir);
    if (options.dataDir.isEmpty()) {
        temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/lockkeeper-demo-XXXXXX"_s);
        if (!temporary->isValid()) {
            return Error{
                .kind = ErrorKind::ReadOnly,
                .text = Tr::tr("The demo cannot make a temporary folder: %1").arg(temporary->errorString()),
                .hint = Tr::tr("Name a data folder you may write to."),
                .url = {}};
        }
        dataDir = temporary->path();
    }
    if (auto written = writeConfigurations(communities()); !written)
        return written;

    auto known = readCalendar(calendarFile());
    if (!known)
        return known.error();
    if (known.value()) {
        calendar = *std::move(*known);
        return addStep();
    }
    calendar = {.began = QDateTime::currentSecsSinceEpoch(), .steps = {}};
    return writeCalendar(calendarFile(), calendar);
}

Result<void> Demo::Private::addStep()
{
    Calendar later = calendar;
    later.steps.push_back(
        std::max(QDateTime::currentSecsSinceEpoch(), calendar.last())); // clocks are set back, too
    auto written = writeCalendar(calendarFile(), later);
    if (written)
        calendar = std::move(later);
    return written;
}

Demo::Demo()
    : d(std::make_unique<Private>())
{
}

Demo::~Demo() = default;

Result<std::unique_ptr<Demo>> Demo::start(const DemoOptions &options)
{
    std::unique_ptr<Demo> demo(new Demo);
    Private &d = *demo->d;
    if (auto prepared = d.prepare(options); !prepared)
        return prepared.error();
    d.world = std::make_unique<World>(d.calendar);
    // An answer takes between 0.7 and 1.6 of the latency, as on a real line. On the server's thread alone.
    d.server = std::make_unique<HttpServer>(
        [&world = *d.world, latency = options.latency,
         dice = Dice(Dice::seedOf("latency"))](const HttpRequest &request) mutable {
            HttpAnswer answer = world.answer(request);
            answer.delay += latency * dice.between(70, 160) / 100;
            return answer;
        });
    if (d.server->url().isEmpty()) {
        return Error{
            .kind = ErrorKind::Network,
            .text = Tr::tr("The demo's server found no free port on 127.0.0.1."),
            .hint = Tr::tr("Check whether a firewall or sandbox forbids listening on the loopback address."),
            .url = {}};
    }
    return demo;
}

QStringList Demo::communityIds(const DemoOptions &options)
{
    QStringList ids = ownCommunities();
    if (options.dataDir.isEmpty())
        return ids;
    const QDir folder(communitiesIn(QDir::cleanPath(options.dataDir)));
    for (const QFileInfo &one : folder.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QFileInfo(one.filePath() + u"/config.yaml"_s).isFile() && !ids.contains(one.fileName()))
            ids += one.fileName();
    }
    return ids;
}

QString Demo::communitiesDir() const
{
    return d->communities();
}

QString Demo::dataDir() const
{
    return d->dataDir;
}

QUrl Demo::gateway() const
{
    return d->server->url();
}

QMap<QString, QString> Demo::endpoints() const
{
    return demoEndpoints();
}

void Demo::letDaysPass()
{
    const std::scoped_lock lock(d->mutex);
    if (const auto added = d->addStep(); added)
        d->world->passDays(d->calendar);
    else
        qCWarning(lcDemo).noquote()
            << added.error().text; // the remotes stay as they are, which is the safe side
}

} // namespace lockkeeper::demo
