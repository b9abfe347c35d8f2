// What the writers of a rehearsal write: new rows of github_items, with the texts of rows that are there.
#pragma once

#include "store/ItemTexts.h"
#include "store/Rows.h"

#include <QString>

#include <vector>

namespace lockkeeper::health {

// Texts of usual lengths for a database that has none yet.
[[nodiscard]] std::vector<store::ItemText> ownSamples();

// One writer's batches, each of new rows, so that every row costs its part of the full-text index.
class Workload final
{
public:
    Workload(const std::vector<store::ItemText> &samples, int writer); // `samples` outlive it; not empty

    [[nodiscard]] store::Batch next();

private:
    const std::vector<store::ItemText> &m_samples;
    QString m_repo;
    qint64 m_number = 0;
    std::size_t m_sample;
};

} // namespace lockkeeper::health
