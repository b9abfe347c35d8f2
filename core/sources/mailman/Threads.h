// Which thread a message belongs to: that of a message it answers to (In-Reply-To, References), else of one
// with the same subject, else its own. A thread's id is the page number of its first message. Not
// thread-safe.
#pragma once

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

namespace lockkeeper::sources::mailman {

class Threads final
{
public:
    struct Message
    {
        QString subject;
        QDateTime date;
        QStringList parents; // message ids, nearest first
        QStringList pages;   // the same as pages, where the archive says so
    };

    // Of a message that is stored already.
    void knowStored(const QString &id, const QString &thread, const Message &message);
    // `messageId` is the page `id`.
    void knowPage(const QString &messageId, const QString &id);
    // A message that is about to be stored; messages may be made known in any order before they are asked
    // about.
    void know(const QString &id, const Message &message);

    [[nodiscard]] QString threadOf(const QString &id);
    // It answers a message that nothing known tells the thread of.
    [[nodiscard]] bool isLost(const QString &id) const;

private:
    struct Recent
    {
        QString thread;
        QDateTime last; // its newest message with this subject
    };

    [[nodiscard]] QString parentPage(const Message &message, const QString &id) const;
    [[nodiscard]] QString relatedThread(const Message &message) const;
    void settle(const QString &id, const QString &thread, const Message &message);

    QHash<QString, QString> m_pages;    // message id -> page
    QHash<QString, QString> m_threads;  // page -> thread
    QHash<QString, QString> m_answered; // message id that was answered to -> the thread of the answer
    QHash<QString, Recent> m_subjects;  // base subject -> thread
    QHash<QString, Message> m_messages; // page -> message
};

} // namespace lockkeeper::sources::mailman
