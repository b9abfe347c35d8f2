#include "community/ConfigEdit.h"

#include "community/CommunityCheck.h"
#include "community/ConfigEditSections.h"
#include "community/ConfigFile.h"
#include "community/Excerpt.h"
#include "community/Loader.h"
#include "community/UntouchedParts.h"

#include <QCoreApplication>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

constexpr auto byteOrderMark = "\xEF\xBB\xBF";

Error notMeant()
{
    return {.kind = ErrorKind::Internal,
            .text =
                Tr::tr("The changed configuration would not say what it should, so it is left as it was."),
            .hint = Tr::tr("Change the file in a text editor, and please report this."),
            .url = {},
            .status = 0};
}

Result<Community> loaded(const QByteArray &text, const QString &id)
{
    const LoadedCommunity read = loadText(text, id);
    if (!read.broken())
        return *read.community;
    for (const Problem &problem : read.problems) {
        if (problem.severity != Problem::Severity::Error)
            continue;
        return refused(problem.line > 0 ? Tr::tr("The configuration has an error in line %1: %2")
                                              .arg(QString::number(problem.line), problem.text)
                                        : problem.text,
                       problem.hint);
    }
    return notMeant();
}

using Edit = Result<void> (*)(YamlEditor &, const Community &, const Community &);
} // namespace

Result<EditedConfig> editConfig(const QByteArray &text, const Community &after)
{
    const Result<Community> wanted = checkedCommunity(after);
    if (!wanted)
        return wanted.error();
    const Result<Community> before = loaded(text, wanted->id);
    if (!before)
        return before.error();
    if (*before == *wanted)
        return EditedConfig{.text = text, .keptComments = {}};

    const bool marked = text.startsWith(byteOrderMark);
    const QByteArray body = marked ? text.mid(3) : text;
    Result<YamlSource> source = YamlSource::read(body);
    if (!source)
        return source.error();
    YamlEditor editor(*std::move(source));
    for (const Edit edit :
         {editIdentity, editSchedule, editTextLists, editForums, editDocstrings, editMailingLists}) {
        if (const Result<void> done = edit(editor, *before, *wanted); !done)
            return done.error();
    }

    const QByteArray result = (marked ? QByteArray(byteOrderMark) : QByteArray()) + editor.source().text();
    if (result.size() > maxConfigBytes)
        return refused(Tr::tr("The configuration would be larger than 1 MiB."),
                       Tr::tr("Leave something out."));
    const LoadedCommunity read = loadText(result, wanted->id);
    if (read.broken() || *read.community != *wanted || !saysTheSameElsewhere(body, editor.source().text()))
        return notMeant();
    return EditedConfig{.text = result, .keptComments = editor.keptComments()};
}

} // namespace lockkeeper::community
