#include "sources/mailman/Threads.h"

#include "sources/mailman/Subject.h"

#include <QSet>

#include <cstdlib>

namespace lockkeeper::sources::mailman {

namespace {
// Days between messages of one subject. Somebody else asks a question of the same words some day, and an
// answer may take long.
constexpr qint64 sameSubjectDays = 31;
constexpr qint64 answerDays = 365;
} // namespace

void Threads::knowStored(const QString &id, const QString &thread, const Message &message)
{
    if (!thread.isEmpty() && !m_threads.contains(id))
        settle(id, thread, message);
}

void Threads::knowPage(const QString &messageId, const QString &id)
{
    if (!messageId.isEmpty())
        m_pages.insert(messageId, id);
}

void Threads::know(const QString &id, const Message &message)
{
    m_messages.insert(id, message);
}

QString Threads::threadOf(const QString &id)
{
    QStringList way; // from the message up to the first whose thread is known
    QSet<QString> seen;
    QString thread;
    QString current = id;
    while (thread.isEmpty()) {
        const auto message = m_messages.constFind(current);
        if (const auto known = m_threads.constFind(current); known != m_threads.cend()) {
            thread = *known;
        } else if (message == m_messages.cend() || seen.contains(current)) {
            thread = current; // unread so far, or messages that answer each other in a circle
        } else {
            seen.insert(current);
            way.append(current);
            const QString parent = parentPage(*message, current);
            if (parent.isEmpty()) {
                thread = relatedThread(*message);
                if (thread.isEmpty())
                    thread = current;
            } else {
                current = parent;
            }
        }
    }
    for (auto step = way.crbegin(); step != way.crend(); ++step)
        settle(*step, thread, m_messages.value(*step));
    return thread;
}

bool Threads::isLost(const QString &id) const
{
    const auto message = m_messages.constFind(id);
    return message != m_messages.cend() && !message->parents.isEmpty() && !m_threads.contains(id) &&
           parentPage(*message, id).isEmpty() && relatedThread(*message).isEmpty();
}

QString Threads::parentPage(const Message &message, const QString &id) const
{
    for (const QString &parent : message.parents) {
        const QString page = m_pages.value(parent);
        if (!page.isEmpty() && page != id)
            return page;
    }
    return message.pages.value(0);
}

QString Threads::relatedThread(const Message &message) const
{
    for (const QString &parent : message.parents) {
        if (const auto answered = m_answered.constFind(parent); answered != m_answered.cend())
            return *answered;
    }
    const Subject subject = readSubject(message.subject);
    const auto recent = m_subjects.constFind(subject.base);
    if (subject.base.isEmpty() || recent == m_subjects.cend() || !message.date.isValid())
        return {};
    const qint64 days = std::abs(recent->last.daysTo(message.date));
    return days <= (subject.isReply ? answerDays : sameSubjectDays) ? recent->thread : QString();
}

void Threads::settle(const QString &id, const QString &thread, const Message &message)
{
    m_threads.insert(id, thread);
    for (const QString &parent : message.parents) {
        if (!m_answered.contains(parent))
            m_answered.insert(parent, thread);
    }
    const QString base = readSubject(message.subject).base;
    if (base.isEmpty() || !message.date.isValid())
        return;
    const auto recent = m_subjects.find(base);
    if (recent == m_subjects.end())
        m_subjects.insert(base, {.thread = thread, .last = message.date});
    else if (recent->last <= message.date)
        *recent = {.thread = thread, .last = message.date};
}

} // namespace lockkeeper::sources::mailman
