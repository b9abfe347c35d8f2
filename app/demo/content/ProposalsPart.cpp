#include "demo/content/ProposalsPart.h"

#include "demo/content/Communities.h"
#include "demo/content/Dice.h"
#include "demo/content/Spans.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int atTheBeginning = 12;
constexpr int firstNumber = 101;
constexpr int firstPull = 3012;

// What becomes of a proposal. Those that come in later are open.
enum class State { Draft, Open, Closed, Merged, Orphaned };

struct Subject
{
    const char *title;
    const char *subject; // within a sentence
    const char *suffix;
    const char *unit;
    State state;
};

constexpr std::array subjects{
    Subject{"Footstep pressure", "footstep pressure", "steps", "kPa", State::Open},
    Subject{"Whisker video", "moving whiskers", "whisker", "deg", State::Draft},
    Subject{"Breathing belts", "breathing belts", "belt", "mm", State::Open},
    Subject{"Purring and other low sounds", "low animal sounds", "purr", "Pa", State::Closed},
    Subject{"Writing pads", "pens on writing pads", "pen", "mm", State::Open},
    Subject{"Room acoustics", "the sound of a room", "room", "dB", State::Merged},
    Subject{"Thermal cameras", "skin temperature", "thermal", "degC", State::Open},
    Subject{"Juggling", "balls in the air", "juggle", "m", State::Draft},
    Subject{"Grip force", "grip force", "grip", "N", State::Orphaned},
    Subject{"Swallowing", "swallowing", "swallow", "mV", State::Open},
    Subject{"Garden birds and their listeners", "birds and their listeners", "birds", "Pa", State::Closed},
    Subject{"Sleep diaries", "sleep diaries", "diary", "h", State::Draft},
    Subject{"Balance boards", "balance boards", "balance", "kg", State::Open},
    Subject{"Bicycle rides", "bicycle rides", "ride", "m/s", State::Open},
    Subject{"Choir singing", "choirs", "choir", "Hz", State::Open},
    Subject{"Chewing", "chewing", "chew", "mV", State::Open},
    Subject{"Kite flying", "kites", "kite", "m", State::Open},
    Subject{"Knitting", "knitting needles", "knit", "mm", State::Open},
};

constexpr std::array people{"Ingrid Palmqvist", "Tomas Okello", "Wilma Hartog", "Kaito Mori",
                            "Renée Delacroix",  "Asha Venkat",  "Osei Marfo",   "Lioba Stern"};

const Subject &subjectOf(int place)
{
    return subjects.at(static_cast<std::size_t>(place) % subjects.size());
}

// Of the subjects that come round again.
QString titleOf(int place)
{
    const int round = place / static_cast<int>(subjects.size());
    const QString title = QString::fromLatin1(subjectOf(place).title);
    return round == 0 ? title : u"%1, part %2"_s.arg(title).arg(round + 1);
}

} // namespace

ProposalsPart::ProposalsPart()
    : m_book(phrasebook(u"bids"_s))
{
    m_site.setWebAddress(u"https://github.example"_s);
}

void ProposalsPart::begin(qint64 began)
{
    for (int place = 0; place < atTheBeginning; ++place)
        add(place, began - (atTheBeginning - place) * 40 * day);
}

void ProposalsPart::passDays(int step, qint64 from, qint64 to)
{
    const qint64 at = std::min(to, from + 1);
    if (const int number = drawOpen(step * 2); number > 0) {
        BepPull &pull = m_pulls[number];
        pull.open = false;
        pull.merged = step % 2 == 0;
        pull.updatedAt = at;
        m_site.put(pull);
    }
    if (const int number = drawOpen(step * 2 + 1); number > 0) {
        BepPull &pull = m_pulls[number];
        const int version = ++m_versions[number];
        pull.files[pull.files.lastKey()] = text(number - firstPull, 1, version);
        pull.updatedAt = at;
        m_site.put(pull);
    }
    add(atTheBeginning + step - 1, at);
}

std::optional<HttpAnswer> ProposalsPart::answer(const HttpRequest &request)
{
    const bool isFile = request.host() == "raw.github.example"_L1;
    const bool isPull = request.host() == "api.github.example"_L1 &&
                        request.url.path().startsWith("/repos/bids-standard/bids-specification/pulls"_L1);
    if (!isFile && !isPull)
        return std::nullopt;
    return m_site.handle(request);
}

void ProposalsPart::add(int place, qint64 at)
{
    const Subject &subject = subjectOf(place);
    const State state = place < atTheBeginning ? subject.state : State::Open;
    const QString suffix = QString::fromLatin1(subject.suffix);
    Dice dice = Dice::of(Dice::seedOf("proposals"), place);
    const auto lead = [&dice] {
        return QString::fromUtf8(people.at(static_cast<std::size_t>(dice.below(std::ssize(people)))));
    };
    BepProposal proposal{.number = QString::number(firstNumber + place),
                         .title = titleOf(place),
                         .leads = {lead()},
                         .pull = state == State::Draft ? 0 : firstPull + place,
                         .googleDoc = u"https://docs.example/proposals/"_s + suffix};
    if (const QString second = lead(); second != proposal.leads.first())
        proposal.leads.append(second);
    if (state == State::Open)
        proposal.htmlPreview = u"https://preview.bids.example/%1"_s.arg(proposal.pull);
    m_site.put(proposal);
    if (proposal.pull == 0)
        return;
    BepPull pull{.number = proposal.pull,
                 .open = state == State::Open || state == State::Orphaned,
                 .merged = state == State::Merged,
                 .branch = u"proposal-"_s + suffix,
                 .updatedAt = at};
    if (state != State::Orphaned)
        pull.repository =
            proposal.leads.first().section(u' ', 0, 0).toLower().remove(u'é') + u"-fork/bids-specification"_s;
    pull.files.insert(u"src/modality-specific-files/%1.md"_s.arg(suffix), text(place, 0, 0));
    if (dice.percent(60))
        pull.files.insert(u"src/schema/rules/%1.yaml"_s.arg(suffix), "suffix: " + suffix.toUtf8() + '\n');
    pull.files.insert(u"src/terms/%1.md"_s.arg(suffix), text(place, 1, 0));
    m_pulls.insert(pull.number, pull);
    m_site.put(pull);
}

QByteArray ProposalsPart::text(int place, int file, int version) const
{
    const Subject &subject = subjectOf(place);
    Speaker speaker(*m_book, u"proposals"_s,
                    Dice::of(Dice::seedOf("proposal texts"), place * 10 + file, version));
    speaker.know(u"subject"_s, QString::fromLatin1(subject.subject));
    speaker.know(u"suffix"_s, QString::fromLatin1(subject.suffix));
    speaker.know(u"unit"_s, QString::fromLatin1(subject.unit));
    const auto say = [&speaker](const char *list) {
        return speaker.say(QString::fromLatin1(list)) + u"\n\n"_s;
    };
    QString text =
        file == 0 ? u"# %1\n\n"_s.arg(titleOf(place)) : u"# Terms of “%1”\n\n"_s.arg(titleOf(place));
    text += file == 0 ? say("bep.intro") + u"## Files\n\n"_s + say("bep.rule") + say("bep.example")
                      : say("bep.rule");
    text += u"## Columns and keys\n\n"_s + say("bep.table");
    if (version > 0)
        text += u"## Open questions, draft %1\n\n"_s.arg(version + 1) + say("bep.question");
    return text.trimmed().toUtf8() + '\n';
}

int ProposalsPart::drawOpen(int step) const
{
    QList<int> open;
    for (const BepPull &pull : m_pulls) {
        if (pull.open && !pull.repository.isEmpty())
            open.append(pull.number);
    }
    Dice dice = Dice::of(Dice::seedOf("proposals"), step, 1);
    return open.isEmpty() ? 0 : open.at(dice.below(open.size()));
}

} // namespace lockkeeper::demo
