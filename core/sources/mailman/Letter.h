// One message, wherever it was read: from its page or from the period's mbox.
#pragma once

#include "sources/mailman/Addresses.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace lockkeeper::sources::mailman {

struct Letter
{
    QString subject;
    Author author;
    QDateTime date;      // UTC; invalid where it has none that makes sense
    QString body;        // as the database keeps it
    QString messageId;   // empty where nobody says
    QStringList parents; // message ids it answers to, nearest first
};

} // namespace lockkeeper::sources::mailman
