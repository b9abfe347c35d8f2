#include "sources/beps/BepSource.h"

#include "sources/beps/BepSync.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

Source source()
{
    return {.kind = u"beps"_s,
            .title = QCoreApplication::translate("lockkeeper::sources", "BIDS extension proposals (BEPs)"),
            .remotes = [](const community::Community &community) {
                if (community.id != "bids"_L1)
                    return QList<Remote>();
                return QList<Remote>{{.name = u"bids-website"_s, .sync = [](JobContext &context) {
                                          return BepSync(context).run();
                                      }}};
            }};
}

} // namespace lockkeeper::sources::beps
