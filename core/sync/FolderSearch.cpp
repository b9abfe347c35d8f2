#include "sync/FolderSearch.h"

#include "community/Community.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <deque>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sync {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sync)
};

constexpr QLatin1StringView configName = "config.yaml"_L1;
constexpr QLatin1StringView knowledgeName = "knowledge"_L1;
constexpr QLatin1StringView databaseEnding = ".db"_L1;
constexpr qint64 readOfConfig = 64 * 1024; // bytes: the id stands near its top

// Many programs have a config.yaml; a community's names its id at the top level.
bool looksLikeConfiguration(const QString &path)
{
    static const QRegularExpression idLine(u"^id\\s*:\\s*['\"]?[a-z0-9]+(-[a-z0-9]+)*['\"]?\\s*(#.*)?$"_s,
                                           QRegularExpression::MultilineOption);
    if (!QFileInfo(path).isFile()) // a pipe of that name would never answer
        return false;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QString text = QString::fromUtf8(file.read(readOfConfig));
    text.remove(u'\r');
    return idLine.match(text).hasMatch();
}

QString idOfDatabase(const QFileInfo &file) // empty: it is none of ours
{
    const QString name = file.fileName();
    if (!name.endsWith(databaseEnding))
        return {};
    const QString id = name.chopped(databaseEnding.size());
    return community::isCommunityId(id) ? id : QString();
}

bool passedOver(const QFileInfo &folder)
{
    static const QSet<QString> uninteresting{u"node_modules"_s, u"__pycache__"_s, u"site-packages"_s,
                                             u"venv"_s};
    const QString name = folder.fileName();
    if (folder.isSymLink() || (name.startsWith(u'.') && name != ".local"_L1) || uninteresting.contains(name))
        return true;
    // What the system makes up has no end.
    return folder.absolutePath() == "/"_L1 && (name == "proc"_L1 || name == "sys"_L1 || name == "dev"_L1);
}

// Breadth first: what is near is found before a limit ends it.
class Search final
{
public:
    Search(const SearchLimits &limits, const SearchListener &listener, const std::stop_token &stop)
        : m_limits(limits)
        , m_listener(listener)
        , m_stop(stop)
        , m_end(limits.time)
    {
    }

    void run(const QString &start)
    {
        look(QDir::cleanPath(QFileInfo(start).absoluteFilePath()), 0); // a slash at its end hides its name
        while (!m_waiting.empty() && !ended()) {
            const auto [folder, depth] = m_waiting.front();
            m_waiting.pop_front();
            look(folder, depth);
        }
    }
    // A community's own folder: the others beside it are opened with it.
    void lookBeside(const QString &communityFolder)
    {
        QDirIterator siblings(QFileInfo(communityFolder).absolutePath(), QDir::Dirs | QDir::NoDotAndDotDot);
        while (siblings.hasNext() && !ended()) {
            siblings.next();
            addConfigurationIn(siblings.fileInfo().absoluteFilePath());
        }
    }
    void lookIntoKnowledge(const QString &folder)
    {
        QDirIterator files(folder, QDir::Files);
        while (files.hasNext() && !ended()) {
            files.next();
            addDatabase(files.fileInfo());
        }
    }
    bool addConfigurationIn(const QString &folder)
    {
        const QFileInfo info(folder);
        if (!community::isCommunityId(info.fileName()) || !looksLikeConfiguration(folder + u'/' + configName))
            return false;
        QStringList &ids = m_configurations[info.absolutePath()].communities;
        if (!ids.contains(info.fileName()))
            ids.append(info.fileName());
        return true;
    }

    [[nodiscard]] bool cancelled() const { return m_stop.stop_requested(); }
    [[nodiscard]] FolderFinds finds() const
    {
        return {.configurations = sorted(m_configurations),
                .databases = sorted(m_databases),
                .community = {},
                .looked = m_looked,
                .complete = m_complete};
    }

private:
    using Found = QMap<QString, FoundFolder>; // by folder

    [[nodiscard]] bool ended()
    {
        if (m_end.hasExpired() || m_looked >= m_limits.folders)
            m_complete = false;
        return !m_complete || cancelled();
    }
    void look(const QString &folder, int depth)
    {
        ++m_looked;
        if (m_listener)
            m_listener(m_looked);
        const bool own = addConfigurationIn(folder);
        if (own && depth == 0)
            lookBeside(folder);
        if (QFileInfo(folder).fileName() == knowledgeName)
            lookIntoKnowledge(folder);
        if (own) // the rest of it is the community's own
            return;
        QDirIterator folders(folder, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
        while (folders.hasNext() && !ended()) {
            folders.next();
            const QFileInfo info = folders.fileInfo();
            if (passedOver(info))
                continue;
            if (depth >= m_limits.depth) {
                m_complete = false;
                break;
            }
            m_waiting.emplace_back(info.absoluteFilePath(), depth + 1);
        }
    }
    void addDatabase(const QFileInfo &file)
    {
        const QString id = idOfDatabase(file);
        if (id.isEmpty())
            return;
        FoundFolder &found = m_databases[QFileInfo(file.absolutePath()).absolutePath()];
        if (found.communities.contains(id))
            return;
        found.communities.append(id);
        found.bytes += file.size();
    }
    [[nodiscard]] static QList<FoundFolder> sorted(const Found &found)
    {
        QList<FoundFolder> folders;
        for (auto one = found.constBegin(); one != found.constEnd(); ++one) {
            folders.append({.folder = one.key(), .communities = one->communities, .bytes = one->bytes});
            folders.last().communities.sort();
        }
        std::ranges::stable_sort(folders, [](const FoundFolder &a, const FoundFolder &b) {
            return a.communities.size() > b.communities.size();
        });
        return folders;
    }

    SearchLimits m_limits;
    const SearchListener &m_listener;
    std::stop_token m_stop;
    QDeadlineTimer m_end;
    std::deque<std::pair<QString, int>> m_waiting; // folders and their depth
    Found m_configurations;
    Found m_databases;
    int m_looked = 0;
    bool m_complete = true;
};

Error cannotOpen(const QString &text, const QString &hint)
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

Result<FolderFinds> ofConfiguration(const QFileInfo &file, Search &search)
{
    const QString shown = QDir::toNativeSeparators(file.filePath());
    const QString id = QFileInfo(file.absolutePath()).fileName();
    if (!looksLikeConfiguration(file.filePath()))
        return cannotOpen(Tr::tr("%1 is not a community’s configuration: it has no id.").arg(shown),
                          Tr::tr("One begins with “id:” and “name:”, as OSA’s do."));
    if (file.fileName() != configName || !community::isCommunityId(id))
        return cannotOpen(
            Tr::tr("%1 stands in no folder of communities.").arg(shown),
            Tr::tr("A community’s configuration is <folder>/<id>/config.yaml, with an id of small letters, "
                   "digits and hyphens: move it there and open that folder."));
    search.lookBeside(file.absolutePath());
    (void)search.addConfigurationIn(file.absolutePath()); // were the limits reached before it
    FolderFinds finds = search.finds();
    finds.community = id;
    return finds;
}

Result<FolderFinds> ofDatabase(const QFileInfo &file, Search &search)
{
    const QString shown = QDir::toNativeSeparators(file.filePath());
    const QString id = idOfDatabase(file);
    if (QFileInfo(file.absolutePath()).fileName() != knowledgeName)
        return cannotOpen(
            Tr::tr("%1 stands in no data folder.").arg(shown),
            Tr::tr("A community’s database is <data folder>/knowledge/<id>.db. To put this file in a "
                   "database’s place, choose Restore… beside the databases (Ctrl+4); to open it as it is, "
                   "move it, with its -wal if there is one, into a folder named “knowledge”."));
    if (id.isEmpty())
        return cannotOpen(Tr::tr("The name of %1 is no community’s id.").arg(shown),
                          Tr::tr("It has small letters, digits and hyphens only, as in “mne.db”."));
    search.lookIntoKnowledge(file.absolutePath());
    FolderFinds finds = search.finds();
    finds.community = id;
    finds.byDatabase = true;
    return finds;
}
} // namespace

Result<FolderFinds> findToOpen(const QString &path, const SearchLimits &limits,
                               const SearchListener &listener, const std::stop_token &stop)
{
    const QFileInfo file(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (!file.exists())
        return cannotOpen(Tr::tr("%1 is not there.").arg(shown), Tr::tr("Was it moved, or its disk taken?"));
    if (!file.isReadable())
        return Error{.kind = ErrorKind::ReadOnly,
                     .text = Tr::tr("%1 may not be read.").arg(shown),
                     .hint = Tr::tr("Give this user the right to read it."),
                     .url = {}};
    Search search(limits, listener, stop);
    Result<FolderFinds> finds = cancelledError();
    if (file.isDir()) {
        search.run(path);
        finds = search.finds();
    } else if (const QString name = file.fileName(); name.endsWith(".yaml"_L1) || name.endsWith(".yml"_L1)) {
        finds = ofConfiguration(file, search);
    } else if (name.endsWith(databaseEnding)) {
        finds = ofDatabase(file, search);
    } else if (name.endsWith(".db-wal"_L1) || name.endsWith(".db-shm"_L1)) {
        finds = cannotOpen(Tr::tr("%1 belongs to the database beside it.").arg(shown),
                           Tr::tr("Open %1.").arg(name.chopped(4)));
    } else {
        finds = cannotOpen(Tr::tr("%1 cannot be opened.").arg(shown),
                           Tr::tr("A folder can be, a community’s config.yaml, and a database (.db)."));
    }
    return search.cancelled() ? Result<FolderFinds>(cancelledError()) : finds;
}

} // namespace lockkeeper::sync
