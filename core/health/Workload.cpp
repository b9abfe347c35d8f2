#include "health/Workload.h"

#include "store/Connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
constexpr qint64 maxSamples = 200;

// Quartiles and the like of issues' first messages as projects of these communities have them, in characters.
constexpr std::array ownLengths{0, 90, 240, 420, 650, 900, 1250, 1800, 2700, 5000};

constexpr std::array words{"filter"_L1,  "channel"_L1, "epoch"_L1,    "montage"_L1, "error"_L1,
                           "version"_L1, "data"_L1,    "reading"_L1,  "sensor"_L1,  "baseline"_L1,
                           "import"_L1,  "raises"_L1,  "when"_L1,     "the"_L1,     "with"_L1,
                           "an"_L1,      "average"_L1, "reference"_L1};

QString sentence(std::size_t seed, qsizetype length)
{
    QString text;
    while (text.size() < length) {
        seed = seed * 6364136223846793005U + 1442695040888963407U; // Knuth's MMIX: the same texts every time
        text += words.at((seed >> 33U) % words.size()) + u' ' + QString::number(seed >> 52U) + u' ';
    }
    text.truncate(length);
    return text;
}
} // namespace

Result<std::vector<SampleText>> readSamples(const QString &path)
{
    const Result<std::unique_ptr<store::Connection>> connection =
        store::Connection::open(path, store::Connection::Mode::ReadOnly);
    if (!connection)
        return connection.error();
    const Result<QVariant> last = (*connection)->value(u"SELECT max(id) FROM github_items"_s);
    if (!last)
        return last.error();
    // Lengths are cut again: another program may have stored more than the schema's limit.
    const Result<QSqlQuery *> prepared =
        (*connection)
            ->prepared(u"SELECT substr(title, 1, 500), substr(coalesce(first_message, ''), 1, 5000) FROM "
                       u"github_items "
                       "WHERE id % ? = 0 LIMIT ?"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    query.bindValue(0, std::max<qint64>(1, last->toLongLong() / maxSamples));
    query.bindValue(1, maxSamples);
    if (!query.exec())
        return (*connection)->lastError();
    std::vector<SampleText> samples;
    while (query.next())
        samples.push_back({.title = query.value(0).toString(), .body = query.value(1).toString()});
    const bool whole = sqlite3_errcode((*connection)->handle()) == SQLITE_DONE ||
                       sqlite3_errcode((*connection)->handle()) == SQLITE_OK;
    const Error error = (*connection)->lastError();
    query.finish();
    if (!whole)
        return error;
    return samples;
}

std::vector<SampleText> ownSamples()
{
    std::vector<SampleText> samples;
    for (std::size_t i = 0; i < 5 * ownLengths.size(); ++i)
        samples.push_back(
            {.title = sentence(i + 1, 55), .body = sentence(1000 + i, ownLengths.at(i % ownLengths.size()))});
    return samples;
}

Workload::Workload(const std::vector<SampleText> &samples, int writer)
    : m_samples(samples)
    , m_repo(u"rehearsal/writer-%1"_s.arg(writer + 1))
    , m_sample(static_cast<std::size_t>(writer) * 7)
{
}

store::Batch Workload::next()
{
    store::Batch batch;
    batch.remote = {.type = u"github"_s, .name = m_repo};
    for (std::size_t row = 0; row < store::rowsPerBatch; ++row) {
        const SampleText &text = m_samples.at(m_sample++ % m_samples.size());
        ++m_number;
        batch.githubItems.push_back({.repo = m_repo,
                                     .itemType = u"issue"_s,
                                     .number = m_number,
                                     .title = text.title,
                                     .firstMessage = text.body,
                                     .status = u"open"_s,
                                     .url = u"https://github.com/%1/issues/%2"_s.arg(m_repo).arg(m_number),
                                     .createdAt = u"2026-01-27T10:15:00Z"_s});
    }
    return batch;
}

} // namespace lockkeeper::health
