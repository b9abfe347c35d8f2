#include "health/Workload.h"

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
// First messages of 204 issues and pull requests in such communities' projects, in characters: the middle of
// each tenth of them, cut at 5,000.
constexpr std::array ownLengths{0, 35, 79, 148, 225, 344, 428, 714, 1137, 5000};

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

std::vector<store::ItemText> ownSamples()
{
    std::vector<store::ItemText> samples;
    for (std::size_t i = 0; i < 5 * ownLengths.size(); ++i)
        samples.push_back(
            {.title = sentence(i + 1, 55), .body = sentence(1000 + i, ownLengths.at(i % ownLengths.size()))});
    return samples;
}

Workload::Workload(const std::vector<store::ItemText> &samples, int writer)
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
        const store::ItemText &text = m_samples.at(m_sample++ % m_samples.size());
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
