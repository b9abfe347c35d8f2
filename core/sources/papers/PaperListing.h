// A remote listing of papers as OpenAlex and Semantic Scholar give it: pages, each naming the place where the
// next begins. What differs between them; ListingSync does the walking.
#pragma once

#include "base/Result.h"
#include "http/Message.h"
#include "sources/BadAnswer.h"
#include "store/Rows.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace lockkeeper::sources::papers {

// One paper of a listing: a row, or the reason why it cannot be read, or neither: a paper without a title has
// nothing to store, and there is nothing wrong with it.
struct ReadPaper
{
    std::optional<store::Paper> row;
    QString id;     // null where it has none
    QString reason; // null where there is nothing wrong
};

struct PaperPage
{
    std::vector<store::Paper> papers;
    std::vector<store::SkippedItem> malformed; // keyed by id, or by place in the listing where there is none
    QStringList ids;                           // of all of them that have one
    qsizetype listed = 0;                      // all of them
    std::optional<qint64> total;               // of the listing, as the remote counts it
    QString next;                              // place of the next page; null on the last
};

class PaperListing
{
public:
    PaperListing() = default;
    virtual ~PaperListing() = default;
    PaperListing(const PaperListing &) = delete;
    PaperListing &operator=(const PaperListing &) = delete;

    [[nodiscard]] virtual QString source() const = 0; // as the column of that name has it
    [[nodiscard]] virtual QString firstPlace() const = 0;
    // The same by page numbers, for a remote that gives cursors only to some; null where there is no such
    // way.
    [[nodiscard]] virtual QString numberedPlace() const { return {}; }
    [[nodiscard]] virtual qsizetype reach() const = 0; // results the API gives at most
    [[nodiscard]] virtual http::Request page(const QString &place, qsizetype results) const = 0;
    // `first`: rank of the page's first paper, from 0; `most`: so many are wanted. Errors: bad_answer.
    [[nodiscard]] virtual Result<PaperPage> read(const http::Response &response, const QString &place,
                                                 qsizetype first, qsizetype most) const = 0;

    // Single papers by id, in one request; those the remote no longer knows are not in the answer.
    [[nodiscard]] virtual http::Request some(const QStringList &ids) const = 0;
    [[nodiscard]] virtual Result<PaperPage> readSome(const http::Response &response) const = 0;
    // One paper. The remote's word on whether it exists: 404 or 410 means gone, and another id in the answer
    // that both are one by now.
    [[nodiscard]] virtual http::Request one(const QString &id) const = 0;
    [[nodiscard]] virtual Result<ReadPaper> readOne(const http::Response &response) const = 0;
    [[nodiscard]] virtual bool isId(const QString &key) const = 0;

    // In the words of whoever keeps the community's configuration.
    [[nodiscard]] virtual Error explained(Error error) const = 0;
};

// Papers asked for in one go when they are asked for by id.
inline constexpr qsizetype idsPerRequest = 50;

// A page of `listed` of a remote's papers, the first of them being number `first` (from 0) of the listing: an
// item without an id is named by its place.
[[nodiscard]] PaperPage pageOf(const QJsonArray &listed, qsizetype first, qsizetype most,
                               ReadPaper (*read)(const QJsonValue &));

} // namespace lockkeeper::sources::papers
