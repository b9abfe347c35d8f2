// Made-up prose as a community writes it: English function words, the field's own words, and a long tail of
// rare ones; the word of rank r about as often as 1/r. What belongs to one topic has its words in common, so
// that two words meet in one text more often than chance would have it. Plain C++; reading is thread-safe.
#pragma once

#include "demo/content/Dice.h"

#include <string>
#include <vector>

namespace lockkeeper::bench {

class Prose final
{
public:
    static constexpr qint64 vocabulary = 120'000;
    static constexpr qint64 topics = 48;

    Prose();

    [[nodiscard]] const std::string &word(qint64 rank) const
    {
        return m_words.at(static_cast<std::size_t>(rank));
    }
    // The words that make up a topic, the most frequent first.
    [[nodiscard]] const std::string &topicWord(qint64 topic, qint64 rank) const;

    // UTF-8.
    [[nodiscard]] std::string title(demo::Dice &dice, qint64 topic, qint64 words) const;
    // Sentences and paragraphs, with code, numbers and addresses among them; ends with the word that reaches
    // `bytes`.
    [[nodiscard]] std::string text(demo::Dice &dice, qint64 topic, std::size_t bytes) const;
    [[nodiscard]] std::string identifier(demo::Dice &dice, qint64 topic) const; // "plot_epochs"

private:
    [[nodiscard]] const std::string &any(demo::Dice &dice, qint64 topic) const;
    void addToken(std::string &text, demo::Dice &dice, qint64 topic) const;

    std::vector<std::string> m_words; // by rank
};

// Most texts are short, some are long: about as many below `median` as above, none above `most`.
[[nodiscard]] std::size_t textSize(demo::Dice &dice, double median, double most);

} // namespace lockkeeper::bench
