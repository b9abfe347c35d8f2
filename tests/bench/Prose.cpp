#include "tests/bench/Prose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <string_view>
#include <unordered_set>

namespace lockkeeper::bench {

namespace {
// Most frequent first: English, then what everybody in the field writes of.
constexpr std::string_view frequent =
    "the to of and a in is i that for it this with on be as are you have not from or if can at but by we an "
    "was my all which so your there when data one will use do would any has file some how what using no me "
    "eeg like they then im error only function code does channel set more time out just into other get may "
    "channels should where than need were also here same its want first about after data could import been "
    "plot analysis version different add two work see them issue issues new problem run these following "
    "before each matlab values python value component number epochs files make think try frequency ica "
    "because know path case many way files using still test please thanks hi help dataset sampling found "
    "event events signal reference trial trials raw list type line output default name matrix figure filter "
    "source sources artifact baseline electrode electrodes montage power subject subjects load loading "
    "freesurfer bids head model forward inverse solution noise covariance sensor sensors meg fmri marker "
    "markers annotation annotations spectrum window toolbox plugin script warning traceback install package "
    "release documentation example tutorial branch merge commit pull request review fix bug feature option "
    "parameter argument array object class method module index average grand cluster permutation "
    "statistics threshold component rejection interpolation resample highpass lowpass notch amplitude phase "
    "coherence connectivity coupling entropy beamformer dipole cortex surface volume mesh coordinate "
    "transformation fiducial digitization template anatomy segmentation layer tissue conductivity study "
    "design condition contrast regression group session task response stimulus reaction latency peak "
    "wavelet hilbert fourier spectrogram band alpha beta gamma theta delta oscillation evoked potential "
    "memory attention language motor visual auditory sleep stage seizure spike neuron recording amplifier "
    "impedance ground cap gel trigger synchronization stream online feedback classifier decoding training "
    "validation accuracy feature vector kernel linear network deep learning convolution transfer";

std::string made(qint64 rank)
{
    static constexpr auto syllables = std::to_array<std::string_view>(
        {"ka",       "re",  "mi",   "ton", "sel", "vor", "pha", "dex", "lu", "ga",
         "\xC3\xB6", "nim", "est",  "qua", "ti",  "no",  "per", "con", "al", "ri",
         "de",       "ver", "ment", "so",  "il",  "ur",  "bi",  "han", "zo", "cla"});
    demo::Dice dice(static_cast<quint64>(rank) + 77);
    std::string text;
    for (qint64 left = 2 + dice.below(3); left > 0; --left)
        text += syllables.at(static_cast<std::size_t>(dice.below(syllables.size())));
    return text;
}

double fraction(demo::Dice &dice)
{
    return static_cast<double>(dice.next() >> 11) * 0x1p-53;
}

// Below `count`, each about as often as 1/(it + offset).
qint64 zipf(demo::Dice &dice, qint64 count, double offset)
{
    const double most = static_cast<double>(count);
    const auto rank =
        static_cast<qint64>(offset * std::pow((most + offset) / offset, fraction(dice)) - offset);
    return std::min(rank, count - 1);
}

constexpr qint64 topicWords = 400;
constexpr qint64 shared = 60; // the words in front of them belong to no topic
} // namespace

Prose::Prose()
{
    std::unordered_set<std::string> seen;
    std::istringstream words{std::string(frequent)};
    for (std::string word; words >> word;) {
        if (seen.insert(word).second)
            m_words.push_back(word);
    }
    for (qint64 next = 0; m_words.size() < vocabulary; ++next) {
        std::string word = made(next);
        if (seen.insert(word).second)
            m_words.push_back(std::move(word));
    }
}

const std::string &Prose::topicWord(qint64 topic, qint64 rank) const
{
    return word(shared + rank * topics + topic);
}

const std::string &Prose::any(demo::Dice &dice, qint64 topic) const
{
    return dice.percent(20) ? topicWord(topic, zipf(dice, topicWords, 4)) : word(zipf(dice, vocabulary, 2.7));
}

std::string Prose::identifier(demo::Dice &dice, qint64 topic) const
{
    return any(dice, topic) + '_' + topicWord(topic, zipf(dice, topicWords, 4));
}

void Prose::addToken(std::string &text, demo::Dice &dice, qint64 topic) const
{
    const qint64 kind = dice.below(100);
    if (kind < 93)
        text += any(dice, topic);
    else if (kind < 96)
        text += '`' + identifier(dice, topic) + "()`";
    else if (kind < 99)
        text += std::to_string(zipf(dice, 100'000, 3));
    else
        text += "https://example.org/" + any(dice, topic) + '/' + std::to_string(dice.below(10'000));
}

std::string Prose::title(demo::Dice &dice, qint64 topic, qint64 words) const
{
    std::string text;
    for (qint64 i = 0; i < words; ++i) {
        if (i > 0)
            text += ' ';
        text += any(dice, topic);
    }
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string Prose::text(demo::Dice &dice, qint64 topic, std::size_t bytes) const
{
    std::string text;
    text.reserve(bytes + 32);
    while (text.size() < bytes) {
        const std::size_t begun = text.size();
        for (qint64 left = 5 + dice.below(20); left > 0 && text.size() < bytes; --left) {
            if (text.size() > begun)
                text += ' ';
            addToken(text, dice, topic);
        }
        if (char &letter = text[begun]; letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
        text += dice.percent(25) ? ".\n\n" : ". ";
    }
    return text;
}

std::size_t textSize(demo::Dice &dice, double median, double most)
{
    // Twelve times chance are near enough to a normal distribution.
    double normal = -6;
    for (int i = 0; i < 12; ++i)
        normal += fraction(dice);
    return static_cast<std::size_t>(std::min(median * std::exp(0.9 * normal), most));
}

} // namespace lockkeeper::bench
