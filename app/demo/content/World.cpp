#include "demo/content/World.h"

#include "demo/content/Phrasebook.h"
#include "demo/content/Prose.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <memory>

// Outside of any namespace, as the macro wants it; a static library's resources are not registered by
// themselves.
static void registerResources()
{
    Q_INIT_RESOURCE(lockkeeper_demo);
}

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Demo)
};

QByteArray resource(const QString &name)
{
    registerResources();
    QFile file(u":/lockkeeper/demo/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::shared_ptr<const Phrasebook> phrasebook(const QString &community)
{
    auto book = std::make_shared<Phrasebook>();
    book->read(QString::fromUtf8(resource(u"common.txt"_s)));
    book->read(QString::fromUtf8(resource(community + u".txt"_s)));
    return book;
}

Error cannotWrite(const QString &path, const QString &reason, bool full)
{
    return {.kind = full ? ErrorKind::DiskFull : ErrorKind::ReadOnly,
            .text = reason.isEmpty() ? Tr::tr("The demo cannot write to %1.").arg(path)
                                     : Tr::tr("The demo cannot write %1: %2").arg(path, reason),
            .hint = Tr::tr("Choose a data folder you may write to."),
            .url = {}};
}

} // namespace

QList<DemoCommunity> demoCommunities()
{
    return {
        {.id = u"harkwave"_s,
         .repositories = {{.fullName = u"harkwave-lab/harkwave"_s, .items = 350, .swept = true},
                          {.fullName = u"harkwave-lab/harkwave-viewer"_s, .items = 140},
                          {.fullName = u"harkwave-lab/harkwave-io"_s, .items = 180},
                          {.fullName = u"harkwave-lab/harkwave-tutorials"_s,
                           .items = 60,
                           .pullRequestPercent = 45}}},
        {.id = u"quillcue"_s,
         .repositories = {{.fullName = u"quillcue/quillcue-vocabulary"_s,
                           .items = 150,
                           .pullRequestPercent = 25},
                          {.fullName = u"quillcue/quillcue-python"_s, .items = 170},
                          {.fullName = u"quillcue/quillcue-editor"_s,
                           .items = 90,
                           .renamedTo = u"quillcue/quillcue-studio"_s}}},
        {.id = u"strandform"_s,
         .repositories = {{.fullName = u"strandform/strandform-spec"_s,
                           .items = 260,
                           .pullRequestPercent = 40},
                          {.fullName = u"strandform/strandform-validator"_s, .items = 210},
                          {.fullName = u"strandform/strandform-examples"_s, .items = 75}}},
    };
}

void populate(GithubSite &site, const Calendar &calendar)
{
    for (const DemoCommunity &community : demoCommunities()) {
        const auto book = phrasebook(community.id);
        for (const DemoRepository &repository : community.repositories) {
            site.addRepository(repository.fullName, demoProse(book, repository.fullName),
                               firstItems(repository, calendar.began));
            if (!repository.renamedTo.isEmpty())
                site.renameRepository(repository.fullName, repository.renamedTo);
        }
    }
    Calendar past{.began = calendar.began, .steps = {}};
    for (const qint64 step : calendar.steps) {
        past.steps.push_back(step);
        passDaysEverywhere(site, past);
    }
}

void passDaysEverywhere(GithubSite &site, const Calendar &calendar)
{
    const std::size_t count = calendar.steps.size();
    if (count == 0)
        return;
    const qint64 from = count > 1 ? calendar.steps[count - 2] : calendar.began;
    for (const DemoCommunity &community : demoCommunities()) {
        for (const DemoRepository &repository : community.repositories)
            passDays(site, repository, static_cast<int>(count), from, calendar.last());
    }
}

Result<void> writeConfigurations(const QString &folder)
{
    for (const DemoCommunity &community : demoCommunities()) {
        const QString own = folder + u'/' + community.id;
        if (!QDir().mkpath(own))
            return cannotWrite(own, {}, false);
        const QString path = own + u"/config.yaml"_s;
        if (QFile::exists(path))
            continue;
        QSaveFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) &&
                             file.write(resource(community.id + u".yaml"_s)) > 0 && file.commit();
        if (!written)
            return cannotWrite(path, file.errorString(), file.error() == QFileDevice::ResourceError);
    }
    return {};
}

} // namespace lockkeeper::demo
