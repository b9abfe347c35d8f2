// What is said on a made-up mailing list, by whom and when. The same for the same times. One thread at a
// time.
#pragma once

#include "demo/content/Phrasebook.h"
#include "demo/mailman/Mail.h"

#include <QString>

#include <memory>
#include <vector>

namespace lockkeeper::demo {

class ListTalk final
{
public:
    // `list` is the area of its words in the phrasebook.
    ListTalk(std::shared_ptr<const Phrasebook> book, QString list);

    // Some 160 mails of the `months` months up to the day (UTC) before that of `began` (epoch seconds), by
    // date, the same all day; numbers are the archive's to give.
    [[nodiscard]] std::vector<Mail> before(qint64 began, int months) const;
    // The mails of the `step`-th time that some days pass, at times later than `from` and no later than `to`.
    [[nodiscard]] std::vector<Mail> during(int step, qint64 from, qint64 to,
                                           const std::vector<Mail> &known) const;

private:
    [[nodiscard]] Mail root(qint64 thread, qint64 at) const;
    [[nodiscard]] Mail reply(const Mail &parent, qint64 serial, qint64 at) const;
    [[nodiscard]] Speaker speakerOf(qint64 thread, Mail *said = nullptr) const;
    void sign(Mail &mail, Speaker &speaker, const QString &notBy) const;

    std::shared_ptr<const Phrasebook> m_book;
    QString m_list;
    quint64 m_seed = 0;
};

} // namespace lockkeeper::demo
