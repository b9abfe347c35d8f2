// What Mailman 2's pipermail writes of a period's mails: its listing, its message pages, its mbox file. Pure;
// any thread.
#pragma once

#include "demo/mailman/Mail.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace lockkeeper::demo {

struct MailPages
{
    // Since 2.1.15 or so the comments of thread.html name pages instead of message ids, and a page's links
    // the page's own message id, in angle brackets, instead of the one it answers to.
    bool newer = false;
    QByteArray charset = "utf-8"; // or "iso-8859-1": of the pages, and of the mails in the mbox file

    [[nodiscard]] QByteArray thread(const std::vector<Mail> &mails) const;
    [[nodiscard]] QByteArray page(const Mail &mail) const;
    [[nodiscard]] QByteArray mbox(const std::vector<Mail> &mails) const;

    [[nodiscard]] static QString fileOf(const Mail &mail); // "000123.html"

private:
    [[nodiscard]] QByteArray encoded(const QString &text) const;
    [[nodiscard]] QByteArray headerWord(const QString &text) const;
    [[nodiscard]] QString head(const QString &title) const;
};

} // namespace lockkeeper::demo
