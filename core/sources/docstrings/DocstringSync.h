// One repository's sync for one language: a new commit's files, read side by side, stored batch by batch.
//
// The cursor moves with the last batch: a run that stopped before it fetches the archive again, and rows that
// are stored already are not written again. It vouches for nothing as long as a file took too long to parse.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/docstrings/Checkout.h"
#include "sources/docstrings/Cursor.h"
#include "sources/docstrings/FileReader.h"

#include <QSet>
#include <QString>

#include <chrono>
#include <vector>

namespace lockkeeper::sources::docstrings {

class DocstringSync final
{
public:
    // Files are read on `pool`, each for no longer than `patience`.
    DocstringSync(Checkout &checkout, QString language, QThreadPool &pool, std::chrono::microseconds patience,
                  JobContext &context);

    // On a worker's thread, none of the pool's. What was committed before an error stays.
    [[nodiscard]] Result<void> run();

private:
    // What a commit's files come to.
    struct Work
    {
        std::vector<store::Docstring> rows;
        std::vector<store::SkippedItem> skipped;
        std::vector<store::RowKey> deletions;
        QStringList readAtLast;
        bool outOfTime = false; // a file is left to the next run
    };

    [[nodiscard]] Result<Work> plan(LanguageFiles files) const;
    // Symbols and files that left the tree. A file that could not be read as a whole keeps its rows: nobody
    // said that its symbols are gone.
    [[nodiscard]] Result<std::vector<store::RowKey>> gone(const std::vector<store::Docstring> &rows,
                                                          const QSet<QString> &incomplete) const;
    [[nodiscard]] Result<bool> store(Work &work); // false: the limit was reached before the end
    [[nodiscard]] Result<void> finish(const Checkout::State &state, bool outOfTime);
    [[nodiscard]] Result<void> commit(store::Batch batch);

    Checkout &m_checkout;
    QString m_language;
    QThreadPool &m_pool;
    std::chrono::microseconds m_patience;
    JobContext &m_context;
    store::RemoteName m_remote;
};

} // namespace lockkeeper::sources::docstrings
