// Chance that falls the same way on every machine and in every run (the standard's distributions don't
// promise that). SplitMix64: https://prng.di.unimi.it/splitmix64.c describes the step.
#pragma once

#include <QtGlobal>

#include <string_view>

namespace lockkeeper::demo {

class Dice final
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    {
    }

    [[nodiscard]] quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    // 0 … limit-1; 0 where the limit is 0.
    [[nodiscard]] qint64 below(qint64 limit)
    {
        return limit <= 0 ? 0 : static_cast<qint64>(next() % static_cast<quint64>(limit));
    }
    [[nodiscard]] qint64 between(qint64 first, qint64 last) { return first + below(last - first + 1); }
    [[nodiscard]] bool percent(int chance) { return below(100) < chance; }

    // A die for one thing out of many: the same for the same parts, whatever else was thrown.
    [[nodiscard]] static Dice of(quint64 seed, qint64 thing, qint64 aspect = 0)
    {
        Dice mixer(seed ^ (static_cast<quint64>(thing) * 0xd6e8feb86659fd93ULL));
        return Dice(mixer.next() ^ (static_cast<quint64>(aspect) * 0xa0761d6478bd642fULL));
    }

    [[nodiscard]] static quint64 seedOf(std::string_view text)
    {
        quint64 hash = 14695981039346656037ULL;
        for (const char c : text)
            hash = (hash ^ static_cast<quint8>(c)) * 1099511628211ULL;
        return hash;
    }

private:
    quint64 m_state;
};

} // namespace lockkeeper::demo
