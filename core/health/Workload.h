// What the writers of a rehearsal write: new rows of github_items, with the texts of rows that are there.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QString>

#include <vector>

namespace lockkeeper::health {

struct SampleText
{
    QString title;
    QString body;
};

// At most 200, spread evenly over the items of the database. Empty where it has none.
[[nodiscard]] Result<std::vector<SampleText>> readSamples(const QString &path);

// Texts of usual lengths for a database that has none yet.
[[nodiscard]] std::vector<SampleText> ownSamples();

// One writer's batches, each of new rows, so that every row costs its part of the full-text index.
class Workload final
{
public:
    Workload(const std::vector<SampleText> &samples, int writer); // `samples` outlive it; not empty

    [[nodiscard]] store::Batch next();

private:
    const std::vector<SampleText> &m_samples;
    QString m_repo;
    qint64 m_number = 0;
    std::size_t m_sample;
};

} // namespace lockkeeper::health
