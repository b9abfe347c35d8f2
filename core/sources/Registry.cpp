#include "sources/Registry.h"

#include "sources/beps/BepSource.h"
#include "sources/discourse/DiscourseSource.h"
#include "sources/docstrings/DocstringSource.h"
#include "sources/github/GithubSource.h"
#include "sources/mailman/MailmanSource.h"
#include "sources/papers/PaperSource.h"

namespace lockkeeper::sources {

const QList<Source> &registry()
{
    static const QList<Source> sources = {github::source(), docstrings::source(), discourse::source(),
                                          papers::source(), mailman::source(),    beps::source()};
    return sources;
}

} // namespace lockkeeper::sources
