// Who wrote a message, and addresses that no harvester reads. Pure; any thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace lockkeeper::sources::mailman {

struct Author
{
    QString name;  // the address where there is no name
    QString email; // masked; null where there is none
};

// "Name <a@b>", "a@b (Name)", "a at b (Name)" as mail and Mailman's archives have it.
[[nodiscard]] Author readAuthor(const QByteArray &from, const QByteArray &charset);
[[nodiscard]] Author makeAuthor(const QString &name, const QString &email);

// "name@host.org" -> "name at host.org", wherever it stands in the text. Linear.
[[nodiscard]] QString maskAddresses(const QString &text);

} // namespace lockkeeper::sources::mailman
