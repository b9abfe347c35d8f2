#include "tests/bench/KnowledgeRows.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace lockkeeper::bench {

namespace {
constexpr std::string_view synced = "2026-03-01T04:00:00Z";
constexpr std::array<std::string_view, 3> lists{"eeglablist", "fieldtrip", "mne_analysis"};
constexpr std::array<std::string_view, 3> forums{"https://forum.example.org", "https://stars.example.org",
                                                 "https://ask.example.org"};
constexpr std::array<std::string_view, 6> categories{"Support",    "Preprocessing", "Source localization",
                                                     "Statistics", "Announcements", "Development"};

std::string repository(qint64 number)
{
    static constexpr std::array<std::string_view, 6> owners{"mne-lab",   "eeg-lab",   "bids-lab",
                                                            "field-lab", "brain-lab", "signal-lab"};
    static constexpr std::array<std::string_view, 4> names{"toolbox", "python", "plugins", "examples"};
    return std::string(owners[static_cast<std::size_t>(number) % owners.size()]) + '/' +
           std::string(names[static_cast<std::size_t>(number) / owners.size() % names.size()]);
}

// Low numbers more often than high ones.
qint64 skewed(demo::Dice &dice, qint64 count)
{
    return std::min(dice.below(count), dice.below(count));
}

Cell maybe(bool wanted, std::string text)
{
    return wanted ? Cell(std::move(text)) : Cell();
}

// Days since 1970 to a date: howardhinnant.github.io/date_algorithms.html, civil_from_days.
std::string dateOf(qint64 days)
{
    days += 719468;
    const qint64 era = days / 146097;
    const qint64 dayOfEra = days - era * 146097;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 month = (5 * dayOfYear + 2) / 153;
    std::array<char, 32> text{};
    const qint64 realMonth = month < 10 ? month + 3 : month - 9;
    (void)std::snprintf(text.data(), text.size(), "%04d-%02d-%02d",
                        int(yearOfEra + era * 400 + (realMonth <= 2 ? 1 : 0)), int(realMonth),
                        int(dayOfYear - (153 * month + 2) / 5 + 1));
    return text.data();
}
} // namespace

KnowledgeRows::KnowledgeRows(qint64 items, quint64 seed)
    : m_items(std::max<qint64>(items, 1))
    , m_seed(seed)
{
}

Cells KnowledgeRows::next(Items table)
{
    switch (table) {
    case Items::Github:
        return github();
    case Items::Mail:
        return mail();
    case Items::Docstrings:
        return docstring();
    case Items::Topics:
        return topic();
    case Items::Papers:
        break;
    }
    return paper();
}

std::vector<std::array<std::string, 2>> KnowledgeRows::remotes()
{
    std::vector<std::array<std::string, 2>> result;
    for (qint64 i = 0; i < 24; ++i)
        result.push_back({"github", repository(i)});
    for (qint64 i = 0; i < 12; ++i)
        result.push_back({"docstrings", repository(i) + (i % 2 == 0 ? ":python" : ":matlab")});
    for (const std::string_view list : lists)
        result.push_back({"mailman", std::string(list)});
    for (const std::string_view forum : forums)
        result.push_back({"discourse", std::string(forum)});
    for (const char *provider : {"openalex", "semanticscholar", "pubmed"})
        result.push_back({"papers", std::string(provider) + ":eeg analysis"});
    return result;
}

demo::Dice KnowledgeRows::begin(Items table)
{
    const auto place = static_cast<std::size_t>(table);
    return demo::Dice::of(m_seed, ++m_made[place], qint64(place));
}

// From 2008 on, later and later, as far as the table has come.
std::string KnowledgeRows::time(Items table, demo::Dice &dice, qint64 laterHours) const
{
    const auto place = static_cast<std::size_t>(table);
    const qint64 total = std::max<qint64>(m_items * itemShares[place] / 100, 1);
    const qint64 hours = 18 * 365 * 24 * std::min(m_made[place], total) / total + dice.below(48) + laterHours;
    std::array<char, 32> text{};
    (void)std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ", int(hours % 24), int(dice.below(60)),
                        int(dice.below(60)));
    return dateOf(13879 + hours / 24) + text.data();
}

Cells KnowledgeRows::github()
{
    demo::Dice dice = begin(Items::Github);
    // A source brings a repository's items in batches.
    demo::Dice batch = demo::Dice::of(m_seed, m_made[0] / 25, 100);
    const qint64 place = skewed(batch, qint64(m_numbers.size()));
    const qint64 number = ++m_numbers[static_cast<std::size_t>(place)];
    const qint64 topic = dice.below(Prose::topics);
    const bool pull = dice.percent(40);
    const std::string repo = repository(place);
    return {repo,
            pull ? "pr" : "issue",
            number,
            m_prose.title(dice, topic, 3 + dice.below(9)),
            maybe(!dice.percent(4), m_prose.text(dice, topic, textSize(dice, 400, 4900))),
            dice.percent(80) ? "closed" : "open",
            "https://github.com/" + repo + (pull ? "/pull/" : "/issues/") + std::to_string(number),
            time(Items::Github, dice),
            std::string(synced)};
}

Cells KnowledgeRows::mail()
{
    demo::Dice dice = begin(Items::Mail);
    const std::string date = time(Items::Mail, dice);
    const std::string id = date.substr(0, 7) + '/' + std::to_string(100'000 + m_made[1]);
    const bool answers = m_threads.size() > 40 || (!m_threads.empty() && dice.percent(70));
    if (!answers) {
        const qint64 topic = dice.below(Prose::topics);
        m_threads.push_back({.id = id,
                             .subject = m_prose.title(dice, topic, 3 + dice.below(8)),
                             .last = {},
                             .list = skewed(dice, qint64(lists.size())),
                             .topic = topic,
                             .left = 1 + skewed(dice, 12)});
    }
    const std::size_t at =
        answers ? static_cast<std::size_t>(dice.below(qint64(m_threads.size()))) : m_threads.size() - 1;
    Thread &thread = m_threads[at];
    const qint64 author = skewed(dice, 3000);
    const std::string name = m_prose.word(5000 + author);
    const std::string surname = m_prose.word(9000 + author);
    std::string body = m_prose.text(dice, thread.topic, textSize(dice, 550, 9000));
    if (answers)
        body = "On " + date.substr(0, 10) + " somebody wrote:\n> " +
               m_prose.text(dice, thread.topic, 40 + static_cast<std::size_t>(dice.below(200))) + "\n\n" +
               body;
    Cells cells{std::string(lists[static_cast<std::size_t>(thread.list)]),
                id,
                thread.id,
                (answers ? "Re: " : "") + thread.subject,
                name + ' ' + surname,
                name + '.' + surname + "@example.org",
                date,
                std::move(body),
                maybe(answers, thread.last),
                "https://lists.example.org/" + id + ".html",
                std::stoll(date.substr(0, 4)),
                std::string(synced)};
    thread.last = id;
    if (--thread.left <= 0)
        m_threads.erase(m_threads.begin() + std::ptrdiff_t(at));
    return cells;
}

Cells KnowledgeRows::docstring()
{
    demo::Dice dice = begin(Items::Docstrings);
    const bool first = m_symbolsLeft == 0;
    if (first) {
        m_symbolsLeft = 1 + skewed(dice, 24);
        m_fileRepository = skewed(dice, 12);
        m_fileTopic = dice.below(Prose::topics);
        m_file = m_prose.topicWord(m_fileTopic, dice.below(20)) + '/' +
                 m_prose.identifier(dice, m_fileTopic) + '_' + std::to_string(m_made[2]);
        m_symbols.clear();
    }
    --m_symbolsLeft;
    const bool python = m_fileRepository % 2 == 0;
    std::string symbol = first ? m_file.substr(m_file.rfind('/') + 1) : m_prose.identifier(dice, m_fileTopic);
    while (!m_symbols.insert(symbol).second)
        symbol += "_2";
    static constexpr std::array<std::string_view, 4> types{"function", "method", "class", "function"};
    const std::string_view type =
        first ? (python ? "module" : "script") : types[static_cast<std::size_t>(dice.below(types.size()))];
    return {repository(m_fileRepository),
            m_file + (python ? ".py" : ".m"),
            python ? "python" : "matlab",
            std::move(symbol),
            std::string(type),
            m_prose.text(dice, m_fileTopic, textSize(dice, 250, 9000)),
            first ? qint64(1) : qint64(m_symbols.size()) * 37,
            "main",
            std::string(synced)};
}

Cells KnowledgeRows::topic()
{
    demo::Dice dice = begin(Items::Topics);
    const qint64 topic = dice.below(Prose::topics);
    const std::string forum(forums[static_cast<std::size_t>(skewed(dice, qint64(forums.size())))]);
    const qint64 id = m_made[3];
    const std::string created = time(Items::Topics, dice);
    return {forum,
            id,
            m_prose.title(dice, topic, 4 + dice.below(8)),
            maybe(!dice.percent(3), m_prose.text(dice, topic, textSize(dice, 450, 4900))),
            maybe(dice.percent(35), m_prose.text(dice, topic, textSize(dice, 350, 4900))),
            std::string(categories[static_cast<std::size_t>(skewed(dice, qint64(categories.size())))]),
            "[\"" + m_prose.topicWord(topic, 0) + "\",\"" + m_prose.topicWord(topic, 1) + "\"]",
            skewed(dice, 40),
            skewed(dice, 20),
            skewed(dice, 9000),
            forum + "/t/" + std::to_string(id),
            created,
            time(Items::Topics, dice, skewed(dice, 2000)),
            std::string(synced)};
}

// One work in one to three providers: the same title everywhere, and the same DOI where there is one.
Cells KnowledgeRows::paper()
{
    demo::Dice dice = begin(Items::Papers);
    if (m_work.providers == 0) {
        const qint64 topic = dice.below(Prose::topics);
        m_work = {.title = m_prose.title(dice, topic, 6 + dice.below(10)),
                  .abstract = m_prose.text(dice, topic, textSize(dice, 1100, 1900)),
                  .date = time(Items::Papers, dice).substr(0, 10),
                  .number = m_made[4],
                  .providers = 1 | (dice.percent(22) ? 2 : 0) | (dice.percent(15) ? 4 : 0)};
    }
    const int provider = m_work.providers & -m_work.providers;
    m_work.providers &= ~provider;
    const std::string number = std::to_string(10'000'000 + m_work.number);
    const std::string doi = "https://doi.org/10.1234/neuro." + number;
    std::string hash(32, 'a');
    Cells cells{"openalex",  'W' + number, m_work.title, maybe(!dice.percent(12), m_work.abstract),
                "published", doi,          m_work.date,  std::string(synced)};
    if (provider == 2) {
        cells[0] = "semanticscholar";
        cells[1] = hash + number;
        cells[5] = dice.percent(60) ? doi : "https://www.semanticscholar.org/paper/" + hash + number;
        cells[6] = m_work.date.substr(0, 4);
    } else if (provider == 4) {
        cells[0] = "pubmed";
        cells[1] = number;
        cells[2] = m_work.title + '.';
        cells[5] = "https://pubmed.ncbi.nlm.nih.gov/" + number + '/';
    }
    return cells;
}

} // namespace lockkeeper::bench
