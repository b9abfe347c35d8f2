#include "tests/bench/Rows.h"

#include "demo/content/Dice.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
constexpr qint64 vocabulary = 20'000;

double fraction(demo::Dice &dice)
{
    return static_cast<double>(dice.below(1'000'000)) / 1e6;
}

QString word(qint64 rank)
{
    static constexpr auto syllables =
        std::to_array<const char16_t *>({u"ka", u"re", u"mi", u"ton", u"sel", u"vor", u"pha", u"dex", u"lu",
                                         u"ga", u"ö", u"nim", u"est", u"qua"});
    QString text;
    demo::Dice dice(static_cast<quint64>(rank));
    for (qint64 left = 1 + (rank > 20 ? 1 : 0) + dice.below(3); left > 0; --left)
        text += QStringView(syllables.at(static_cast<std::size_t>(dice.below(syllables.size()))));
    return text;
}

const std::vector<QString> &words()
{
    static const std::vector<QString> all = [] {
        std::vector<QString> result;
        for (qint64 rank = 0; rank < vocabulary; ++rank)
            result.push_back(word(rank));
        return result;
    }();
    return all;
}

QString prose(demo::Dice &dice, qsizetype characters)
{
    QString text;
    text.reserve(characters + 16);
    while (text.size() < characters) {
        // Rank r about as often as 1/r, as words of a language are.
        const double rank = std::pow(static_cast<double>(vocabulary), fraction(dice)) - 1;
        text += words().at(std::min(static_cast<std::size_t>(rank), words().size() - 1));
        text += dice.percent(8) ? u'\n' : u' ';
    }
    return text;
}
} // namespace

std::vector<store::GithubItem> madeRows(const QString &repo, qint64 first, qint64 count, int edition)
{
    const quint64 seed = demo::Dice::seedOf(repo.toStdString());
    std::vector<store::GithubItem> rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (qint64 number = first; number < first + count; ++number) {
        demo::Dice dice = demo::Dice::of(seed, number, edition);
        const double size = fraction(dice);
        const QString kind = number % 3 == 0 ? u"pull"_s : u"issues"_s;
        rows.push_back({.repo = repo,
                        .itemType = number % 3 == 0 ? u"pr"_s : u"issue"_s,
                        .number = number,
                        .title = prose(dice, 30 + dice.below(50)),
                        .firstMessage = prose(dice, 200 + static_cast<qsizetype>(2800 * size * size)),
                        .status = dice.percent(60) ? u"closed"_s : u"open"_s,
                        .url = u"https://github.com/%1/%2/%3"_s.arg(repo, kind).arg(number),
                        .createdAt = u"2024-03-%1T09:41:00Z"_s.arg(1 + number % 28, 2, 10, QChar(u'0'))});
    }
    return rows;
}

std::vector<store::Batch> inBatches(const std::vector<store::GithubItem> &rows)
{
    std::vector<store::Batch> batches;
    for (auto row = rows.cbegin(); row != rows.cend();) {
        const auto end = row + std::min<std::ptrdiff_t>(store::rowsPerBatch, rows.cend() - row);
        store::Batch batch;
        batch.remote = {.type = u"github"_s, .name = row->repo};
        batch.run = u"2024-04-02T12:00:00.000+00:00"_s; // so that it is kept, too, what is written
        batch.githubItems.assign(row, end);
        batch.cursor = u"{\"since\":\"2024-03-01T09:41:00Z\",\"number\":%1}"_s.arg((end - 1)->number);
        batches.push_back(std::move(batch));
        row = end;
    }
    return batches;
}

} // namespace lockkeeper::bench
