// An issue or pull request as the embedded GitHub keeps it. Small, since benchmarks keep a hundred thousand:
// the words of most items are written only when a page asks for them.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace lockkeeper::demo {

struct Prose
{
    QString title = {};
    std::optional<QString> body = {}; // nothing: null in the answer
    QString author = {}; // login; empty: a deleted account, null in the answer; "…[bot]": a bot
    QStringList labels = {};
};

// Times are seconds since the epoch: GitHub's have no fraction.
struct GithubItem
{
    int number = 0; // 0: the repository gives the next one
    bool pullRequest = false;
    bool draft = false;  // of a pull request
    bool merged = false; // of a closed pull request
    bool open = true;
    int comments = 0;
    int edits = 0; // how often its words were changed
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    qint64 closedAt = 0;                     // 0: open
    std::shared_ptr<const Prose> prose = {}; // null: the repository's ProseWriter knows
};

// Must give the same words for the same item whenever it is asked; called under the site's lock.
using ProseWriter = std::function<Prose(const GithubItem &)>;

} // namespace lockkeeper::demo
