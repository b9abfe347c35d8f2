#include "community/Loader.h"

#include "community/ConfigFile.h"
#include "community/Excerpt.h"
#include "community/KnownKeys.h"
#include "community/ProblemList.h"
#include "community/Sections.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

constexpr auto configName = "config.yaml"_L1;

std::optional<Community> readCommunity(const QByteArray &text, const QString &folder, ProblemList &problems)
{
    const auto tree = parseYaml(text, problems);
    if (!tree)
        return std::nullopt;
    if (tree->isEmpty() || tree->at(tree->root()).kind == YamlNode::Kind::Null) {
        problems.error({}, {}, Tr::tr("The file holds no configuration."),
                       Tr::tr("Write at least the community's id, for example: id: %1").arg(folder));
        return std::nullopt;
    }

    Reader reader(*tree, problems);
    const auto top = reader.map(reader.root());
    if (!top)
        return std::nullopt;
    warnOfUnknownKeys(reader, *top, topKeys());
    Community community;
    readIdentity(reader, *top, folder, community);
    readSchedule(reader, *top, community);
    readGithub(reader, *top, community);
    readCitations(reader, *top, community);
    readForums(reader, *top, community);
    readDocstrings(reader, *top, community);
    readMailingLists(reader, *top, community);
    if (problems.hasErrors())
        return std::nullopt;
    return community;
}

Error folderError(const QString &text)
{
    return {.kind = ErrorKind::Config,
            .text = text,
            .hint = Tr::tr(
                "Choose the folder that holds one folder for each community, with a config.yaml in it."),
            .url = {},
            .status = 0};
}
} // namespace

QString Problem::describe() const
{
    QString place = file;
    if (line > 0)
        place += u':' + QString::number(line) + u':' + QString::number(column);
    QString result = place + ": "_L1;
    if (severity == Severity::Warning)
        result += "warning: "_L1;
    if (!key.isEmpty())
        result += key + ": "_L1;
    return result + text;
}

LoadedCommunity loadFile(const QString &path)
{
    const QString folder = QFileInfo(path).absoluteDir().dirName();
    ProblemList problems(path);
    LoadedCommunity result{.id = folder, .file = path, .community = {}, .problems = {}};
    if (const auto text = readConfigFile(path, problems))
        result.community = readCommunity(*text, folder, problems);
    result.problems = problems.sorted();
    return result;
}

LoadedCommunity loadText(const QByteArray &text, const QString &id)
{
    const QString file = id + u'/' + configName;
    ProblemList problems(file);
    LoadedCommunity result{.id = id, .file = file, .community = {}, .problems = {}};
    if (const auto checked = checkConfigText(text, problems))
        result.community = readCommunity(*checked, id, problems);
    result.problems = problems.sorted();
    return result;
}

Result<QList<LoadedCommunity>> loadFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.exists())
        return folderError(Tr::tr("The communities folder %1 does not exist.").arg(quoted(folder)));
    if (!info.isDir())
        return folderError(Tr::tr("%1 is not a folder.").arg(quoted(folder)));
    if (!info.isReadable() || !info.isExecutable())
        return folderError(Tr::tr("The communities folder %1 may not be read.").arg(quoted(folder)));

    QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(names.begin(), names.end());
    QList<LoadedCommunity> result;
    for (const QString &name : std::as_const(names)) {
        const QString path = QDir(folder).filePath(name + u'/' + configName);
        const QFileInfo file(path);
        // In a folder that may not be searched the file seems missing; that must be said, not passed over.
        const bool hidden = !QFileInfo(QDir(folder).filePath(name)).isExecutable();
        if (file.exists() || file.isSymLink() || hidden)
            result.append(loadFile(path));
    }
    return result;
}

} // namespace lockkeeper::community
