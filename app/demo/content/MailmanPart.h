// The archives of the communities' mailing lists: lists.quillcue.example/pipermail/quillcue-discuss and
// lists.saltbell.example/pipermail/saltbell-users.
#pragma once

#include "demo/Part.h"
#include "demo/content/ListTalk.h"
#include "demo/mailman/MailArchive.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace lockkeeper::demo {

class MailmanPart final : public Part
{
public:
    MailmanPart();

    void begin(qint64 began) override;
    void passDays(int step, qint64 from, qint64 to) override;
    std::optional<HttpAnswer> answer(const HttpRequest &request) override;

    [[nodiscard]] const MailArchive &archive() const { return m_lists.front().archive; } // Quillcue's

private:
    struct List
    {
        QString host;
        QString folder; // of its archive, in the URL's path
        int months = 0; // from the first mail on
        ListTalk talk;
        MailArchive archive;

        void add(const std::vector<Mail> &mails);
    };

    static void age(List &list, const QDateTime &first); // as years have left it

    std::vector<List> m_lists;
};

} // namespace lockkeeper::demo
