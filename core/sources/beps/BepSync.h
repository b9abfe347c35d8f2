// The proposals' sync: beps.yml, the open pull requests, and the text of those where that has changed.
//
// What that costs: one request for beps.yml and one for every hundred open pull requests, both conditional;
// one for a pull request that is not among the open ones and not yet known to be closed; and for one that is
// new or has a new commit its list of files and each Markdown file in it.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/beps/BepCursor.h"
#include "sources/beps/BepList.h"
#include "sources/beps/PullRequest.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

namespace lockkeeper::sources::beps {

class BepSync final
{
public:
    explicit BepSync(JobContext &context);

    // On a worker's thread. What was committed before an error stays, and the cursor with it.
    [[nodiscard]] Result<void> run();

private:
    // What is stored of a proposal's text.
    struct StoredText
    {
        qint64 pull = 0; // of which pull request
        QString content; // null where there is none
    };

    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> readList();
    [[nodiscard]] Result<void> readStoredList(); // the same from our own rows, where it answered 304
    [[nodiscard]] Result<void> readOpenPulls();
    // The entries whose rows may differ from what is stored.
    [[nodiscard]] Result<std::vector<const BepEntry *>> entriesToStore();
    [[nodiscard]] Result<bool> pullMoved(const BepEntry &entry);
    [[nodiscard]] Result<void> storeEntries(const std::vector<const BepEntry *> &entries);
    [[nodiscard]] Result<void> storeMalformed();
    // Adds the entry's row, or what kept it from being read.
    [[nodiscard]] Result<void> add(const BepEntry &entry, store::Batch &batch);
    [[nodiscard]] Result<void> addWithPull(const BepEntry &entry, store::Batch &batch);
    [[nodiscard]] Result<void> addContent(store::BepItem &row, const PullRequest &pull, QString &problem);
    [[nodiscard]] Result<AskedPull> stateOf(const BepEntry &entry);
    [[nodiscard]] Result<std::optional<StoredText>> storedText(const QString &bep) const;
    [[nodiscard]] Result<void> removeUnlisted();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Result<void> commit(store::Batch batch);

    JobContext &m_context;
    store::RemoteName m_remote;
    BepCursor m_cursor;
    QSet<QString> m_skippedBefore;
    BepList m_list;
    QByteArray m_etag;            // of the list
    QByteArray m_print;           // of its bytes
    bool m_listUnchanged = false; // it answered 304
    OpenPulls m_open;
    QHash<QString, AskedPull> m_asked; // by the proposal's number: in this run
    bool m_complete = false;           // not stopped by the limit
    QDateTime m_began;                 // what is stored when we are done vouches for everything up to here
};

} // namespace lockkeeper::sources::beps
