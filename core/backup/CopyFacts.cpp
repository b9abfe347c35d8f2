#include "backup/CopyFacts.h"

#include "store/FileCheck.h"
#include "store/StillFile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

CopyFacts readCopyFacts(const QString &path, const std::stop_token &stop)
{
    CopyFacts facts;
    const auto beside = [&path](QLatin1StringView ending) {
        return QFileInfo(path + ending).size() > 0;
    };
    if (beside("-wal"_L1) || beside("-journal"_L1)) {
        facts.wal = beside("-wal"_L1) ? CopyFacts::Wal::Beside : CopyFacts::Wal::None;
        return facts;
    }
    const Result<store::StillFile> file = store::openStill(path);
    if (!file) {
        facts.error = file.error();
        return facts;
    }
    if (file->inWalMode)
        facts.wal = CopyFacts::Wal::Missing;
    const Result<QList<store::TableRows>> counted = store::countRows(file->handle.get(), path, stop);
    if (counted)
        facts.rows = store::sumOf(store::contentRows(*counted));
    else
        facts.error = counted.error();
    return facts;
}

} // namespace lockkeeper::backup
