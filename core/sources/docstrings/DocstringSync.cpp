#include "sources/docstrings/DocstringSync.h"

#include "store/Cursors.h"
#include "store/Database.h"
#include "store/Skipped.h"
#include "store/StoredKeys.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

namespace {
using SymbolKey = std::pair<QString, QString>; // path, name

// Moves up to `most` items from `from` on, and `from` behind them.
template <typename T>
std::vector<T> part(std::vector<T> &items, std::size_t &from, std::size_t most)
{
    const std::size_t end = std::min(items.size(), from + most);
    const auto begin = items.begin() + static_cast<std::ptrdiff_t>(from);
    std::vector<T> result(std::make_move_iterator(begin),
                          std::make_move_iterator(items.begin() + static_cast<std::ptrdiff_t>(end)));
    from = end;
    return result;
}
} // namespace

DocstringSync::DocstringSync(Checkout &checkout, QString language, QThreadPool &pool,
                             std::chrono::microseconds patience, JobContext &context)
    : m_checkout(checkout)
    , m_language(std::move(language))
    , m_pool(pool)
    , m_patience(patience)
    , m_context(context)
    , m_remote{.type = u"docstrings"_s, .name = checkout.repository() + u':' + m_language}
{
}

Result<void> DocstringSync::run()
{
    const Result<std::optional<QString>> text =
        store::readCursor(m_context.database, m_remote, m_context.stop);
    if (!text)
        return text.error();
    const Cursor cursor = Cursor::fromText(text->value_or(QString()));
    const bool vouches = !m_context.full && cursor.vouchesFor(m_checkout.branch());
    const Head stored = vouches ? Head{.sha = cursor.sha, .etag = cursor.etag} : Head{};
    Result<Checkout::State> state = m_checkout.get(m_language, stored, m_context);
    if (!state)
        return state.error();
    bool outOfTime = false;
    if (state->files) {
        Result<Work> work = plan(std::move(*state->files));
        if (!work)
            return work.error();
        const Result<bool> complete = store(*work);
        if (!complete)
            return complete.error();
        if (!*complete)
            return {};
        outOfTime = work->outOfTime;
    }
    return finish(*state, outOfTime);
}

Result<DocstringSync::Work> DocstringSync::plan(LanguageFiles files) const
{
    m_context.progress.setStep(Step::Reading);
    const Origin origin{
        .repository = m_checkout.repository(), .branch = m_checkout.branch(), .language = m_language};
    Result<std::vector<FileSymbols>> symbols =
        readFiles(files.files, origin, m_patience, m_pool, m_context.stop);
    if (!symbols)
        return symbols.error();
    Work work{.rows = {},
              .skipped = std::move(files.skipped),
              .deletions = {},
              .readAtLast = {},
              .outOfTime = false};
    QSet<QString> incomplete;
    for (const store::SkippedItem &item : work.skipped)
        incomplete.insert(item.key);
    for (FileSymbols &file : *symbols) {
        std::move(file.rows.begin(), file.rows.end(), std::back_inserter(work.rows));
        if (file.skipped)
            work.skipped.push_back(std::move(*file.skipped));
        if (!file.complete)
            incomplete.insert(file.path);
        work.outOfTime = work.outOfTime || file.outOfTime;
    }
    Result<std::vector<store::RowKey>> gone = this->gone(work.rows, incomplete);
    if (!gone)
        return gone.error();
    work.deletions = std::move(*gone);

    const Result<std::vector<store::SkippedItem>> before =
        store::readSkipped(m_context.database, m_remote, m_context.stop);
    if (!before)
        return before.error();
    for (const store::SkippedItem &item : *before) { // read now, or no longer there
        if (std::none_of(work.skipped.cbegin(), work.skipped.cend(),
                         [&item](const store::SkippedItem &now) { return now.key == item.key; }))
            work.readAtLast.append(item.key);
    }
    m_context.progress.setTotal(
        {.items = static_cast<qint64>(work.rows.size() + work.deletions.size() + work.skipped.size()),
         .estimate = false});
    return work;
}

Result<std::vector<store::RowKey>> DocstringSync::gone(const std::vector<store::Docstring> &rows,
                                                       const QSet<QString> &incomplete) const
{
    const Result<std::vector<QVariantList>> stored =
        store::readStored(m_context.database, store::Table::Docstrings, m_checkout.repository(),
                          {u"file_path"_s, u"symbol_name"_s, u"language"_s, u"branch"_s}, m_context.stop);
    if (!stored)
        return stored.error();
    QSet<SymbolKey> present;
    for (const store::Docstring &row : rows)
        present.insert({row.filePath, row.symbolName});
    std::vector<store::RowKey> keys;
    for (const QVariantList &row : *stored) {
        const QString path = row.at(0).toString();
        const QString name = row.at(1).toString();
        if (row.at(2).toString() != m_language || present.contains({path, name}))
            continue;
        const bool otherBranch = row.at(3).toString() != m_checkout.branch();
        if (otherBranch || !incomplete.contains(path))
            keys.push_back(
                {.table = store::Table::Docstrings, .values = {m_checkout.repository(), path, name}});
    }
    return keys;
}

Result<bool> DocstringSync::store(Work &work)
{
    std::size_t row = 0;
    std::size_t deletion = 0;
    std::size_t skipped = 0;
    while (row < work.rows.size() || deletion < work.deletions.size() || skipped < work.skipped.size()) {
        if (m_context.limitReached())
            return false;
        const std::size_t most = m_context.batchSize();
        store::Batch batch;
        batch.remote = m_remote;
        batch.docstrings = part(work.rows, row, most);
        batch.deletions = part(work.deletions, deletion, most - batch.docstrings.size());
        batch.skipped = part(work.skipped, skipped, most - batch.docstrings.size() - batch.deletions.size());
        if (Result<void> committed = commit(std::move(batch)); !committed)
            return committed.error();
    }
    if (!work.readAtLast.isEmpty()) {
        store::Batch batch;
        batch.remote = m_remote;
        batch.readAtLast = work.readAtLast;
        if (Result<void> committed = commit(std::move(batch)); !committed)
            return committed.error();
    }
    return true;
}

Result<void> DocstringSync::finish(const Checkout::State &state, bool outOfTime)
{
    const store::CommitCounts counts = m_context.progress.counts();
    store::Batch batch;
    batch.remote = m_remote;
    // A cursor that vouches for nothing makes the next run read again.
    batch.cursor =
        outOfTime
            ? Cursor{}.toText()
            : Cursor{.branch = m_checkout.branch(), .sha = state.head.sha, .etag = state.head.etag}.toText();
    batch.mark = store::SyncMark{.at = state.asked, .rowsBefore = counts.added + counts.changed};
    if (Result<void> committed = commit(std::move(batch)); !committed)
        return committed;
    m_context.progress.setTotal({.items = m_context.progress.done(), .estimate = false});
    return {};
}

Result<void> DocstringSync::commit(store::Batch batch)
{
    const Result<store::CommitCounts> committed = m_context.commit(std::move(batch));
    if (!committed)
        return committed.error();
    return {};
}

} // namespace lockkeeper::sources::docstrings
