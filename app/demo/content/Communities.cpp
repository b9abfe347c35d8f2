#include "demo/content/Communities.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

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

Error cannotWrite(const QString &path, const QString &reason, bool full)
{
    return {.kind = full ? ErrorKind::DiskFull : ErrorKind::ReadOnly,
            .text = reason.isEmpty() ? Tr::tr("The demo cannot write to %1.").arg(path)
                                     : Tr::tr("The demo cannot write %1: %2").arg(path, reason),
            .hint = Tr::tr("Choose a data folder you may write to."),
            .url = {}};
}

} // namespace

QByteArray resource(const QString &name)
{
    registerResources();
    QFile file(u":/lockkeeper/demo/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList ownCommunities()
{
    return {u"bids"_s, u"harkwave"_s, u"quillcue"_s, u"strandform"_s};
}

std::shared_ptr<const Phrasebook> phrasebook(const QString &community)
{
    auto book = std::make_shared<Phrasebook>();
    book->read(QString::fromUtf8(resource(u"common.txt"_s)));
    book->read(QString::fromUtf8(resource(u"forum.txt"_s)));
    book->read(QString::fromUtf8(resource(community + u".txt"_s)));
    return book;
}

Result<void> writeConfigurations(const QString &folder)
{
    for (const QString &community : ownCommunities()) {
        const QString own = folder + u'/' + community;
        if (!QDir().mkpath(own))
            return cannotWrite(own, {}, false);
        const QString path = own + u"/config.yaml"_s;
        if (QFile::exists(path))
            continue;
        QSaveFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) &&
                             file.write(resource(community + u".yaml"_s)) > 0 && file.commit();
        if (!written)
            return cannotWrite(path, file.errorString(), file.error() == QFileDevice::ResourceError);
    }
    return {};
}

} // namespace lockkeeper::demo
