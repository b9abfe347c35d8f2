#include "demo/github/Generated.h"

#include "demo/content/Dice.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

const std::array madeUpWords{
    u"filter"_s,     u"channel"_s, u"epoch"_s,     u"header"_s,     u"raises"_s, u"silently"_s, u"after"_s,
    u"reading"_s,    u"a"_s,       u"recording"_s, u"with"_s,       u"two"_s,    u"montages"_s, u"where"_s,
    u"the"_s,        u"event"_s,   u"table"_s,     u"is"_s,         u"sorted"_s, u"by"_s,       u"onset"_s,
    u"and"_s,        u"not"_s,     u"sample"_s,    u"größe"_s,      u"naïve"_s,  u"µV"_s,       u"memory"_s,
    u"annotation"_s, u"crops"_s,   u"before"_s,    u"resampling"_s,
};

QString sentence(Dice &dice, int characters)
{
    QString text;
    while (text.size() < characters) {
        if (!text.isEmpty())
            text += ' '_L1;
        text += madeUpWords.at(static_cast<std::size_t>(dice.below(madeUpWords.size())));
    }
    return text;
}

} // namespace

std::vector<GithubItem> generatedItems(const GeneratedRepository &wanted)
{
    const qint64 count = std::max(0, wanted.items);
    // A stride without a common divisor visits every place once, far from the order of the numbers.
    qint64 stride = 7919;
    while (count > 1 && std::gcd(stride, count) != 1)
        ++stride;

    const quint64 seed = Dice::seedOf(wanted.fullName.toStdString());
    std::vector<GithubItem> items;
    items.reserve(static_cast<std::size_t>(count));
    for (qint64 n = 1; n <= count; ++n) {
        Dice dice = Dice::of(seed, n);
        const qint64 place = (n * stride) % count;
        GithubItem item;
        item.number = static_cast<int>(n);
        item.pullRequest = dice.percent(wanted.pullRequestPercent);
        item.open = !dice.percent(wanted.closedPercent);
        item.merged = item.pullRequest && !item.open && dice.percent(80);
        item.draft = item.pullRequest && item.open && dice.percent(20);
        item.comments = static_cast<int>(dice.below(9));
        item.createdAt = wanted.firstUpdate - (count - n + 1) * 60;
        item.updatedAt = wanted.firstUpdate + place / std::max(1, wanted.sameTime) * wanted.secondsBetween;
        item.closedAt = item.open ? 0 : item.updatedAt;
        items.push_back(std::move(item));
    }
    return items;
}

ProseWriter generatedProse(const GeneratedRepository &wanted)
{
    return [seed = Dice::seedOf(wanted.fullName.toStdString()),
            characters = wanted.bodyCharacters](const GithubItem &item) {
        Dice dice = Dice::of(seed, item.number, 1 + item.edits);
        Prose prose;
        prose.title = u"%1 (%2)"_s.arg(sentence(dice, 30)).arg(item.number);
        prose.body = sentence(dice, characters);
        prose.author = u"person-%1"_s.arg(dice.below(40));
        if (dice.percent(30))
            prose.labels.append(u"bug"_s);
        return prose;
    };
}

} // namespace lockkeeper::demo
