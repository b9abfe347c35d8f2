// Judges an answer that should be one of pipermail's pages: its type, that it is whole, its charset.
#pragma once

#include "base/Result.h"
#include "http/Message.h"

#include <QByteArray>
#include <QString>

namespace lockkeeper::sources::mailman {

struct Page
{
    QString html;
    QByteArray charset; // as the page names it, in lower case; empty where it names none
};

// Errors (bad_answer) name the URL, the status, and what was expected.
[[nodiscard]] Result<Page> readPage(const http::Response &response);

// It is HTML without its end, </html>. Of a chunked or compressed answer Qt 6.4 does not notice that the
// connection broke.
[[nodiscard]] bool breaksOff(const http::Response &response);

[[nodiscard]] Error badPage(const http::Response &response, const QString &what);

} // namespace lockkeeper::sources::mailman
