#include "sources/JobContext.h"

#include "http/Activity.h"
#include "store/Writer.h"

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

Result<store::CommitCounts> JobContext::commit(const store::Batch &batch)
{
    progress.setStep(Step::Writing);
    Result<store::CommitCounts> counts = writer.commit(batch);
    if (counts)
        progress.add(*counts);
    progress.setStep(Step::Reading);
    return counts;
}

} // namespace lockkeeper::sources
