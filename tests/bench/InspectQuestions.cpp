#include "tests/bench/InspectQuestions.h"

#include "inspect/search/Search.h"
#include "inspect/tables/TableRows.h"
#include "store/Reading.h"
#include "tests/bench/BareSearch.h"
#include "tests/bench/Prose.h"

#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
using Clock = std::chrono::steady_clock;
constexpr int hitsWanted = 50;

// Frequent and rare ones, evenly by their order of magnitude: what people look for is seldom "the", and
// seldom a word that occurs once. Half of the pairs are of one topic.
QString twoWords(const Prose &prose, int number)
{
    demo::Dice dice = demo::Dice::of(7, number);
    const auto rank = [&dice](double most) {
        return static_cast<qint64>(std::pow(most, static_cast<double>(dice.below(1000)) / 1000)) - 1;
    };
    const qint64 topic = dice.below(Prose::topics);
    const std::string &one = prose.topicWord(topic, rank(400));
    const std::string &other =
        number % 2 == 0 ? prose.word(30 + rank(5000)) : prose.topicWord(topic, rank(400));
    return QString::fromStdString(one + ' ' + other);
}

struct Search
{
    QList<inspect::Hit> hits;
    QString wrong;
};

Search searched(const inspect::SearchQuestion &question)
{
    Search result;
    inspect::Ranking ranking(question.limit);
    const Result<void> done = inspect::search(question,
                                              [&](const inspect::SearchPart &part) {
                                                  ranking.add(part.hits);
                                                  if (part.error)
                                                      result.wrong = part.error->text;
                                              },
                                              {});
    if (!done)
        result.wrong = done.error().text;
    result.hits = ranking.hits();
    return result;
}

// The statements that search() runs, once it is known which rows are shown.
QList<inspect::SearchStatement> statementsOf(store::Reading &reading, const inspect::SearchQuestion &question,
                                             const QList<inspect::Hit> &hits)
{
    QHash<QString, QList<qint64>> shown;
    for (const inspect::Hit &hit : hits)
        shown[hit.ref.table].append(hit.ref.id);
    QList<inspect::SearchStatement> ranks;
    QList<inspect::SearchStatement> rows;
    for (const inspect::ContentTable &table : inspect::contentTables()) {
        const Result<QStringList> columns = reading.columnsOf(table.name);
        if (!columns || columns->isEmpty())
            continue;
        const inspect::TableInFile in{.table = &table, .columns = *columns};
        const QString match = question.text.match(table.title);
        ranks.append(inspect::rankStatement(in, match, question.filters, question.limit + 1));
        if (shown.contains(table.name))
            rows.append(inspect::matchedRows(in, match, shown.value(table.name)));
    }
    return ranks + rows;
}

inspect::SearchQuestion questionOf(const QString &database, const QString &words)
{
    return {.places = {{.community = u"made-up"_s, .name = u"Made up"_s, .database = database}},
            .text = inspect::parseSearchText(words),
            .filters = {},
            .limit = hitsWanted};
}

struct Took
{
    double ms = 0;
    double cpuMs = 0; // of this thread
};

class Timer final
{
public:
    [[nodiscard]] Took took() const
    {
        return {.ms = milliseconds(Clock::now() - m_begun), .cpuMs = milliseconds(threadTime() - m_cpu)};
    }

private:
    Clock::time_point m_begun = Clock::now();
    std::chrono::nanoseconds m_cpu = threadTime();
};
} // namespace

void addSearches(const QString &database, int queries, Report &report)
{
    const Prose prose;
    auto reading = store::Reading::open(database);
    BareSearch bare(database);
    if (!reading) {
        report.failures.append(reading.error().text);
        return;
    }
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> ratios;
    std::vector<double> cpu; // ms of ours
    std::vector<double> cpuRatios;
    std::vector<double> found;
    for (int i = 0; i < queries; ++i) {
        const inspect::SearchQuestion question = questionOf(database, twoWords(prose, i));
        const Search first = searched(question); // also reads what is not in memory yet
        const QList<inspect::SearchStatement> statements = statementsOf(**reading, question, first.hits);
        Took mine;
        Took its;
        for (const bool turn : {i % 2 == 0, i % 2 != 0}) {
            const Timer timer;
            if (turn) {
                const Search again = searched(question);
                mine = timer.took();
                if (!again.wrong.isEmpty() || again.hits.size() != first.hits.size())
                    report.failures.append(u"A search went wrong: %1"_s.arg(again.wrong));
            } else {
                if (bare.run(statements) < first.hits.size())
                    report.failures.append(u"The bare loop found less."_s);
                its = timer.took();
            }
        }
        ours.push_back(mine.ms);
        theirs.push_back(its.ms);
        ratios.push_back(its.ms / mine.ms);
        cpu.push_back(mine.cpuMs);
        cpuRatios.push_back(its.cpuMs / mine.cpuMs);
        found.push_back(static_cast<double>(first.hits.size()));
    }
    const Spread spread = spreadOf(ours);
    std::ranges::sort(ours);
    if (spreadOf(found).median < 1)
        report.failures.append(u"Nothing was found."_s);
    report.figures.append(
        {atMost(u"first %1 hits of two words, all tables, median"_s.arg(hitsWanted), spread.median, 50,
                u" ms"_s, 1),
         {u"the same, median (least … most) of %1 searches, ms"_s.arg(queries), withSpread(spread, 1)},
         {u"90 % within"_s, number(ours[ours.size() * 9 / 10], 1) + u" ms"_s},
         {u"hits of a search, median (least … most)"_s, withSpread(spreadOf(found), 0)},
         {u"the bare loop, its connection open already, ms"_s, withSpread(spreadOf(theirs), 1)},
         atLeast(u"search : bare loop"_s, spreadOf(ratios), 0.8),
         {u"the same, by CPU time"_s, withSpread(spreadOf(cpuRatios), 2)},
         {u"CPU time of a search, ms"_s, withSpread(spreadOf(cpu), 1)}});
}

namespace {
struct Order
{
    QString column; // empty: the table's own
    QString what;
};

std::optional<inspect::TableInfo> githubItems(const QString &database)
{
    const auto reading = store::Reading::open(database);
    if (!reading)
        return std::nullopt;
    const auto tables = inspect::tablesOf(**reading);
    if (!tables)
        return std::nullopt;
    for (const inspect::TableInfo &table : *tables) {
        if (table.name == "github_items"_L1)
            return table;
    }
    return std::nullopt;
}

void addJumpsIn(inspect::TablePages &pages, qint64 rows, const QString &what, int jumps, Report &report)
{
    std::vector<double> times;
    demo::Dice dice(11);
    const qint64 count = rows / inspect::pageRows;
    for (int i = 0; i < jumps; ++i) {
        const qint64 page = dice.below(count);
        const Timer timer;
        const Result<inspect::TablePage> read = pages.page(page, {});
        times.push_back(timer.took().ms);
        if (!read || read->rows.isEmpty())
            report.failures.append(u"Page %1 could not be read: %2"_s.arg(page).arg(what));
    }
    const Spread spread = spreadOf(times);
    report.figures.append(
        {atMost(what + u": a jump, the slowest of %1"_s.arg(jumps), spread.most, 30, u" ms"_s, 1),
         {what + u": median (least … most), ms"_s, withSpread(spread, 2)}});
}
} // namespace

void addJumps(const QString &database, int jumps, Report &report)
{
    const std::optional<inspect::TableInfo> table = githubItems(database);
    if (!table) {
        report.failures.append(u"There are no GitHub items."_s);
        return;
    }
    const Order orders[] = {{{}, u"by id"_s},
                            {u"number"_s, u"by an indexed column"_s},
                            {u"title"_s, u"by a column without an index"_s}};
    for (const Order &order : orders) {
        inspect::TableQuestion question{.database = database, .table = *table};
        if (!order.column.isEmpty())
            question.sortColumn = table->columnAt(order.column);
        inspect::TablePages pages(question);
        if (question.ready() != nullptr) {
            const auto reading = store::Reading::open(database);
            const Result<qint64> about =
                reading ? inspect::aboutRows(**reading, *table) : Result<qint64>(reading.error());
            if (!about) {
                report.failures.append(about.error().text);
                return;
            }
            pages.setAbout(*about);
            addJumpsIn(pages, *about, order.what + u", nothing known yet"_s, jumps, report);
        }
        const Timer timer;
        const Result<inspect::SharedPlaces> places = inspect::findPlaces(question, {}, {});
        if (!places) {
            report.failures.append(places.error().text);
            return;
        }
        report.figures.append(
            {order.what + u": all places found in"_s, number(timer.took().ms, 0) + u" ms"_s});
        pages.setPlaces(*places);
        addJumpsIn(pages, (*places)->rows(), order.what, jumps, report);
    }
}

} // namespace lockkeeper::bench
