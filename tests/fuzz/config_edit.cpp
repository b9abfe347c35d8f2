// Any text as a configuration: an edit of it is refused, or says exactly what it should and leaves the rest.
#include "community/ConfigEdit.h"
#include "community/Loader.h"

#include <cstddef>
#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::community;

namespace {
void must(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void edit(const QByteArray &text, const Community &after)
{
    const Result<EditedConfig> edited = editConfig(text, after);
    if (!edited) {
        must(edited.error().kind == ErrorKind::Config || edited.error().kind == ErrorKind::Internal);
        must(!edited.error().text.isEmpty());
        return;
    }
    const LoadedCommunity loaded = loadText(edited->text, after.id);
    must(!loaded.broken());
    must(loaded.community->githubRepositories == after.githubRepositories);
    must(loaded.community->citationDois == after.citationDois);
    must(loaded.community->forums == after.forums);
    must(loaded.community->sync == after.sync);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString id = QStringLiteral("pond");
    const LoadedCommunity loaded = loadText(text, id);
    if (loaded.broken())
        return 0;
    const Community before = *loaded.community;
    edit(text, before);

    Community after = before;
    after.name = QStringLiteral("it's: new");
    after.description = QStringLiteral("one\n\ntwo");
    edit(text, after);
    after = before;
    after.githubRepositories.prepend(QStringLiteral("new/repository"));
    after.citationDois.append(QStringLiteral("10.5555/new"));
    after.sync[QStringLiteral("github")] = QStringLiteral("5 5 * * *");
    edit(text, after);
    after.githubRepositories.removeLast();
    after.citationDois.removeFirst();
    after.forums.clear();
    after.docstrings.clear();
    after.mailingLists.clear();
    edit(text, after);
    return 0;
}
