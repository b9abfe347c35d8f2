#include "sources/JobContext.h"

#include "http/Activity.h"
#include "store/Skipped.h"
#include "store/Writer.h"

#include <algorithm>
#include <utility>

namespace lockkeeper::sources {

Result<http::Response> JobContext::fetch(http::Request request)
{
    progress.setStep(Step::Asking);
    request.activity = activity;
    Result<http::Response> response = client.fetch(std::move(request), stop);
    progress.setStep(Step::Reading);
    return response;
}

Result<store::CommitCounts> JobContext::commit(store::Batch batch)
{
    progress.setStep(Step::Writing);
    batch.run = run;
    Result<store::CommitCounts> counts = writer.commit(batch);
    if (counts) {
        progress.add(*counts);
        for (const store::SkippedItem &item : batch.skipped)
            progress.addSkipped(store::bounded(item).reason);
    }
    progress.setStep(Step::Reading);
    return counts;
}

std::size_t JobContext::batchSize() const
{
    const qint64 usual = store::rowsPerBatch;
    return static_cast<std::size_t>(limit ? std::clamp<qint64>(*limit - progress.done(), 1, usual) : usual);
}

} // namespace lockkeeper::sources
