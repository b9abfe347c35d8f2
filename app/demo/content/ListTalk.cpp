#include "demo/content/ListTalk.h"

#include "demo/content/Spans.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::demo {

namespace {
constexpr qint64 replyAspect = 100;    // dice of replies, apart from those of threads
constexpr qint64 stepThreads = 10'000; // numbers of threads that days bring
constexpr qsizetype lineLength = 72;

// As a mail program would: no line longer, what is indented or quoted as it is.
QString wrapped(const QString &text)
{
    QStringList lines;
    const QStringList given = text.split(u'\n');
    for (const QString &line : given) {
        QString current;
        const bool asItIs = line.startsWith(u' ') || line.startsWith(u'>');
        const QStringList words = asItIs ? QStringList{line} : line.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            if (!current.isEmpty() && current.size() + 1 + word.size() > lineLength) {
                lines.append(current);
                current.clear();
            }
            current += (current.isEmpty() ? u""_s : u" "_s) + word;
        }
        lines.append(current);
    }
    return lines.join(u'\n');
}

// The first lines of what is answered, without what was quoted there.
QString quoted(const Mail &mail)
{
    constexpr int most = 4;
    QStringList lines;
    const QStringList given = mail.body.split(u'\n');
    for (const QString &line : given) {
        if (!line.isEmpty() && !line.startsWith(u'>') && !line.endsWith(" wrote:"_L1) && lines.size() < most)
            lines.append("> "_L1 + line);
    }
    const QString when = QLocale::c().toString(mail.date.date(), u"d MMMM"_s);
    return u"On %1, %2 wrote:\n"_s.arg(when, mail.author) + lines.join(u'\n');
}

qint64 threadOf(const Mail &mail) // "q12.3@…"
{
    return mail.messageId.section(u'.', 0, 0).mid(1).toLongLong();
}

QString messageId(qint64 thread, qint64 serial, const QString &list)
{
    return u"q%1.%2@%3.example"_s.arg(QString::number(thread), QString::number(serial), list);
}

QDateTime utc(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}
} // namespace

ListTalk::ListTalk(std::shared_ptr<const Phrasebook> book, QString list)
    : m_book(std::move(book))
    , m_list(std::move(list))
    , m_seed(Dice::seedOf(m_list.toStdString()))
{
}

std::vector<Mail> ListTalk::before(qint64 began, int months) const
{
    const QDate current = utc(began).date();
    const QDate first = QDate(current.year(), current.month(), 1).addMonths(1 - months);
    const qint64 latest = began - began % day - hour; // of the day's hour nothing may depend
    std::vector<Mail> mails;
    qint64 thread = 0;
    for (int month = 0; month < months; ++month) {
        const qint64 begin = QDateTime(first.addMonths(month), QTime(5, 0), Qt::UTC).toSecsSinceEpoch();
        const qint64 end = std::min(latest, begin + 29 * day);
        Dice dice = Dice::of(m_seed, month);
        for (qint64 left = dice.between(2, 4); left > 0 && begin < end; --left) {
            Mail last = root(++thread, dice.between(begin, end));
            mails.push_back(last);
            std::vector<Mail> talk{last};
            for (qint64 replies = dice.below(5); replies > 0; --replies) {
                const qint64 at = talk.back().date.toSecsSinceEpoch() + dice.between(hour / 2, 5 * day);
                const Mail &parent = dice.percent(75) ? talk.back() : talk.front();
                if (at > latest)
                    break;
                talk.push_back(reply(parent, std::ssize(talk), at));
                mails.push_back(talk.back());
            }
        }
    }
    std::ranges::stable_sort(mails, {}, &Mail::date);
    return mails;
}

std::vector<Mail> ListTalk::during(int step, qint64 from, qint64 to, const std::vector<Mail> &known) const
{
    constexpr qint64 recent = 12; // mails that people still talk about
    Dice dice = Dice::of(m_seed, step, replyAspect - 1);
    const qint64 count = dice.between(3, 5);
    std::vector<qint64> times(static_cast<std::size_t>(count));
    std::ranges::generate(times, [&] { return to > from ? dice.between(from + 1, to) : to; });
    std::ranges::sort(times);
    std::vector<Mail> talk = known;
    for (const qint64 at : times) {
        const bool begins = talk.size() == known.size(); // one thread a step
        const qint64 back = dice.below(std::min<qint64>(recent, std::ssize(talk))) + 1;
        talk.push_back(begins ? root(stepThreads + step, at)
                              : reply(*(talk.end() - back), step * 1000 + std::ssize(talk), at));
    }
    return {talk.begin() + std::ssize(known), talk.end()};
}

// With the words of the thread's first mail in mind.
Speaker ListTalk::speakerOf(qint64 thread, Mail *said) const
{
    static const std::array kinds{u"question"_s, u"question"_s, u"question"_s, u"proposal"_s, u"news"_s};
    Speaker speaker(*m_book, m_list, Dice::of(m_seed, thread, 1));
    const QString &kind = kinds.at(static_cast<std::size_t>(speaker.dice().below(std::ssize(kinds))));
    const QString subject = speaker.say(u"subject."_s + kind);
    const QString body = speaker.say(u"mail."_s + kind);
    if (said != nullptr) {
        said->subject = u'[' + m_list + "] "_L1 + subject;
        said->body = wrapped(body);
    }
    return speaker;
}

void ListTalk::sign(Mail &mail, Speaker &speaker, const QString &notBy) const
{
    QString who = speaker.say(u"writer"_s);
    for (int tries = 0; tries < 5 && who.startsWith(notBy + " => "_L1); ++tries)
        who = speaker.say(u"writer"_s);
    mail.author = who.section(" => "_L1, 0, 0);
    mail.email = who.section(" => "_L1, 1);
    mail.body += "\n\n"_L1 + speaker.say(u"sign"_s) + u'\n' + mail.author.section(u' ', 0, 0);
}

Mail ListTalk::root(qint64 thread, qint64 at) const
{
    Mail mail{.date = utc(at), .messageId = messageId(thread, 0, m_list)};
    Speaker speaker = speakerOf(thread, &mail);
    sign(mail, speaker, {});
    return mail;
}

Mail ListTalk::reply(const Mail &parent, qint64 serial, qint64 at) const
{
    const qint64 thread = threadOf(parent);
    Speaker speaker = speakerOf(thread);
    speaker.dice() = Dice::of(m_seed, thread, replyAspect + serial);
    Mail mail{.subject = parent.subject.startsWith("Re: "_L1) ? parent.subject : "Re: "_L1 + parent.subject,
              .date = utc(at),
              .messageId = messageId(thread, serial, m_list),
              .references = parent.references + QStringList{parent.messageId},
              .body = quoted(parent) + "\n\n"_L1 + wrapped(speaker.say(u"mail.reply"_s))};
    sign(mail, speaker, parent.author);
    return mail;
}

} // namespace lockkeeper::demo
