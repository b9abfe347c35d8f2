#include "sources/BadAnswer.h"

#include <QCoreApplication>

namespace lockkeeper::sources {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources)
};
} // namespace

Error badAnswer(const http::Response &response, const QString &what, const QString &hint)
{
    return {.kind = ErrorKind::BadAnswer,
            .text = Tr::tr("The answer from %1 (status %2) is not what was expected: %3.")
                        .arg(response.url.host(), QString::number(response.status), what),
            .hint = !hint.isEmpty()
                        ? hint
                        : Tr::tr("A proxy or a maintenance page may stand in between. Nothing was "
                                 "written; try again later."),
            .url = response.url.toDisplayString(QUrl::RemoveUserInfo),
            .status = response.status};
}

} // namespace lockkeeper::sources
