// The items of a made-up community, one after the other, as the sources would have brought them: cells in the
// order of the table's columns, without id. The same ones for the same seed. Plain C++, one thread.
#pragma once

#include "tests/bench/Prose.h"

#include <array>
#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

namespace lockkeeper::bench {

enum class Items { Github, Mail, Docstrings, Topics, Papers };
inline constexpr std::array itemTables{"github_items", "mailing_list_messages", "docstrings",
                                       "discourse_topics", "papers"}; // by Items
inline constexpr std::array itemShares{40, 22, 20, 10, 8};            // percent, by Items

using Cell = std::variant<std::monostate, qint64, std::string>;
using Cells = std::vector<Cell>;

class KnowledgeRows final
{
public:
    KnowledgeRows(qint64 items, quint64 seed); // so many in all

    [[nodiscard]] const Prose &prose() const { return m_prose; }
    [[nodiscard]] Cells next(Items table);
    // What a run would have noted of each remote: source_type, source_name.
    [[nodiscard]] static std::vector<std::array<std::string, 2>> remotes();

private:
    struct Thread
    {
        std::string id;
        std::string subject;
        std::string last;
        qint64 list = 0;
        qint64 topic = 0;
        qint64 left = 0; // messages to come
    };
    struct Work
    {
        std::string title;
        std::string abstract;
        std::string date;
        qint64 number = 0;
        int providers = 0; // that have yet to bring it, as bits
    };

    [[nodiscard]] demo::Dice begin(Items table);
    [[nodiscard]] std::string time(Items table, demo::Dice &dice, qint64 laterHours = 0) const;
    [[nodiscard]] Cells github();
    [[nodiscard]] Cells mail();
    [[nodiscard]] Cells docstring();
    [[nodiscard]] Cells topic();
    [[nodiscard]] Cells paper();

    Prose m_prose;
    qint64 m_items;
    quint64 m_seed;
    std::array<qint64, itemTables.size()> m_made{};
    std::array<qint64, 24> m_numbers{}; // of each repository
    std::vector<Thread> m_threads;
    std::string m_file;
    qint64 m_fileRepository = 0;
    qint64 m_fileTopic = 0;
    qint64 m_symbolsLeft = 0;
    std::unordered_set<std::string> m_symbols; // of the file
    Work m_work;
};

} // namespace lockkeeper::bench
