#include "demo/content/Prose.h"

#include <array>
#include <span>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

struct Kind
{
    QString name; // of the lists title.…, body.… and labels.…
    int weight = 0;
};

const QString &kindOf(const GithubItem &item, Dice &dice)
{
    static const std::array issues{Kind{u"bug"_s, 34},      Kind{u"crash"_s, 12}, Kind{u"feature"_s, 22},
                                   Kind{u"question"_s, 15}, Kind{u"docs"_s, 11},  Kind{u"task"_s, 6}};
    static const std::array pulls{Kind{u"fix"_s, 40}, Kind{u"change"_s, 30}, Kind{u"words"_s, 16},
                                  Kind{u"bot"_s, 14}};
    const std::span<const Kind> kinds = item.pullRequest ? std::span<const Kind>(pulls) : issues;
    qint64 throw_ = dice.below(100);
    for (const Kind &kind : kinds) {
        if (throw_ < kind.weight)
            return kind.name;
        throw_ -= kind.weight;
    }
    return kinds.back().name;
}

// Some write nothing at all, which GitHub gives as null, or now and then as an empty text.
std::optional<QString> body(const QString &kind, Speaker &speaker)
{
    const auto silence = speaker.dice().below(100);
    if (silence < 6)
        return std::nullopt;
    if (silence == 6)
        return QString();
    return speaker.say(u"body."_s + kind);
}

void edit(Prose &prose, int time, Speaker &speaker)
{
    speaker.know(u"title"_s, prose.title);
    if (time == 1 && speaker.dice().percent(35)) // once is enough for a title
        prose.title = speaker.say(u"edit.title"_s);
    const QString addition = speaker.say(u"edit.body"_s);
    prose.body = prose.body.value_or(QString()).isEmpty() ? addition : *prose.body + u"\n\n"_s + addition;
}

} // namespace

ProseWriter demoProse(std::shared_ptr<const Phrasebook> book, const QString &fullName)
{
    const quint64 seed = Dice::seedOf(fullName.toStdString());
    return [book = std::move(book), area = fullName.section(u'/', 1), seed](const GithubItem &item) {
        Speaker speaker(*book, area, Dice::of(seed, item.number));
        const QString &kind = kindOf(item, speaker.dice());
        Prose prose;
        prose.title = speaker.say(u"title."_s + kind);
        prose.body = body(kind, speaker);
        if (kind == "bot"_L1)
            prose.author = speaker.say(u"bot"_s);
        else if (!speaker.dice().percent(3)) // else the account was deleted
            prose.author = speaker.say(u"person"_s);
        if (speaker.dice().percent(70))
            prose.labels = speaker.say(u"labels."_s + kind).split(u", "_s, Qt::SkipEmptyParts);
        for (int time = 1; time <= item.edits; ++time) {
            Speaker later(*book, area, Dice::of(seed, item.number, time));
            edit(prose, time, later);
        }
        return prose;
    };
}

} // namespace lockkeeper::demo
