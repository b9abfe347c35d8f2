#include "demo/content/History.h"

#include "demo/content/Dice.h"
#include "demo/content/Spans.h"

#include <algorithm>
#include <cmath>

namespace lockkeeper::demo {

namespace {

constexpr qint64 twoYears = 730 * day;
constexpr qint64 sweepAge = 41 * day;
constexpr qint64 stepAspect = 1'000'000; // dice of the steps, apart from those of the items

GithubItem newborn(const DemoRepository &repository, Dice &dice, int number, qint64 at)
{
    GithubItem item;
    item.number = number;
    item.pullRequest = dice.percent(repository.pullRequestPercent);
    item.draft = item.pullRequest && dice.percent(18);
    item.createdAt = at;
    item.updatedAt = at;
    return item;
}

void close(GithubItem &item, Dice &dice, qint64 at)
{
    item.open = false;
    item.draft = false;
    item.merged = item.pullRequest && dice.percent(85);
    item.closedAt = at;
    item.updatedAt = at;
}

// Later items come closer together: the project grows.
qint64 birthday(const DemoRepository &repository, int number, qint64 began)
{
    const double age = 1.0 - static_cast<double>(number) / (repository.items + 1);
    return began - 2 * hour - static_cast<qint64>(std::pow(age, 1.4) * static_cast<double>(twoYears));
}

// `count` of the items, each at most once and never twice for different things.
std::vector<int> drawn(std::vector<GithubItem> &items, Dice &dice, qint64 count, bool openOnly)
{
    std::vector<int> numbers;
    for (int tries = 0; tries < 400 && std::ssize(numbers) < count && !items.empty(); ++tries) {
        const auto place = static_cast<std::size_t>(dice.below(std::ssize(items)));
        if (openOnly && !items[place].open)
            continue;
        numbers.push_back(items[place].number);
        std::swap(items[place], items.back());
        items.pop_back();
    }
    return numbers;
}

} // namespace

std::vector<GithubItem> firstItems(const DemoRepository &repository, qint64 began)
{
    const quint64 seed = Dice::seedOf(repository.fullName.toStdString());
    const qint64 latest = began - hour;
    std::vector<GithubItem> items;
    for (int number = 1; number <= repository.items; ++number) {
        Dice dice = Dice::of(seed, number, stepAspect);
        const qint64 slot = birthday(repository, number, began);
        const qint64 next = birthday(repository, number + 1, began);
        GithubItem item =
            newborn(repository, dice, number, slot + dice.below(std::max<qint64>(1, next - slot)));
        const double youth = static_cast<double>(number) / repository.items;
        if (dice.percent(static_cast<int>(90 - 60 * youth)))
            close(item, dice, std::min(latest, item.createdAt + dice.between(hour / 2, 90 * day)));
        item.comments = static_cast<int>(dice.below(dice.percent(10) ? 40 : 8));
        if (dice.percent(15)) // somebody came back to it
            item.updatedAt = dice.between(item.updatedAt, latest);
        else if (item.comments > 0 && item.open)
            item.updatedAt = std::min(latest, item.updatedAt + dice.between(60, 20 * day));
        if (repository.swept && !item.open && item.updatedAt < began - sweepAge)
            item.updatedAt = began - sweepAge;
        items.push_back(std::move(item));
    }
    return items;
}

void passDays(GithubSite &site, const DemoRepository &repository, int step, qint64 from, qint64 to)
{
    const QString &name = repository.fullName;
    Dice dice = Dice::of(Dice::seedOf(name.toStdString()), step, stepAspect + 1);
    const auto moment = [&] {
        return to > from ? dice.between(from + 1, to) : to;
    };
    std::vector<GithubItem> known = site.items(name);
    const qint64 busy = 2 + repository.items / 80;

    for (const int number : drawn(known, dice, dice.between(2, busy + 1), true)) {
        const qint64 at = moment();
        site.changeItem(name, number, [&](GithubItem &item) { close(item, dice, at); });
    }
    for (const int number : drawn(known, dice, dice.between(1, busy), false)) {
        const qint64 at = moment();
        site.changeItem(name, number, [at](GithubItem &item) {
            ++item.edits;
            item.updatedAt = at;
        });
    }
    for (const int number : drawn(known, dice, dice.between(2, 2 * busy), false))
        site.commentOn(name, number, moment());

    std::vector<qint64> births(static_cast<std::size_t>(dice.between(2, busy + 2)));
    std::ranges::generate(births, moment);
    std::ranges::sort(births); // numbers are given in the order of time
    for (const qint64 at : births)
        site.addItem(name, newborn(repository, dice, 0, at));
}

} // namespace lockkeeper::demo
