#include "sources/discourse/DiscourseSource.h"

#include "sources/discourse/ForumSync.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
// A forum that is configured twice is one remote: what either entry names.
QList<community::Forum> merged(const QList<community::Forum> &forums)
{
    QList<community::Forum> result;
    for (const community::Forum &forum : forums) {
        const auto same = std::find_if(result.begin(), result.end(),
                                       [&](const community::Forum &other) { return other.url == forum.url; });
        if (same == result.end()) {
            result.append(forum);
        } else if (isWhole(*same) || isWhole(forum)) {
            same->tags.clear();
            same->categories.clear();
        } else {
            same->tags += forum.tags;
            same->categories += forum.categories;
        }
    }
    return result;
}
} // namespace

Source source()
{
    return {.kind = u"discourse"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "Discourse"),
            .remotes = [](const community::Community &community) {
                QList<Remote> remotes;
                for (const community::Forum &forum : merged(community.forums))
                    remotes.append({.name = nameOf(forum),
                                    .host = forum.url.host(),
                                    .sync = [forum](JobContext &context) {
                                        return ForumSync(forum, context).run();
                                    }});
                return remotes;
            }};
}

} // namespace lockkeeper::sources::discourse
