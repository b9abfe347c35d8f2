#include "sources/mailman/MailmanSource.h"

#include "sources/mailman/ListSync.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

Source source()
{
    return {.kind = u"mailman"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "Mailing lists"),
            .remotes = [](const community::Community &community) {
                QList<Remote> remotes;
                for (const community::MailingList &list : community.mailingLists)
                    remotes.append(
                        {.name = list.name, .host = list.baseUrl.host(), .sync = [list](JobContext &context) {
                             return ListSync(list, context).run();
                         }});
                return remotes;
            }};
}

} // namespace lockkeeper::sources::mailman
