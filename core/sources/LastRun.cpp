#include "sources/LastRun.h"

#include "store/Cursors.h"
#include "store/Skipped.h"

namespace lockkeeper::sources {

Result<LastRun> readLastRun(const JobContext &context, const store::RemoteName &remote)
{
    const Result<std::optional<QString>> cursor = store::readCursor(context.database, remote, context.stop);
    if (!cursor)
        return cursor.error();
    const Result<std::vector<store::SkippedItem>> skipped =
        store::readSkipped(context.database, remote, context.stop);
    if (!skipped)
        return skipped.error();
    LastRun last{.cursor = cursor->value_or(QString()), .skipped = {}};
    for (const store::SkippedItem &item : *skipped)
        last.skipped.insert(item.key);
    return last;
}

} // namespace lockkeeper::sources
